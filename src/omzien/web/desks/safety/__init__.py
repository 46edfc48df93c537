"""The safety code: five steps, one calm page each; two decisions, and a second pair of eyes."""
