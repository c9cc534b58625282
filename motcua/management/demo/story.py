"""What a demo is made of: a province on a day, its people, rooms and waiting matters. Plain data; loaders write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

PASSWORD: Final = "motcua-demo"


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff. Roles are held at `role_office`, or at `office` where that is empty."""

    username: str
    full_name: str
    title: str
    office: str
    roles: tuple[str, ...]
    try_this: str
    role_office: str = ""
    main: bool = False  # named in the welcome


@dataclass(frozen=True, slots=True)
class Resident:
    """A citizen known to the one-stop shop, invented. `born` is ISO."""

    full_name: str
    id_number: str
    born: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's rooms (as columns of Room) and counters (number, name, fields; none is all)."""

    office: str
    rooms: tuple[dict[str, Any], ...]
    counters: tuple[tuple[int, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Post:
    """One person's duty through both weeks."""

    staff: str
    duty: str
    place: str = "on_site"
    counter: int = 0


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment: `day` counts from the Monday of the story; hour and minute are Vietnam's."""

    code: str
    name: str
    phone: str
    day: int
    hour: int
    minute: int
    counter: int
    procedure: str


@dataclass(frozen=True, slots=True)
class Story:
    """A demo.

    `levels` and `agencies` say what became of the levels and agencies of the procedures' file, `departments` which
    office resolves the provincial procedures of a field. Rosters: unit → (head, posts). Seals: owner, where kept, kind,
    label, registration, keeper. Contacts: unit, field ("" for all), who, phone. Points: office, columns, days since
    checked. `letters` are files of motcua/demo_letters to try.
    """

    key: str
    title: str
    begins: datetime
    root: str
    offices: str
    people: tuple[Person, ...]
    residents: tuple[Resident, ...]
    places: tuple[Place, ...]
    departments: Mapping[str, str]
    seals: tuple[tuple[str, str, str, str, str, str], ...]
    certified: tuple[str, ...]
    keeper_of_keys: str
    rosters: Mapping[str, tuple[str, tuple[Post, ...]]]
    contacts: tuple[tuple[str, str, str, str], ...]
    points: tuple[tuple[str, dict[str, Any], int], ...]
    booking_unit: str
    booked: tuple[Booked, ...]
    phones: Mapping[str, str]
    door_words: tuple[str, ...]
    letters: tuple[str, ...]
    levels: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
