"""Write Vietnamese: times, time left, money, amounts in words, order of names, search without marks.

Pure text. Moments are aware datetimes and are said in Asia/Ho_Chi_Minh; amounts are whole đồng.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION: Final = 1_000_000_000
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# "~" sorts after every letter, so "a~" (ă) comes after "az" and before "a~~" (â): the order of the alphabet.
_SHAPES: Final = {
    ("a", "\u0306"): "a~",
    ("a", "\u0302"): "a~~",
    ("e", "\u0302"): "e~",
    ("o", "\u0302"): "o~",
    ("o", "\u031b"): "o~~",
    ("u", "\u031b"): "u~",
}


def say_time(clock: time) -> str:
    """Say a time of day: 10:30 → "10 giờ 30", 17:00 → "17 giờ", 07:05 → "7 giờ 05"."""
    return f"{clock.hour} giờ {clock.minute:02d}" if clock.minute else f"{clock.hour} giờ"


def say_day(day: date, *, year: bool = False) -> str:
    """Say a day: "thứ Ba 31/3", with `year` "thứ Ba 31/3/2020"."""
    words = f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}"
    return f"{words}/{day.year}" if year else words


def say_moment(moment: datetime, *, year: bool = False) -> str:
    """Say an aware moment as people do: "10 giờ 30, thứ Ba 31/3" (Vietnamese time). ValueError if naive."""
    if moment.utcoffset() is None:
        raise ValueError("Thời điểm thiếu múi giờ.")
    local = moment.astimezone(VIETNAM)
    return f"{say_time(local.time())}, {say_day(local.date(), year=year)}"


def say_left(minutes: int, minutes_per_day: int = 480) -> str:
    """Say the working time left, in the largest unit that holds: "còn 2 ngày làm việc", "quá hạn 3 giờ làm việc".

    `minutes` are working minutes, negative when late; `minutes_per_day` is the office's own day. Time left is rounded
    down and so is delay, except that the first minute late is said as a minute.
    """
    if minutes == 0:
        return "đến hạn"
    head = "còn" if minutes > 0 else "quá hạn"
    amount = abs(minutes)
    if amount >= minutes_per_day:
        return f"{head} {amount // minutes_per_day} ngày làm việc"
    if amount >= 60:
        return f"{head} {amount // 60} giờ làm việc"
    return f"{head} {amount} phút"


def say_number(value: int) -> str:
    """Write a whole number with Vietnamese grouping: 1250000 → "1.250.000"."""
    return f"{value:,}".replace(",", ".")


def say_money(amount: int) -> str:
    """Write whole đồng: 1250000 → "1.250.000 đ"."""
    return f"{say_number(amount)} đ"


def number_in_words(value: int, *, zero_tens: str = "linh") -> str:
    """Read a whole number aloud in lower case: 21 → "hai mươi mốt", 1005 → "một nghìn không trăm linh năm".

    `zero_tens` is "linh" (north) or "lẻ" (south).
    """
    if value < 0:
        return "âm " + number_in_words(-value, zero_tens=zero_tens)
    if value == 0:
        return _DIGITS[0]
    if value >= _BILLION:
        high, low = divmod(value, _BILLION)
        words = number_in_words(high, zero_tens=zero_tens) + " tỷ"
        return f"{words} {_below_billion(low, True, zero_tens)}" if low else words
    return _below_billion(value, False, zero_tens)


def money_in_words(amount: int, *, zero_tens: str = "linh") -> str:
    """The amount in words of a receipt: 1250000 → "Một triệu hai trăm năm mươi nghìn đồng"."""
    words = number_in_words(amount, zero_tens=zero_tens) + " đồng"
    return words[0].upper() + words[1:]


def fold(text: str) -> str:
    """Take the marks and the case away for search: "Đăng ký  khai sinh" → "dang ky khai sinh"."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").casefold().split())


def sort_key(text: str) -> str:
    """An ASCII key whose byte order is Vietnamese dictionary order: syllable by syllable, letters before tone.

    Letters a ă â … d đ e ê … o ô ơ … u ư, tones ngang, huyền, hỏi, ngã, sắc, nặng; runs of digits as numbers.
    """
    return " ".join(_syllable_key(part) for part in re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tone = "0"
    for run in re.findall(r"\d+|\D", syllable):
        if run.isdecimal():
            letters.append(str(int(run)).zfill(12))
            continue
        base, *marks = list(unicodedata.normalize("NFD", run))
        letter = "d~" if base == "đ" else base
        for mark in marks:
            letter = _SHAPES.get((base, mark), letter)
            tone = _TONES.get(mark, tone)
        letters.append(letter if letter.isascii() else f"~~{ord(base):06x}")
    return f"{''.join(letters)} {tone}"


def _below_billion(value: int, padded: bool, zero_tens: str) -> str:
    words: list[str] = []
    for size, unit in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group = value // size % 1000
        if group:
            words.append(_below_thousand(group, padded or bool(words), zero_tens))
            words.append(unit)
    return " ".join(word for word in words if word)


def _below_thousand(value: int, padded: bool, zero_tens: str) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or padded else []
    if tens == 0:
        if ones:
            words.append(f"{zero_tens} {'tư' if ones == 4 else _DIGITS[ones]}" if words else _DIGITS[ones])
    else:
        words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
        if ones:
            words.append(_ones_after_tens(tens, ones))
    return " ".join(words)


def _ones_after_tens(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones == 1:
        return "mốt"
    if tens > 1 and ones == 4:
        return "tư"
    return _DIGITS[ones]
