"""Who was near a person: stays in one place that overlap, widened where nobody knows when somebody left.

A place is a room or a counter. A stay whose end is not sure (counted out without knowing who, closed at the end of the
day, never counted out) may have lasted until closing: one contact too many is better than one missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in one place. `key` names the row it comes from. All times aware.

    `until` is the end as written, None for none; `sure` whether that is when this very person left; `closing` the
    close of that day, to which an end that is not sure is widened.
    """

    key: str
    place: str
    since: datetime
    until: datetime | None
    sure: bool
    closing: datetime

    @property
    def end(self) -> datetime:
        """The latest moment at which the person may still have been there."""
        if self.sure and self.until is not None:
            return self.until
        return max(self.until or self.since, self.closing, self.since)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time at a place; `sure` where both its ends are known."""

    since: datetime
    until: datetime
    sure: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """A stay that touched the person's own. `minutes` were shared (whole ones); 0: only within the margin.

    `since` and `until` are the stay's own, the end widened; `sure` is false where an end had to be widened.
    """

    stay: Stay
    minutes: int
    since: datetime
    until: datetime
    sure: bool


def spans_of(stays: Iterable[Stay], *, since: datetime, until: datetime) -> dict[str, list[Span]]:
    """When the person was where within the window (aware, half-open): apart and in order, by place."""
    by_place: dict[str, list[Span]] = {}
    for stay in stays:
        first, last = max(stay.since, since), min(stay.end, until)
        if first <= last and stay.since < until and stay.end >= since:
            by_place.setdefault(stay.place, []).append(Span(first, last, stay.sure))
    return {place: _merged(spans) for place, spans in by_place.items()}


def contacts(spans: dict[str, list[Span]], others: Iterable[Stay], *, margin: timedelta) -> list[Contact]:
    """Those of `others` that shared a place with the person, or came or left within `margin` of it, in given order.

    A stay that begins at the very moment, margin included, counts. The person's own stays must not be among `others`.
    """
    found = []
    for stay in others:
        near = [other for other in spans.get(stay.place, ()) if _near(other, stay, margin)]
        if near:
            shared = sum((_shared(other, stay) for other in near), timedelta())
            sure = stay.sure and all(other.sure for other in near)
            found.append(Contact(stay, int(shared.total_seconds() // 60), stay.since, stay.end, sure))
    return found


def _near(span: Span, stay: Stay, margin: timedelta) -> bool:
    return stay.since <= span.until + margin and stay.end >= span.since - margin


def _shared(span: Span, stay: Stay) -> timedelta:
    return max(timedelta(), min(span.until, stay.end) - max(span.since, stay.since))


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Overlapping stretches as one, so that no minute counts twice."""
    merged: list[Span] = []
    for later in sorted(spans, key=lambda span: (span.since, span.until)):
        if merged and later.since <= merged[-1].until:
            last = merged[-1]
            merged[-1] = Span(last.since, max(last.until, later.until), last.sure and later.sure)
        else:
            merged.append(later)
    return merged
