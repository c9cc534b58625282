"""The signature: on whose behalf ("TM. ỦY BAN NHÂN DÂN"), the signer's title, and the name without rank or degree."""

from __future__ import annotations

import re
from functools import cache

from motcua.rulebook.reading.casing import in_capitals
from motcua.rulebook.reading.normalise import fold_letters, key, tones
from motcua.rulebook.reading.parts import Signer
from motcua.rulebook.reading.sheet import Sheet
from motcua.rulebook.reading.words import word_list

_MARKER = re.compile(
    r"(?<!\w)(?:T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|T\s?U\s?Q|TUN|Q)\s?[.,:/]{1,2}\s?(?=\w)"
    r"|(?<!\w)(?:KT|TM|TL|TUQ|T/M|K/T|T/L)\s(?=[A-ZĐÀ-Ỹ]{2})"
)
_NAME_WORD = r"[A-ZĐÀ-Ỹ](?:['’]?[A-ZĐÀ-Ỹ])?[a-zđà-ỹ]*(?:['’-][A-ZĐÀ-Ỹ]?[a-zđà-ỹ]+)?"
_NAME = re.compile(rf"^{_NAME_WORD}(?:\s{_NAME_WORD}){{1,5}}$")
_PAREN = re.compile(r"\([^)]{0,40}\)|\[[^\]]{0,40}\]")


@cache
def _titles() -> tuple[tuple[str, ...], ...]:
    return tuple(
        sorted({tuple(key(title).split()) for title in word_list("signature")["titles"]}, key=len, reverse=True)
    )


@cache
def _families() -> frozenset[str]:
    return frozenset(fold_letters(name) for name in word_list("signature")["families"])


@cache
def _rank() -> re.Pattern[str]:
    ranks = sorted((fold_letters(rank).rstrip(".") for rank in word_list("signature")["ranks"]), key=len, reverse=True)
    return re.compile(r"^(?:(?:" + "|".join(re.escape(rank) for rank in ranks) + r")(?:[.,\s]+|$))+")


def without_rank(words: str) -> str:
    """A name without the rank or degree before it."""
    found = _rank().match(fold_letters(words))
    return words[found.end() :].strip() if found and words[found.end() :].strip() else words


def is_name(words: str) -> bool:
    """Whether these words alone can be a person's name, a rank before it allowed."""
    bare = without_rank(_PAREN.sub("", words).strip(" .,*“”\"'|"))
    tokens = bare.split()
    if tokens and _only_looks_a_title(tokens):
        return _NAME.match(bare) is not None or (in_capitals(bare) and 2 <= len(tokens) <= 4)
    if not 2 <= len(tokens) <= 6 or any(letter.isdigit() for letter in bare):
        return False
    if _NAME.match(bare) and not in_capitals(bare):
        return _title_at([key(token) for token in tokens], 0) is None
    return in_capitals(bare) and len(tokens) <= 4 and fold_letters(tokens[0]) in _families() and not starts_title(bare)


def starts_title(words: str) -> bool:
    """Whether the words begin with a title of office."""
    return _title_at(key(words).split(), 0) is not None and not _only_looks_a_title(words.split())


def _only_looks_a_title(tokens: list[str]) -> bool:
    """Whether a name's first word is a title but for its accents: "Trương Hòa Bình" is no "Trưởng"."""
    first = tones(tokens[0]).casefold() if tokens else ""
    plain = {tones(title).casefold() for title in word_list("signature")["titles"]}
    own = {title for title in plain if " " not in title}
    if len(tokens) < 2 or first in own or key(first) not in {key(title) for title in own}:
        return False
    return not first.isascii() and first in {name.casefold() for name in word_list("signature")["families"]}


def _title_at(tokens: list[str], at: int) -> int | None:
    for title in _titles():
        if tuple(tokens[at : at + len(title)]) == title:
            return len(title)
    return None


