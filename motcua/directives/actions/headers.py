"""Correct the header of a letter where it was read wrongly; what was read stays in its reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction

from motcua.directives.actions.versions import lock_register, place_among_versions
from motcua.directives.issuers import place_issuer, why_not_enacted
from motcua.directives.models import Directive, RuleSet
from motcua.directives.permissions import may_correct_header
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise

CORRECTABLE: Final = ("number", "issued_on", "issuer", "signer_name", "signer_title", "subject")
EARLIEST: Final = date(1945, 9, 2)
_NUMBER: Final = re.compile(r"\d{1,6}[a-zA-Z]?(?:/\d{4})?[/-][^\W\d_][\w&.,/-]*")
_State = RuleSet.State


@transaction.atomic
def correct_header(
    *,
    directive_id: int,
    number: str,
    issued_on: date | None,
    issuer: str,
    signer_name: str,
    signer_title: str,
    subject: str,
    by: Staff,
    at: datetime,
) -> Directive:
    """Replace the header of a letter that was never in force; the event names the fields with old and new values.

    Issuer and number decide anew whose letter it is, whether it may take effect, and whether it is a version of a
    letter that is kept already. Raises NotAllowed by role or state, InvalidInput at the field.
    """
    lock_register(by)
    directive = Directive.objects.select_for_update(of=("self",)).select_related("body").get(id=directive_id)
    if not may_correct_header(by, directive):
        raise NotAllowed("Chỉ chuyên viên của cơ quan ban hành hoặc cấp trên được sửa phần đầu văn bản chưa duyệt.")
    rule_set = RuleSet.objects.select_for_update(of=("self",)).filter(directive=directive).order_by("-id")[0]
    if rule_set.state == _State.PROPOSED:
        raise NotAllowed("Văn bản đang chờ lãnh đạo duyệt. Hãy để lãnh đạo trả lại rồi sửa.")
    given = {
        "number": _checked_number(number),
        "issued_on": _checked_day(issued_on, at),
        "issuer": " ".join(issuer.split())[:200],
        "signer_name": " ".join(signer_name.split())[:120],
        "signer_title": " ".join(signer_title.split())[:200],
        "subject": " ".join(subject.split())[:1000],
    }
    if not given["issuer"]:
        raise InvalidInput({"issuer": "Hãy ghi cơ quan ban hành."})
    before = {name: getattr(directive, name) for name in CORRECTABLE}
    was_kept_out = bool(why_not_enacted(directive))
    for name, value in given.items():
        setattr(directive, name, value)
    if before["number"] != given["number"] or before["issuer"] != given["issuer"] or _other_year(before, given):
        _move(directive, by)
    changed = [name for name in CORRECTABLE if before[name] != getattr(directive, name)]
    if not changed:
        return directive
    directive.save()
    kept_out = bool(why_not_enacted(directive))
    if kept_out != was_kept_out and rule_set.state in {_State.DRAFT, _State.INFORMATION}:
        rule_set.state = _State.INFORMATION if kept_out else _State.DRAFT
        rule_set.save(update_fields=["state"])
    record(
        name="directive.header_corrected",
        at=at,
        by=staff_actor(by),
        subject=f"directive:{directive.pk}",
        subject_label=str(directive),
        office_path=directive.body.path,
        data={
            "before": {name: _plain(before[name]) for name in changed},
            "after": {name: _plain(getattr(directive, name)) for name in changed},
            "version": directive.version,
        },
    )
    return directive


def _move(directive: Directive, by: Staff) -> None:
    """Find the letter's body and its place among versions anew."""
    if Directive.objects.filter(earlier=directive).exists():
        raise NotAllowed("Văn bản này đã có bản sau. Hãy sửa số, cơ quan và năm ở bản sau cùng.")
    directive.printed_number = directive.number or directive.printed_number
    directive.standing, directive.body = place_issuer(directive.issuer, by)
    place_among_versions(directive)


def _other_year(before: Mapping[str, object], given: Mapping[str, object]) -> bool:
    years = [day.year if isinstance(day, date) else 0 for day in (before["issued_on"], given["issued_on"])]
    return years[0] != years[1]


def _checked_number(text: str) -> str:
    number = re.sub(r"\s*([/-])\s*", r"\1", " ".join(text.split()))
    if number and (len(number) > 80 or not _NUMBER.fullmatch(number)):
        raise InvalidInput({"number": "Số, ký hiệu gồm số rồi ký hiệu, ví dụ 905/UBND-PVHCC; để trống nếu chưa có số."})
    return number


def _checked_day(day: date | None, at: datetime) -> date | None:
    if day is not None and not EARLIEST <= day <= localise(at).date():
        raise InvalidInput({"issued_on": "Ngày ban hành phải từ 2/9/1945 đến hôm nay."})
    return day


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
