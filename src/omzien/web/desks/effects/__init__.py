"""What helps, and for whom: results by intervention, returns, waiting times and growth, with how sure they
are.
"""
