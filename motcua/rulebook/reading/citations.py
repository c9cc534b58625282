"""Documents cited by number, with their dates: printed after the number, before it ("Ngày … đã ban hành Kế hoạch số
…"), or once for a list ("các Quyết định số: 1743/QĐ-BGTVT, 1744/QĐ-BGTVT ngày 31/12/2024").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from motcua.rulebook.reading import dates, numbers
from motcua.rulebook.reading.normalise import fold_letters, key
from motcua.rulebook.reading.parts import Citation
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.words import word_list

_MOST_NUMBERS = 3_000  # no letter prints more: what a hostile text repeats is not read on
_NUMBER = re.compile(rf"(?<![\w/.-])(?:{numbers.NUMBER}|{numbers.PARTY})")
_AFTER = re.compile(
    r"\s{0,60}[,(]?\s{0,3}(?:(?:duoc\s+)?(?:ban hanh|ky|ky ban hanh|thong qua)\s+)?(?:vao\s+)?ngay\s{0,60}(?P<all>"
    + dates.IN_TEXT
    + ")"
)
_ISSUED = re.compile(r"\b(?:ban hanh|ra|ky|co|phe duyet|trinh|gui|da co)\b")
_LISTED = re.compile(r"^\s*(?:,|;|va|,\s*so|va\s+so|so)\s*(?:so\s*:?\s*)?$")
_SO = re.compile(r"\bso\s{0,3}:?\s{0,60}$")


@dataclass(frozen=True, slots=True)
class _Mention:
    number: str
    start: int
    end: int
    date: date | None
    date_end: int
    type: str | None
    printed: str = ""


def read_citations(sheet: Sheet, own: str | None, body: tuple[int, int]) -> tuple[Citation, ...]:
    """The documents cited anywhere in the text, one entry for each number, in the order of the body.

    `own`: the letter's own number, never cited by itself. The date is that of any mention that prints one; the span is
    that mention's.
    """
    mentions = _mentions(sheet)
    by_number: dict[str, list[_Mention]] = {}
    for mention in mentions:
        printed = key(mention.number)
        # Above the body a scanner may have parted the letter's own number: "Số: 2 97/UBND-NC".
        if own and (printed == key(own) or (mention.start < body[0] and key(own).endswith(printed))):
            continue
        by_number.setdefault(mention.number, []).append(mention)
    found = []
    for number, same in by_number.items():
        dated = next((m for m in same if m.date and m.start >= body[0]), None) or next(
            (m for m in same if m.date), None
        )
        best = dated or next((m for m in same if m.start >= body[0]), same[0])
        kind = best.type or next((m.type for m in same if m.type), None)
        found.append(Citation(number, best.date, (best.start, best.end), kind, numbers.usual(number)))
    return tuple(sorted(found, key=lambda cite: (cite.span[0] < body[0], cite.span[0])))


def dated_mentions(sheet: Sheet) -> dict[str, set[tuple[date, str]]]:
    """For each number cited with a date, the dates and their printings: one plan, two dates or two ways of writing."""
    seen: dict[str, set[tuple[date, str]]] = {}
    for mention in _mentions(sheet):
        if mention.date and mention.printed:
            seen.setdefault(mention.number, set()).add((mention.date, mention.printed))
    return seen


def _mentions(sheet: Sheet) -> list[_Mention]:
    hits = [hit for hit in islice(_NUMBER.finditer(sheet.view), _MOST_NUMBERS) if _is_document(sheet, hit)]
    mentions: list[_Mention] = []
    for i, hit in enumerate(hits):
        previous_end = hits[i - 1].end() if i else 0
        after = _AFTER.match(sheet.fold, hit.end())
        when = dates.of_match(after).date if after else None
        end = after.end() if after and when else hit.end()
        printed = sheet.value(*after.span("all")) if after else ""
        if when is None:
            when, printed = _reversed(sheet, max(previous_end, hit.start() - 260), hit.start())
        number = numbers.tidy_number(hit.group())
        mentions.append(_Mention(number, hit.start(), hit.end(), when, end, _type_before(sheet, hit.start()), printed))
    return _carried(sheet, mentions)


def _is_document(sheet: Sheet, hit: re.Match[str]) -> bool:
    """A number with a symbol: after "số" or a kind's name, or of two parts; never "24/24 giờ"."""
    symbol = hit.group().split("/")[-1]
    if len(re.findall(r"[A-ZĐ]", symbol)) < 2:
        return False
    before = sheet.fold[max(0, hit.start() - 64) : hit.start()]
    return (
        bool(_SO.search(before)) or "-" in symbol or "-" in hit.group() or _type_before(sheet, hit.start()) is not None
    )


@cache
def _types() -> tuple[tuple[str, str], ...]:
    names = sorted(word_list("types")["cited"]["names"], key=len, reverse=True)
    return tuple((fold_letters(name), name) for name in names)


def _type_before(sheet: Sheet, at: int) -> str | None:
    before = " ".join(_SO.sub("", sheet.fold[max(0, at - 100) : at]).split())
    before = re.sub(r"\s*(?:lien tich)?\s*:?$", "", before)
    for folded, name in _types():
        if before.endswith(folded):
            return name
    return None


def _reversed(sheet: Sheet, start: int, end: int) -> tuple[date | None, str]:
    """The date of "ngày 27/2/2020 UBND tỉnh đã ban hành Kế hoạch số": the last one before, in the same sentence."""
    before = sheet.fold[start:end]
    last: re.Match[str] | None = None
    for hit in re.finditer(r"\bngay\s{1,60}" + dates.IN_TEXT, before):
        last = hit
    if last is None:
        return None, ""
    gap = before[last.end() :]
    if re.search(r"[;!?]|\.\s", gap) or len(gap) > 180 or not _ISSUED.search(gap):
        return None, ""
    if re.search(
        r"(?:luat|phap lenh|hien phap|so)\s[^,.]{0,60}$", before[: last.start()]
    ) and not gap.strip().startswith(("uy", "ub", "chu", "thu", "chinh", "hoi", "bo", "so", ",")):
        return None, ""
    when = dates.of_match(last).date
    words = sheet.value(start + last.start(), start + last.end())
    return when, re.sub(r"^\D+", "", words)


def _carried(sheet: Sheet, mentions: list[_Mention]) -> list[_Mention]:
    """One date printed after a list of numbers is the date of each."""
    done = list(mentions)
    for i in range(len(done) - 2, -1, -1):
        one, following = done[i], done[i + 1]
        between = sheet.fold[one.end : following.start]
        if one.date is None and following.date and following.date_end > following.end and _LISTED.match(between):
            done[i] = _Mention(
                one.number, one.start, one.end, following.date, following.date_end, one.type or following.type
            )
    return done
