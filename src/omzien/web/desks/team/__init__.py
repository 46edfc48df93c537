"""My team: who carries how much, who waits, who is away, who covers."""
