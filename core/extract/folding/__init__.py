"""Folding: the text as it is matched, character by character where the source has it."""
