"""What all desk pages share: who is asking, events and clauses in words."""
