"""Find procedures by what people type: no marks, everyday words, slips of the finger.

The database narrows to a few candidates, by whole words first and by trigrams where those do not settle it; the order
is made in plain Python (motcua.catalog.closeness) over the folded phrases of a procedure, one a line in
`search_text`: the plain name, the aliases, the official name, and last the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, FloatField, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Length

from motcua.catalog.closeness import LEAST, closeness
from motcua.catalog.models import Procedure
from motcua.catalog.words import plain_words, search_words

LONGEST_QUERY: Final = 120
MOST_WORDS: Final = 12
CANDIDATES: Final = 120
_LEAST_ALIKE: Final = 0.35
_FIELD_WEIGHT: Final = 0.7
_FAR_BEHIND: Final = 0.6  # of the best: what lies below only shares a word or two
_OWN_NAME: Final = 0.05
_CODE: Final = re.compile(r"\d\.\d{6}(?:\.[0-9A-Z.]+)?")


def search_text(phrases: Iterable[str], field: str) -> str:
    """The folded phrases of a procedure, one a line without repeats, the field last."""
    lines = [plain_words(phrase) for phrase in phrases]
    return "\n".join([*dict.fromkeys(line for line in lines if line), plain_words(field)])


def search(text: str, limit: int = 20) -> list[Procedure]:
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
