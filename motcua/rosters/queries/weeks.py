"""Whether a week is published."""

from __future__ import annotations
