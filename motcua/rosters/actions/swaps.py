"""Swap shifts between colleagues: ask, agree, approve; both shifts change hands at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rosters import messages
from motcua.rosters.actions.claims import lock_people
from motcua.rosters.actions.cover import take_over
from motcua.rosters.actions.events import send_to, send_to_heads
from motcua.rosters.actions.shifts import take_out
from motcua.rosters.messages import say_shift
from motcua.rosters.models import Shift, Swap
from motcua.rosters.permissions import check_may_plan
from motcua.rosters.queries.absences import absences_on
from motcua.rosters.queries.people import people_of

OPEN_SWAP_STATES = (Swap.State.ASKED, Swap.State.AGREED)


@transaction.atomic
def ask_swap(*, shift_id: int, to_id: int, by: Staff, at: datetime, other_id: int | None = None, why: str = "") -> Swap:
    """Ask a colleague to take one's published shift, for one of the colleague's (`other_id`) or for nothing.

    InvalidInput when the shift is over or not one's own, the colleague not of the unit, `other_id` not the colleague's;
    AlreadyDone when one waits for an answer already.
    """
    lock_people([by.pk, to_id])
    shift = _published(shift_id, by.pk, at, "")
    if to_id == by.pk or not people_of(shift.office).filter(pk=to_id).exists():
        raise InvalidInput({"to": "Hãy chọn đồng nghiệp cùng đơn vị."})
    other = _published(other_id, to_id, at, "other") if other_id is not None else None
    if other is not None and other.office_id != shift.office_id:
        raise InvalidInput({"other": "Chỉ đổi ca trong cùng đơn vị."})
    if Swap.objects.filter(shift=shift, state__in=OPEN_SWAP_STATES).exists():
        raise AlreadyDone("Ca này đang chờ trả lời đổi ca.")
    swap = Swap.objects.create(shift=shift, other=other, to_id=to_id, why=why.strip()[:300], asked_at=at)
    _record("swap.asked", swap, by=by, at=at)
    send_to(swap.to, messages.swap_asked_text(by, shift, other), f"swap:{swap.pk}:asked", at=at)
    return swap


@transaction.atomic
def answer_swap(*, swap_id: int, agrees: bool, by: Staff, at: datetime) -> Swap:
    """Answer the swap as the colleague; with agreement the planner decides next.

    AlreadyDone when it was answered; NotAllowed for others.
    """
    swap = _locked(swap_id)
    if swap.to_id != by.pk:
        raise NotAllowed("Chỉ người được nhờ trả lời.")
    if swap.state != Swap.State.ASKED:
        raise AlreadyDone("Lời nhờ đổi ca này đã được trả lời.")
    _answer(swap, Swap.State.AGREED if agrees else Swap.State.REFUSED, by=by, at=at)
    asker = swap.shift.staff
    if agrees:
        text = messages.swap_agreed_text(asker, by, swap.shift)
        send_to_heads([swap.shift.office], text, f"swap:{swap.pk}:agreed", at=at, but=by)
    else:
        send_to(asker, messages.swap_declined_text(by, swap.shift), f"swap:{swap.pk}:no", at=at)
    return swap


@transaction.atomic
def withdraw_swap(*, swap_id: int, by: Staff, at: datetime) -> Swap:
    """Withdraw the swap, as the person who asked, before it is decided."""
    swap = _locked(swap_id)
    if swap.shift.staff_id != by.pk:
        raise NotAllowed("Chỉ người xin đổi ca rút lại được.")
    if swap.state not in OPEN_SWAP_STATES:
        raise AlreadyDone("Lời xin đổi ca này đã xong.")
    _answer(swap, Swap.State.REFUSED, by=by, at=at)
    return swap


@transaction.atomic
def decide_swap(*, swap_id: int, approves: bool, by: Staff, at: datetime) -> Swap:
    """Approve or decline the swap, as the planner.

    Approved, both shifts change hands in this transaction, checked anew, and both people are told once.
    AlreadyDone when another decided first; InvalidInput when one of them is meanwhile elsewhere, away, or a shift is
    over or gone (nothing changes then); NotAllowed for anyone who does not plan there.
    """
    swap = _locked(swap_id)
    shift, other = swap.shift, swap.other
    check_may_plan(by, shift.office, at)
    if swap.state != Swap.State.AGREED:
        raise AlreadyDone("Việc đổi ca này đã được quyết định hoặc chưa đến lượt duyệt.")
    asker, taker = shift.staff, swap.to
    if approves:
        _exchange(shift, other, asker, taker, by=by, at=at)
    else:
        for person in (asker, taker):
            send_to(person, messages.swap_refused_text(shift), f"swap:{swap.pk}:no:{person.pk}", at=at)
    _answer(swap, Swap.State.DONE if approves else Swap.State.REFUSED, by=by, at=at)
    return swap


def _exchange(shift: Shift, other: Shift | None, asker: Staff, taker: Staff, *, by: Staff, at: datetime) -> None:
    pairs = [(shift, taker)] + ([(other, asker)] if other is not None else [])
    for given, _new in pairs:
        if given.state != Shift.State.PUBLISHED or given.during.lower <= at:
            raise InvalidInput({"": f"Ca {say_shift(given)} đã qua hoặc đã bỏ; không đổi được nữa."})
    for given, _new in pairs:  # first both out, then both in: they may be at the same hour
        take_out(given, by=by, at=at)
    for given, new in pairs:
        if absences_on([new.pk], given.during):
            raise InvalidInput({"": f"{new.full_name} đã báo vắng hôm đó."})
        try:
            take_over(given, new, given.during, by=by, at=at, words=messages.SHIFT_SWAPPED)
        except InvalidInput as wrong:
            raise InvalidInput({"": str(wrong)}) from wrong
    if other is None:
        send_to(asker, messages.swap_approved_text(taker, shift), f"swap:gone:{shift.pk}", at=at)


def _published(shift_id: int, staff_id: int, at: datetime, field: str) -> Shift:
    rows = Shift.objects.filter(pk=shift_id, staff_id=staff_id, state=Shift.State.PUBLISHED)
    shift = rows.select_related("staff", "office").first()
    if shift is None:
        raise InvalidInput({field: "Hãy chọn một ca đã công bố của đúng người."})
    if shift.during.lower <= at:
        raise InvalidInput({field: "Ca này đã bắt đầu hoặc đã qua."})
    return shift


def _locked(swap_id: int) -> Swap:
    """The swap with both people taken, read after that."""
    found = Swap.objects.filter(pk=swap_id).values_list("shift__staff_id", "to_id").first()
    if found is None:
        raise InvalidInput({"": "Không có lời xin đổi ca này."})
    lock_people(found)
    whole = Swap.objects.select_related("shift__staff", "shift__office", "other__staff", "other__office", "to")
    return whole.get(pk=swap_id)


def _answer(swap: Swap, state: str, *, by: Staff, at: datetime) -> None:
    swap.state, swap.answered_at, swap.answered_by = state, at, by
    swap.save(update_fields=["state", "answered_at", "answered_by"])
    _record("swap.answered", swap, by=by, at=at)


def _record(name: str, swap: Swap, *, by: Staff, at: datetime) -> None:
    record(
        name=name, at=at, by=staff_actor(by), subject=f"swap:{swap.pk}", subject_label=say_shift(swap.shift),
        office_path=swap.shift.office.path,
        data={"shift": swap.shift_id, "other": swap.other_id, "to": swap.to_id, "state": swap.state},
    )  # fmt: skip
