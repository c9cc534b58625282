"""The printed forms of each legal era as data with days of validity: names, numbers, symbols, legal grounds.

An installation holds dossiers of both eras at once; each slip keeps the era of the day it was issued. Kinds are our
own codes and stay the same through the eras; the number a form bears on paper is the era's. The rows are in
law/forms.toml: Decree 61/2018 with Circular 01/2018 Art. 9, Decree 118/2025 with Circular 03/2025.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.rulebook import law

RECEIPT: Final = "01"
SUPPLEMENT: Final = "02"
REFUSAL: Final = "03"
APOLOGY: Final = "04"
CONTROL: Final = "05"
REGISTER: Final = "06"
STOP: Final = "stop"
KINDS: Final = (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, CONTROL, REGISTER, STOP)


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form: the number it bears in its circular ("" where the circular has no such form), its title, the
    paper, and the article of the decree that asks for it ("" where none is known)."""

    number: str
    title: str
    paper: str
    ground: str


@dataclass(frozen=True, slots=True)
class Era:
    """The law of the one-stop shop between two days, both included; `valid_to` is None while it is in force."""

    code: str
    valid_from: date
    valid_to: date | None
    decree: str
    circular: str
    forms: Mapping[str, Form]

    def form(self, kind: str) -> Form:
        """The form of `kind` (one of KINDS). KeyError for another."""
        return self.forms[kind]


def _eras() -> tuple[Era, ...]:
    """The rows of law/forms.toml: an era for each decree, with the forms that hold on its first day."""
    return tuple(
        Era(
            **law.columns("era", on=row.valid_from),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            forms={kind: Form(**law.columns(f"form.{kind}", on=row.valid_from)) for kind in KINDS},
        )
        for row in law.law_value("era").values
    )


ERAS: Final = _eras()
"""Oldest first, without gaps."""

_BY_CODE: Final = {era.code: era for era in ERAS}


def era(code: str) -> Era:
    """The era called `code` ("2018", "2025"). KeyError if there is none."""
    return _BY_CODE[code]


def era_on(day: date) -> Era:
    """The era whose forms are used on `day` (a date of Vietnam); before the first one, the first: a dossier of an
    older system that is printed again bears the oldest forms known."""
    return next((found for found in reversed(ERAS) if day >= found.valid_from), ERAS[0])
