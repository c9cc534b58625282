"""The last act of every road in: the dossier goes on, into the register, and its receipt is written."""

from __future__ import annotations
