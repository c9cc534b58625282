"""A letter read clause by clause: its frames, what each inherits, and the drafts of rules they give."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Final

from motcua.rulebook.reading.frames.clause import Frame
from motcua.rulebook.reading.frames.conditions import Conditions, read_conditions
from motcua.rulebook.reading.frames.context import Context, speaks_of_hours, speaks_of_shops
from motcua.rulebook.reading.frames.drafts import Draft
from motcua.rulebook.reading.frames.emit_channels import channel_drafts
from motcua.rulebook.reading.frames.emit_offers import offer_drafts, speaks
from motcua.rulebook.reading.frames.emit_times import time_drafts
from motcua.rulebook.reading.frames.emit_visits import visit_drafts
from motcua.rulebook.reading.frames.framing import frame_of
from motcua.rulebook.reading.frames.gathering import Letter, Sentence, compares, label_of, sets_period, spliced
from motcua.rulebook.reading.frames.issuing import read_issuer
from motcua.rulebook.reading.frames.outline import Block, blocks
from motcua.rulebook.reading.frames.periods import Calendar, Period, first_day, last_day
from motcua.rulebook.reading.frames.places import Place
from motcua.rulebook.reading.frames.preamble import Preamble, operative
from motcua.rulebook.reading.frames.splitting import clauses as clauses_of
from motcua.rulebook.reading.frames.splitting import parted, predicates, segments, sentences
from motcua.rulebook.reading.frames.tokens import Token, tokenise
from motcua.rulebook.reading.frames.where import where
from motcua.rulebook.reading.normalise import look, tones
from motcua.rulebook.reading.parts import Clause, Header
from motcua.rulebook.reading.sheet import Sheet

_CARRIED: Final = frozenset({"enc", "stop", "not", "only", "limit", "keep", "must_not", "forbid", "close"})
_MOST_SIGNS: Final = 60_000  # of a letter's body, and of one paragraph: what stands beyond is listed as unread
_LONGEST: Final = 12_000
_MOST_TIMES: Final = 3  # a paragraph said again word for word adds nothing
_MOST_DRAFTS: Final = 1_500


class LetterReader:
    """Reads one letter from its first paragraph to its last."""

    def __init__(self, sheet: Sheet, header: Header, clauses: tuple[Clause, ...]) -> None:
        self.sheet = sheet
        self.header = header
        self.text = sheet.text
        self.low = (
            tones(look(sheet.text).lower()) if len(sheet.text.lower()) == len(sheet.text) else tones(look(sheet.text))
        )
        self.issuer = read_issuer(header)
        self.calendar = Calendar(self.issuer)
        self.letter = Letter(sheet.text, self.issuer)
        self.blocks = blocks(sheet, header.body, clauses)
        self.contexts: dict[tuple[str, ...], Context] = {}
        self.last_periods: tuple[Period, ...] = ()
        self.last_place = Place()
        self.last_fields: frozenset[str] = frozenset()
        self.named_levels: frozenset[int] = frozenset()
        self.direction = ""  # what the label of the bullet above says
        self.holiday: Period | None = None
        self.budget = _MOST_SIGNS
        self.said: Counter[str] = Counter()
        self.nested: tuple[str, Context] | None = None  # bullets of another sign under a bullet
        self.template: list[Draft] = []  # what a lead says, to be completed by its items
        self.item_days: list[Period] = []
        self.time_paths: list[tuple[str, ...]] = []  # clauses whose heading is "Thời gian, phạm vi"

    def read(self, *, spoilt: bool = False) -> Letter:
        """The letter's sentences and drafts."""
        self.letter.spoilt = spoilt
        self.spoilt = spoilt
        title = self._title()
        ours = any(speaks_of_shops(Frame("", [one], (0, 0))) or one.of("shop") in ("shop", "centre") for one in title)
        named = read_conditions(title)
        self.last_fields = named.fields
        base = Context(
            conditions=Conditions(fields=frozenset(one for one in named.fields if not one.startswith("?"))),
            ours=ours or self.issuer.shop,
            timed=speaks_of_hours(Frame("", title, (0, 0))),
        )
        self.contexts[()] = base
        preamble = Preamble.of(self.blocks, self.text)
        below: Context | None = None  # what a lead ending in a colon hands to the bullets under it
        for at, block in enumerate(self.blocks):
            tokens = self._tokens(block)
            if not tokens:
                continue
            if at < preamble.end:
                self._preamble(block, tokens, lead=at == preamble.end - 1)
                continue
            context = self._context(block)
            if block.bullet and below is not None:
                context = below
            if block.bullet and self.nested is not None and self.nested[0] == block.sign:
                context = self.nested[1]
            elif block.bullet:
                self.nested = None
            if block.bullet or block.opens:
                self.direction = ""
            elif self.direction and not context.direction:
                context = replace(context, direction=self.direction)  # the paragraph goes on under the bullet's label
            if block.opens and not predicates(tokens) and any(one.text == "thời gian" for one in tokens[:3]):
                self.time_paths.append(block.path)
            frames = self._paragraph(block, tokens, context)
            ends_open = self.text[block.span[0] : block.span[1]].rstrip(' *_"”').endswith(":")
            if block.opens and (block.leads or ends_open):
                self.contexts[block.path] = self._below(context, frames, heading=not predicates(tokens))
                below = None
            following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
            ended = self.text[block.span[0] : block.span[1]].rstrip().endswith((".", ";"))
            if (
                following is not None
                and following.bullet
                and not ended
                and following.sign != (block.sign if block.bullet else "")
            ):
                self.template = [
                    draft
                    for draft in self.letter.drafts
                    if draft.period is None and any(draft.frame is one for one in frames)
                ]
                if block.bullet:
                    self.nested = (following.sign, self._below(context, frames, heading=True))
            elif not block.bullet:
                self.template = []
            if not block.bullet:
                follows = at + 1 < len(self.blocks) and self.blocks[at + 1].bullet
                below = (
                    self._below(context, frames, heading=True)
                    if ends_open or (follows and not self.text[block.span[0] : block.span[1]].rstrip().endswith("."))
                    else None
                )
        return self.letter

    def _title(self) -> list[Token]:
        """The subject's tokens."""
        subject = str(self.header.subject.value or "")
        low = subject.lower()
        return tokenise(tones(low), subject, 0, len(subject)) if subject and len(low) == len(subject) else []

    def _tokens(self, block: Block) -> list[Token]:
        length = block.span[1] - block.span[0]
        if length > _LONGEST or self.budget < length or len(self.letter.drafts) > _MOST_DRAFTS:
            self.letter.passed.append((block.ref, block.span))
            return []
        self.budget -= length
        words = self.low[block.span[0] : block.span[1]]
        self.said[words] += 1
        if self.said[words] > _MOST_TIMES:
            return []
        tokens = tokenise(self.low, self.text, *block.span, spoilt=self.spoilt)
        while tokens and tokens[0].text in ("-", "+", "*", "•", "–", "—", "·"):
            tokens.pop(0)
        return tokens

    def _context(self, block: Block) -> Context:
        """The nearest context along the path of clauses."""
        path = block.path[:-1] if block.opens else block.path
        for length in range(len(path), -1, -1):
            if path[:length] in self.contexts:
                return self.contexts[path[:length]]
        return Context()

    def _below(self, context: Context, frames: list[Frame], *, heading: bool) -> Context:
        named: Place | None = None
        for frame in frames[:4]:
            if heading or frame.place.said or frame.times.periods or frame.conditions.said:
                context = context.below(frame)
            if frame.place.said and not frame.place.other:
                named = named.joined(frame.place) if named else frame.place
        return replace(context, place=named) if named else context

    def _preamble(self, block: Block, tokens: list[Token], *, lead: bool) -> None:
        """Basis and lead-in: only what the speaker orders counts; the lead's slots hold for all that follows."""
        for sentence in sentences(tokens, self.text):
            basis, order = operative(sentence)
            if basis:
                frame = frame_of("", basis, self.issuer, self.calendar)
                if frame.times.periods and any(one.text.startswith("nghỉ") for one in basis):
                    self.holiday = frame.times.periods[0]
                if frame.times.periods and not frame.past:
                    self.last_periods = tuple(frame.times.periods)
            if not order:
                self._keep(block, sentence, [], preamble=True)
                continue
            closing = self.text[sentence[-1].start : sentence[-1].end] == ":"
            if closing and lead:
                outside, inside = parted(order)
                verbal = [one for one in inside if predicates(one)]
                frame = frame_of(
                    "", spliced(order, verbal) if len(verbal) < len(inside) else outside, self.issuer, self.calendar
                )
                self._resolve(frame)
                self._said(frame)
                self.contexts[()] = self.contexts[()].below(frame)
                self._keep(block, sentence, [frame], preamble=True)
                if frame.times.periods:
                    self.letter.seen += frame.times.periods
            else:
                self._sentence(block, order, self.contexts[()], preamble=False)

    def _paragraph(self, block: Block, tokens: list[Token], context: Context) -> list[Frame]:
        frames: list[Frame] = []
        for sentence in sentences(tokens, self.text):
            found, context = self._sentence(block, sentence, context)
            frames += found
            case = found[0] if len(found) == 1 else None
            if (
                case is not None
                and not case.acts
                and not case.modals
                and case.conditions.said
                and sentence[0].text in ("đối với", "riêng", "với")
            ):
                context = context.below(case)  # "Đối với hồ sơ chưa cần thiết." names the case of what follows
            if not context.ours and any(frame.place.shop and speaks_of_shops(frame) for frame in found):
                context = replace(context, ours=True)
        return frames

    def _sentence(
        self, block: Block, tokens: list[Token], context: Context, *, preamble: bool = False
    ) -> tuple[list[Frame], Context]:
        label, rest = label_of(tokens)
        if label and rest:
            frame = frame_of(block.ref, label, self.issuer, self.calendar)
            self._said(frame)
            self._resolve(frame)
            context = context.below(frame, label=True)
            if block.bullet:
                self.direction = context.direction
            if context.other and label[-1].text == "thông báo":
                context = replace(context, other=False, place=Place(), reported=True)  # a body announces its own affair
            tokens = rest
            if "shop" in {kind for one in label for kind in one.means} and frame.place.said:
                self.last_place = frame.place
        frames: list[Frame] = []
        for segment in segments(tokens):
            frames += self._segment(block, segment, context, frames)
            if not context.ours and any(frame.place.shop and speaks_of_shops(frame) for frame in frames):
                context = replace(context, ours=True)
        self._start_event(frames, tokens)
        self._keep(block, [*label, *tokens] if label else tokens, frames, preamble=preamble)
        return frames, context

    def _start_event(self, frames: list[Frame], tokens: list[Token]) -> None:
        """ "5 tại chỗ … sau khi hết dịch": the event that starts it may stand further on in the sentence."""
        for draft in self.letter.drafts:
            if draft.point != "process.on_the_spot" or draft.event or not any(draft.frame is one for one in frames):
                continue
            first = next(
                (at for at, one in enumerate(tokens) if one.text == "sau khi" and one.start > draft.frame.span[0]), None
            )
            if first is not None:
                last = next(
                    (at for at in range(first, len(tokens)) if tokens[at].text in (".", ",", ";", "/", ")")),
                    len(tokens),
                )
                draft.event = (tokens[first].start, tokens[last - 1].end)

    def _keep(self, block: Block, tokens: list[Token], frames: list[Frame], *, preamble: bool) -> None:
        span = (tokens[0].start, tokens[-1].end)
        self.letter.sentences.append(Sentence(block.ref, span, frames, preamble, block.path, tokens))

    def _segment(self, block: Block, tokens: list[Token], context: Context, before: list[Frame]) -> list[Frame]:
        outside, inside = parted(tokens)
        host: list[Token] = outside
        verbal = [one for one in inside if predicates(one)]
        if len(verbal) < len(inside):
            host = spliced(tokens, verbal)
        frames: list[Frame] = []
        for part in (*clauses_of(host), *verbal):
            if not [one for one in part if one.text not in (",", ".", ":", "-", "+", "*", "/")]:
                continue
            frame = frame_of(block.ref, part, self.issuer, self.calendar)
            earlier = (frames or before)[-1] if (frames or before) else None
            self._resolve(frame)
            self._rest_of_levels(frame, context)
            self._inherit(frame, earlier, context, same_segment=bool(frames))
            self._said(frame)
            self.letter.paths[id(frame)] = block.path
            frames.append(frame)
            if not self._complete(block, frame):
                self._emit(frame, context)
        return frames

    def _said(self, frame: Frame) -> None:
        if (
            frame.times.periods
            and not frame.past
            and any(one.of("stop") == "rest" for one in frame.tokens)
            and not self.holiday
        ):
            self.holiday = frame.times.periods[0]
        if frame.times.periods and not frame.open_question and not frame.past:
            self.last_periods = tuple(frame.times.periods)
        if frame.conditions.fields and not frame.past:
            self.last_fields = frame.conditions.fields
        if frame.place.said and not frame.place.other and frame.place.shop:
            self.last_place = frame.place

    def _resolve(self, frame: Frame) -> None:
        """ "Trong thời gian này", "sau thời gian trên", "kỳ nghỉ Tết": periods said before."""
        times = frame.times
        if frame.place.again and not frame.place.kinds and (self.last_place.kinds or self.last_place.all):
            frame.place = replace(frame.place, kinds=self.last_place.kinds, all=self.last_place.all)
        if frame.conditions.same_field and self.last_fields:
            frame.conditions = replace(frame.conditions, fields=self.last_fields, same_field=False)
        if times.same and not times.periods and self.last_periods:
            times.periods = list(self.last_periods)
            if not frame.place.said:
                frame.place = self.last_place
        if times.after and self.last_periods and (end := last_day(self.last_periods[-1])):
            times.periods = [Period((end + timedelta(days=1)).isoformat())]
        if self.holiday is not None and not times.periods and any("holiday_time" in one.means for one in frame.tokens):
            times.periods = [self.holiday]
        for one in frame.tokens:
            if "holiday_time" in one.means and times.periods:
                one.taken = True

    def _rest_of_levels(self, frame: Frame, context: Context) -> None:
        """ "Các thủ tục còn lại" behind "mức độ 3, 4": the levels that were not named."""
        own = frame.conditions
        if own.online_levels and not frame.past:
            self.named_levels = own.online_levels
        rest = own.rest or (context.conditions.rest and not own.said)
        if rest and self.named_levels and not own.fields and not own.online_levels:
            frame.conditions = replace(own, online_levels=frozenset({1, 2, 3, 4}) - self.named_levels, rest=True)

    def _inherit(self, frame: Frame, earlier: Frame | None, context: Context, *, same_segment: bool) -> None:
        """Place, period and modality of the clause before in the sentence; modality of a lead over its items."""
        if earlier is not None:
            frame.topic = earlier.objects or earlier.topic
            names_only = not earlier.acts and not earlier.modals and earlier.place.addressee and not earlier.place.shop
            if not any(act.modals for act in earlier.acts) and not earlier.modals and not earlier.has("check"):
                frame.with_people = {one.of("person") for one in earlier.tokens if "person" in one.means}
            retells = (
                any(act.kind == "task" and act.value in ("persuade", "publish") for act in earlier.acts)
                or earlier.retells
            )
            frame.retells = retells
            again = earlier.past and retells and same_segment and frame.acts and not frame.acts[0].modals
            if retells and (frame.about or again):
                frame.past = True  # what is spread the word of is ordered elsewhere
            if (
                names_only
                and frame.place.addressee
                and not frame.place.levelled
                and not frame.place.other
                and not earlier.place.other
            ):
                frame.place = earlier.place.joined(frame.place)
            if not frame.place.said and (earlier.place.shop or earlier.place.addressee):
                frame.place = earlier.place
            if not frame.times.periods and not frame.times.due:
                frame.times.periods = list(earlier.times.periods)
            if not frame.conditions.rest and not earlier.exception:
                wider = Conditions(fields=earlier.conditions.fields, epidemic_levels=earlier.conditions.epidemic_levels)
                if same_segment and not frame.has("person") and not frame.conditions.groups:
                    wider.groups = earlier.conditions.groups
                if not [act for act in earlier.acts if act.kind != "task"] and same_segment:
                    wider = earlier.conditions  # the clause before only named the case
                frame.conditions = frame.conditions.over(wider)
            if earlier.past and not frame.place.said and "theo đó" in [one.text for one in earlier.tokens]:
                frame.past = True
        bare = frame.acts and not frame.acts[0].modals and not frame.modals and frame.acts[0].kind != "task"
        if not bare or frame.acts[0].blocked:
            return
        first = next(
            (
                one
                for one in frame.tokens
                if "sign" not in one.means and ("fill" not in one.means or "act" in one.means)
            ),
            None,
        )
        heads = first is frame.acts[0].token or (first is not None and first.of("obj") == "result" and same_segment)
        modals: tuple[str, ...] = ()
        if earlier is not None and earlier.acts and heads:
            last = next((one for one in reversed(earlier.acts) if one.modals and not one.blocked), None)
            if last is not None and (same_segment or "enc" in last.modals):
                modals = tuple(one for one in last.modals if one in _CARRIED)
        elif earlier is None and heads and set(context.modals) & {"stop", "enc", "not", "only", "limit"}:
            modals = tuple(one for one in context.modals if one in _CARRIED)
        if modals:
            for act in frame.acts:
                if not act.modals:
                    act.modals = modals

    def _complete(self, block: Block, frame: Frame) -> bool:
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
        self.last_periods = tuple(self.item_days)
        return True

    def _emit(self, frame: Frame, context: Context) -> None:
        if sets_period(frame):
            frame.scopes = True
            self.letter.scoped += [(self._scope(frame), one) for one in frame.times.periods[:1]]
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
        if own:
            self.letter.seen += [one for one in own if not made]
        for draft in made:
            if draft.period is not None:
                self.letter.drafts.append(draft)
                continue
            draft.dated = bool(own)
            if not inherited:
                self.letter.drafts.append(draft)
            for one in inherited:
                self.letter.drafts.append(
                    replace(
                        draft,
                        period=one,
                        when=dict(draft.when),
                        questions=list(draft.questions),
                        doubts=list(draft.doubts),
                    )
                )

    def _scope(self, frame: Frame) -> tuple[str, ...]:
        path = self.letter.paths.get(id(frame), ())
        if any(path[: len(one)] == one for one in self.time_paths):
            return ()
        alone = not path or (len(path) == 1 and sum(block.path[:1] == path for block in self.blocks) == 1)
        return () if alone else path
