"""Figures: any figure by rows and columns, with what it means."""
