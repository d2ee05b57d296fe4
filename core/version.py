"""Owns the numbers of this version: of the product, as it says them, and of what reads its reports."""

VERSION = "0.1.0"

READER_VERSION = 4
"""Rises whenever the same text may be read differently, so that cached readings are made anew."""
