"""Residents: search as you type, and the list."""
