"""Check papers that people give by their content; they are stored under random names and shown under cleaned ones."""
