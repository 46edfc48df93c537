"""The inbox: everything that came in and waits for a first look; and who waits after that."""
