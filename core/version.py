"""Owns the number of this version, as the command line and the workbook say it."""

VERSION = "0.1.0"
