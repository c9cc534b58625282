"""Who may ask work of others, who may answer it, and what being asked lets an office see."""

from __future__ import annotations


"""Roles that answer for an office that was asked."""
