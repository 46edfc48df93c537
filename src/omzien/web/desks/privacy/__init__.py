"""The privacy officer: who saw what, and glass that was broken."""