def is_signing(words: str, *, strict: bool = False) -> bool:
    """Whether the line belongs to a signature by its own words: a marker, or a title. `strict`: a marker only."""
    plain = words.strip(" *.,|“”\"'")
    found = _MARKER.match(plain)
    if found and (in_capitals(_before_name(plain)) or len(plain) < 60):
        return True
    if strict:
        return False
    head = _before_name(plain)
    if starts_title(head) and in_capitals(head) and len(head) < 120:
        return True
    return (
        len(plain.split()) <= 5
        and starts_title(plain)
        and not plain.endswith((";", ","))
        and len(key(plain).split()) <= 4
    )


def _before_name(words: str) -> str:
    """The leading words in capitals of a line that may go on with a name."""
    tokens = words.split()
    count = 0
    for token in tokens:
        letters = [letter for letter in token if letter.isalpha()]
        if letters and not all(letter.isupper() for letter in letters):
            break
        count += 1
    return " ".join(tokens[:count]) if count >= 2 or count == len(tokens) else words


def read_signer(sheet: Sheet, spans: tuple[tuple[int, int], ...]) -> Signer | None:
    """The signer from the signature's lines in order; None where there is none. What is not printed is None."""
    if not spans:
        return None
    lines: list[str] = []
    name: str | None = None
    end = spans[-1][1]
    for start, stop in spans:
        words = _PAREN.sub("", sheet.value(start, stop)).strip(" |“”\"'")
        if lines and is_name(words) and not _MARKER.match(words):
            name, end = without_rank(words.strip(" .,")), stop
            break
        head = _before_name(words)
        rest = words[len(head) :].strip(" .,") if head != words else ""
        lines.append(head)
        if rest and is_name(rest):
            name, end = without_rank(rest), stop
            break
        if rest:
            lines[-1] = words
    if not lines:
        only = sheet.value(*spans[0])
        return Signer(None, None, without_rank(only), spans[0]) if is_name(only) else None
    authority, title = _split(lines)
    if name and in_capitals(name):
        name = " ".join(word.capitalize() for word in name.split())
    return Signer(authority, title, name, (spans[0][0], end))


def _split(lines: list[str]) -> tuple[str | None, str | None]:
    """Authority and title of the lines above the name."""
    parts: list[str] = []
    for line in lines:
        parts += _parts_of(line)
    authority: list[str] = []
    title: list[str] = []
    for part in parts:
        marked = _MARKER.match(part)
        if marked and not title:
            authority.append(part)
        elif marked:
            authority, title = [part], []
        elif starts_title(part):
            if key(part) not in {key(other) for other in title}:
                title.append(part)
        elif title:
            title[-1] += f" {part}"
        elif authority:
            authority[-1] += f" {part}"
        else:
            title.append(part)
    if not title and authority and re.match(r"^Q\s?[.,]", authority[-1]):
        title = [authority.pop()]
    return " / ".join(authority) or None, " ".join(title) or None


def _parts_of(line: str) -> list[str]:
    """One printed line that may flatten several: cut at each marker, and at the title after the last one."""
    cuts = sorted(
        {0, *[found.start() for found in _MARKER.finditer(line) if not line[: found.start()].rstrip().endswith("-")]}
    )
    pieces = [line[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    parts: list[str] = []
    for piece in pieces:
        parts += _cut_title(piece) if piece else []
    return parts


def _cut_title(piece: str) -> list[str]:
    marked = _MARKER.match(piece)
    if not marked:
        return [piece]
    tokens = piece[marked.end() :].split()
    keyed = [key(token) for token in tokens]
    own = _title_at(keyed, 0) or 1
    for at in range(own, len(tokens)):
        if tokens[at - 1].endswith((",", "-")) or keyed[at - 1] in {"va", "kiem", "-"}:
            continue
        size = _title_at(keyed, at)
        if size and (size > 1 or (keyed[at] in {"truong", "quyen"} and at == len(tokens) - 1)):
            return [(piece[: marked.end()] + " ".join(tokens[:at])).strip(), " ".join(tokens[at:])]
    return [piece]
