"""What a person declares for the bill: the group that pays less, and how many copies."""

from __future__ import annotations
