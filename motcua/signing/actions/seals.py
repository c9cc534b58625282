"""Register seals, hand them over with permission and minutes, enter their book (Decree 30/2020 Art. 32–33)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.journal.actions import record
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise
from motcua.signing.models import Seal, SealEntry, SealHandOver
from motcua.signing.permissions import NOT_A_KEEPER, may_keep_seal, may_manage_seal, require_keeper


@transaction.atomic
def register_seal(
    *,
    office: Office,
    kept_at: Office,
    kind: str,
    label: str,
    registration: str,
    keeper: Staff | None,
    by: Staff,
    at: datetime,
) -> Seal:
    """Enter a seal in the register: whose it is, where it is kept and by whom (Decree 99/2016 Art. 5, 16).

    Raises InvalidInput at "kind", "kept_at", "label", "registration" or "keeper", NotAllowed without the right.
    """
    require_keeper(by, office, at)
    label, registration = _line(label, 120), _line(registration, 120)
    errors: dict[str, str] = {}
    if kind not in Seal.Kind.values:
        errors["kind"] = "Hãy chọn dấu thứ nhất hay dấu thứ hai."
    if not label:
        errors["label"] = "Hãy ghi tên con dấu."
    if not registration:
        errors["registration"] = "Hãy ghi số và ngày của giấy chứng nhận đăng ký mẫu con dấu."
    if kind == Seal.Kind.FIRST and kept_at.pk != office.pk:
        errors["kept_at"] = "Dấu thứ nhất được giữ tại chính cơ quan có dấu."
    if keeper is None or not may_keep_seal(keeper, kept_at, at):
        errors["keeper"] = "Hãy chọn người giữ dấu đang làm việc tại nơi giữ dấu."
    if (
        "kind" not in errors
        and Seal.objects.filter(office=office, kept_at=kept_at, kind=kind, withdrawn_at=None).exists()
    ):
        errors["kind"] = "Cơ quan này đã có con dấu loại đó tại nơi này."
    if errors:
        raise InvalidInput(errors)
    seal = Seal.objects.create(
        office=office, kept_at=kept_at, kind=kind, label=label, registration=registration, keeper=keeper, added_at=at
    )
    _record("seal.registered", seal, by=by, at=at, kind=kind, keeper=keeper.full_name if keeper else "")
    return seal


@transaction.atomic
def hand_over_seal(
    *, seal: Seal, to_staff: Staff, permission: str, minutes: str, by: Staff, at: datetime
) -> SealHandOver:
    """Pass custody on: only with the written permission of the competent person and minutes (Decree 30/2020 Art. 32).

    By the keeper, or one who looks after the seals of the office. Raises InvalidInput at "to_staff", "permission" or
    "minutes", NotAllowed.
    """
    row = _locked(seal)
    if by.pk != row.keeper_id and not may_manage_seal(by, row, at):
        raise NotAllowed(NOT_A_KEEPER)
    permission, minutes = _line(permission, 200), _line(minutes, 200)
    errors: dict[str, str] = {}
    if not permission:
        errors["permission"] = "Hãy ghi số, ngày của văn bản cho phép bàn giao."
    if not minutes:
        errors["minutes"] = "Hãy ghi số, ngày của biên bản bàn giao."
    if to_staff.pk == row.keeper_id:
        errors["to_staff"] = f"{to_staff.full_name} đang giữ con dấu này."
    elif not to_staff.is_active or to_staff.office_id != row.kept_at_id:
        errors["to_staff"] = "Người nhận phải đang làm việc tại nơi giữ dấu."
    if errors:
        raise InvalidInput(errors)
    done = SealHandOver.objects.create(
        seal=row, from_staff_id=row.keeper_id, to_staff=to_staff, permission=permission, minutes=minutes, at=at
    )
    row.keeper = to_staff
    row.save(update_fields=["keeper"])
    _record("seal.handed_over", row, by=by, at=at, to=to_staff.full_name, permission=permission, minutes=minutes)
    return done


@transaction.atomic
def withdraw_seal(*, seal: Seal, by: Staff, at: datetime) -> Seal:
    """Take a seal out of use; its book stays. Raises NotAllowed without the right, or where it is out of use."""
    row = _locked(seal)
    if not may_manage_seal(by, row, at):
        raise NotAllowed(NOT_A_KEEPER)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _record("seal.withdrawn", row, by=by, at=at)
    return row


def enter_seal_book(
    *, seal: Seal, subject: str, label: str, document: str, signer: str, stamper: Staff, at: datetime
) -> SealEntry:
    """One line of the seal book, in the caller's transaction: its number is the next of this seal and year, no gap.

    Stampers of one seal queue until the one before has committed. Raises NotAllowed where `stamper` does not keep it,
    RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("enter_seal_book() must run inside the transaction of the act.")
    row = _locked(seal)
    if row.keeper_id != stamper.pk:
        raise NotAllowed(f"Con dấu “{row.label}” đang do {row.keeper or 'người khác'} giữ.")
    year = localise(at).year
    last: int = SealEntry.objects.filter(seal=row, year=year).aggregate(last=Max("number"))["last"] or 0
    entry = SealEntry.objects.create(
        seal=row,
        year=year,
        number=last + 1,
        subject=subject,
        label=label[:120],
        document=document[:200],
        signer=signer[:120],
        stamper=stamper,
        at=at,
    )
    record(
        name="seal.stamped",
        at=at,
        by=staff_actor(stamper),
        subject=subject,
        subject_label=label,
        office_path=row.office.path,
        data={"seal": row.pk, "kind": row.kind, "year": year, "number": entry.number},
    )
    return entry


def _locked(seal: Seal) -> Seal:
    row = (
        Seal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office", "kept_at", "keeper")
        .get(pk=seal.pk)
    )
    if row.withdrawn_at is not None:
        raise NotAllowed("Con dấu này đã thôi sử dụng.")
    return row


def _line(text: str, longest: int) -> str:
    return " ".join(text.replace("\0", "").split())[:longest]


def _record(name: str, seal: Seal, *, by: Staff, at: datetime, **data: Any) -> None:
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"seal:{seal.pk}",
        subject_label=seal.label,
        office_path=seal.office.path,
        data=data,
    )
