"""The conditions of a clause: fields, procedures, levels of online service and of epidemic, groups, urgency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.tokens import Token

_NOT_USING: Final = frozenset(cues("conditions", "not_using"))
_POINTING_BACK: Final = frozenset(cues("conditions", "pointing_back"))
_ALL_OF: Final = frozenset(cues("conditions", "all_of"))
_NO_FIELD: Final = frozenset(cues("conditions", "no_field"))
_MEASURES: Final = frozenset(cues("conditions", "measures"))
_CASES: Final = frozenset(cues("conditions", "cases"))
_POINTING_BACK_TO_REST: Final = frozenset(cues("conditions", "pointing_back_to_rest"))
_NAMING_PAPERS: Final = frozenset(cues("conditions", "naming_papers"))

UNKNOWN: Final = "?"  # a field no catalogue lists: it matches nothing, and a person must say which it is
_OFFICE_NEAR: Final = frozenset(cues("conditions", "office_heads"))


@dataclass(slots=True)
class Conditions:
    """What must hold besides place and time. Sets are empty and flags None where nothing is said."""

    fields: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    online_levels: frozenset[int] = frozenset()
    epidemic_levels: frozenset[int] = frozenset()
    groups: frozenset[str] = frozenset()
    urgent: bool | None = None
    uses_neither: bool = False
    rest: bool = False  # "các thủ tục còn lại"
    same_field: bool = False  # "lĩnh vực này"
    unsure: list[str] = field(default_factory=list)

    @property
    def said(self) -> bool:
        """Whether anything is set."""
        return bool(
            self.fields or self.procedures or self.online_levels or self.epidemic_levels or self.groups
            or self.urgent is not None or self.uses_neither or self.rest
        )  # fmt: skip

    def when(self) -> dict[str, Any]:
        """As fields of `When`."""
        found: dict[str, Any] = {}
        for name in ("fields", "procedures", "online_levels", "epidemic_levels", "groups"):
            if held := getattr(self, name):
                found[name] = sorted(held)
        if self.urgent is not None:
            found["urgent"] = self.urgent
        return found

    def over(self, wider: Conditions) -> Conditions:
        """This clause's conditions over those of what it stands under: nearest wins, slot by slot."""
        return replace(
            self,
            fields=self.fields or (frozenset() if self.rest else wider.fields),
            procedures=self.procedures or wider.procedures,
            online_levels=self.online_levels or wider.online_levels,
            epidemic_levels=self.epidemic_levels or wider.epidemic_levels,
            groups=self.groups or wider.groups,
            urgent=self.urgent if self.urgent is not None else (None if self.rest else wider.urgent),
            uses_neither=self.uses_neither or wider.uses_neither,
            rest=self.rest or (wider.rest and not self.said),
            unsure=[*wider.unsure, *self.unsure],
        )


def slug(words: str) -> str:
    """A code for a field no catalogue knows."""
    return UNKNOWN + words[:60]


def read_conditions(tokens: Sequence[Token]) -> Conditions:
    """The conditions of a stretch. Tokens that were used are marked as taken."""
    found = Conditions()
    for at, token in enumerate(tokens):
        _field(tokens, at, found)
        if "onlevel" in token.means:
            found.online_levels |= set(token.data)
            token.taken = True
        elif level := token.of("level"):
            found.online_levels |= {"full": {4}, "part": {3}, "none": {1, 2}}[level]
            token.taken = True
        elif epidemic := token.of("epi"):
            found.epidemic_levels |= {int(n) for n in epidemic.split(",")}
            token.taken = True
        elif group := token.of("group"):
            found.groups |= {"elderly" if group == "age" else group}
            token.taken = True
        elif "neither" in token.means:
            if _of_both_ways(tokens, at):
                found.uses_neither, token.taken = True, True
        elif urgent := token.of("urgent"):
            if not _of_the_epidemic(tokens, at):
                found.urgent = urgent == "urgent"
                token.taken = True
        elif "rest" in token.means and _rest(tokens, at):
            found.rest, token.taken = True, True
    return found


def _of_both_ways(tokens: Sequence[Token], at: int) -> bool:
    """ "không sử dụng … trực tuyến và … bưu chính"; a bare "không sử dụng" needs a way behind it."""
    if tokens[at].text not in _NOT_USING:
        return True
    return any("chan" in token.means for token in tokens[at + 1 : at + 6])


def _of_the_epidemic(tokens: Sequence[Token], at: int) -> bool:
    """ "các biện pháp cấp bách phòng, chống dịch": measures are urgent, not matters."""
    return any(token.text in _MEASURES for token in tokens[max(0, at - 2) : at])


def _rest(tokens: Sequence[Token], at: int) -> bool:
    words = tokens[at].text
    if words not in ("khác", "còn lại"):
        return True
    return at > 0 and ("obj" in tokens[at - 1].means or tokens[at - 1].text in _CASES)


def _field(tokens: Sequence[Token], at: int, found: Conditions) -> None:
    token = tokens[at]
    if token.taken:
        return
    named = token.of("field") or token.of("other_field")
    if named:
        near = [token.text for token in tokens[max(0, at - 2) : at]]
        if any(word in _OFFICE_NEAR for word in near[-1:]):
            return
        if token.of("field"):
            found.fields |= {named}
        elif _is_condition(tokens, at):
            found.fields |= {slug(token.text)}
        else:
            return
        token.taken = True
        return
    if "field_word" not in token.means or token.text == "ngành":
        return
    token.taken = True
    behind = tokens[at + 1 : at + 9]
    if behind and behind[0].text in _POINTING_BACK:
        found.same_field = True
        return
    if any("field" in token.means or "other_field" in token.means for token in behind[:5]) or (
        behind and ("rest" in behind[0].means or behind[0].text in _POINTING_BACK_TO_REST)
    ):
        return
    if at and tokens[at - 1].text in _ALL_OF and (not behind or behind[0].text in _NO_FIELD):
        return  # "tất cả các lĩnh vực từ thứ Hai …"
    words: list[Token] = []
    for one in behind:
        if one.text in _NO_FIELD or one.means.keys() & {
            "sign",
            "chan",
            "act",
            "stop",
            "keep",
            "shop",
            "date",
            "weekday",
            "number",
        }:
            break
        words.append(one)
        if len(words) >= 5:
            break
    if words and "lĩnh vực" in token.text:
        name = " ".join(word.text for word in words)
        found.fields |= {slug(name)}
        found.unsure.append(f"field:{name}")
        for term in words:
            term.taken = True


def _is_condition(tokens: Sequence[Token], at: int) -> bool:
    """A field outside the catalogue counts only where it names the papers meant."""
    near = tokens[max(0, at - 4) : at]
    return any("obj" in token.means or "field_word" in token.means or token.text in _NAMING_PAPERS for token in near)
