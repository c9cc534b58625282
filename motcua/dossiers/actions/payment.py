"""Ask for and confirm a financial obligation between appraisal and result; the clock stops meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock, take_step
from motcua.dossiers.models import Dossier
from motcua.dossiers.submission.text import one_line, sentence
from motcua.people.models import Staff
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import say_moment, say_money

MOST: Final = 10**12
"""Whole đồng; above it a figure is a slip of the pen."""


@transaction.atomic
def ask_payment(
    *, dossier: Dossier, what: str, amount: int | None, by: Staff, at: datetime, expected_version: int | None = None
) -> Dossier:
    """Ask the person for the amount owed, in whole đồng; the clock stops until it is paid.

    Only where the procedure's own law separates that time (`Procedure.payment_pause`). Raises InvalidInput({"what" |
    "amount": …}), NotAllowed.
    """
    owed = one_line(what, 500)
    errors = {}
    if not owed:
        errors["what"] = "Hãy ghi khoản phải nộp và nơi nộp, ví dụ: lệ phí trước bạ, nộp tại Chi cục Thuế."
    if amount is None or not 0 < amount <= MOST:
        errors["amount"] = "Hãy nhập số tiền bằng đồng, lớn hơn 0."
    if amount is None or errors:
        raise InvalidInput(errors)
    row = lock(dossier, expected_version)
    said = sentence(f"{owed}: {say_money(amount)}")
    take_step(row, "ask_payment", by=by, at=at, note=said)
    row.payment_text, row.payment_amount = owed, amount
    row.save()
    record_and_send("dossier.payment_asked", row, by=by, at=at, what=said, amount=amount)
    return row


@transaction.atomic
def confirm_payment(
    *, dossier: Dossier, by: Staff, at: datetime, note: str = "", expected_version: int | None = None
) -> Dossier:
    """Confirm the payment: the dossier returns to its former state and the clock runs on with the time left.

    `note` names the receipt. By the cashier, the receiving or the processing officer.
    """
    row = lock(dossier, expected_version)
    said = one_line(note, 300)
    take_step(row, "confirm_payment", by=by, at=at, note=said)
    row.save()
    assert row.due_at is not None  # the clock runs on
    record_and_send("dossier.payment_confirmed", row, by=by, at=at, note=said, amount=row.payment_amount,
         due=say_moment(row.due_at, year=True))  # fmt: skip
    return row
