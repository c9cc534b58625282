"""Printed slips (Circular 01/2018 Art. 9): issued with their number and data, rendered as PDF whenever asked."""
