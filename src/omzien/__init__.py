"""Omzien: client record, registration and impact reporting for social work."""

__version__ = "0.1.0"
