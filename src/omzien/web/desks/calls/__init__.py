"""Looking after: the follow-up calls that are due, and who was not seen for long."""
