"""Find procedures by typed words: without marks, in everyday words, with typing errors.

The database narrows to a few candidates, by whole words first and by trigrams where those do not settle it; the order
is made in plain Python (`closeness`) over the folded phrases of a procedure, one a line in
`search_text`: the plain name, the aliases, the official name, and last the field.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, FloatField, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Length

from motcua.catalog.models import Procedure
from motcua.rulebook.vietnamese import fold

LONGEST_QUERY: Final = 120
MOST_WORDS: Final = 12
CANDIDATES: Final = 120
_LEAST_ALIKE: Final = 0.35
_FIELD_WEIGHT: Final = 0.7
_FAR_BEHIND: Final = 0.6  # of the best: lower scores only share a word or two
_OWN_NAME: Final = 0.05
_CODE: Final = re.compile(r"\d\.\d{6}(?:\.[0-9A-Z.]+)?")
LEAST: Final = 0.6  # of the query's words must be found
_GLUED: Final = 8  # letters typed in one go without spaces
_LEAST_LIKENESS: Final = 0.72
_SHORTEST_SLIP: Final = 4  # in shorter words another letter is another word
_HALF: Final = 0.5  # "hom" for "hon": too little alone, enough beside words that are right
# People write "kí" and "ký", "lí" and "lý" alike.
_I_OR_Y: Final = re.compile(r"\b(h|k|l|m|s|t|qu)y\b")


def search_text(phrases: Iterable[str], field: str) -> str:
    """The folded phrases of a procedure, one a line without repeats, the field last."""
    lines = [plain_words(phrase) for phrase in phrases]
    return "\n".join([*dict.fromkeys(line for line in lines if line), plain_words(field)])


def search_procedures(text: str, limit: int = 20) -> list[Procedure]:
    """Active procedures for what a person typed, best first, at most `limit`; their fields loaded.

    Marks, case and word order do not matter, everyday words and typing slips are understood, a code finds itself.
    Nothing typed, or nothing alike, finds nothing. One query where the words are spelt right, else two.
    """
    text = text.replace("\0", " ")[:LONGEST_QUERY]
    procedures = Procedure.objects.filter(active=True).select_related("field")
    if _CODE.fullmatch(text.strip().upper()):
        return list(procedures.filter(code=text.strip().upper())[:limit])
    queries = _readings(" ".join(plain_words(text).split()[:MOST_WORDS]))
    if not queries:
        return []
    scored = _ranked(queries, _with_words(procedures, queries))
    if not scored or scored[0][0] < 1.0:  # some word was found nowhere: perhaps it was misspelt
        scored = max(
            scored, _ranked(queries, _alike(procedures, queries)), key=lambda found: found[0][0] if found else 0
        )
    best = scored[0][0] if scored else 0.0
    return [found for score, found in scored if score >= best * _FAR_BEHIND][:limit]


def _readings(typed: str) -> list[str]:
    """What may have been meant: as typed, without filler, and with people's words put in the catalogue's."""
    words = search_words()
    core = " ".join(word for word in typed.split() if word not in words.filler)
    readings = [typed, core]
    for base in (typed, core):
        for said, official in words.meanings:
            if re.search(rf"\b{re.escape(said)}\b", base):
                rest = re.sub(rf"\b{re.escape(said)}\b", official, base)
                readings.append(" ".join(word for word in rest.split() if word not in words.filler))
                break
    return list(dict.fromkeys(reading for reading in readings if len(reading) > 1))


def _with_words(procedures: QuerySet[Procedure], queries: Sequence[str]) -> QuerySet[Procedure]:
    """Procedures that hold most words of one of the queries; those that hold the query as it stands come first."""
    shares = [_share(query) for query in queries]
    return (
        procedures.annotate(share=Greatest(*shares) if len(shares) > 1 else shares[0])
        .filter(share__gte=LEAST)
        .order_by("-share", Case(When(plain_name="", then=1), default=0), Length("search_text"), "id")[:CANDIDATES]
    )


def _share(query: str) -> Combinable:
    """The share of the query's words that are found (0–1), and 1 more where they stand together."""
    words = query.split()
    share: Combinable = _found(query, 1.0)
    for word in words:
        share = share + _found(word, 1.0 / len(words))
    return share


