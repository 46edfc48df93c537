"""The floor of effects: what came of the support, for whom, and how sure that is."""
