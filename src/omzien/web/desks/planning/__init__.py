"""Appointments and tasks: plan one, say what became of it."""
