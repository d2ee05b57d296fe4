"""Headers: which column of the Form each printed column is, and the unit that its header gives."""
