"""What a draft's files are of: the original, a certified copy, a plain copy, a scan."""

from __future__ import annotations
