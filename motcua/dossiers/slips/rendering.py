"""placeholder"""

from __future__ import annotations

from motcua.dossiers.models import Slip


def render_slip(slip: Slip) -> bytes:
    """placeholder"""
    raise NotImplementedError
