"""Where a clause holds: one-stop shops by kind, named units, and what is another body's business.

A word of level ("xã", "các huyện") is a place only beside a shop, as the one addressed, or behind "tại"; not in
"thẩm quyền của cấp xã", "báo cáo UBND huyện", "người từ xã khác" or an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.issuing_body import Issuer
from motcua.rulebook.reading.frames.tokens import Token
from motcua.rulebook.reading.normalise import key

_ADDRESSES: Final = frozenset(cues("places", "addresses"))
_ALL_OFFICES: Final = cues("places", "all_offices")
_EVERY: Final = frozenset(cues("places", "every"))
_OFFICES: Final = frozenset(cues("places", "offices"))
_OFFICES_AND_BRANCHES: Final = frozenset(cues("places", "offices_and_branches"))
_OFFICES_AND_BUREAUS: Final = frozenset(cues("places", "offices_and_bureaus"))
_BEFORE_TOWARDS: Final = frozenset(cues("places", "before_towards"))
_LEVEL_WORDS: Final = frozenset(cues("places", "level_words"))
_HERE: Final = frozenset(cues("places", "here"))

_UPPER_LEVELS: Final = frozenset({"district", "province", "city"})
_BELOW: Final = {
    "province": "provincial_centre",
    "district": "district_unit",
    "commune": "commune_unit",
    "department": "department",
}
_TOWARDS: Final = frozenset(cues("places", "towards"))
_SMALL: Final = frozenset(cues("places", "small"))


@dataclass(slots=True)
class Place:
    """Where: kinds of unit (empty: whatever), names of single units, and whether it is somebody else's affair."""

    kinds: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    shop: bool = False  # a one-stop shop was named
    all: bool = False  # "các cấp": every kind, said so
    other: bool = False  # another body's business: police, tax, schools
    post: bool = False
    addressee: bool = False
    said: bool = False
    levelled: bool = False  # the shop was named with its level
    again: bool = False  # "các trung tâm": those named before
    own: frozenset[str] = frozenset()  # "trụ sở": the issuer's own house, unless others are addressed

    def joined(self, other: Place) -> Place:
        """Two places named side by side."""
        return Place(
            self.kinds | other.kinds, (*self.names, *other.names), self.shop or other.shop, self.all or other.all,
            self.other and other.other, self.post or other.post, self.addressee or other.addressee, True,
            self.levelled or other.levelled, self.again or other.again, self.own or other.own,
        )  # fmt: skip


@dataclass(slots=True)
class Found:
    """A place with the stretch of tokens that named it."""

    place: Place
    first: int
    last: int


def find_places(tokens: Sequence[Token], issuer: Issuer) -> list[Found]:
    """All places of a stretch, in order. Tokens are not marked as taken here."""
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        shop = token.of("shop")
        if shop and shop not in ("counterdesk", "yard", "here"):
            one = _shop(tokens, at, issuer)
        elif "lvl" in token.means or "body" in token.means:
            one = _addressed(tokens, at, issuer)
        else:
            one = None
        if one is None:
            at += 1
            continue
        found.append(one)
        at = one.last + 1
    return found


def _shop(tokens: Sequence[Token], at: int, issuer: Issuer) -> Found | None:
    """A shop with the levels behind it: "Bộ phận Một cửa cấp huyện, cấp xã", "Trung tâm … tỉnh"."""
    word = tokens[at].of("shop")
    if word in ("post",):
        return Found(Place(frozenset({"post_office"}), (), True, post=True, said=True), at, at)
    if word == "support":
        return Found(Place(frozenset({"support_point"}), (), True, said=True), at, at)
    if word == "own" and at + 1 < len(tokens) and tokens[at + 1].of("body") == "other":
        return Found(Place(other=True, said=True), at, at + 1)  # "tại trụ sở Công an phường": another body's house
    kinds, names, last, every = _levels(tokens, at + 1, issuer)
    if word == "own" and at and tokens[at - 1].text in _EVERY and tokens[at].text in _OFFICES:
        return Found(Place(frozenset(), (), False, True, addressee=True, said=True), at, at)
    if word == "own" and not at and tokens[at].text in _OFFICES and not issuer.shop and not kinds and not names:
        return Found(Place(frozenset(), (), False, True, addressee=True, said=True), at, at)
    if word == "own" and not kinds and not every and not names:
        if tokens[at].text in _OFFICES_AND_BUREAUS and not issuer.shop:
            return None
        own = (
            frozenset({issuer.own_kind}) if issuer.own_kind and not (issuer.shop or issuer.department) else frozenset()
        )
        if tokens[at].text in ("trung tâm", "các trung tâm") and not (issuer.shop or issuer.level == "commune"):
            several = tokens[at].text == "các trung tâm"  # of all levels, where none was named before
            house = frozenset[str]() if several else own
            return Found(Place(frozenset(), (), True, said=True, again=True, own=house), at, at)
        own = own if issuer.level != "commune" else frozenset()
        kinds = own if tokens[at].text == "tại đây" else frozenset()
        return Found(Place(kinds, (), True, said=True, own=own), at, at)
    if word == "own" and tokens[at].text in _OFFICES_AND_BRANCHES and not issuer.shop:
        return None
    if word == "centre" and not kinds and not every and not names:
        kinds = frozenset() if issuer.shop else frozenset({_centre_of(issuer)})
    if issuer.shop and word in ("centre", "own"):
        kinds = frozenset()  # its own house, whatever it is called
    return Found(Place(kinds, names, True, every, said=True, levelled=bool(kinds)), at, last)


