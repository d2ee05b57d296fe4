"""Cells: what stands in each cell of a table, and how certain it is."""
