"""Upload an official letter: keep it, have it read, and propose rules from it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from motcua.directives.actions.letter_reading import (
    LetterAlreadyThere,
    add_proposed_rules,
    defer_reading,
    fill_from_reading,
    reading_turn,
    set_aside,
)
from motcua.directives.actions.versions import lock_register
from motcua.directives.models import Directive, RuleSet
from motcua.directives.permissions import may_upload_letter
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.reading import UnreadableDocument
from motcua.rulebook.reading.apart import ReadLetter, read_apart
from motcua.rulebook.reading.errors import ReadingInterrupted

FILE_NAME_LENGTH = 200
_State = Directive.ReadingState


def upload_letter(*, data: bytes, file_name: str, by: Staff, at: datetime) -> Directive:
    """Store one letter and read it, with a draft of the rules it seems to ask for.

    `data` is the file's content (text, .docx or text-PDF). One letter is read at a time; while another is, this one is
    stored as waiting and the worker reads it. A letter whose reading was interrupted is stored as failed. Raises
    NotAllowed without the policy officer's role, LetterAlreadyThere when the same file or text is kept already,
    InvalidInput({"letter": …}) when it is no official letter.
    """
    if not may_upload_letter(by):
        raise NotAllowed("Chỉ chuyên viên Văn phòng UBND tỉnh được tải văn bản chỉ đạo lên.")
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][:FILE_NAME_LENGTH]
    digest = hashlib.sha256(data).hexdigest()
    _refuse_known(digest)
    letter: ReadLetter | None = None
    state, why = _State.WAITING, ""
    try:
        with reading_turn() as granted:
            if granted:
                letter = read_apart(data, name)
    except UnreadableDocument as unreadable:
        raise InvalidInput({"letter": str(unreadable)}) from unreadable
    except ReadingInterrupted as interrupted:
        state, why = _State.FAILED, str(interrupted)
    with transaction.atomic():
        root = lock_register(by)
        _refuse_known(digest)
        directive = Directive(
            body=root, file_name=name, reading={}, digest=digest, file_digest=digest, uploaded_by=by, uploaded_at=at,
            reading_state=state, why_unread=why,
        )  # fmt: skip
        if letter is not None:
            fill_from_reading(directive, letter)
        directive.file.save(digest[:32], ContentFile(data), save=False)
        directive.save()
        rule_set = RuleSet.objects.create(directive=directive, created_by=by, created_at=at)
        if letter is not None:
            add_proposed_rules(rule_set, letter)
            set_aside(rule_set)
        record(
            name="directive.uploaded",
            at=at,
            by=staff_actor(by),
            subject=f"directive:{directive.pk}",
            subject_label=str(directive),
            office_path=directive.body.path,
            data={"file": name, "rules": rule_set.rows.count(), "state": directive.reading_state},
        )
        if directive.reading_state == _State.WAITING:
            defer_reading()
    return directive


def _refuse_known(digest: str) -> None:
    """Raise LetterAlreadyThere where a file of these bytes is kept."""
    known = Directive.objects.filter(file_digest=digest).first()
    if known is not None:
        raise LetterAlreadyThere(known.pk)
