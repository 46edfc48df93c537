"""Groups: activities, their sessions, and the roll of who came, called by keyboard."""
