"""Owns the exception for what was typed and cannot be done."""


class UsageError(Exception):
    """What was typed cannot be done; the sentence is in the user's language already."""
