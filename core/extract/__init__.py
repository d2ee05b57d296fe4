"""Reading: from a SourceText to the Cells of its Form, each with its span and how certain it is.

Stages, each in its own package: folding (the text as it is matched) → tokens (labels, figures, text, in passages)
→ places (where the tables stand) → headers and rows (figures to columns and rows) → cells (what the equations
leave) → findings; identity beside them. The reader lets many texts go through them side by side. Passages that
were met before are known: what stands between their figures, where their tables are, and how the rows of these go.
"""
