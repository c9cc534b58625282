"""One procedure as read from a file of the national format, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LimitEntry:
    """A time limit for a channel ("counter", "online", "postal"); unit as in rulebook.deadlines."""

    channel: str
    value: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class FeeEntry:
    """A fee for a channel in whole đồng; `kind` is "phi" or "le_phi"."""

    channel: str
    kind: str
    amount: int
    text: str


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One paper of the dossier."""

    name: str
    originals: int
    copies: int


@dataclass(frozen=True, slots=True)
class ProcedureEntry:
    """One procedure of the file. `online`, `postal` and `papers` are None where the file does not say."""

    row: int
    code: str
    name: str
    field: str
    level: str
    agency: str
    for_whom: str
    decision: str
    result: str = ""
    online: bool | None = None
    postal: bool | None = None
    limits: tuple[LimitEntry, ...] = ()
    fees: tuple[FeeEntry, ...] = ()
    papers: tuple[PaperEntry, ...] | None = None
