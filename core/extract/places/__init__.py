"""Places: where the statutory tables stand among the tokens, and which Form they follow."""
