"""The time slots of a clause: its periods, weekdays and hours, from the tokens that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Final

from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.periods import Calendar, Period, half_day, listed, moment
from motcua.rulebook.reading.frames.tokens import Token

_LAST_DAY: Final = cues("times", "last_day")
_TILL: Final = ("đến", "tới", "cho đến")
_BEFORE: Final = frozenset(cues("times", "before"))

Hours = tuple[time, time]

_FROM: Final = cues("times", "from")
_UNTIL: Final = cues("times", "until")
_HALVES: Final = frozenset(cues("times", "halves"))
_YEARLY: Final = frozenset(cues("times", "yearly"))
_ADDED: Final = frozenset(cues("times", "added"))


@dataclass(slots=True)
class Times:
    """What a clause says of time."""

    periods: list[Period] = field(default_factory=list)
    weekdays: frozenset[int] = frozenset()
    added: bool = False
    hours: list[Hours] = field(default_factory=list)
    half: str = ""
    of_weekday: bool = False  # the hours stand behind the weekday, or right before it
    same: bool = False  # "trong thời gian này": the period said last
    after: bool = False  # "sau thời gian trên"
    due: bool = False  # a last day for doing, no period
    due_day: date | None = None

    @property
    def period(self) -> Period | None:
        """The first period, where one is said."""
        return self.periods[0] if self.periods else None


def read_times(tokens: Sequence[Token], calendar: Calendar) -> Times:
    """The time of a clause. Tokens that were used are marked as taken."""
    found = Times()
    dated = calendar.days(tokens)
    _periods(tokens, dated, calendar, found)
    for at, token in enumerate(tokens):
        if "hours" in token.means:
            found.hours.append(token.data)
            token.taken = True
        elif "weekday" in token.means:
            _weekday(tokens, at, dated, found)
        elif "same_time" in token.means:
            found.same, token.taken = True, True
        elif "after_time" in token.means:
            found.after, token.taken = True, True
    found.hours = sorted(set(found.hours))
    days = [at for at, token in enumerate(tokens) if "weekday" in token.means]
    hours = [at for at, token in enumerate(tokens) if "hours" in token.means]
    if days and hours:
        found.of_weekday = hours[0] > days[0] or days[0] - hours[-1] <= 3
    return found


def _near(tokens: Sequence[Token], at: int, step: int, words: Sequence[str], reach: int = 2) -> bool:
    """Whether one of `words` stands within `reach` tokens of place `at`, nothing but clocks and small words between."""
    for _ in range(reach + 1):
        at += step
        if not 0 <= at < len(tokens):
            return False
        if tokens[at].text in words:
            return True
        if not ({"clock", "fill", "weekday"} & tokens[at].means.keys()) and tokens[at].text not in (",", "(", ")"):
            return False
    return False


def _clock_before(tokens: Sequence[Token], at: int) -> tuple[time | None, str]:
    """The hour that stands before a day ("18 giờ 00 ngày 27/02"), or its half ("sáng", "chiều")."""
    half = ""
    for back in range(at - 1, max(-1, at - 6), -1):
        token = tokens[back]
        if "clock" in token.means:
            token.taken = True
            return token.data, half
        words = token.text.removeprefix("buổi ").split(" ")
        if words[0] in _HALVES:
            half, token.taken = words[0], True
        elif not ("weekday" in token.means or "fill" in token.means or token.text == ",") or token.text in (
            *_FROM,
            *_UNTIL,
        ):
            break
    return None, half


def _periods(tokens: Sequence[Token], dated: dict[int, list[date]], calendar: Calendar, found: Times) -> None:
    begins: tuple[date, time | None] | None = None
    single: list[tuple[date, str]] = []
    ends = ""
    event = ""
    open_from = False
    for at, token in enumerate(tokens):
        if "event" in token.means or "during" in token.means:
            event, token.taken = token.text, True
            continue
        if "from_issue" in token.means:
            if calendar.issuer.issued:
                begins = (calendar.issuer.issued, None)
            token.taken = True
            continue
        if "span" in token.means and token.start in dated and len(dated[token.start]) == 2:
            first, last = dated[token.start]
            begins, ends, token.taken = (first, None), last.isoformat(), True
            continue
        if token.start not in dated:
            continue
        token.taken = True
        days = dated[token.start]
        clock, half = _clock_before(tokens, at)
        before = len(days) == 1 and tokens[at - 1].text in _BEFORE if at else False
        if before and _near(tokens, at - 1, -1, _TILL, 1):
            ends = moment(days[0], clock) if clock else (days[0] - timedelta(days=1)).isoformat()
            continue  # "từ ngày 13 đến trước ngày 20": the 20th is no longer meant
        if len(days) == 1 and _near(tokens, at, -1, _LAST_DAY):
            found.due, found.due_day = True, days[0]
            continue
        if _near(tokens, at, -1, _UNTIL, 3) and (begins is not None or not _near(tokens, at, -1, _FROM, 3)):
            ends = moment(days[0], clock) if clock else half_day(days[0], half).ends or ""
            if clock is None and not half:
                ends = days[0].isoformat()
        elif _near(tokens, at, -1, _FROM, 4):
            if begins is not None and not ends:
                single.append((days[0], half))
                continue
            start = half_day(days[0], half).begins if half else None
            begins = (days[0], clock or (time(12) if start and "T" in start else None))
            open_from = True
        else:
            single += [(day, half) for day in days]
    days_named = [day.isoformat() for day, _ in single]
    inside = begins is not None and ends and all(begins[0].isoformat() <= day <= ends[:10] for day in days_named)
    if single and inside:
        begins, ends = None, ""  # "trong hai tuần trước Tết (từ … đến …), làm thêm sáng thứ Bảy ngày …"
    if begins is not None or ends:
        start_text = moment(*begins) if begins else None
        found.periods.append(_season(tokens, Period(start_text, ends or None, event)))
        return
    if single:
        spans = [half_day(day, half) for day, half in single if half] if all(half for _, half in single) else []
        found.periods += spans or listed([day for day, _ in single])
        if open_from or len(single) == 1:
            found.periods = [replace(period, listed=period.weekday in (6, 7)) for period in found.periods]
        return
    if event:
        found.periods.append(Period(event=event))


def _season(tokens: Sequence[Token], period: Period) -> Period:
    """A stretch that comes back each year: "từ 16/4 đến 15/10 hằng năm", "mùa hè (từ …)"."""
    if period.begins and period.ends and any(token.text in _YEARLY for token in tokens):
        return Period(event=period.event, season=f"{period.begins[5:10]}/{period.ends[5:10]}")
    return period


def _weekday(tokens: Sequence[Token], at: int, dated: dict[int, list[date]], found: Times) -> None:
    """Weekdays that come back; one beside a printed day only names that day."""
    token = tokens[at]
    token.taken = True
    after = [token for token in tokens[at + 1 : at + 4] if token.text not in (",", ")", "ngày", ":", "(")]
    before = [token for token in tokens[max(0, at - 3) : at] if token.text not in ("(", ",", "ngày", ")")]
    if (after and after[0].start in dated) or (
        before and before[-1].start in dated and tokens[at - 1].text in ("(", ",")
    ):
        return
    if before and before[-1].start in dated and not any(token.text in ("và", "thứ") for token in tokens[at - 1 : at]):
        return
    found.weekdays |= set(token.data)
    window = [token.text for token in tokens[max(0, at - 5) : at]]
    if any(word in _ADDED for word in window):
        found.added = True
        for one in tokens[max(0, at - 5) : at]:
            if one.text in _ADDED:
                one.taken = True
    for one in tokens[max(0, at - 3) : at]:
        if one.text in _HALVES or one.text in ("buổi sáng", "buổi chiều"):
            found.half, one.taken = one.text.split(" ")[-1], True
