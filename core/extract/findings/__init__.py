"""Findings: what reading has to say of cells, tables and the report as a whole."""
