"""Who is spoken to: lists of bodies, titles and groups as a letter names them.

A list is read from where it begins to the first verb, colon or end of sentence. Names that hold a comma or "và" of
their own ("Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh", "UBND các huyện, thị xã, thành phố") are one actor: a comma only
separates where another name begins behind it. "Giám đốc các Sở: Nội vụ, Tài chính" stays one actor, as printed;
`expand` gives the single names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from motcua.rulebook.reading.normalise import fold_letters
from motcua.rulebook.reading.parts import Leaf
from motcua.rulebook.reading.phrases import compiled, flat, tidy_snippet, words
from motcua.rulebook.reading.words import word_list

_PARAGRAPH: Final = re.compile(r"\n[ \t*_]*\n")
_PARENTHESIS: Final = re.compile(r"\([^()]{0,300}\)")
_SENTENCE: Final = re.compile(r"\./\.|(?<=\w{2})(?<!TP)(?<!Tp)(?<!tp)[.!?](?=\s+\W*[A-ZÀ-ỸĐ]|\s*$)|:")
_SEPARATOR: Final = re.compile(r"[;,]|(?<!\w)(?:va|cung voi|cung|hoac)(?!\w)")
_SKIP: Final = re.compile(r'[\s*_#"+•\-.)]*')
_LONGEST_LIST: Final = 900
_LONGEST_NAME: Final = 110


@dataclass(frozen=True, slots=True)
class Actors:
    """A list of actors with their spans; `end` is where the list stopped and `stop` by what: verb, colon, end."""

    names: tuple[Leaf, ...]
    end: int
    stop: str


@cache
def _list(name: str) -> re.Pattern[str]:
    return compiled(rf"(?:{words(word_list('actors')[name])})(?!\w)")


@cache
def _verb() -> re.Pattern[str]:
    lists = word_list("actors")["verbs"] + "," + word_list("actors")["verbs_any_case"]
    return compiled(rf"(?<!\w)(?:{words(lists)})(?!\w)")


@cache
def _single_words(name: str) -> dict[str, frozenset[str]]:
    """Folded one-syllable words of a list → their true spellings: "so" is "sở", never "số"."""
    found: dict[str, set[str]] = {}
    for phrase in word_list("actors")[name].split(","):
        word = phrase.strip().lower()
        if word and " " not in word:
            found.setdefault(fold_letters(word), set()).add(word)
    return {key: frozenset(values) for key, values in found.items()}


def _spelled(text: str, start: int, end: int, name: str) -> bool:
    """Is a matched one-syllable word really that word: its accents right, or all of them lost around it?"""
    raw = text[start:end].lower()
    right = _single_words(name).get(fold_letters(raw))
    if right is None or raw in right:
        return True
    return text[max(0, start - 30) : end + 30].isascii() and not any(word.isascii() for word in right)


def skip_marks(text: str, pos: int, end: int) -> int:
    """Past blanks, dashes, quotation and Markdown marks."""
    found = _SKIP.match(text, pos, end)
    return found.end() if found else pos


def begins_name(text: str, folded: str, pos: int) -> int | None:
    """Where the first word of an actor's name ends, if one begins at `pos`; else None."""
    before = compiled(rf"(?:(?:{words(word_list('actors')['before'])})\s+)+").match(folded, pos)
    after = _head_at(text, folded, before.end(), plural=True) if before else None
    return after if after is not None else _head_at(text, folded, pos, plural=False)


def _head_at(text: str, folded: str, start: int, *, plural: bool) -> int | None:
    group = _list("group_heads").match(folded, start)
    if group and _spelled(text, start, group.end(), "group_heads"):
        related = re.compile(r"[^,;:.]{0,50}lien quan").match(folded, group.end())
        if plural or (related and group.group().split()[0] in ("co", "don")):
            return group.end()
    if _list("not_after_head").match(folded, start):
        return None
    head = _list("heads").match(folded, start)
    if head and _spelled(text, start, head.end(), "heads"):
        return head.end()
    person = compiled(word_list("actors")["person"]["pattern"]).match(folded, start)
    if person and text[person.end() : person.end() + 1].isupper() and text[start].isupper():
        return person.end()
    capital = _list("capital_heads").match(folded, start)
    if capital and text[start].isupper() and _spelled(text, start, capital.end(), "capital_heads"):
        listed = re.compile(r"\s*[,:;.(]").match(folded, capital.end())
        if not listed or _fixed_names().match(folded, start):
            return capital.end()
    return None


