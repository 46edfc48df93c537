"""Closing support on one page: goals, end measurement, result, the call afterwards; and opening again."""
