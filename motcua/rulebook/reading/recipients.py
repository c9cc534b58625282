"""Who the letter is addressed to: after "Kính gửi", or in a telegram after "… điện:"."""

from __future__ import annotations

import re
from itertools import pairwise

from motcua.rulebook.reading.casing import in_capitals
from motcua.rulebook.reading.lists import is_bullet, item_leaf, split_inline
from motcua.rulebook.reading.marks import Item, MarkKind
from motcua.rulebook.reading.normalise import key
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.words import keys, starts_with

_HEAD = re.compile(r"^\s*k\wnh\s+(?:g\w+|trinh)\s*[:;.]?\s*", re.IGNORECASE)
_MOST = 60


def read_recipients(sheet: Sheet, items: list[Item], issuer: str | None = None) -> tuple[tuple[Leaf, ...], int | None]:
    """The recipients, and where their list ends (None where the letter has none).

    `issuer`: a line that begins with the issuer's own name speaks, and is no recipient.
    """
    at = next((i for i, item in enumerate(items) if item.kind is MarkKind.RECIPIENTS), None)
    if at is None:
        return _telegram(sheet, items)
    head = items[at]
    found = _HEAD.match(sheet.fold[head.start : head.end])
    first = head.start + (found.end() if found else 0)
    return _collect(sheet, items[at + 1 :], sheet.trimmed(first, head.end), head, issuer)


def _telegram(sheet: Sheet, items: list[Item]) -> tuple[tuple[Leaf, ...], int | None]:
    for i, item in enumerate(items[:60]):
        words = key(sheet.value(item.start, min(item.end, item.start + 300)))
        if item.kind is not MarkKind.PLAIN or item.end - item.start > 200 or i + 1 == len(items):
            continue
        following = items[i + 1]
        head = sheet.value(item.start, item.end).endswith(":") and words.split()[-1:] in (["dien"], ["gui"])
        if head and is_bullet(sheet.view[following.start : following.end]):
            return _collect(sheet, items[i + 1 :], (item.end, item.end), item)
    return (), None


def _collect(
    sheet: Sheet, rest: list[Item], inline: tuple[int, int], head: Item, issuer: str | None = None
) -> tuple[tuple[Leaf, ...], int]:
    groups: list[list[tuple[int, int]]] = []
    end = head.end
    if inline[0] < inline[1]:
        groups += [[span] for span in split_inline(sheet, *inline)]
    for item in rest[:_MOST]:
        if item.kind in (MarkKind.NATIONAL, MarkKind.MOTTO, MarkKind.DATE, MarkKind.NUMBER, MarkKind.URGENCY):
            continue
        if item.kind is not MarkKind.PLAIN or _ends(sheet, item, groups) or _speaks(sheet, item, groups, issuer):
            break
        span = (item.start, item.end)
        if is_bullet(sheet.view[item.start : item.end]) or not groups or _closed(sheet, groups[-1]):
            groups += [[part] for part in split_inline(sheet, *span)]
        else:
            groups[-1].append(span)
        end = item.end
    leaves = [_without_address(leaf) for group in groups for leaf in _leaves(sheet, group)]
    return tuple(leaves), end


_ADDRESS = re.compile(
    r"[\s,;]*(?:\(\s*(?:Đ/c|ĐC|Địa chỉ|MST|Mã số thuế|Số điện thoại|Điện thoại)\b.*"
    r"|(?:Địa chỉ|Mã số thuế|MST)\s?:.*)$",
    re.IGNORECASE | re.DOTALL,
)


def _without_address(leaf: Leaf) -> Leaf:
    """A company's name without the address and tax code printed behind it."""
    found = _ADDRESS.search(str(leaf.value))
    if not found or not found.start():
        return leaf
    return Leaf(str(leaf.value)[: found.start()], leaf.span)


def _closed(sheet: Sheet, group: list[tuple[int, int]]) -> bool:
    return sheet.value(*group[-1]).endswith(";")


def _leaves(sheet: Sheet, group: list[tuple[int, int]]) -> list[Leaf]:
    if len(group) == 1 and not is_bullet(sheet.view[slice(*group[0])]):
        start, end = group[0]
        cuts = [start, *[start + found.end() for found in re.finditer(r";\s+(?=\w)", sheet.view[start:end])], end]
        spans = [sheet.trimmed(a, b) for a, b in pairwise(cuts)]
        return [leaf for span in spans if span[0] < span[1] for leaf in [item_leaf(sheet, [span])] if leaf]
    leaf = item_leaf(sheet, group)
    return [leaf] if leaf else []


def _ends(sheet: Sheet, item: Item, groups: list[list[tuple[int, int]]]) -> bool:
    words = sheet.value(item.start, item.end)
    bullet = is_bullet(sheet.view[item.start : item.end])
    if not groups:
        # "Kính gửi:" with nothing after it: only a list can follow.
        return not bullet and (len(words) > 160 or _opens(words))
    last = sheet.value(*groups[-1][-1])
    if bullet:
        return last.endswith(".") and item.after_blank and len(words) > 200
    if item.after_blank:
        # Two blank-separated names, when the one before is plainly open.
        return not (last.endswith((";", ",")) and len(words) < 120 and not _opens(words))
    if last.endswith(".") or _opens(words) or in_capitals(words):
        return True
    return len(words) > 200


_VERB = re.compile(r"\b(?:thông báo|có ý kiến|đề nghị|yêu cầu|nhận được|ban hành|báo cáo|trả lời|đã có|xin)\b")


def _speaks(sheet: Sheet, item: Item, groups: list[list[tuple[int, int]]], issuer: str | None) -> bool:
    """Whether an unmarked line after the first recipient is the letter's first sentence."""
    words = sheet.value(item.start, item.end)
    if not groups or is_bullet(sheet.view[item.start : item.end]) or words[:1].islower():
        return False
    own = key((issuer or "").split(",")[0])
    named = bool(own) and key(words).startswith(own) and len(key(words)) > len(own)
    return named or (bool(_VERB.search(words)) and not sheet.value(*groups[-1][-1]).endswith((";", ",")))


def _opens(words: str) -> bool:
    if re.match(r"^(?:\d{1,2}\.|[IVX]+\.|Điều\s)", words):
        return True
    bodies = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "chu tich", "thu tuong", "bo truong", "giam doc")
    words_key = key(words)
    if any(words_key.startswith(body) for body in bodies) and len(words) < 110:
        return False
    return any(starts_with(words_key, keys("header", "subject", part)) for part in ("openers", "speakers"))
