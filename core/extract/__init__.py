"""Reading: from a SourceText to the Cells of its Form, each with its span and how certain it is.

Stages, each in its own module: fold (matching form of the text) → tokenizer (labels, figures, text, in passages)
→ table_finder (where the tables stand) → align (figures to rows) → resolve (what the equations leave) → reader,
which lets many texts go through them side by side. Passages that were met before are known: what stands between
their figures, where their tables are, and how the rows of these go.
"""

from core.extract.reader import read_report, reading_stages

__all__ = ["read_report", "reading_stages"]
