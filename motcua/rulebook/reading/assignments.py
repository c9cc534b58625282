"""Who is to do what, with whom and until when: the assignments of a letter, as the tree of its clauses has them.

A clause gives an assignment when it, the clause above it or the sentence that leads in ("UBND tỉnh yêu cầu Thủ trưởng
các sở, ngành thực hiện …:") names somebody. Dash paragraphs that open with a name ("- Sở Y tế: …") become children
with the number of their clause; a letter without numbered clauses gives assignments with the number "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from motcua.rulebook.reading.actors import skip_marks
from motcua.rulebook.reading.assignments_heads import Head, HeadReader
from motcua.rulebook.reading.due import Due, read_due
from motcua.rulebook.reading.normalise import key
from motcua.rulebook.reading.parts import Assignment, Clause, Header, Leaf, Span
from motcua.rulebook.reading.phrases import compiled, flat, tidy_snippet
from motcua.rulebook.reading.words import word_list

_GAP: Final = re.compile(r"\n[ \t*_]*\n|\n(?=[ \t]*[-+•–][ \t]*\**\w)")
_BULLET: Final = re.compile(r"\s*[-+•–]")


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a clause without names of its own tells: from the clause above, the lead-in, or the letter's addressees."""

    assignees: tuple[Leaf, ...] = ()
    modality: str = "order"


def read_assignments(text: str, header: Header, clauses: tuple[Clause, ...]) -> tuple[Assignment, ...]:
    """All assignments of the body, in order; see the module for what counts as one. Pure: text in, data out."""
    reader = _Reader(text, header)
    first = min((clause.span[0] for clause in clauses), default=header.body[1])
    lead = reader.lead_in(header.body[0], first)
    found: list[Assignment] = []
    tail = reader.tail_of(clauses) if clauses else header.body[0]
    for clause in clauses:
        if (read := reader.clause(clause, lead, tail)) is not None:
            found.append(read)
    found += reader.loose(tail, max(tail, header.body[1]))
    return tuple(found)


