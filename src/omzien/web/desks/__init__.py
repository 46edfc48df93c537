"""The desks: one folder per page of the people's door."""
