"""What was said last in a letter: the periods, place, fields and levels that later words point back to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from motcua.rulebook.reading.frames.context import Context
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.periods import Period, last_day
from motcua.rulebook.reading.frames.places import Place


class LastSaid:
    """The periods, place, fields and levels said last, in the order of the text."""

    def __init__(self) -> None:
        self.periods: tuple[Period, ...] = ()
        self.place = Place()
        self.fields: frozenset[str] = frozenset()
        self.levels: frozenset[int] = frozenset()
        self.holiday: Period | None = None
        self.due_day: date | None = None  # "trước ngày 20/9", said last

    def note(self, frame: Frame) -> None:
        """Keeps what a clause says for those that point back to it."""
        if (
            frame.times.periods
            and not frame.past
            and any(token.of("stop") == "rest" for token in frame.tokens)
            and not self.holiday
        ):
            self.holiday = frame.times.periods[0]
        if frame.times.periods and not frame.open_question and not frame.past:
            self.periods = tuple(frame.times.periods)
        if frame.conditions.fields and not frame.past:
            self.fields = frame.conditions.fields
        if frame.place.said and not frame.place.other and frame.place.shop:
            self.place = frame.place

    def fill_in(self, frame: Frame) -> None:
        """ "Trong thời gian này", "sau thời gian trên", "kỳ nghỉ Tết": periods said before."""
        times = frame.times
        if frame.place.again and not frame.place.kinds and (self.place.kinds or self.place.all):
            frame.place = replace(frame.place, kinds=self.place.kinds, all=self.place.all)
        if frame.conditions.same_field and self.fields:
            frame.conditions = replace(frame.conditions, fields=self.fields, same_field=False)
        if times.same and not times.periods and self.periods:
            times.periods = list(self.periods)
            if not frame.place.said:
                frame.place = self.place
        if times.after and self.due_day is not None:
            times.periods = [Period(self.due_day.isoformat())]  # "nhận trước ngày 20; sau ngày này …"
        elif times.after and self.periods and (end := last_day(self.periods[-1])):
            times.periods = [Period((end + timedelta(days=1)).isoformat())]
        if times.due_day is not None or times.periods:
            self.due_day = times.due_day
        if (
            self.holiday is not None
            and not times.periods
            and any("holiday_time" in token.means for token in frame.tokens)
        ):
            times.periods = [self.holiday]
        for token in frame.tokens:
            if "holiday_time" in token.means and times.periods:
                token.taken = True

    def rest_of_levels(self, frame: Frame, context: Context) -> None:
        """ "Các thủ tục còn lại" behind "mức độ 3, 4": the levels that were not named."""
        own = frame.conditions
        if own.online_levels and not frame.past:
            self.levels = own.online_levels
        rest = own.rest or (context.conditions.rest and not own.said)
        if rest and self.levels and not own.fields and not own.online_levels:
            frame.conditions = replace(own, online_levels=frozenset({1, 2, 3, 4}) - self.levels, rest=True)
