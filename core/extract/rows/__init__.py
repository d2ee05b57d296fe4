"""Rows: which figures belong to which row of the Form, by labels, order, borders and counts."""
