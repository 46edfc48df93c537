"""The templates, style sheet and template tags of the report as a page."""
