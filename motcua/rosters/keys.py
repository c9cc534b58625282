"""Secret addresses: only a digest is kept."""

from __future__ import annotations
