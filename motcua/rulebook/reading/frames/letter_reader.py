"""A letter read clause by clause: its frames, what each inherits, and the drafts of rules they give."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from motcua.rulebook.reading.frames.blocks import Block, blocks
from motcua.rulebook.reading.frames.clause_rules import ClauseRules
from motcua.rulebook.reading.frames.conditions import Conditions, read_conditions
from motcua.rulebook.reading.frames.context import Context, speaks_of_hours, speaks_of_shops
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.frame_scan import frame_of
from motcua.rulebook.reading.frames.inheritance import inherit
from motcua.rulebook.reading.frames.issuing_body import issuer_of
from motcua.rulebook.reading.frames.last_said import LastSaid
from motcua.rulebook.reading.frames.letter_parts import Letter, Sentence, codes_of, label_of, spliced
from motcua.rulebook.reading.frames.periods import Calendar
from motcua.rulebook.reading.frames.places import Place
from motcua.rulebook.reading.frames.preamble import Preamble, operative
from motcua.rulebook.reading.frames.sentences import clauses as clauses_of
from motcua.rulebook.reading.frames.sentences import parted, predicates, segments, sentences
from motcua.rulebook.reading.frames.tokens import Token, tokenise
from motcua.rulebook.reading.normalise import look, tones
from motcua.rulebook.reading.parts import Clause, Header
from motcua.rulebook.reading.sheet import Sheet

_CASE_HEADS: Final = frozenset(cues("letter_reader", "case_heads"))

_MOST_SIGNS: Final = 60_000  # of a letter's body, and of one paragraph: what stands beyond is listed as unread
_LONGEST: Final = 12_000
_MOST_TIMES: Final = 3  # a paragraph said again word for word adds nothing
_MOST_DRAFTS: Final = 1_500
_LONGEST_HEADING: Final = 10  # words


def _names_a_topic(block: Block, frame: Frame) -> bool:
    """ "2. Về đặt lịch hẹn": a heading that says what its clause is about orders nothing."""
    first = next((token.text for token in frame.tokens if token.text not in ("-", "+", "*")), "")
    modals = frame.modals or any(act.modals for act in frame.acts)
    return block.opens and first == "về" and not modals and len(frame.tokens) <= _LONGEST_HEADING


class LetterReader:
    """Reads one letter from its first paragraph to its last."""

    def __init__(self, sheet: Sheet, header: Header, clauses: tuple[Clause, ...]) -> None:
        self.sheet = sheet
        self.header = header
        self.text = sheet.text
        self.low = (
            tones(look(sheet.text).lower()) if len(sheet.text.lower()) == len(sheet.text) else tones(look(sheet.text))
        )
        self.issuer = issuer_of(header)
        self.calendar = Calendar(self.issuer)
        self.letter = Letter(sheet.text, self.issuer)
        self.blocks = blocks(sheet, header.body, clauses)
        self.contexts: dict[tuple[str, ...], Context] = {}
        self.last = LastSaid()
        self.rules = ClauseRules(self.letter, self.blocks)
        self.direction = ""  # what the label of the bullet above says
        self.budget = _MOST_SIGNS
        self.said: Counter[str] = Counter()
        self.nested: tuple[str, Context] | None = None  # bullets of another sign under a bullet

    def read(self, *, spoilt: bool = False) -> Letter:
        """The letter's sentences and drafts."""
        self.letter.spoilt = spoilt
        self.letter.codes = codes_of(self.text)
        self.spoilt = spoilt
        title = self._title()
        ours = any(
            speaks_of_shops(Frame("", [token], (0, 0))) or token.of("shop") in ("shop", "centre") for token in title
        )
        named = read_conditions(title)
        self.last.fields = named.fields
        base = Context(
            conditions=Conditions(fields=frozenset(field for field in named.fields if not field.startswith("?"))),
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
            if block.opens and not predicates(tokens) and any(token.text == "thời gian" for token in tokens[:3]):
                self.rules.time_paths.append(block.path)
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
                self.rules.template = [
                    draft
                    for draft in self.letter.drafts
                    if draft.period is None and any(draft.frame is frame for frame in frames)
                ]
                if block.bullet:
                    self.nested = (following.sign, self._below(context, frames, heading=True))
            elif not block.bullet:
                self.rules.template = []
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
                if frame.times.periods and any(basi.text.startswith("nghỉ") for basi in basis):
                    self.last.holiday = frame.times.periods[0]
                if frame.times.periods and not frame.past:
                    self.last.periods = tuple(frame.times.periods)
            if not order:
                self._keep(block, sentence, [], preamble=True)
                continue
            closing = self.text[sentence[-1].start : sentence[-1].end] == ":"
            if closing and lead:
                outside, inside = parted(order)
                verbal = [part for part in inside if predicates(part)]
                frame = frame_of(
                    "", spliced(order, verbal) if len(verbal) < len(inside) else outside, self.issuer, self.calendar
                )
                self.last.fill_in(frame)
                self.last.note(frame)
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
                and sentence[0].text in _CASE_HEADS
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
            self.last.note(frame)
            self.last.fill_in(frame)
            context = context.below(frame, label=True)
            if block.bullet:
                self.direction = context.direction
            if context.other and label[-1].text == "thông báo":
                context = replace(context, other=False, place=Place(), reported=True)  # a body announces its own affair
            tokens = rest
            if "shop" in {kind for token in label for kind in token.means} and frame.place.said:
                self.last.place = frame.place
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
            if draft.point != "process.on_the_spot" or draft.event or not any(draft.frame is frame for frame in frames):
                continue
            first = next(
                (
                    at
                    for at, token in enumerate(tokens)
                    if token.text == "sau khi" and token.start > draft.frame.span[0]
                ),
                None,
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
        verbal = [part for part in inside if predicates(part)]
        if len(verbal) < len(inside):
            host = spliced(tokens, verbal)
        frames: list[Frame] = []
        for part in (*clauses_of(host), *verbal):
            if not [token for token in part if token.text not in (",", ".", ":", "-", "+", "*", "/")]:
                continue
            frame = frame_of(block.ref, part, self.issuer, self.calendar)
            earlier = (frames or before)[-1] if (frames or before) else None
            self.last.fill_in(frame)
            self.last.rest_of_levels(frame, context)
            inherit(frame, earlier, context, same_segment=bool(frames))
            self.last.note(frame)
            self.letter.paths[id(frame)] = block.path
            frames.append(frame)
            if _names_a_topic(block, frame):
                continue
            if self.rules.complete(block, frame):
                self.last.periods = tuple(self.rules.item_days)
            elif not self.rules.leave_out(frame, [*before, *frames]):
                self.rules.add(frame, context)
        self.rules.date_from_behind(frames)
        return frames
