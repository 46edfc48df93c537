"""The people's door: pages through Django's client, and in a real browser against a real server."""
