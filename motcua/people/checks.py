"""Checks of what people write about themselves, with messages to show at the field. Plain functions, no database.

Each answers a Checked: the value as it should be kept, an error (reject), or a warning (keep, but look again).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")

# Place codes of identity numbers (Decree 137/2015 Art. 13, Circular 59/2021); a country's code is possible too.
# First and last of each run, zeros left off.
_PLACE_RUNS: Final = (
    (1, 2),
    (4, 4),
    (6, 6),
    (8, 8),
    (10, 12),
    (14, 15),
    (17, 17),
    (19, 20),
    (22, 22),
    (24, 27),
    (30, 31),
    (33, 38),
    (40, 40),
    (42, 42),
    (44, 46),
    (48, 49),
    (51, 52),
    (54, 54),
    (56, 56),
    (58, 58),
    (60, 60),
    (62, 62),
    (64, 64),
    (66, 68),
    (70, 70),
    (72, 72),
    (74, 75),
    (77, 77),
    (79, 80),
    (82, 84),
    (86, 87),
    (89, 89),
    (91, 96),
)
PLACE_CODES: Final = frozenset(f"{code:03d}" for first, last in _PLACE_RUNS for code in range(first, last + 1))
MALE, FEMALE = "male", "female"
OLDEST_YEARS: Final = 130
_EARLIEST_OF_DIGITS: Final = 1800

_MOBILE: Final = re.compile(r"0[35789]\d{8}")
_LANDLINE: Final = re.compile(r"02\d{8,9}")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_TAX_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


@dataclass(frozen=True, slots=True)
class Checked(Generic[Value]):
    """What a check found. `value` is normalised; on an error it is what was written, trimmed, or None for a date."""

    value: Value
    error: str = ""
    warning: str = ""

    @property
    def ok(self) -> bool:
        """Whether the value may be kept."""
        return not self.error


def _digits_only(text: str) -> str:
    """The text without the spaces, dots and hyphens that people put between digits; full-width digits become plain."""
    return re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", text))


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def phone_digits(text: str) -> str:
    """A number written any way as plain digits, "+84 912…" as "0912…"; "" when it is not a number."""
    digits = _digits_only(text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    return digits if _is_digits(digits) else ""


def id_number(text: str, birth_date: date | None = None, sex: str = "") -> Checked[str]:
    """Identity number: 12 digits, or the 9 of the old card (CMND). It has no check digit.

    An unknown place code only warns, as countries have codes too; so does a number that disagrees with the birth
    date or sex ("male", "female"): the paper in the hand decides (Decree 137/2015 Art. 13).
    """
    digits = _digits_only(text)
    if not digits:
        return Checked("", "Hãy nhập số định danh cá nhân, CCCD hoặc CMND.")
    if not _is_digits(digits):
        return Checked(text.strip(), "Số giấy tờ chỉ gồm chữ số.")
    if len(digits) == 9:
        return Checked(digits)
    if len(digits) != 12:
        return Checked(digits, f"Số CCCD có 12 chữ số (CMND có 9 chữ số); bạn đã nhập {len(digits)} chữ số.")
    return Checked(digits, warning=_id_warning(digits, birth_date, sex))


def _id_warning(digits: str, birth_date: date | None, sex: str) -> str:
    if digits[:3] not in PLACE_CODES:
        return f"Mã nơi đăng ký khai sinh {digits[:3]} không có trong danh sách tỉnh, hãy kiểm tra lại số."
    century, female = divmod(int(digits[3]), 2)
    year = 1900 + 100 * century + int(digits[4:6])
    if birth_date and birth_date.year != year:
        return f"Số này ứng với năm sinh {year}, khác ngày sinh đã nhập."
    if sex in {MALE, FEMALE} and (sex == FEMALE) != bool(female):
        return f"Số này ứng với giới tính {'nữ' if female else 'nam'}, khác giới tính đã nhập."
    return ""


def tax_code(text: str) -> Checked[str]:
    """Tax code: 10 digits with a check digit, or 10 and "-" and 3 (Circular 105/2020 Art. 5); 12 digits is a person.

    The tenth digit is 10 − (Σ digit × weight mod 11).
    """
    digits = _digits_only(text)
    if not _is_digits(digits):
        return Checked(text.strip(), "Mã số thuế chỉ gồm chữ số, ví dụ 0100109106 hoặc 0100109106-001.")
    if len(digits) == 12 and "-" not in text:  # since 1 July 2025 a person's identity number serves as tax code
        return id_number(digits)
    if len(digits) not in {10, 13}:
        return Checked(text.strip(), "Mã số thuế có 10 chữ số, hoặc 13 chữ số với đơn vị phụ thuộc.")
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, _TAX_WEIGHTS, strict=False))
    if 10 - weighted % 11 != int(digits[9]):
        return Checked(text.strip(), "Mã số thuế không đúng: chữ số kiểm tra không khớp, hãy xem lại từng số.")
    return Checked(digits if len(digits) == 10 else f"{digits[:10]}-{digits[10:]}")


def phone(text: str) -> Checked[str]:
    """Phone number in Vietnam: a mobile of 10 digits or a landline of 10–11, kept as digits starting with 0."""
    digits = phone_digits(text)
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return Checked(digits)
    return Checked(text.strip(), "Số điện thoại gồm 10 chữ số và bắt đầu bằng 03, 05, 07, 08 hoặc 09.")


def mobile(text: str) -> Checked[str]:
    """Phone number that can take a message: a mobile of 10 digits, kept as digits starting with 0."""
    digits = phone_digits(text)
    if _MOBILE.fullmatch(digits):
        return Checked(digits)
    return Checked(text.strip(), "Số di động gồm 10 chữ số và bắt đầu bằng 03, 05, 07, 08 hoặc 09.")


def email(text: str) -> Checked[str]:
    """E-mail address: one @, a dot after it, at most 254 characters."""
    value = text.strip()
    local = value.partition("@")[0]
    well_formed = _EMAIL.fullmatch(value) and ".." not in local and not local.startswith(".")
    if len(value) > 254 or not well_formed:
        return Checked(value, "Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@example.com.")
    return Checked(value)


def birth_date(text: str, today: date) -> Checked[date | None]:
    """Birth date written day first (31/3/1990, 31-3-1990, 31.3.1990) or ISO (1990-03-31), not after `today`."""
    day = read_date(text)
    if day is None:
        return Checked(None, "Ngày sinh chưa đúng, hãy viết theo ngày/tháng/năm, ví dụ 31/3/1990.")
    if day > today:
        return Checked(None, "Ngày sinh không thể ở tương lai.")
    if today.year - day.year > OLDEST_YEARS:
        return Checked(None, f"Ngày sinh cách đây hơn {OLDEST_YEARS} năm, hãy kiểm tra lại năm sinh.")
    return Checked(day)


def read_date(text: str) -> date | None:
    """A date written day first with /, - or . or spaces, or as 8 digits (31032020), or ISO; None when it is no day.

    A phone's keypad of digits has no separator. The year of 8 digits is 1800 or later, so 20200331 is no date.
    """
    bare = re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text.strip(), re.ASCII)
    if bare and int(bare[3]) < _EARLIEST_OF_DIGITS:
        return None
    parts = bare or re.fullmatch(r"(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})", text.strip(), re.ASCII)
    if not parts:
        return None
    first, month, last = parts.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    if len(year) != 4:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
