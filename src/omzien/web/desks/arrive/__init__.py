"""Arrive: a question comes in; one page from the first word to advice given, planned, or waiting."""
