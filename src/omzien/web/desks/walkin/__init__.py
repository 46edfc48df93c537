"""The walk-in hour: who comes this morning, and the money exploration."""
