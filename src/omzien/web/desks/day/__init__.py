"""Home: what waits for me."""
