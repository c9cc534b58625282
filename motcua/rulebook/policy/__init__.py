"""Policy: facts and rules in, decisions with their reasons out. Plain Python; `decide.py` is the door."""
