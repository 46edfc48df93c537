"""The office: who works here, what was agreed, and what is measured with."""
