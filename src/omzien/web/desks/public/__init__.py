"""Pages for residents, without an account: answering a survey by a link."""
