"""Drafts: what is typed in a form is kept from the first key on, and found again wherever one goes on."""
