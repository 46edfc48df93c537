"""Residents who may be one person: the list, merging after a preview, and undoing it."""
