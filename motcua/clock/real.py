"""The real time, which no demo clock turns: what others' clocks must agree with (tokens, codes from an app)."""

from __future__ import annotations
