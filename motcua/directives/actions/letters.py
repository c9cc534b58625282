"""Upload an official letter: read it, keep it, and propose rules from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from motcua.directives.models import Directive, RuleRow, RuleSet
from motcua.directives.permissions import may_upload_letter
from motcua.journal.actions import record
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook.reading import Reading, UnreadableDocument, read
from motcua.rulebook.reading.as_json import as_json
from motcua.rulebook.vietnamese import fold

FILE_NAME_LENGTH = 200


class LetterAlreadyThere(AlreadyDone):
    """Raised where the same letter was uploaded before; `directive_id` is the row that holds it."""

    def __init__(self, directive_id: int) -> None:
        super().__init__("Văn bản này đã có trong hệ thống.")
        self.directive_id = directive_id


def upload_letter(*, data: bytes, file_name: str, by: Staff, at: datetime) -> Directive:
    """Read and store one letter, with a draft of the rules it seems to ask for.

    `data` is the file's content (text, .docx or text-PDF). Raises NotAllowed without the policy officer's role,
    LetterAlreadyThere when the same text is kept already, InvalidInput({"letter": …}) when it is no official letter.
    """
    if not may_upload_letter(by):
        raise NotAllowed("Chỉ chuyên viên Văn phòng UBND tỉnh được tải văn bản chỉ đạo lên.")
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][:FILE_NAME_LENGTH]
    try:
        reading = read(data, name)
    except UnreadableDocument as unreadable:
        raise InvalidInput({"letter": str(unreadable)}) from unreadable
    found = as_json(reading)
    digest = hashlib.sha256(reading.text.encode()).hexdigest()
    with transaction.atomic():
        known = Directive.objects.filter(digest=digest).first() or _same_number(found)
        if known is not None:
            raise LetterAlreadyThere(known.pk)
        directive = Directive(
            number=found["number"] or "",
            printed_number=found["printed_number"] or "",
            issuer=(found["issuer"] or "")[:200],
            issued_on=reading.header.date.value,
            type=found["type"] or "",
            subject=(found["subject"] or "")[:1000],
            urgency=found["urgency"] or "",
            body=issuing_body(found["issuer"] or "", by),
            file_name=name,
            text=reading.text,
            reading=found,
            digest=digest,
            uploaded_by=by,
            uploaded_at=at,
        )
        directive.file.save(f"{digest[:32]}", ContentFile(data), save=False)
        directive.save()
        rule_set = RuleSet.objects.create(directive=directive, created_by=by, created_at=at)
        RuleRow.objects.bulk_create(_rows(rule_set, reading))
        record(
            name="directive.uploaded",
            at=at,
            by=staff_actor(by),
            subject=f"directive:{directive.pk}",
            subject_label=str(directive),
            office_path=directive.body.path,
            data={"file": name, "rules": len(reading.proposed_rules), "assignments": len(reading.assignments)},
        )
    return directive


def _same_number(found: Mapping[str, Any]) -> Directive | None:
    """A letter of the same number by the same issuer; drafts without a number are never the same (Decree 30/2020)."""
    if not found["number"]:
        return None
    return Directive.objects.filter(number=found["number"], issuer=(found["issuer"] or "")[:200]).first()


def issuing_body(issuer: str, by: Staff) -> Office:
    """The office of the tree in whose name the letter speaks; the root of the uploader's tree when none matches."""
    root_path = by.office.path.split("/", 1)[0]
    wanted = fold(issuer)
    for office in Office.objects.filter(path__startswith=root_path).order_by("path"):
        if fold(office.name) == wanted:
            return office
    return Office.objects.get(path=root_path)


def _rows(rule_set: RuleSet, reading: Reading) -> Iterator[RuleRow]:
    """Proposals as rows: rules first, then report series, in the order of the text."""
    position = 0
    for rule in reading.proposed_rules:
        position += 1
        yield RuleRow(
            rule_set=rule_set,
            position=position,
            ref=rule.ref,
            point=rule.data["point"],
            data=rule.data,
            proposal=rule.data,
            confidence=rule.confidence,
            questions=list(rule.questions),
            span=list(rule.span),
        )
    for number, report in enumerate(reading.proposed_reports, start=1):
        position += 1
        point = f"report.letter_{number}"
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
