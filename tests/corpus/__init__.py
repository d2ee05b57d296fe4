"""Builds reports with known figures in every layout, and scores the reader on them. Development only."""
