"""What a person must decide of a proposed rule: the question, the answers to choose from, and what each changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from motcua.rulebook.reading.words import word_list

_KEPT: Final = ("when", "from", "to", "modality")


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its name in questions.toml, with the letter's own `words` in it."""

    name: str
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The question as people read it, in Vietnamese; a word the letter does not give is an ellipsis."""
        return str(word_list("questions")[self.name]).format_map(_Blank(self.words))

    def as_data(self) -> dict[str, Any]:
        """The question as JSON, with the keys of the answers to choose from."""
        return {"name": self.name, "words": dict(self.words), "choices": [one.key for one in choices_of(self.name)]}


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """One answer: its key, its words in Vietnamese and English, and what it changes."""

    key: str
    vi: str
    en: str
    value: Any = None
    drop: tuple[str, ...] = ()
    add: Mapping[str, Any] | None = None
    remove: bool = False

    def label(self, lang: str = "vi") -> str:
        """Its words in "vi" or "en"."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Answered:
    """A rule after an answer: its data, the data of a rule added beside it, whether it is to be struck out."""

    data: dict[str, Any]
    added: dict[str, Any] | None = None
    removed: bool = False


def question_of(data: Mapping[str, Any]) -> Question:
    """The question that `Question.as_data` wrote."""
    return Question(str(data["name"]), dict(data.get("words") or {}))


@cache
def choices_of(name: str) -> tuple[AnswerChoice, ...]:
    """The answers to choose from that need nobody's catalogue or offices."""
    rows = word_list("answers")[name]["choices"]
    return tuple(AnswerChoice(**{**row, "drop": tuple(row.get("drop", ()))}) for row in rows)


def field_of(name: str) -> str:
    """The field of the editor for an answer that must be typed; "" where there is none."""
    return str(word_list("answers")[name].get("field", ""))


def after_choice(data: Mapping[str, Any], choice: AnswerChoice) -> Answered:
    """What the answer makes of a rule."""
    changed = dict(data)
    if choice.value is not None:
        changed["value"] = choice.value
    if choice.drop:
        changed["when"] = {key: held for key, held in (data.get("when") or {}).items() if key not in choice.drop}
    added = None
    if choice.add is not None:
        added = {key: data[key] for key in _KEPT if key in data} | dict(choice.add)
    return Answered(changed, added, choice.remove)


_ANSWERED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "procedures": ("when.procedures", "when.urgent"),
    "bounds_within": ("bounds", "force"),
    "online_levels": ("when.online_levels",),
    "value_starts": ("value",),
    "fields": ("when.fields",),
    "under": ("when.under", "when.unit_kinds", "when.unit_names"),
    "from": ("from", "to"),
}
_OF_THE_WHOLE: Final = frozenset({"left_over", "accents", "right_reading"})


def answered_by_change(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a change of a rule's data answers the question: a person has set what it asks about."""
    if name in _OF_THE_WHOLE:
        return any(before.get(key) != after.get(key) for key in ("value", "when"))
    place = field_of(name)
    return any(_at(before, path) != _at(after, path) for path in _ANSWERED_BY.get(place, (place,)) if path)


def _at(data: Mapping[str, Any], path: str) -> Any:
    head, _, tail = path.partition(".")
    held = data.get(head)
    return (held or {}).get(tail) if tail else held
