"""The living page of components, and the commands that every page has."""
