"""The place a clause holds in and the persons it speaks of: beside a shop, as its subject, behind "tại"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.places import Found, Place
from motcua.rulebook.reading.frames.tokens import Token

_LOCATED: Final = frozenset(cues("placement", "located"))

_QUALIFYING: Final = frozenset(cues("placement", "qualifying"))


def excepted(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """A clause's tokens before "trừ …" and from there on."""
    for at, token in enumerate(tokens):
        if token.of("except") == "except":
            return tokens[:at], tokens[at:]
    return tokens, []


def set_place(frame: Frame, tokens: Sequence[Token], found: list[Found]) -> None:
    """Gives the frame the place it holds in: shops first, else the subjects, else what stands behind "tại"."""
    verbs = {id(act.token) for act in frame.acts}
    steering = {"act", "stop", "only", "forbid", "neg", "task", "enc", "limit", "keep", "must"}
    first_verb = next(
        (
            at
            for at, token in enumerate(tokens)
            if id(token) in verbs or (token.means.keys() & steering and "fill" not in token.means)
        ),
        len(tokens),
    )
    shops = [one for one in found if one.place.shop]
    others = [one for one in found if not one.place.shop]
    place = Place()
    for shop in shops:
        place = place.joined(shop.place) if place.said else shop.place
        for token in tokens[shop.first : shop.last + 1]:
            token.taken = True
    subjects = [
        other
        for other in others
        if other.first <= first_verb and not (other.first and tokens[other.first - 1].text in ("ở", "như"))
    ]
    located = [
        other
        for other in others
        if other.first > first_verb
        and (
            tokens[other.first - 1].text in _LOCATED
            or (tokens[other.first - 1].text == "các" and tokens[max(0, other.first - 2)].text in _LOCATED)
        )
        and tokens[max(0, other.first - 2)].text != "như"
    ]
    for spot in located:
        spot.place.addressee = False
    for subject in subjects + (located if not shops else []):
        for token in tokens[subject.first : subject.last + 1]:
            token.taken = True
    if not shops and (subjects or located):
        for one in subjects or located:
            place = place.joined(one.place) if place.said else one.place
        if subjects and not all(subject.place.other for subject in subjects):
            place.other = False
    elif (
        shops
        and not place.kinds
        and not place.names
        and not place.all
        and subjects
        and not any(subject.place.other for subject in subjects)
    ):
        for one in subjects:
            place = replace(place.joined(one.place), own=frozenset())
    elif shops and subjects and all(subject.place.other for subject in subjects):
        place.other = not any(tokens[shop.first].of("shop") in ("shop", "centre") for shop in shops)
    frame.place = place
    for one in found:
        behind = tokens[one.last + 1].text if one.last + 1 < len(tokens) else ""
        if behind in _QUALIFYING and (one.place.kinds or one.place.all) and (one.place.shop or one in subjects):
            frame.qualified = True


def note_persons(frame: Frame, tokens: Sequence[Token]) -> None:
    """Notes who the clause speaks of, and marks bodies and persons as used."""
    for at, token in enumerate(tokens):
        if "person" in token.means:
            frame.subject = frame.subject or token.of("person")
            token.taken = True
        elif token.means.keys() & {"if", "alone", "also", "delegate", "body", "lvl"} and not token.taken:
            whose = bool(token.name) and at > 0 and tokens[at - 1].text in ("của", "thuộc")
            token.taken = not whose and ("body" in token.means or "lvl" in token.means)
