"""The moment the person is told that the result is ready."""

from __future__ import annotations