def _centre_of(issuer: Issuer) -> str:
    return {"district": "district_unit", "commune": "commune_unit"}.get(issuer.level, "provincial_centre")


def _levels(tokens: Sequence[Token], at: int, issuer: Issuer) -> tuple[frozenset[str], tuple[str, ...], int, bool]:
    """The levels right behind a shop or a body, and where they end."""
    kinds: set[str] = set()
    names: list[str] = []
    every = False
    last = at - 1
    while at < len(tokens):
        token = tokens[at]
        if "lvl" in token.means:
            level = token.of("lvl")
            if level == "all":
                every = True
            elif token.name and not _own_name(token, issuer):
                if level == "department" and ":" in token.name:
                    kinds.add("department")
                else:
                    names.append(f"{token.text.capitalize()} {token.name}".strip())
            else:
                kinds.add(_kind(level, tokens, at, issuer))
            last = at
        elif token.of("body") == "committee" and at + 1 < len(tokens) and "lvl" in tokens[at + 1].means:
            pass
        elif token.text in _SMALL:
            ahead = next((token for token in tokens[at + 1 : at + 3] if token.text not in _SMALL), None)
            if ahead is None or not ("lvl" in ahead.means or ahead.of("body") == "committee"):
                break
        elif token.text in _HERE or (
            "number" in token.means and at + 1 < len(tokens) and "lvl" in tokens[at + 1].means
        ):
            pass
        else:
            break
        at += 1
    return frozenset(kinds), tuple(names), last, every


def _kind(level: str, tokens: Sequence[Token], at: int, issuer: Issuer) -> str:
    if level == "city":
        if issuer.level == "district":
            return "district_unit"
        near = [token.of("lvl") for token in tokens[max(0, at - 3) : at + 4]]
        central = issuer.level == "province" and "thanh pho" in issuer.name
        return "provincial_centre" if central and "district" not in near else "district_unit"
    return _BELOW[level]


def _own_name(token: Token, issuer: Issuer) -> bool:
    return bool(token.name) and key(f"{token.text} {token.name.split(',')[0]}") in issuer.name


def _addressed(tokens: Sequence[Token], at: int, issuer: Issuer) -> Found | None:
    """A body or level that is addressed or stands behind "tại"; None where the words only name, cite or send."""
    token = tokens[at]
    body = token.of("body")
    before = tokens[at - 1].text if at else ""
    further = tokens[at - 2].text if at > 1 else ""
    if body == "other":
        last = at
        while last + 1 < len(tokens) and ("lvl" in tokens[last + 1].means or "name" in tokens[last + 1].means):
            last += 1
        return Found(Place(other=True, addressee=True, said=True), at, last)
    if body == "above":
        return None
    start = at
    if body in ("committee", "head"):
        kinds, names, last, every = _levels(tokens, at + 1, issuer)
        if body == "head" and not kinds and not names:
            everybody = token.text.endswith(_ALL_OFFICES) and not (issuer.shop or issuer.department)
            whole = Place(frozenset(), (), False, True, addressee=True, said=True)
            return Found(whole, at, at) if everybody and not at else None
        if body == "committee" and not kinds and not names:
            return None
    else:
        kinds, names, last, every = _levels(tokens, at, issuer)
        if not kinds and not names and not every:
            return None
        if not body and before == "của" and token.of("lvl") in _UPPER_LEVELS and token.text in _LEVEL_WORDS:
            return None
    if before in _TOWARDS or (before in _BEFORE_TOWARDS and further in _TOWARDS):
        return None
    if before in _ADDRESSES:
        return None
    return Found(Place(kinds, names, False, every, addressee=True, said=True), start, max(last, at))
