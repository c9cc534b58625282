"""Where a helper helps: the office that stands beside his name on what he helped with."""

from __future__ import annotations
