"""The law's own defaults, for points on which no letter speaks, as rules with their articles as clauses.

They are issued by the nation (body "") and are mostly DEFAULT, since a province may narrow or encourage a way to
hand in. What a level 1 or 2 service cannot do (be handed in online) is BINDING: a letter that encourages online
does not make a form that is only for downloading into one that can be sent.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

from motcua.rulebook import law
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.points import WEEKDAYS, WORKING_WEEK
from motcua.rulebook.policy.terms import RECEIVE_CHANNELS, RETURN_CHANNELS, Force, Rule, Source, Status, When

_DECREE_61 = (date(2018, 4, 23), date(2018, 6, 21), "61/2018/NĐ-CP", "Chính phủ")
_DECREE_118 = (date(2025, 6, 9), date(2025, 7, 1), "118/2025/NĐ-CP", "Chính phủ")
_POST = (date(2016, 10, 19), date(2016, 12, 16), "45/2016/QĐ-TTg", "Thủ tướng Chính phủ")
_LEVELS_2011 = (date(2011, 6, 13), date(2011, 8, 1), "43/2011/NĐ-CP", "Chính phủ")
_LEVELS_2022 = (date(2022, 6, 24), date(2022, 8, 15), "42/2022/NĐ-CP", "Chính phủ")
_ELECTRONIC = (date(2020, 4, 8), date(2020, 5, 22), "45/2020/NĐ-CP", "Chính phủ")
_WORKING_WEEK = (date(1999, 9, 17), date(1999, 10, 2), "188/1999/QĐ-TTg", "Thủ tướng Chính phủ")

_DOWNLOAD_ONLY: Final = frozenset({1, 2})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)


def _law(
    act: tuple[date, date, str, str],
    clause: str,
    point: str,
    value: Any,
    when: When | None = None,
    *,
    force: Force = Force.DEFAULT,
    until: date | None = None,
) -> Rule:
    issued, effective, document, issuer = act
    when = when or When()
    narrow = ".".join(str(level) for level in sorted(when.online_levels)) or "".join(sorted(when.unit_kinds))
    return Rule(
        id=f"law/{document}/{point}" + (f"/{narrow}" if narrow else ""),
        point=point,
        value=value,
        when=when,
        source=Source(document, clause, issuer),
        body="",
        issued_on=issued,
        in_force_from=_midnight(effective),
        in_force_to=_midnight(until) if until else None,
        force=force,
    )


def _one_stop(clause: str, since_2025: str, point: str, value: Any, when: When | None = None) -> tuple[Rule, Rule]:
    """A rule of Decree 61/2018 on the one-stop mechanism, and the same of Decree 118/2025, which follows it."""
    return (
        _law(_DECREE_61, clause, point, value, when, until=_DECREE_118[1]),
        _law(_DECREE_118, since_2025, point, value, when),
    )


def _ways() -> tuple[Rule, ...]:
    """Three channels each way: Decree 61/2018 Art. 16 and 20, 118/2025 Art. 17 and 22, Decision 45/2016 Art. 5."""
    download_only = When(online_levels=_DOWNLOAD_ONLY)
    full_online = When(online_levels=frozenset({4}))
    at_point = When(unit_kinds=frozenset({"support_point"}))
    return (
        *_one_stop("Điều 16", "Điều 17", "receive.counter", Status.ALLOWED),
        *_one_stop("Điều 16", "Điều 17", "receive.online", Status.ALLOWED),
        _law(
            _LEVELS_2011,
            "Điều 3",
            "receive.online",
            Status.CLOSED,
            download_only,
            force=Force.BINDING,
            until=_LEVELS_2022[1],
        ),
        _law(_LEVELS_2022, "Điều 11", "receive.online", Status.CLOSED, download_only, force=Force.BINDING),
        _law(_POST, "Điều 5", "receive.postal", Status.ALLOWED),
        *_one_stop("Điều 16", "Điều 17", "receive.support_point", Status.CLOSED),
        *_one_stop("Điều 15", "Điều 7", "receive.support_point", Status.ALLOWED, at_point),
        *_one_stop("Điều 20", "Điều 22", "return.counter", Status.ALLOWED),
        _law(_POST, "Điều 5", "return.postal", Status.ALLOWED),
        *_one_stop("Điều 20", "Điều 22", "return.online", Status.CLOSED),
        *_one_stop("Điều 20", "Điều 22", "return.online", Status.ALLOWED, full_online),
    )


def _days() -> tuple[Rule, ...]:
    """The working week of state offices; what is sent over the network may be sent on any day."""
    points = [f"receive.{name}" for name in RECEIVE_CHANNELS] + [f"return.{name}" for name in RETURN_CHANNELS]
    return tuple(
        rule
        for point in points
        for rule in (
            _one_stop("Điều 17", "Điều 17", f"{point}.days", WEEKDAYS)
            if point.endswith(".online")
            else (_law(_WORKING_WEEK, "Điều 1", f"{point}.days", WORKING_WEEK),)
        )
    )


def _answer_within() -> Rule:
    """The time to answer, as the law's values have it on the day from which the decree holds."""
    day = _ELECTRONIC[1]
    clause = law.article("answer.within", on=day).partition(", ")[2]
    return _law(_ELECTRONIC, clause, "sla.online_acceptance", law.number("answer.within", on=day))


LAW: Final[tuple[Rule, ...]] = (
    *_ways(),
    *_days(),
    _answer_within(),
)
