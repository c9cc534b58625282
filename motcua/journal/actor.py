"""The actor of an event as the journal names it; this module knows no model of people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`reference` is "staff:7", "citizen" or "system"; `name` is what people read."""

    reference: str
    name: str = ""


CITIZEN = Actor("citizen", "Người nộp hồ sơ")
SYSTEM = Actor("system", "Hệ thống")
