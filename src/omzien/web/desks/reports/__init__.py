"""Reports: the annual report of a municipality, made in the background."""
