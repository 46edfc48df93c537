"""Surveys: what residents say of the support, in numbers and in words, without names."""
