"""Read single values of the national format: texts with markup, levels, limits, fees. Pure functions."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from typing import Final

from motcua.catalog.national_format.entries import FeeEntry, LimitEntry
from motcua.rulebook.deadlines import parse_limit
from motcua.rulebook.vietnamese import fold

NO_INFORMATION: Final = "khong co thong tin"  # what follows it is a remark about something else
NOTHING: Final = frozenset({"", "khong co", "khong", "n/a", "null", "none", "-"})
CHANNELS: Final = {"truc tuyen": "online", "dich vu buu chinh": "postal", "buu chinh": "postal", "truc tiep": "counter"}
CHANNEL_WORDS: Final = {"online": "trực tuyến", "postal": "bưu chính", "counter": "trực tiếp"}
LEAST_AMOUNT: Final = 1000  # a fee below this lost its zeros on the way
LONGEST_NOTE: Final = 500
LONGEST_FIELD_CODE: Final = 40

_LEVELS: Final = (("cap xa", "commune"), ("cap huyen", "district"), ("cap tinh", "province"), ("cap bo", "ministry"))
_TAG: Final = re.compile(r"<[^<>]{0,500}>")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_CODE: Final = re.compile(r"\d\.\d{6}(?:\.[0-9A-Z.]{1,25})?")
_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:vnđ|vnd|việt nam đồng|đồng|đ)(?![\w])", re.IGNORECASE)
_FREE: Final = re.compile(r"miễn\s+phí\s*(.*)", re.IGNORECASE | re.DOTALL)
_BY_RULE: Final = re.compile(r"hội đồng nhân dân|hđnd|thông tư|quy định của luật|mức thu|đồng|vnđ|\d{4}", re.IGNORECASE)


def without_markup(text: str, *, longest: int | None = None) -> str:
    """The text in NFC without markup, entities, control and invisible signs; spaces and line ends made one space."""
    bare = _TAG.sub(" ", html.unescape(text)) if "<" in text or "&" in text else text
    bare = _INVISIBLE.sub("", unicodedata.normalize("NFC", bare))
    bare = "".join(sign if sign.isprintable() else " " for sign in bare if not "\ud800" <= sign <= "\udfff")
    bare = " ".join(bare.split())
    return bare if longest is None else bare[:longest].rstrip()


def stated(text: str) -> str:
    """The plain text, or "" where it only says "none" in some form."""
    bare = without_markup(text)
    folded = fold(bare)
    return "" if folded in NOTHING or folded.startswith(NO_INFORMATION) else bare


def is_code(text: str) -> bool:
    """Whether this is a national code ("1.001193"), perhaps with a local ending ("1.011442.000.00.00.H38")."""
    return _CODE.fullmatch(text) is not None


def level_of(text: str) -> str:
    """The tier nearest to people among those named: "Cấp tỉnh, Cấp xã" → "commune"; "" when none is known."""
    folded = fold(text)
    return next((level for words, level in _LEVELS if words in folded), "")


def yes_or_no(text: str) -> bool | None:
    """1/0, có/không, true/false; None when neither."""
    folded = fold(text)
    if folded in {"1", "true", "co", "yes"}:
        return True
    return False if folded in {"0", "false", "khong", "no"} else None


def read_limit(text: str, channel: str) -> tuple[LimitEntry | None, str]:
    """The limit, or None with the reason why the text gives none."""
    bare = stated(text)
    if not bare:
        return None, ""
    parsed = parse_limit(bare[:LONGEST_NOTE])
    if parsed.limit is None:
        return None, parsed.reason
    return LimitEntry(channel, parsed.limit.value, parsed.limit.unit.value, bare[:LONGEST_NOTE]), ""


def read_fee(text: str, channel: str) -> tuple[FeeEntry | None, str]:
    """The fee in whole đồng, or None with the reason why the text gives none; nothing is guessed."""
    bare = stated(text)
    if not bare:
        return None, ""
    kind = "le_phi" if "lệ phí" in bare.lower() or not bare.lower().startswith("phí") else "phi"
    if free := _FREE.match(bare):
        rest = stated(free[1].strip("() ."))
        if rest and _BY_RULE.search(rest):
            return None, "Ghi “Miễn phí” nhưng lời kèm theo lại nói đến mức thu; cần người xem."
        return FeeEntry(channel, kind, 0, bare[:LONGEST_NOTE]), ""
    found = _AMOUNT.match(bare)
    if found is None:
        return None, f"Không nhận ra mức phí trong “{bare[:60]}”."
    amount = int(re.sub(r"[.,]", "", found[1])) if len(found[1]) <= 15 else 10**15
    if not LEAST_AMOUNT <= amount < 10**12:
        return None, f"Số tiền {found[1]} đồng không hợp lý, có lẽ thiếu hoặc thừa số 0."
    return FeeEntry(channel, kind, amount, bare[:LONGEST_NOTE]), ""


def field_code(name: str) -> str:
    """A stable code for a field's name, at most 40 characters: "Hộ tịch" → "ho-tich". Long names end in a digest."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "khac"
    if len(slug) <= LONGEST_FIELD_CODE:
        return slug
    return f"{slug[: LONGEST_FIELD_CODE - 9].rstrip('-')}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
