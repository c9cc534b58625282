"""The open questions of a proposed rule with every answer to choose from, those of offices and catalogue too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from motcua.catalog.queries.procedures import fields_in_use
from motcua.directives.effects import RECEIVING
from motcua.directives.models import RuleRow, RuleSet
from motcua.people.models import OfficeKind
from motcua.people.queries import offices_under
from motcua.rulebook.reading.questions import choices_of, field_of, question_of
from motcua.rulebook.vietnamese import fold

OFFICE: Final = "office:"
FIELD: Final = "field:"
MOST_OFFICES: Final = 8
MOST_BUTTONS: Final = 5
_UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a row: its position there, its words, and the answers as (key, words).

    `several`: more than one answer may be chosen. `place`: the field of the editor for an answer that must be typed,
    `beside` the point of a rule of its own that the answer may need.
    """

    position: int
    name: str
    text: str
    choices: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    several: bool = False
    place: str = ""
    beside: str = ""

    @property
    def is_long(self) -> bool:
        """Whether its answers are too many for a button each."""
        return len(self.choices) > MOST_BUTTONS


def open_questions(row: RuleRow, rule_set: RuleSet, lang: str = "vi") -> list[OpenQuestion]:
    """What is still to be answered of a rule, in the order of the reading; `lang` is "vi" or "en"."""
    found = []
    for position, data in enumerate(row.questions):
        asked = question_of(data)
        own = [(choice.key, choice.label(lang)) for choice in choices_of(asked.name)]
        several = False
        if asked.name == "which_unit":
            offices = _offices(asked.words.get("unit", ""), rule_set)
            own, several = offices + own, "," in asked.words.get("unit", "")
        elif asked.name == "which_field":
            own = [(FIELD + one.code, one.name) for one in fields_in_use()] + own
        place = field_of(asked.name)
        beside = f"{row.point.rpartition('.')[0]}.hours" if asked.name == "half_day" else ""
        found.append(OpenQuestion(position, asked.name, asked.text, tuple(own), asked.words, several, place, beside))
    return found


def _offices(names: str, rule_set: RuleSet) -> list[tuple[str, str]]:
    """The offices of the letter's branch that a name in the letter may mean, those that receive people first."""
    offices = list(offices_under(rule_set.directive.body.path).filter(active=True))
    found: dict[str, str] = {}
    for name in names.split(","):
        wanted = fold(name.strip())
        whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        fitting = [office for office in offices if wanted and whole.search(fold(office.name))]
        fitting.sort(
            key=lambda office: (office.kind not in RECEIVING, office.kind != OfficeKind.COMMITTEE, office.path)
        )
        found |= {OFFICE + office.path: office.name for office in fitting[:MOST_OFFICES]}
    return list(found.items())


def with_field(when: Mapping[str, Any], printed: str, code: str) -> dict[str, Any]:
    """The conditions with a field of the catalogue in place of one that only the letter names."""
    fields = list(when.get("fields") or ())
    meant = [one for one in fields if one.startswith(_UNKNOWN) and one[1:] == printed[: len(one) - 1]]
    return {**when, "fields": list(dict.fromkeys([one for one in fields if one not in meant] + [code]))}


def at_office(when: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The conditions with an office in place of the names that the letter has for it."""
    return {**{key: held for key, held in when.items() if key != "unit_names"}, "under": path}
