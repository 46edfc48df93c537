"""The office: who works here, and in which roles."""
