"""Qt models and roles over core values; no rules of their own."""
