"""How the person wants the result back: asked of the policy, checked."""

from __future__ import annotations
