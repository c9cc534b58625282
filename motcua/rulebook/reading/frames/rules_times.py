"""Rules on the days and hours of the counter, and what a head decides of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from motcua.rulebook.reading.frames import modality
from motcua.rulebook.reading.frames.context import Context, place_under, speaks_of_shops
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.periods import Period, first_day, last_day
from motcua.rulebook.reading.frames.rule_scope import base_when, where

_SCHEDULES: Final = frozenset(cues("rules_times", "schedules"))
_SCHEDULE_WORDS: Final = frozenset(cues("rules_times", "schedule_words"))
_DUTY_DAYS: Final = frozenset(cues("rules_times", "duty_days"))

_WEEK: Final = frozenset(range(1, 6))
_WORKS: Final = frozenset({"receive", "return", "transact", "operate", "take"})
_REPORTS: Final = frozenset({"report", "check", "publish"})
_SHOP_TIME: Final = cues("rules_times", "hours_headings")


def time_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """Days and hours of handing in and getting back."""
    if frame.past or context.past or (frame.has("delegate") and _delegates(frame)):
        yield from _delegated(frame, context)
        return
    place = place_under(frame.place, context.place)
    if (place.other or context.other) and not (frame.place.shop or place.post):
        return
    if any(act.kind == "task" and act.value in _REPORTS for act in frame.acts) and not frame.place.shop:
        return
    meaning, ways = _work(frame, context)
    if not ways:
        return
    yield from _days(frame, context, meaning, ways)
    yield from _hours(frame, context, meaning, ways)


def _work(frame: Frame, context: Context) -> tuple[str, tuple[str, ...]]:
    """How the clause speaks of the counter's work, and in which directions; no direction where it does not."""
    acts = [act for act in frame.acts if act.kind in _WORKS and not act.blocked]
    if "other" in frame.objects and not any(token.of("shop") in ("shop", "centre") for token in frame.tokens):
        return "", ()
    online = set(frame.channels) & {"online", "postal"} and "counter" not in frame.channels
    if online:
        return "", ()
    ways: dict[str, None] = {}
    for act in acts:
        for way in (act.kind,) if act.kind in ("receive", "return") else ("receive", "return"):
            ways[way] = None
    meaning = (
        modality.steered(acts[0].modals)
        if acts
        else modality.steered(modal for modal in frame.modals if ":" not in modal)
    )
    timed = any(token.text in _SHOP_TIME for token in frame.tokens) or any(
        token.text in _SCHEDULE_WORDS for token in frame.tokens[:4]
    )
    if acts and "need_not" in acts[0].modals:
        return "", ()  # "bãi bỏ việc tiếp nhận vào thứ Bảy"
    if not acts and not _only_time(frame):
        return "", ()
    if not acts:
        inherited = {kind for kind in context.acts if kind in _WORKS}
        if inherited or timed or context.timed or (frame.modals and frame.place.shop):
            ours = context.ours or frame.place.shop or context.place.shop
            for kind in sorted(inherited) if ours else ():
                for way in (kind,) if kind in ("receive", "return") else ("receive", "return"):
                    ways[way] = None
            if not ways and ((ours and (timed or frame.modals)) or context.timed):
                ways = dict.fromkeys(("receive", "return"))
    elif acts[0].kind == "operate" and not (
        frame.place.shop or context.place.shop or context.ours or speaks_of_shops(frame)
    ):
        return "", ()
    if context.direction and context.direction in ways:
        ways = {context.direction: None}
    return meaning, tuple(ways)


def _only_time(frame: Frame) -> bool:
    """Whether a clause without a verb of the shop says nothing but days, hours and places."""
    if any(act.kind == "task" and act.value not in ("build", "lead") for act in frame.acts):
        return False
    return not any((not token.means and token.text.isalpha()) or token.of("body") == "other" for token in frame.tokens)


