"""The rules that a letter's clauses give: drafted clause by clause, with the periods of those they stand under."""

from __future__ import annotations

from dataclasses import replace

from motcua.rulebook.reading.frames.blocks import Block
from motcua.rulebook.reading.frames.context import Context
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.letter_parts import Letter, codes_of, compares, lists_elsewhere, sets_period
from motcua.rulebook.reading.frames.periods import Period, first_day
from motcua.rulebook.reading.frames.rule_scope import where
from motcua.rulebook.reading.frames.rules_channels import channel_drafts
from motcua.rulebook.reading.frames.rules_offers import offer_drafts, speaks
from motcua.rulebook.reading.frames.rules_open_channels import with_exception
from motcua.rulebook.reading.frames.rules_times import time_drafts
from motcua.rulebook.reading.frames.rules_visits import visit_drafts

_REACH = 24  # drafts of one sentence that later words may limit
_TONED = ("encouraged", "discouraged")
_SHUT = ("closed", "only")
_OF_PROCEDURES = ("receive.", "return.", "fee.", "deadline.")
_OF_VISITS = frozenset({"tickets.per_person_day", "admit.per_turn", "visit.appointment"})


class ClauseRules:
    """Adds to a letter the drafts of its clauses."""

    def __init__(self, letter: Letter, blocks: list[Block]) -> None:
        self.letter = letter
        self.blocks = blocks
        self.template: list[RuleDraft] = []  # what a lead says, to be completed by its items
        self.item_days: list[Period] = []
        self.time_paths: list[tuple[str, ...]] = []  # clauses whose heading is "Thời gian, phạm vi"

    def complete(self, block: Block, frame: Frame) -> bool:
        """An item that only names days completes what its lead says: one rule for each."""
        bare = not frame.acts and not frame.modals and frame.times.periods and block.bullet
        if not bare or not self.template or frame.times.weekdays:
            return False
        for period in frame.times.periods:
            for draft in self.template:
                draft.completed = True
                copy = replace(
                    draft,
                    period=replace(period, listed=False),
                    when=dict(draft.when),
                    questions=list(draft.questions),
                    doubts=list(draft.doubts),
                    dated=True,
                )
                copy.completed = False
                self.letter.drafts.append(copy)
                if draft.point.endswith(".hours") and (day := first_day(period)) and period.begins == period.ends:
                    days = replace(
                        copy,
                        point=draft.point.replace(".hours", ".days"),
                        value=sorted({1, 2, 3, 4, 5, day.isoweekday()}),
                    )
                    self.letter.drafts.append(days)
        self.item_days += frame.times.periods
        return True

    def leave_out(self, frame: Frame, sentence: list[Frame]) -> bool:
        """ "…; trừ các trường hợp cấp bách": an exception behind a semicolon limits the closings before it."""
        first = next((token for token in frame.tokens if "sign" not in token.means), None)
        if (
            first is None
            or first.of("except") != "except"
            or frame.exception is None
            or frame.acts
            or len(sentence) < 2
        ):
            return False
        for draft in [one for one in self.letter.drafts[-_REACH:] if any(one.frame is frame for frame in sentence)]:
            if draft.value not in ("closed", "only") or draft.when.get("urgent") is not None:
                continue
            for opened in with_exception(frame, draft):
                if opened is not draft:
                    opened.period, opened.dated = draft.period, draft.dated
                    self.letter.drafts.append(opened)
            if not frame.exception.said and frame.exception_place is None:
                draft.doubts.append("exception")
        return True

    def date_from_behind(self, frames: list[Frame]) -> None:
        """ "hạn chế đến trực tiếp, nên nộp trực tuyến từ … đến …": the days at the end hold for the whole."""
        for at, frame in enumerate(frames[:-1]):
            later = next((one for one in frames[at + 1 :] if one.times.periods), None)
            if later is None or frame.times.periods or frame.times.due or later.has("alone") or later.past:
                continue
            for draft in self.letter.drafts[-_REACH:]:
                if draft.frame is frame and draft.period is None and draft.value in (*_TONED, *_SHUT):
                    draft.period = later.times.periods[0]
                    if draft.value in _SHUT:
                        draft.doubts.append("period_behind")

    def add(self, frame: Frame, context: Context) -> None:
        """Adds the drafts of a clause, one for each period it holds in; a clause that only sets a period gives none."""
        if sets_period(frame):
            frame.scopes = True
            self.letter.scoped += [(self._scope(frame), period) for period in frame.times.periods[:1]]
            return
        if compares(frame):
            self.letter.compared.append((frame, sorted(frame.conditions.epidemic_levels), where(frame, context)))
            return
        if not speaks(frame, context) and not context.ours and not context.timed:
            return
        own = list(frame.times.periods)
        inherited = own or ([] if frame.times.due else list(context.periods))
        made = [
            *channel_drafts(frame, context),
            *visit_drafts(frame, context),
            *time_drafts(frame, context),
            *offer_drafts(frame, context),
        ]
        for draft in made if context.reported else ():
            draft.doubts.append("reported")
        if made and lists_elsewhere(frame, self.letter.text):
            self._listed_in_annex(frame, made)
        for draft in made if frame.festive and not inherited else ():
            if draft.point.endswith((".hours", ".days")):
                draft.when["holiday"] = True  # "trực trong các ngày nghỉ lễ, từ 8 giờ đến 11 giờ"
        for draft in made if frame.times.due and not own else ():
            if draft.value in _SHUT:
                draft.doubts.append("due")  # a last day for doing: from when it holds, a person must say
        if own:
            self.letter.seen += [period for period in own if not made]
        self._as_before(frame, made)
        for draft in made:
            if draft.period is not None:
                self.letter.drafts.append(draft)
                continue
            draft.dated = bool(own)
            if not inherited:
                self.letter.drafts.append(draft)
            for period in inherited:
                self.letter.drafts.append(
                    replace(
                        draft,
                        period=period,
                        when=dict(draft.when),
                        questions=list(draft.questions),
                        doubts=list(draft.doubts),
                    )
                )

    def _listed_in_annex(self, frame: Frame, made: list[RuleDraft]) -> None:
        """Rules on procedures that an annex lists hold for those listed; where none is printed, a person must say."""
        here = codes_of(self.letter.text[frame.span[0] : frame.span[1]])
        for draft in made:
            if not draft.point.startswith(_OF_PROCEDURES) or draft.when.get("procedures"):
                continue
            if codes := here or self.letter.codes:
                draft.when["procedures"] = sorted(codes)
            draft.ask("annex")
            draft.doubts.append("annex")

    def _as_before(self, frame: Frame, made: list[RuleDraft]) -> None:
        """A limit of numbers holds where and when its clause has just asked for appointments, if it says neither."""
        booked = next(
            (
                draft
                for draft in reversed(self.letter.drafts[-4:])
                if draft.point == "visit.appointment" and draft.value
            ),
            None,
        )
        if booked is None or booked.frame.ref != frame.ref or frame.place.said or frame.times.periods:
            return
        for draft in made:
            if draft.point in _OF_VISITS:
                draft.period = draft.period or booked.period
                draft.when = {
                    **{key: held for key, held in booked.when.items() if key.startswith("unit_")},
                    **draft.when,
                }

    def _scope(self, frame: Frame) -> tuple[str, ...]:
        path = self.letter.paths.get(id(frame), ())
        if any(path[: len(one)] == one for one in self.time_paths):
            return ()
        alone = not path or (len(path) == 1 and sum(block.path[:1] == path for block in self.blocks) == 1)
        return () if alone else path
