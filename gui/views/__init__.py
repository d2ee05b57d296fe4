"""Widgets and their keys; what they show comes from the session, what they ask for goes to it."""
