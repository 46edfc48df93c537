"""The catalogue: what every figure and dimension means, since when, and what it meant before."""
