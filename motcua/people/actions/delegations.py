"""Delegations: a colleague covers for who is away, an office gives its power for the five acts on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from motcua.journal.actions import record
from motcua.people.models import Delegation, Office, Staff
from motcua.people.paths import is_under
from motcua.people.permissions import (
    COVERED,
    ON_THE_SPOT,
    may_cover_absence,
    may_give_authority,
    may_revoke_delegation,
)
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise

_LONGEST_DOCUMENT: Final = 120
MOST_PROCEDURES: Final = 500


@transaction.atomic
def cover_absence(
    *, absent: Staff, role: str, office: Office, cover: Staff, first: date | None, last: date | None, document: str,
    by: Staff, at: datetime,
) -> Delegation:  # fmt: skip
    """Let `cover` act in `role` at `office` for `absent` from `first` to `last`, both days included.

    By the absent person, or a head (unit head, approver, leader) of that office or above. A cover must have an end.
    Raises InvalidInput (field → message), NotAllowed.
    """
    if not may_cover_absence(by, absent, office, at):
        raise NotAllowed("Chỉ người vắng mặt hoặc lãnh đạo của đơn vị được giao người làm thay.")
    errors = _days(first, last, at, must_end=True) | _paper(document)
    if role not in COVERED or not absent.roles.filter(role=role, office=office).exists():
        errors["role"] = "Người vắng mặt không giữ vai trò này ở đơn vị."
    if cover.pk == absent.pk or not cover.is_active:
        errors["cover"] = "Hãy chọn một người khác đang làm việc."
    elif not (is_under(cover.office.path, office.path) or is_under(office.path, cover.office.path)):
        errors["cover"] = "Người làm thay phải thuộc cùng cơ quan."
    if errors:
        raise InvalidInput(errors)
    return _give(
        Delegation(kind=Delegation.Kind.ABSENCE, role=role, office=office, from_staff=absent, to_staff=cover),
        first, last, document, (), by, at,
    )  # fmt: skip


@transaction.atomic
def give_authority(
    *, from_office: Office, office: Office, role: str, to_staff: Staff, procedures: Sequence[str], first: date | None,
    last: date | None, document: str, by: Staff, at: datetime,
) -> Delegation:  # fmt: skip
    """Delegate the power of `from_office` to appraise, approve or seal at `office` (Circular 01/2018 Art. 6).

    By an approver or leader of `from_office`. `procedures` are codes, at least one. `document` is the number and date
    of the paper that delegates; the power ends with `last`, or when taken back. Raises InvalidInput, NotAllowed.
    """
    if not may_give_authority(by, from_office, at):
        raise NotAllowed("Chỉ lãnh đạo của cơ quan có thẩm quyền được ủy quyền.")
    errors = _days(first, last, at, must_end=False) | _paper(document)
    if role not in ON_THE_SPOT:
        errors["role"] = "Chỉ ủy quyền thẩm định, phê duyệt hoặc đóng dấu."
    if not to_staff.is_active:
        errors["to_staff"] = "Người này đã thôi việc."
    if from_office.pk == office.pk:
        errors["office"] = "Nơi thực hiện phải khác cơ quan ủy quyền."
    codes = sorted({code.strip() for code in procedures if code.strip()})
    if not codes or len(codes) > MOST_PROCEDURES:
        errors["procedures"] = "Hãy ghi ít nhất một thủ tục được ủy quyền."
    if errors:
        raise InvalidInput(errors)
    return _give(
        Delegation(
            kind=Delegation.Kind.AUTHORITY, role=role, office=office, from_office=from_office, to_staff=to_staff
        ),
        first, last, document, codes, by, at,
    )  # fmt: skip


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: Staff, at: datetime) -> Delegation:
    """Take a power back from this moment; a second time changes nothing. Raises NotAllowed."""
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if not may_revoke_delegation(by, row, at):
        raise NotAllowed("Chỉ người đã giao hoặc lãnh đạo của đơn vị được thôi ủy quyền.")
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        _record("delegation.revoked", row, by, at)
    return row


def _days(first: date | None, last: date | None, at: datetime, *, must_end: bool) -> dict[str, str]:
    if first is None:
        return {"first": "Hãy ghi ngày bắt đầu, ví dụ 31/3/2020."}
    if must_end and last is None:
        return {"last": "Hãy ghi ngày kết thúc, ví dụ 15/4/2020."}
    if last is not None and last < first:
        return {"last": "Ngày kết thúc phải từ ngày bắt đầu trở đi."}
    if last is not None and last < localise(at).date():
        return {"last": "Ngày kết thúc đã qua."}
    return {}


def _paper(document: str) -> dict[str, str]:
    said = " ".join(document.split())
    return {} if 3 <= len(said) <= _LONGEST_DOCUMENT else {"document": "Hãy ghi số và ngày của văn bản giao quyền."}


def _give(
    row: Delegation, first: date | None, last: date | None, document: str, codes: Sequence[str], by: Staff, at: datetime
) -> Delegation:
    assert first is not None  # _days has looked
    row.valid_from, row.valid_to, row.procedures = first, last, list(codes)
    row.document, row.created_by, row.created_at = " ".join(document.split()), by, at
    row.save()
    _record("delegation.given", row, by, at)
    return row


def _record(name: str, row: Delegation, by: Staff, at: datetime) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"staff:{row.to_staff_id}",
        subject_label=row.to_staff.full_name,
        office_path=row.office.path,
        data={
            "kind": row.kind,
            "role": row.role,
            "document": row.document,
            "from": row.valid_from.isoformat(),
            "to": row.valid_to.isoformat() if row.valid_to else "",
            "procedures": row.procedures,
        },
    )
