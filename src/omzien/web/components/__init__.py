"""Everything visual: templates in `templates/components`, shown with examples on the living page."""