@cache
def _fixed_names() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{name})" for name in word_list("actors")["names"]))


def _inside(spans: list[tuple[int, int]], pos: int) -> bool:
    return any(start <= pos < end for start, end in spans)


def list_at(text: str, folded: str, pos: int, end: int) -> Actors | None:
    """The list of actors that begins at `pos` (marks skipped), or None where no name begins there."""
    pos = skip_marks(text, pos, end)
    first = begins_name(text, folded, pos)
    if first is None:
        return None
    limit = min(end, pos + _LONGEST_LIST)
    gap = _PARAGRAPH.search(text, pos, limit)
    limit = gap.start() if gap else limit
    # Parentheses explain a name and belong to none: blanked, with their length kept.
    work = folded
    for aside in _PARENTHESIS.finditer(folded, pos, limit):
        work = work[:limit]
        work = work[: aside.start()] + " " * (aside.end() - aside.start()) + work[aside.end() :]
    fixed = [found.span() for found in _fixed_names().finditer(work, pos, limit)]
    stop_at, stop, labels = _end_of_list(text, work, first, limit, fixed)
    names = _split(text, work, pos, stop_at, fixed, labels)
    if not names:
        return None
    if stop == "end" and len(names[-1].value) > _LONGEST_NAME:
        start, _ = names[-1].span or (pos, pos)
        cut = _end_of_name(text, work, start, stop_at)
        names = (*names[:-1], _leaf(text, start, cut)) if cut > start else names[:-1]
        stop_at, stop = cut, "verb"
    if not names or any(len(name.value) > 3 * _LONGEST_NAME for name in names):
        return None
    return Actors(names, stop_at, stop)


def _end_of_list(
    text: str, work: str, first: int, limit: int, fixed: list[tuple[int, int]]
) -> tuple[int, str, list[int]]:
    labels: list[int] = []
    stop_at, stop = limit, "end"
    label = compiled(rf"(?<!\w){word_list('actors')['label']}\s*$")
    for mark in _SENTENCE.finditer(text, first, limit):
        if work[mark.start()] != text[mark.start()] and mark.group() != "./.":
            continue  # inside a parenthesis
        labelled = mark.group() == ":" and label.search(work, max(0, mark.start() - 80), mark.start())
        if labelled and _lists_names(text, work, mark.end(), limit):
            labels.append(mark.start())
            continue
        stop_at, stop = mark.start(), "colon" if mark.group() == ":" else "end"
        break
    at = first
    while (found := _verb().search(work, at, stop_at)) is not None:
        # "hành chính công bố trí": a verb that begins inside a name must not hide the one behind it.
        at = found.start() + 1
        raw = text[found.start() : found.end()]
        any_case = _list("verbs_any_case").fullmatch(found.group())
        if (
            not (raw.islower() or any_case)
            or _inside(fixed, found.start())
            or not _spelled(text, found.start(), found.end(), "verbs")
        ):
            continue
        return found.start(), "verb", labels
    return stop_at, stop, labels


@cache
def _portfolio() -> re.Pattern[str]:
    return compiled(rf"(?:{words(word_list('actors')['portfolios'])})(?=\s*(?:[,;.]|và|$))")


def _lists_names(text: str, work: str, at: int, limit: int) -> bool:
    """Whether names stand behind a colon ("các Sở: Nội vụ, Tài chính"), not an order ("các huyện: Chỉ đạo …")."""
    after = skip_marks(text, at, limit)
    if re.search(r"\n[ \t]*[-+•–\da-z]", text[at : after + 1]) or not text[after : after + 1].isupper():
        return False
    if _portfolio().match(work, after, limit):
        return True
    return not any(_list(name).match(work, after, limit) for name in ("verbs", "verbs_any_case"))


