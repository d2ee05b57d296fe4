"""Coverage-guided fuzzing of core: a development tool, see README.md."""
