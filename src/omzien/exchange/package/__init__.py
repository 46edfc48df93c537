"""The data package: tables as CSV files with a `datapackage.json` that describes them (Frictionless, v1)."""
