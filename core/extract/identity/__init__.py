"""Identity: which unit and which year a report is of, and where the text says so."""
