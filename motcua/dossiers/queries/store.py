"""A signed-in person's store of results (Decree 45/2020 Art. 16): his own, by what the sign-in proves."""

from __future__ import annotations
