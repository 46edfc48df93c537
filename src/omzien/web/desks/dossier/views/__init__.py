"""The pages of a dossier, by subject."""
