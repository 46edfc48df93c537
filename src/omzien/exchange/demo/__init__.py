"""A lifelike made-up organisation, generated as a data package and brought in through the import."""
