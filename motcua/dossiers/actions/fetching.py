"""A person fetches a result from his own store; that he did is written down, as an officer's look is."""

from __future__ import annotations
