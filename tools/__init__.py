"""Tools for who works on the house: set-up, test machine, contracts. Not part of the product."""
