"""Measure: score an instrument with a resident, see the growth, put a measurement right."""