def _split(
    text: str, work: str, pos: int, stop: int, fixed: list[tuple[int, int]], labels: list[int]
) -> tuple[Leaf, ...]:
    cuts: list[tuple[int, int, str]] = []
    label = -1
    for mark in _SEPARATOR.finditer(work, pos, stop):
        if _inside(fixed, mark.start()):
            continue
        after = skip_marks(text, mark.end(), stop)
        opened = [at for at in labels if at < mark.start()]
        if opened and label != opened[-1] and mark.group() == ";":
            label = opened[-1]  # the semicolon ends the list behind the colon
        if opened and label != opened[-1] and _portfolio().match(work, after, stop):
            continue
        if begins_name(text, work, after) is not None and after < stop:
            cuts.append((mark.start(), after, mark.group()))
            label = opened[-1] if opened else label
    if len(cuts) == 1 and cuts[0][2] == "va" and _one_plural(work, pos, cuts[0], stop):
        cuts = []
    names, start = [], pos
    for at, after, _ in [*cuts, (stop, stop, "")]:
        leaf = _leaf(text, start, at)
        if leaf.value:
            names.append(leaf)
        start = after
    return tuple(names)


def _one_plural(work: str, pos: int, cut: tuple[int, int, str], stop: int) -> bool:
    """ "Các Sở, ban, ngành và UBND các huyện, thành phố": two groups said in one breath are one actor."""
    first, second = work[pos : cut[0]].strip(), work[cut[1] : stop].strip()
    plural = re.compile(r"(?:cac )?so,? (?:ban|nganh)")
    return bool(plural.match(first)) and second.startswith(("ubnd cac", "uy ban nhan dan cac"))


def _leaf(text: str, start: int, end: int) -> Leaf:
    start = skip_marks(text, start, end)
    while end > start and text[end - 1] in " \t\n*_,;:.–—-":
        end -= 1
    value = tidy_snippet(_PARENTHESIS.sub(" ", text[start:end]))
    # "của các cơ quan, đơn vị": a comma within the owner's name separates nothing and is left out of the name.
    value = re.sub(r"(của các cơ quan), (đơn vị)", r"\1 \2", value, flags=re.IGNORECASE)
    return Leaf(value, (start, end))


@cache
def _inside_words() -> frozenset[str]:
    return frozenset(
        part for phrase in word_list("actors")["inside"].split(",") for part in fold_letters(phrase).split()
    )


def _end_of_name(text: str, work: str, start: int, end: int) -> int:
    """End of a name followed by a verb no list knows: the last capital word or word that may stand in a name."""
    inside = _inside_words()
    stop = begins_name(text, work, start) or start
    fixed = [found.span() for found in _fixed_names().finditer(work, start, end)]
    for token in re.compile(r"[^\s]+").finditer(text, stop, end):
        bare = fold_letters(token.group()).strip(",;:.()\"'-")
        if _inside(fixed, token.start()):
            stop = token.end()
            continue
        if token.group()[0] == "(" or (bare and not token.group()[0].isupper() and bare not in inside):
            break
        stop = token.end()
    return stop


def trimmed(text: str, folded: str, name: Leaf) -> Leaf:
    """A name cut where words begin that cannot belong to it: "UBND tỉnh danh sách các đơn vị" is "UBND tỉnh"."""
    start, end = name.span or (0, 0)
    return _leaf(text, start, _end_of_name(text, folded, start, end))


def expand(actor: str) -> tuple[str, ...]:
    """ "Giám đốc các Sở: Nội vụ, Tài chính" → "Giám đốc Sở Nội vụ", "Giám đốc Sở Tài chính"; any other as it is."""
    head, colon, rest = actor.partition(":")
    found = compiled(r"(?:các|liên) (?P<kind>\w+)\s*$").search(flat(head)) if colon else None
    if not found:
        return (actor,)
    kind = head[found.start("kind") : found.end("kind")]
    title = head[: found.start()].strip()
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    return tuple(" ".join(filter(None, (title, kind, part))) for part in parts)
