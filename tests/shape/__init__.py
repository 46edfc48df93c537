"""The conventions of the house as tests: each says what to do when it fails."""
