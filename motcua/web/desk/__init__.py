"""Helpers of all desk pages: the signed-in person, events and clauses in words."""
