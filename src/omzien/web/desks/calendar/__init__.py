"""One's appointments in one's own calendar program."""