def _days(frame: Frame, context: Context, meaning: str, ways: tuple[str, ...]) -> Iterator[RuleDraft]:
    times = frame.times
    when = base_when(frame, context)
    if times.weekdays:
        closed = meaning == modality.CLOSED
        if closed:
            value = sorted(_WEEK - times.weekdays)
        elif times.added:
            value = sorted(_WEEK | times.weekdays)
        elif times.weekdays & {6, 7} and not times.weekdays & _WEEK:
            value = sorted(_WEEK | times.weekdays)  # a Saturday worked is one more day of the week
        else:
            value = sorted(times.weekdays)
        listed = [period for period in times.periods if period.listed]
        if listed and not closed:
            yield from _listed_days(frame, when, ways, listed)
            return
        if closed and frame.conditions.rest:
            return
        for way in ways:
            draft = RuleDraft(frame, f"{way}.counter.days", value, dict(when))
            if times.half and not closed and not times.hours:
                draft.ask("half_day", half=times.half)
            yield draft
        return
    listed = [one for period in times.periods for one in _weekend(period)]
    if listed and meaning not in (modality.CLOSED, modality.GUARD) and _weekend_or_duty(frame, context, listed):
        yield from _listed_days(frame, when, ways, listed)


def _weekend(period: Period) -> list[Period]:
    """A listed day; a short stretch of listed days that lie in a weekend, day by day."""
    first, last = first_day(period), last_day(period)
    half = not period.listed and first is not None and first == last and first.isoweekday() > 5
    if first is None or last is None or (last - first).days > 1 or not (period.listed or half) or period.weekday:
        return [period] if period.listed else []
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    if any(day.isoweekday() < 6 for day in days):
        return [period]
    return [Period(day.isoformat(), day.isoformat(), listed=True, weekday=day.isoweekday()) for day in days]


def _weekend_or_duty(frame: Frame, context: Context, listed: list[Any]) -> bool:
    return (
        any(day.weekday in (6, 7) for day in listed)
        or any(token.text in _DUTY_DAYS for token in frame.tokens)
        or "operate" in context.acts
    )


def _listed_days(frame: Frame, when: dict[str, Any], ways: tuple[str, ...], listed: list[Any]) -> Iterator[RuleDraft]:
    """One rule for each day that is named by its date: that day the counter is open."""
    for period in listed:
        if not period.weekday:
            continue
        value = sorted(_WEEK | {period.weekday})
        for way in ways:
            draft = RuleDraft(frame, f"{way}.counter.days", value, dict(when), replace(period, listed=False))
            draft.dated = True
            yield draft


def _hours(frame: Frame, context: Context, meaning: str, ways: tuple[str, ...]) -> Iterator[RuleDraft]:
    times = frame.times
    if not times.hours or meaning == modality.CLOSED:
        return
    when = base_when(frame, context)
    when.pop("urgent", None)
    if times.weekdays and times.of_weekday and (times.added or times.half or not times.weekdays & _WEEK):
        when["weekdays"] = sorted(times.weekdays)
    elif context.weekdays and not context.weekdays >= _WEEK:
        when["weekdays"] = sorted(context.weekdays)
    listed = [period for period in times.periods if period.listed]
    value = [[first.strftime("%H:%M"), last.strftime("%H:%M")] for first, last in times.hours]
    for way in ways:
        if listed and times.weekdays:
            for period in listed:
                draft = RuleDraft(
                    frame,
                    f"{way}.counter.hours",
                    value,
                    {k: v for k, v in when.items() if k != "weekdays"},
                    replace(period, listed=False),
                )
                draft.dated = True
                yield draft
        else:
            yield RuleDraft(frame, f"{way}.counter.hours", value, dict(when))


def _delegates(frame: Frame) -> bool:
    """ "do người đứng đầu … quyết định, bố trí thời gian tiếp nhận"."""
    head = frame.has("body", "head") or any(token.text in ("người đứng đầu", "thủ trưởng") for token in frame.tokens)
    timed = any(token.text in _SCHEDULES for token in frame.tokens)
    addressed = frame.has("body", "committee") or frame.has("lvl") or frame.place.shop
    return timed and (head or addressed) and any(act.kind in _WORKS for act in frame.acts) and not frame.times.weekdays


def _delegated(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    if frame.past or context.past or not _delegates(frame):
        return
    when = where(frame, context)
    acts = [act.kind for act in frame.acts if act.kind in _WORKS]
    ways = tuple(dict.fromkeys(acts)) if set(acts) <= {"receive", "return"} else ("receive", "return")
    frame.take("delegate")
    for way in ways:
        draft = RuleDraft(frame, f"{way}.counter.days", None, dict(when), force="delegated")
        draft.ask("delegated_bounds")
        yield draft
