"""The types of policy: the closed vocabulary in which every rule is written and every answer given.

Plain data, no behaviour beyond checking itself. `decide.py` composes rules, `channel_coverage.py` proves that nobody is
left without a channel, `data.py` turns the JSON of a reading or of the database into these types and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

RECEIVE_CHANNELS: Final = ("online", "postal", "counter", "support_point")
RETURN_CHANNELS: Final = ("online", "postal", "counter")


class Status(StrEnum):
    """State of one channel for one set of facts, from wide to narrow; ONLY also closes its siblings."""

    ENCOURAGED = "encouraged"
    ALLOWED = "allowed"
    DISCOURAGED = "discouraged"
    FALLBACK = "fallback"
    CLOSED = "closed"
    ONLY = "only"


class Modality(StrEnum):
    """ORDER binds a subordinate; REQUEST (Đề nghị) asks a body that is not one; PROHIBITION forbids."""

    ORDER = "order"
    REQUEST = "request"
    PROHIBITION = "prohibition"


class Force(StrEnum):
    """BINDING stands; a lower body may change a DEFAULT; DELEGATED leaves it to the unit's head within bounds."""

    BINDING = "binding"
    DEFAULT = "default"
    DELEGATED = "delegated"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: document number ("905/UBND-PVHCC"), clause ("2.1"), issuer's name for display."""

    document: str
    clause: str
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """Conditions of a rule; every one that is set must hold. An empty frozenset or None means "whatever".

    `under` is an office path: codes from the root joined by "/" ("H22/H22.27"). `unit_kinds` are
    provincial_centre, district_unit, commune_unit, department, support_point, post_office.
    `groups` are special groups of persons (elderly, disabled, merit, …). `weekdays` are ISO, Monday 1.
    """

    under: str = ""
    unit_kinds: frozenset[str] = frozenset()
    unit_levels: frozenset[str] = frozenset()  # province, district, commune
    epidemic_levels: frozenset[int] = frozenset()
    procedures: frozenset[str] = frozenset()  # procedure codes
    fields: frozenset[str] = frozenset()
    online_levels: frozenset[int] = frozenset()  # 1..4
    urgent: bool | None = None
    time_critical: bool | None = None
    uses_neither: bool | None = None  # the person says that they use neither online nor post
    groups: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()
    holiday: bool | None = None
    unit_names: frozenset[str] = frozenset()  # units as a letter names them, until a person says which they are
    channels: frozenset[str] = frozenset()  # handed in this way: online, postal, counter
    season: str = ""  # "04-01/09-30": holds on these days of every year, both included

    @property
    def rare(self) -> bool:
        """Whether one of the conditions is set that few letters use."""
        return bool(self.unit_names or self.channels or self.season)


@dataclass(frozen=True, slots=True)
class Rule:
    """One effect on one point, with its conditions, its life and its source.

    `body` is the path of the issuing office in the tree ("" is the nation), so its depth is its rank;
    `issued_on` decides between two rules of one body; `in_force_from`/`to` are aware datetimes, half open;
    `bounds` limits what a delegated head may set (same type as `value`, or a mapping). `replaces` holds ids of
    rules this one puts out of force.
    """

    id: str
    point: str
    value: Any
    when: When
    source: Source
    body: str
    issued_on: date
    in_force_from: datetime
    in_force_to: datetime | None = None
    modality: Modality = Modality.ORDER
    force: Force = Force.BINDING
    bounds: Any = None
    replaces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a question is asked. `unit` is the office path; `at` an aware datetime (Asia/Ho_Chi_Minh).

    `working_day`: what the office's calendar says of that day, where asked: True on a Saturday worked in exchange
    opens what only the law's working week keeps closed. `plan_approved`: the unit has an approved operation plan
    in force (`plan.before_opening` waits for it). `channel`: the way a dossier was handed in, where that is known.
    """

    unit: str
    at: datetime
    unit_kind: str = ""
    unit_level: str = ""
    epidemic_level: int = 1
    procedure: str = ""
    field: str = ""
    online_level: int = 0
    urgent: bool = False
    time_critical: bool = False
    uses_neither: bool = False
    groups: frozenset[str] = frozenset()
    holiday: bool = False
    plan_approved: bool = False
    working_day: bool | None = None
    unit_name: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Because:
    """One reason of an answer: the rule that made it so (or lost, in `also`), with its source and a word why."""

    rule: str
    source: Source
    value: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The settled value of one point for one set of facts; `because` is never empty."""

    point: str
    value: Any
    because: tuple[Because, ...]
    also: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rules that cannot both stand (one body, same specificity, same day); reported, never guessed."""

    point: str
    rules: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """All points that matter for the facts: `answers` by point name, and the conflicts found on the way."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
