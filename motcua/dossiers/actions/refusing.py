"""Refuse what was asked for: a result like any other, signed, with its legal basis, to be returned."""

from __future__ import annotations