def _found(text: str, worth: float) -> Case:
    held = When(search_text__contains=text, then=Value(worth))
    return Case(held, default=Value(0.0), output_field=FloatField())


def _alike(procedures: QuerySet[Procedure], queries: Sequence[str]) -> QuerySet[Procedure]:
    """Procedures that share enough groups of three letters with the query, in any spelling."""
    alike = [TrigramWordSimilarity(query, "search_text") for query in queries]
    return (
        procedures.annotate(alike=Greatest(*alike) if len(alike) > 1 else alike[0])
        .filter(alike__gt=_LEAST_ALIKE)
        .order_by(F("alike").desc(), "id")[:CANDIDATES]
    )


def _ranked(queries: Sequence[str], candidates: Iterable[Procedure]) -> list[tuple[float, Procedure]]:
    scored = [(_score(queries, found), found) for found in candidates]
    return sorted(
        ((score, found) for score, found in scored if score),
        key=lambda pair: (-pair[0], len(pair[1].name), pair[1].code),
    )


def _score(queries: Sequence[str], procedure: Procedure) -> float:
    """How near the procedure is to the nearest of the queries; 0 when it is not."""
    *phrases, field = procedure.search_text.split("\n")
    named = max((closeness(query, phrase) for query in queries for phrase in phrases), default=0.0)
    # The first phrase is its own name, the others are by-names.
    named = max([named, *(closeness(query, phrases[0]) + _OWN_NAME for query in queries)]) if named else 0.0
    of_field = max(closeness(query, field) for query in queries) * _FIELD_WEIGHT
    best = max(named, of_field)
    # A procedure put in everyday words is one that people come for.
    return best + (0.1 if procedure.plain_name else 0.0) if best >= LEAST else 0.0


# --- how near what was typed is to a phrase, over folded text ---


def closeness(query: str, phrase: str) -> float:
    """0–1.8: the share of the query's words found, then more for a run of words, the whole phrase, a short one."""
    asked, given = query.split(), phrase.split()
    if not given:
        return 0.0
    if len(asked) == 1 and len(query) >= _GLUED and _glued(query) in _glued(phrase):
        found = 1.0
    else:
        found = sum(_best_word(word, given) for word in asked) / len(asked)
    if found < LEAST:
        return 0.0
    run = 0.25 if f" {query} " in f" {phrase} " else 0.0
    whole = 0.25 if query == phrase else 0.0
    return found + run + whole + 0.3 * min(1.0, len(asked) / len(given))


def _glued(text: str) -> str:
    return text.replace(" ", "").replace("y", "i")


def _best_word(word: str, given: Sequence[str]) -> float:
    if word in given:
        return 1.0
    if len(word) < 3:
        return 0.0
    if any(other.startswith(word) for other in given):
        return 0.9
    if len(word) < _SHORTEST_SLIP:
        return _HALF if any(len(other) == len(word) and other[:-1] == word[:-1] for other in given) else 0.0
    return max(_likeness(word, other) for other in given) * 0.9


@lru_cache(maxsize=50_000)
def _likeness(word: str, other: str) -> float:
    """How alike two words are, 0 where too little."""
    if abs(len(word) - len(other)) > 2:
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= _LEAST_LIKENESS else 0.0


# --- which words carry no meaning, and what people's words are in the catalogue (data/words.toml) ---


@dataclass(frozen=True, slots=True)
class SearchWords:
    """`filler` words may be left out of a query; `meanings` maps people's folded words to the catalogue's."""

    filler: frozenset[str]
    meanings: tuple[tuple[str, str], ...]


def plain_words(text: str) -> str:
    """Folded words without punctuation, a lone final "y" written "i": "Đăng ký (sang tên)" → "dang ki sang ten"."""
    return _I_OR_Y.sub(r"\1i", " ".join(re.findall(r"\w+", fold(text))))


@cache
def search_words() -> SearchWords:
    """Read the word lists once."""
    data = tomllib.loads((files("motcua.catalog") / "data" / "words.toml").read_text(encoding="utf-8"))
    pairs = [
        (plain_words(said), plain_words(official)) for official, words in data["meanings"].items() for said in words
    ]
    # Longest first, so that "sang tên xe" is read before "sang tên".
    pairs.sort(key=lambda pair: -len(pair[0]))
    return SearchWords(frozenset(plain_words(word) for word in data["filler"]), tuple(pairs))
