"""How was this counted, and why do two numbers differ?"""
