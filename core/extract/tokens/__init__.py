"""Tokens: labels, figures, blank marks and other text, with their positions, in known passages or new ones."""
