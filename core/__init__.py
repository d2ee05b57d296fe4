"""Gouji's core: reads reports, checks them, keeps the review. No Qt anywhere below this package."""
