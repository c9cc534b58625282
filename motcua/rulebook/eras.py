"""The printed forms of each legal era as data with days of validity: names, numbers, symbols, legal grounds.

An installation holds dossiers of both eras at once; each slip keeps the era of the day it was issued. Kinds are our
own codes and stay the same through the eras; the number a form bears on paper is the era's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

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


_SAME_TITLES: Final = {
    RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    CONTROL: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    REGISTER: "Sổ theo dõi hồ sơ",
    STOP: "Thông báo dừng giải quyết hồ sơ",
}

ERAS: Final = (
    # Decree 61/2018, amended by 107/2021; Circular 01/2018 Art. 9 (its forms hold since 06/01/2019).
    Era(
        code="2018",
        valid_from=date(2018, 6, 21),
        valid_to=date(2025, 6, 30),
        decree="Nghị định số 61/2018/NĐ-CP",
        circular="Thông tư số 01/2018/TT-VPCP",
        forms={
            RECEIPT: Form("01", _SAME_TITLES[RECEIPT], "a5", "Điều 17"),
            SUPPLEMENT: Form("02", _SAME_TITLES[SUPPLEMENT], "a5", "Điều 17, Điều 19"),
            REFUSAL: Form("03", _SAME_TITLES[REFUSAL], "a5", "Điều 17, Điều 19"),
            APOLOGY: Form("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "a5", "khoản 9 Điều 19"),
            CONTROL: Form("05", _SAME_TITLES[CONTROL], "a5", "Điều 18"),
            REGISTER: Form("06", _SAME_TITLES[REGISTER], "a4", "Điều 39"),
            STOP: Form("", _SAME_TITLES[STOP], "a5", ""),
        },
    ),
    # Decree 118/2025, amended by 367/2025; Circular 03/2025.
    Era(
        code="2025",
        valid_from=date(2025, 7, 1),
        valid_to=None,
        decree="Nghị định số 118/2025/NĐ-CP",
        circular="Thông tư số 03/2025/TT-VPCP",
        forms={
            RECEIPT: Form("01", _SAME_TITLES[RECEIPT], "a5", "Điều 17"),
            SUPPLEMENT: Form("02", _SAME_TITLES[SUPPLEMENT], "a5", "Điều 17"),
            REFUSAL: Form("03", _SAME_TITLES[REFUSAL], "a5", "Điều 17"),
            APOLOGY: Form("04", "Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết", "a5", ""),
            STOP: Form("05", _SAME_TITLES[STOP], "a5", "Điều 21"),
            CONTROL: Form("06", _SAME_TITLES[CONTROL], "a5", "Điều 18"),
            REGISTER: Form("07", _SAME_TITLES[REGISTER], "a4", ""),
        },
    ),
)
"""Oldest first, without gaps."""

_BY_CODE: Final = {one.code: one for one in ERAS}


def era(code: str) -> Era:
    """The era called `code` ("2018", "2025"). KeyError if there is none."""
    return _BY_CODE[code]


def era_on(day: date) -> Era:
    """The era whose forms are used on `day` (a date of Vietnam); before the first one, the first: a dossier of an
    older system that is printed again bears the oldest forms known."""
    for one in reversed(ERAS):
        if day >= one.valid_from:
            return one
    return ERAS[0]
