"""Codes: dossiers, slips, tickets, and the secret with which a person looks a dossier up.

A dossier's code is "unit-YYMMDD-NNNN" (Circular 01/2018 Art. 19; unit codes of Decision 20/2020 or QCVN 102). The
counters live in the database; this module gives their keys and the shapes of what they count. Days are dates of
Vietnam.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.rulebook import law

_UNIT_2018: Final = r"\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}"
_UNIT_2020: Final = r"[A-Y]\d{2}(?:\.\d{2,3}){0,4}"
_UNIT: Final = re.compile(rf"(?:{_UNIT_2018}|{_UNIT_2020})", re.ASCII)
_DOSSIER: Final = re.compile(rf"(?P<unit>{_UNIT.pattern})-(?P<day>\d{{6}})-(?P<seq>\d{{4,6}})", re.ASCII)
_NATIONAL_DIGITS: Final = 4

# Of each set that looks alike in print or by hand, one is ours and the others are read as it.
SECRET_ALPHABET: Final = "0123456789ACDEFGHJKMNPQRTVWXY"
_LOOK_ALIKES: Final = str.maketrans("OILZSBU", "011258V")
SECRET_BODY: Final = 11
"""Letters of a secret before its check letter: 29**11 ≈ 1.2e16, some 53 bits."""
SECRET_BYTES: Final = 16
"""Random bytes that `lookup_secret` wants."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code taken apart. `over` tells that the day passed 9999 dossiers, more than the national four digits hold."""

    unit: str
    day: date
    seq: int

    @property
    def over(self) -> bool:
        return self.seq >= 10**_NATIONAL_DIGITS

    def __str__(self) -> str:
        return f"{self.unit}-{self.day:%y%m%d}-{self.seq:0{_NATIONAL_DIGITS}d}"


def last_receipt_number(day: date) -> int:
    """The highest number a fee receipt of `day` may bear; they begin at 1 each year (Decree 254/2026 Art. 23)."""
    return int(10 ** law.number("receipt.digits", on=day)) - 1


def dossier_code(unit_code: str, day: date, seq: int) -> str:
    """The code of the `seq`-th dossier (from 1) that `unit_code` received on `day`.

    e.g. "000.00.22.H22-200331-0001" or "H22.22-200331-0001". Past 9999 it has five or six digits; `parse` flags it.
    ValueError on a unit code of another shape, a year outside 2000–2099, or a number outside 1–999999.
    """
    if not is_unit_code(unit_code):
        raise ValueError(f"Mã đơn vị không đúng dạng: {unit_code}.")
    if not 2000 <= day.year <= 2099:
        raise ValueError("Năm trong mã hồ sơ chỉ có hai chữ số, từ 2000 đến 2099.")
    if not 1 <= seq <= 999_999:
        raise ValueError("Số thứ tự trong ngày phải từ 1 đến 999.999.")
    return str(DossierCode(unit_code, day, seq))


def is_unit_code(text: str) -> bool:
    """Whether `text` is a unit's identifier in either shape: "000.00.22.H22" or "H22.22"."""
    return bool(_UNIT.fullmatch(text)) and len(text) <= 35


def parse_dossier_code(text: str) -> DossierCode | None:
    """Take a code apart, forgiving case, spaces and long dashes; None if it is none or its day does not exist."""
    plain = re.sub(r"\s+", "", text).upper().replace("–", "-").replace("—", "-")
    found = _DOSSIER.fullmatch(plain)
    if not found or int(found["seq"]) == 0:
        return None
    year, month, day = (int(found["day"][at : at + 2]) for at in (0, 2, 4))
    try:
        received = date(2000 + year, month, day)
    except ValueError:
        return None
    code = DossierCode(found["unit"], received, int(found["seq"]))
    return code if str(code) == plain else None


def dossier_counter_key(unit_code: str, day: date) -> str:
    """Key of the counter of one unit and day, e.g. "dossier:H22.22:2020-11-01". Padded, so no two days share one."""
    return f"dossier:{unit_code}:{day:%Y-%m-%d}"


def slip_counter_key(unit_code: str, slip: str, year: int) -> str:
    """Key of the counter of one kind of slip of a unit in a year; slips count from 1 each year."""
    return f"slip:{unit_code}:{slip}:{year:04d}"


def ticket_counter_key(room: str, day: date) -> str:
    """Key of the counter of waiting tickets of a room on a day."""
    return f"ticket:{room}:{day:%Y-%m-%d}"


SLIP_SYMBOLS: Final = {"01": "", "02": "PBS", "03": "PTC", "04": "PXL", "05": "PKS", "06": "STD", "stop": "TB"}


def slip_number(slip: str, seq: int, unit_symbol: str = "BPTNTKQ") -> str:
    """The printed number of a slip: "07/PBS-BPTNTKQ", of a receipt "07/BPTNTKQ". `unit_symbol` e.g. "TTPVHCC".

    ValueError on an unknown slip or a number below 1.
    """
    if slip not in SLIP_SYMBOLS:
        raise ValueError(f"Không có mẫu phiếu số {slip}.")
    if seq < 1:
        raise ValueError("Số phiếu bắt đầu từ 1.")
    symbols = [part for part in (SLIP_SYMBOLS[slip], unit_symbol) if part]
    return f"{seq:02d}/{'-'.join(symbols)}"


def lookup_secret(random_bytes: bytes) -> str:
    """A secret of twelve letters as "K7QX-03MN-9T2A" from random bytes (16 or more, from a secure source).

    The last letter checks the others, so a slip of the finger is told from a wrong secret before any look-up.
    """
    if len(random_bytes) < SECRET_BYTES:
        raise ValueError(f"Cần ít nhất {SECRET_BYTES} byte ngẫu nhiên.")
    number = int.from_bytes(random_bytes)
    letters: list[str] = []
    for _ in range(SECRET_BODY):
        number, at = divmod(number, len(SECRET_ALPHABET))
        letters.append(SECRET_ALPHABET[at])
    body = "".join(letters)
    return show_secret(body + _check_letter(body))


def normalise_secret(typed: str) -> str | None:
    """The twelve letters of what a person typed, or None if it cannot be a secret.

    Case, spaces and dashes are forgiven; a typed O is read as 0, I and L as 1, Z as 2, S as 5, B as 8, U as V.
    """
    plain = re.sub(r"[\s\-–—._]+", "", typed).upper().translate(_LOOK_ALIKES)
    if len(plain) != SECRET_BODY + 1 or any(letter not in SECRET_ALPHABET for letter in plain):
        return None
    return plain if _check_letter(plain[:-1]) == plain[-1] else None


def show_secret(plain: str) -> str:
    """Group a secret's letters in fours for reading aloud and typing."""
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def _check_letter(body: str) -> str:
    # Weights 1…11 modulo the prime 29 catch every single wrong letter and every exchange of two letters.
    total = sum(weight * SECRET_ALPHABET.index(letter) for weight, letter in enumerate(body, start=1))
    return SECRET_ALPHABET[total % len(SECRET_ALPHABET)]
