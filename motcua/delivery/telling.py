"""Write a bag's events."""

from __future__ import annotations