def paragraph_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the paragraphs of a stretch: blank lines and dash lines separate."""
    at = start
    for gap in _GAP.finditer(text, start, end):
        if text[at : gap.start()].strip(" \n\t*_#"):
            yield at, gap.start()
        at = gap.end()
    if text[at:end].strip(" \n\t*_#"):
        yield at, end


def flatten(assignments: tuple[Assignment, ...]) -> Iterator[Assignment]:
    """Each assignment and all below it, in the order of the text."""
    for assignment in assignments:
        yield assignment
        yield from flatten(assignment.children)


class _Reader:
    """One document being read; holds its folded text and the day it was issued."""

    def __init__(self, text: str, header: Header) -> None:
        self.text = text
        self.folded = flat(text)
        self.heads = HeadReader(text, self.folded)
        self.header = header
        self.issued = header.date.value if isinstance(header.date.value, date) else None
        self.year = header.year.value if isinstance(header.year.value, int) else None
        self.addressees = Told()

    # Clauses.

    def clause(self, clause: Clause, inherited: Told, tail: int) -> Assignment | None:
        """One clause with all below it; None where neither it nor anything below it names or inherits anybody."""
        start, end = clause.own[0], min(clause.own[1], tail) if tail > clause.own[0] else clause.own[1]
        spans = self._spans(clause, start, end)
        head = self._told(*spans[0]) if spans else None
        if head is None and spans:
            head = self.heads.inner_head(*spans[0]) or self.heads.after_topic(*spans[0])
            head = head or self.heads.labelled(start, end)
        if head and head.stop == "end" and not head.with_ and len(spans) > 1:
            head = replace(head, with_=self._partners_below(head, *spans[1]))
        told = Told(head.assignees, head.modality) if head else inherited
        if not told.assignees and spans and self._commands(spans[0][0]):
            told = self.addressees
        first = spans[0] if spans else (start, end)
        children = self._distributed(clause, spans[1:] if head else spans, head, first)
        stop = min([child.span[0] for child in children], default=end)
        children += [read for child in clause.children if (read := self.clause(child, told, tail)) is not None]
        if not children and (not told.assignees or self._only_names(head, stop)):
            return None
        return self._made(clause.ref, head, told, start, stop, tuple(children))

    def _partners_below(self, head: Head, start: int, end: int) -> tuple[Leaf, ...]:
        """Those a heading's body works with, where its first sentence names the body again."""
        below = self.heads.head(start, end)
        again = below is not None and [key(str(assignee.value)) for assignee in below.assignees] == [
            key(str(assignee.value)) for assignee in head.assignees
        ]
        return below.with_ if below and again else ()

    def _only_names(self, head: Head | None, end: int) -> bool:
        """A list of members ("1. Ông A, Tổ trưởng;") names people and tells them nothing."""
        if head is None or head.explicit or head.stop != "end":
            return False
        return not self.text[head.action : end].strip(" \n\t*_;.,:/")

    def _told(self, start: int, end: int) -> Head | None:
        """The head of a stretch, unless the issuer only speaks of itself ("Tổng cục Thuế thông báo để …")."""
        head = self.heads.head(start, end)
        if head and not head.explicit and head.stop == "verb" and len(head.assignees) == 1:
            issuer = key(str(self.header.issuer.value or ""))
            if issuer and key(str(head.assignees[0].value)) == issuer:
                return None
        return head

    def _spans(self, clause: Clause, start: int, end: int) -> list[Span]:
        found = [span for span in clause.paragraphs if start <= span[0] and span[1] <= end]
        return found or list(paragraph_spans(self.text, start, end))

    def _distributed(self, clause: Clause, spans: list[Span], head: Head | None, first: Span) -> list[Assignment]:
        """Paragraphs of a clause that name assignees of their own; what follows a name belongs to it."""
        openings: list[tuple[int, Head]] = []
        for start, end in spans:
            bullet = bool(_BULLET.match(self.text, start, end)) or any(
                low <= start < high for low, high in clause.bullets
            )
            found = None if self._in_table(start) else self._told(start, end)
            if found is None:
                continue
            closes = found.stop in ("colon", "end")
            if head is None:
                fits = bool(openings) or found.explicit or bullet or closes
            else:
                fits = (closes and bullet) or (bool(openings) and found.explicit) or self._orders(start, end)
            if fits and not self._closing(found.action, end):
                openings.append((start, found))
        if head is not None and not clause.children:
            openings = [*self._after_semicolons(head.action, first[1]), *openings]
        limit = spans[-1][1] if spans else first[1]
        made = []
        for index, (start, found) in enumerate(openings):
            end = openings[index + 1][0] if index + 1 < len(openings) else limit
            made.append(self._made(clause.ref, found, Told(found.assignees, found.modality), start, end, ()))
        return made

    def _in_table(self, at: int) -> bool:
        """Whether a place lies in a row of a table of several columns: a list of tasks, not orders of the clause."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        row = self.text[start : end if end >= 0 else None].strip()
        return row.startswith("|") and row.count("|") > 3

    def _after_semicolons(self, start: int, end: int) -> Iterator[tuple[int, Head]]:
        """Bodies told behind a semicolon: "Sở A hỗ trợ kỹ thuật; Sở B kiểm tra"."""
        for mark in re.compile(r";\s+(?=[A-ZĐ])").finditer(self.text, start, end):
            head = self.heads.head(mark.end(), end)
            if head and head.stop == "verb" and len(head.assignees) == 1:
                yield mark.end(), head

    def _orders(self, start: int, end: int) -> bool:
        return self.heads.modality(skip_marks(self.text, start, end))[0] is not None

    def _made(
        self,
        ref: str,
        head: Head | None,
        told: Told,
        start: int,
        end: int,
        children: tuple[Assignment, ...],
    ) -> Assignment:
        start = skip_marks(self.text, start, end)
        while end > start and self.text[end - 1] in " \t\n*#_":
            end -= 1
        dues = read_due(self.text, self.folded, start, end, self.issued, self.year)
        fixed = next((due for due in dues if due.kind == "fixed"), None)
        series = next((due for due in dues if due.kind == "series"), None)
        words = fixed or series or next((due for due in dues if due.kind in ("event", "vague")), None)
        modality = told.modality
        if re.match(r"nghiem cam", self.folded[start:end]):
            modality = "prohibition"
        return Assignment(
            ref=ref,
            assignees=told.assignees,
            text=tidy_snippet(self.text[start:end]),
            span=(start, end),
            with_=head.with_ if head else (),
            due=fixed.iso if fixed else None,
            due_text=_due_leaf(words) if words else None,
            recurrence=Leaf(series.recurrence, series.span) if series else None,
            modality=modality,
            children=children,
        )

    # What stands before and behind the clauses.

    def lead_in(self, start: int, end: int) -> Told:
        """Those named by the sentence that leads in to the first clause ("… yêu cầu Giám đốc các sở … sau:")."""
        spans = list(paragraph_spans(self.text, start, end))
        if not spans or not self.text[spans[-1][0] : spans[-1][1]].rstrip(" \n*_#").endswith(":"):
            return Told()
        low, high = spans[-1]
        if compiled(word_list("actors")["lead"]["commands"]).search(self.folded, low, high):
            self.addressees = Told(self.header.recipients)
        head: Head | None = None
        while (found := self.heads.inner_head(low, high)) is not None:
            head, low = found, found.action
        return Told(head.assignees, head.modality) if head else Told()

    def _commands(self, start: int) -> bool:
        """Whether a stretch opens with a command ("Tạm dừng …"), so that the letter's addressees are told."""
        at = skip_marks(self.text, start, start + 20)
        return bool(compiled(word_list("actors")["lead"]["command"]).match(self.folded, at))

    def tail_of(self, clauses: tuple[Clause, ...]) -> int:
        """Where the closing paragraphs behind the last clause begin: orders to all, not part of the last clause."""
        last = clauses[-1]
        while last.children:
            last = last.children[-1]
        spans = self._spans(last, *last.own)
        end = last.own[1]
        for start, stop in reversed(spans[1:][-4:]):
            if _BULLET.match(self.text, start, stop):
                break
            head = self.heads.head(start, stop)
            # A page may break the closing paragraph in two: what follows its first half belongs to it.
            if head is not None and head.explicit and not self._prefixed(start, stop):
                end = start
        return end

    def _prefixed(self, start: int, stop: int) -> bool:
        at = skip_marks(self.text, start, stop)
        return self.heads.past_prefix(at) > at

    def loose(self, start: int, end: int) -> list[Assignment]:
        """Orders outside numbered clauses, with the number ""."""
        made: list[Assignment] = []
        for low, high in paragraph_spans(self.text, start, end):
            openings: list[tuple[int, Head]] = []
            for first, last in self._sentences(low, high):
                head = self.heads.head(first, last)
                if head is None or not head.explicit:
                    head = self.heads.inner_head(first, last)
                if head and not self._closing(head.action, last) and not self._closes(first):
                    openings.append((first, head))
            # What follows an order in its paragraph belongs to it: "… Báo cáo gửi về … trước ngày …".
            ends = [*(first for first, _ in openings), high][1:]
            made += [
                self._made("", head, Told(head.assignees, head.modality), first, stop, ())
                for (first, head), stop in zip(openings, ends, strict=True)
            ]
        return made

    def _sentences(self, start: int, end: int) -> Iterator[Span]:
        at = start
        for stop in re.compile(r"(?<=\w{2}|\W[\])\"”])[.](?=\s+\W*[A-ZĐÀ-Ỹ])").finditer(self.text, start, end):
            yield at, stop.start() + 1
            at = stop.end()
        if self.text[at:end].strip():
            yield at, end

    def _closing(self, action: int, end: int) -> bool:
        return bool(compiled(r"[\s,:]*" + word_list("actors")["closing"]["pattern"]).match(self.folded, action, end))

    def _closes(self, start: int) -> bool:
        return bool(
            compiled(word_list("actors")["closing"]["formula"]).match(
                self.folded, skip_marks(self.text, start, start + 9)
            )
        )


def _due_leaf(due: Due) -> Leaf:
    return Leaf(due.words, due.span)
