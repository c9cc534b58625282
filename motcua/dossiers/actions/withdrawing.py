"""The person takes the dossier back."""

from __future__ import annotations
