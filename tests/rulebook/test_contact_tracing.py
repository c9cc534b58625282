"""Overlaps of stays against minutes laid out one by one."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.contact_tracing import Contact, Stay, contacts, spans_of
from motcua.rulebook.vietnamese import VIETNAM

DAY = datetime(2020, 3, 30, tzinfo=VIETNAM)
CLOSING = 17 * 60
WINDOW = {"since": DAY, "until": DAY + timedelta(days=1)}


def moment(minute: int) -> datetime:
    return DAY + timedelta(minutes=minute)


def stay(key: str, since: int, until: int | None, *, place: str = "room:1", sure: bool = True) -> Stay:
    return Stay(key, place, moment(since), None if until is None else moment(until), sure, moment(CLOSING))


def found(own: list[Stay], others: list[Stay], margin: int = 15) -> list[Contact]:
    return contacts(spans_of(own, **WINDOW), others, margin=timedelta(minutes=margin))


def test_shared_minutes_and_the_margin_on_both_sides() -> None:
    own = [stay("own", 600, 630)]
    near = {
        one.stay.key: one.minutes
        for one in found(
            own,
            [
                stay("inside", 610, 620),
                stay("half", 620, 700),
                stay("just after", 645, 700),
                stay("too late", 646, 700),
                stay("just before", 500, 585),
                stay("too early", 500, 584),
                stay("another room", 600, 630, place="room:2"),
            ],
        )
    }
    assert near == {"inside": 10, "half": 10, "just after": 0, "just before": 0}


def test_an_end_that_is_not_sure_reaches_to_closing() -> None:
    own = [stay("own", 600, 630)]
    for until in (None, 590):
        (one,) = found(own, [stay("other", 500, until, sure=False)])
        assert (one.minutes, one.until, one.sure) == (30, moment(CLOSING), False)
    assert found(own, [stay("other", 500, 580, sure=True)]) == []


def test_an_entry_after_closing_ends_not_before_it_began() -> None:
    late = stay("late", CLOSING + 30, None, sure=False)
    assert late.end == late.since


def test_in_and_out_and_in_again_counts_no_minute_twice() -> None:
    own = [stay("a", 600, 630), stay("b", 620, 640), stay("c", 700, 710)]
    (one,) = found(own, [stay("other", 600, 720)])
    assert one.minutes == 40 + 10


def test_only_the_window_is_asked() -> None:
    spans = spans_of([stay("own", 600, 700)], since=moment(650), until=moment(660))
    (one,) = contacts(spans, [stay("other", 600, 700)], margin=timedelta())
    assert one.minutes == 10
    assert spans_of([stay("own", 600, 700)], since=moment(701), until=moment(800)) == {}


def test_seconds_are_not_rounded_up() -> None:
    other = Stay("other", "room:1", moment(600), moment(600) + timedelta(seconds=119), True, moment(CLOSING))
    (one,) = found([stay("own", 600, 700)], [other])
    assert one.minutes == 1


STAYS = st.lists(
    st.tuples(
        st.integers(420, 1080), st.none() | st.integers(0, 200), st.booleans(), st.sampled_from(["room:1", "room:2"])
    ),
    max_size=8,
)


def made(rows: list[tuple[int, int | None, bool, str]]) -> list[Stay]:
    return [
        stay(str(number), since, None if length is None else since + length, sure=sure, place=place)
        for number, (since, length, sure, place) in enumerate(rows)
    ]


@given(STAYS, STAYS, st.integers(0, 30))
def test_the_same_as_minutes_laid_out_one_by_one(own: list, others: list, margin: int) -> None:
    mine, theirs = made(own), made(others)
    expected = {}
    for other in theirs:
        minutes, near = set(), False
        for one in mine:
            if one.place == other.place:
                a, b = _minutes(one)
                c, d = _minutes(other)
                near = near or (c <= b + margin and d >= a - margin)
                minutes |= set(range(a, b)) & set(range(c, d))
        if near:
            expected[other.key] = len(minutes)
    assert {one.stay.key: one.minutes for one in found(mine, theirs, margin)} == expected


def _minutes(one: Stay) -> tuple[int, int]:
    """First minute and the one after the last, straight from what is written."""
    first = int((one.since - DAY).total_seconds() // 60)
    written = None if one.until is None else int((one.until - DAY).total_seconds() // 60)
    if written is not None and one.sure:
        return first, written
    return first, max(first, CLOSING, written or 0)
