"""Quantities a letter limits: "không quá 20 người trong một phòng", "giải quyết 100% hồ sơ", "trong vòng 05 ngày".

Names that only hold a number ("mức độ 3, 4", "5K", "5 tại chỗ"), dates and document numbers are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from motcua.rulebook.reading.parts import Clause, Span, StatedLimit
from motcua.rulebook.reading.phrases import compiled, flat
from motcua.rulebook.reading.words import word_list


def read_limits(text: str, clauses: tuple[Clause, ...]) -> tuple[StatedLimit, ...]:
    """The limited quantities of the clauses, in order. Units: people, percent, days, working_days, hours, dong, …"""
    folded = flat(text)
    found = [limit for ref, span in own_spans(clauses) for limit in _limits(folded, ref, span)]
    return tuple(sorted(found, key=lambda limit: limit.span))


def own_spans(clauses: tuple[Clause, ...]) -> Iterator[tuple[str, Span]]:
    """Each clause's number with the span of its own text, children apart."""
    for clause in clauses:
        end = min([clause.own[1], *(child.span[0] for child in clause.children)])
        yield clause.ref, (clause.own[0], end)
        yield from own_spans(clause.children)


@cache
def _quantity() -> re.Pattern[str]:
    words = word_list("phrases")["limit"]
    # The longest unit first: "triệu đồng" before "đồng", "ngày làm việc" before "ngày".
    units = sorted(words["unit"].items(), key=lambda item: -max(map(len, item[1].split("|"))))
    unit = "|".join(f"(?P<{name}>{pattern})" for name, pattern in units)
    lead = rf"(?:(?P<max>{words['max']})|(?P<min>{words['min']}))"
    return compiled(rf"(?<![\w/.])(?:{lead}\s*)?(?<![\w/.,]){words['number']}\s*(?:{unit})")


def _limits(folded: str, ref: str, span: Span) -> Iterator[StatedLimit]:
    names = word_list("phrases")["limit"]["names"]["pattern"]
    taken = {at for hit in compiled(rf"(?<!\w)(?:{names})").finditer(folded, *span) for at in range(*hit.span())}
    for hit in _quantity().finditer(folded, *span):
        if hit.start("n") in taken:
            continue
        parts = hit.groupdict()
        unit = next(name for name in word_list("phrases")["limit"]["unit"] if parts.get(name))
        if unit != "percent" and not parts["max"] and not parts["min"]:
            continue  # a number that limits nothing: a count, a price, an age
        kind = "max" if parts["max"] else "min" if parts["min"] else "exact"
        value = float(parts["n"].replace(".", "").replace(",", "."))
        yield StatedLimit(ref, value, unit, _scope(folded, hit.end(), span[1]), kind, hit.span())


def _scope(folded: str, at: int, end: int) -> str:
    reach = min(end, at + 60)
    for name, pattern in word_list("phrases")["limit"]["scope"].items():
        found = compiled(pattern).search(folded, at, reach)
        if found and not re.search(r"[.;]", folded[at : found.start()]):
            return str(name)
    return ""
