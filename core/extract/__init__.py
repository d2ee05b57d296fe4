"""Reading: from a SourceText to the Cells of its Form, each with its span and how certain it is.

Stages, each in its own module: fold (matching form of the text) → tokens (labels, figures, text) → locate
(where the tables stand, which Form) → align (figures to rows) → resolve (what the equations leave) → reader.
"""

from core.extract.reader import read_report, reading_stages

__all__ = ["read_report", "reading_stages"]
