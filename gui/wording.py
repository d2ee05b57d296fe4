"""Owns how the window speaks: which language is in force, and the marks that the translation tool reads."""

# PySide6's own QT_TRANSLATE_NOOP is typed as returning object; lupdate goes by the name alone.


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - lupdate's name
    """`text`, marked for translation in `context`; said with QCoreApplication.translate."""
    return text
