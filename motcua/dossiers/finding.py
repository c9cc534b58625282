"""The text by which officers find a dossier again: no marks, no case, every number a person may know."""

from __future__ import annotations
