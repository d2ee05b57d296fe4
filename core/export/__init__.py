"""Writing figures out for other programs: the long table, text that is safe in a cell, files put in place."""
