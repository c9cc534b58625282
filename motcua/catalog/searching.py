"""Find procedures by what people type: no marks, everyday words, slips of the finger.

The database narrows by trigrams; the ranking is plain Python over the folded phrases of a procedure, one a line in
`search_text`: the plain name, the aliases, the official name, and last the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models.functions import Greatest

from motcua.catalog.models import Procedure
from motcua.catalog.words import search_words
from motcua.rulebook.vietnamese import fold

LONGEST_QUERY: Final = 120
CANDIDATES: Final = 150
_LEAST_ALIKE: Final = 0.35
_LEAST_SCORE: Final = 0.6
_FIELD_WEIGHT: Final = 0.7
_FAR_BEHIND: Final = 0.6  # of the best: what lies below only shares a word or two
_GLUED: Final = 8  # letters typed in one go without spaces
_ALIKE: Final = 0.72
_CODE: Final = re.compile(r"\d\.\d{6}(?:\.[0-9A-Z.]+)?")


def search_text(phrases: Iterable[str], field: str) -> str:
    """The folded phrases of a procedure, one a line without repeats, the field last."""
    lines = [fold(phrase) for phrase in phrases]
    return "\n".join([*dict.fromkeys(line for line in lines if line), fold(field)])


def search(text: str, limit: int = 20) -> list[Procedure]:
    """Active procedures for what a person typed, best first, at most `limit`; their fields loaded.

    Marks, case and word order do not matter, everyday words and typing slips are understood, a code finds itself.
    Nothing typed, or nothing alike, finds nothing. One query.
    """
    typed = " ".join(re.findall(r"[\w.]+", fold(text.replace("\0", " ")[:LONGEST_QUERY])))
    procedures = Procedure.objects.filter(active=True).select_related("field")
    if _CODE.fullmatch(typed.upper()):
        return list(procedures.filter(code=typed.upper())[:limit])
    queries = _readings(typed)
    if not queries:
        return []
    alike = [TrigramWordSimilarity(query, "search_text") for query in queries]
    candidates = (
        procedures.annotate(alike=Greatest(*alike) if len(alike) > 1 else alike[0])
        .filter(alike__gt=_LEAST_ALIKE)
        .order_by("-alike", "id")[:CANDIDATES]
    )
    scored = [(_score(queries, found), found) for found in candidates]
    best = max((score for score, _ in scored), default=0.0)
    kept = [(score, found) for score, found in scored if score and score >= best * _FAR_BEHIND]
    kept.sort(key=lambda pair: (-pair[0], len(pair[1].name), pair[1].code))
    return [found for _, found in kept[:limit]]


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


def _score(queries: Sequence[str], procedure: Procedure) -> float:
    *phrases, field = procedure.search_text.split("\n")
    # A procedure put in everyday words is one that people come for.
    known = 0.1 if procedure.plain_name else 0.0
    named = max((_closeness(query, phrase) for query in queries for phrase in phrases), default=0.0)
    of_field = max(_closeness(query, field) for query in queries) * _FIELD_WEIGHT
    best = max(named, of_field)
    return best + known if best >= _LEAST_SCORE else 0.0


def _closeness(query: str, phrase: str) -> float:
    """0–1.8: the share of the query's words found, then more for a run of words, a whole phrase, and a short one."""
    asked, given = query.split(), phrase.split()
    if not given:
        return 0.0
    if len(asked) == 1 and len(query) >= _GLUED and query in phrase.replace(" ", ""):
        found = 1.0
    else:
        found = sum(_best_word(word, given) for word in asked) / len(asked)
    if found < _LEAST_SCORE:
        return 0.0
    run = 0.25 if f" {query} " in f" {phrase} " else 0.0
    whole = 0.25 if query == phrase else 0.0
    return found + run + whole + 0.3 * min(1.0, len(asked) / len(given))


def _best_word(word: str, given: Sequence[str]) -> float:
    if word in given:
        return 1.0
    if len(word) < 3:
        return 0.0
    if any(other.startswith(word) for other in given):
        return 0.9
    near = [other for other in given if abs(len(other) - len(word)) <= 2] if len(word) > 3 else []
    ratio = max((SequenceMatcher(None, word, other).ratio() for other in near), default=0.0)
    return ratio * 0.9 if ratio >= _ALIKE else 0.0
