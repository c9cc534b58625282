"""Read the letters that were uploaded: one at a time, in the request or by the worker."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from motcua.directives.actions.versions import lock_register, place_among_versions
from motcua.directives.issuers import place_issuer, why_not_enacted
from motcua.directives.models import Directive, RuleRow, RuleSet
from motcua.directives.permissions import may_upload_letter
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.rulebook.reading import UnreadableDocument
from motcua.rulebook.reading.apart import ReadLetter, read_apart
from motcua.rulebook.reading.errors import ReadingInterrupted

_State = Directive.ReadingState
_turns = threading.BoundedSemaphore(1)


class LetterAlreadyThere(AlreadyDone):
    """Raised where the same letter was uploaded before; `directive_id` is the row that holds it."""

    def __init__(self, directive_id: int) -> None:
        super().__init__("Văn bản này đã có trong hệ thống.")
        self.directive_id = directive_id


@contextmanager
def reading_turn() -> Iterator[bool]:
    """Whether this process may read a letter now; a process reads one at a time, so that pages keep their threads."""
    granted = _turns.acquire(blocking=False)
    try:
        yield granted
    finally:
        if granted:
            _turns.release()


def defer_reading() -> None:
    """Ask the worker to read the waiting letters; written in the caller's transaction, one job for all of them."""
    try:
        with transaction.atomic():
            app.configure_task("read_letters", queue="letters", queueing_lock="read_letters").defer(timestamp=0)
    except AlreadyEnqueued:
        return


def read_waiting_letters(*, at: datetime) -> None:
    """Read every letter that waits, the oldest first."""
    for waiting in Directive.objects.filter(reading_state=_State.WAITING).order_by("id").values_list("id", flat=True):
        _read(waiting, at=at)


def read_letter_again(*, directive_id: int, by: Staff, at: datetime) -> Directive:
    """Let the worker read a letter whose reading failed. Raises NotAllowed without the policy officer's role."""
    if not may_upload_letter(by):
        raise NotAllowed("Chỉ chuyên viên Văn phòng UBND tỉnh được cho đọc lại văn bản.")
    with transaction.atomic():
        directive = Directive.objects.select_for_update(of=("self",)).select_related("body").get(id=directive_id)
        if directive.reading_state == _State.FAILED:
            directive.reading_state, directive.why_unread = _State.WAITING, ""
            directive.save(update_fields=["reading_state", "why_unread"])
            _journal("directive.reading_asked", directive, by, at)
            defer_reading()
    return directive


def _read(directive_id: int, *, at: datetime) -> None:
    """Read one waiting letter; what becomes of it is written at once, so that nothing is lost with the process."""
    directive = Directive.objects.get(id=directive_id)
    letter: ReadLetter | None = None
    why = ""
    try:
        with directive.file.open("rb") as file:
            letter = read_apart(file.read(), directive.file_name)
    except (UnreadableDocument, ReadingInterrupted) as unread:
        why = str(unread)
    except OSError:
        why = "không mở được tệp đã lưu."
    with transaction.atomic():
        lock_register(directive.uploaded_by)
        directive = Directive.objects.select_for_update(of=("self",)).select_related("uploaded_by").get(id=directive_id)
        if directive.reading_state != _State.WAITING:
            return
        if letter is not None:
            try:
                fill_from_reading(directive, letter)
            except LetterAlreadyThere as there:
                letter, why = None, f"văn bản này đã có: {Directive.objects.get(id=there.directive_id)}."
        if letter is None:
            directive.reading_state, directive.why_unread = _State.FAILED, why[:300]
        directive.save()
        rule_set = RuleSet.objects.filter(directive=directive).order_by("-id")[0]
        if letter is not None:
            add_proposed_rules(rule_set, letter)
            set_aside(rule_set)
        _journal("directive.read", directive, directive.uploaded_by, at)


def _journal(name: str, directive: Directive, by: Staff, at: datetime) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"directive:{directive.pk}",
        subject_label=str(directive),
        office_path=directive.body.path,
        data={"file": directive.file_name, "state": directive.reading_state},
    )


def fill_from_reading(directive: Directive, letter: ReadLetter) -> None:
    """Write what was read into an unsaved row or a waiting one; a letter known by its number becomes a later version.

    The register must be locked. Raises LetterAlreadyThere where another row holds the same text.
    """
    found = letter.found
    digest = hashlib.sha256("".join(letter.text.split()).encode()).hexdigest()
    known = Directive.objects.exclude(pk=directive.pk).filter(digest=digest).first()
    if known is not None:
        raise LetterAlreadyThere(known.pk)
    directive.number = found["number"] or ""
    directive.printed_number = found["printed_number"] or ""
    directive.issuer = (found["issuer"] or "")[:200]
    directive.issued_on = date.fromisoformat(found["date"]) if found["date"] else None
    directive.type = found["type"] or ""
    directive.subject = (found["subject"] or "")[:1000]
    directive.urgency = found["urgency"] or ""
    signer = found["signer"] or {}
    directive.signer_name = (signer.get("name") or "")[:120]
    titles = (signer.get("authority"), signer.get("title"))
    directive.signer_title = ", ".join(" ".join(title.split()) for title in titles if title)[:200]
    directive.standing, directive.body = place_issuer(directive.issuer, directive.uploaded_by)
    place_among_versions(directive)
    directive.text, directive.reading, directive.digest = letter.text, found, digest
    directive.reading_state, directive.why_unread = _State.READ, ""


def set_aside(rule_set: RuleSet) -> None:
    """Keep a letter for information that may not take effect here: another place's, or one without a number."""
    if why_not_enacted(rule_set.directive):
        rule_set.state = RuleSet.State.INFORMATION
        rule_set.save(update_fields=["state"])


def add_proposed_rules(rule_set: RuleSet, letter: ReadLetter) -> None:
    """Make a row of each rule and report the letter seems to ask for."""
    RuleRow.objects.bulk_create(_rows(rule_set, letter))


def _rows(rule_set: RuleSet, letter: ReadLetter) -> Iterator[RuleRow]:
    """Proposals as rows: rules first, then report series, in the order of the text."""
    position = 0
    for rule in letter.rules:
        position += 1
        yield RuleRow(
            rule_set=rule_set,
            position=position,
            ref=rule.ref,
            point=rule.data["point"],
            data=rule.data,
            proposal=rule.data,
            confidence=rule.confidence,
            questions=[question.as_data() for question in rule.questions],
            span=list(rule.span),
        )
    for number, report in enumerate(letter.reports, start=1):
        position += 1
        point = f"report.letter_{rule_set.directive_id}_{number}"  # it ends with its own letter, whatever comes later
        data = {"point": point, "value": report.data, "when": {}}
        yield RuleRow(
            rule_set=rule_set,
            position=position,
            ref=report.ref,
            point=point,
            data=data,
            proposal=data,
            confidence=report.confidence,
            span=list(report.span),
        )
