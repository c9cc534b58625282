"""What a unit has of what policy demands, and the rounds of its checkers."""

from __future__ import annotations
