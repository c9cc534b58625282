"""Take fees at the counter and cancel receipts; amounts are whole đồng."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.events import record_and_send, tracking_link
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.models import Dossier
from motcua.dossiers.submission.text import one_line
from motcua.payments.models import FeeReceipt
from motcua.payments.permissions import SEES, TAKES, offices_of_cash
from motcua.payments.queries import fee_owed
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, NothingOwed
from motcua.rulebook.numbering import last_receipt_number
from motcua.rulebook.vietnamese import say_money
from motcua.rulebook.work_calendar import localise


@transaction.atomic
def take_fee(
    *, dossier: Dossier, method: str, by: Staff, at: datetime, key: UUID, reference: str = "", payer: str = ""
) -> FeeReceipt:
    """Take all that is still owed and give a receipt; the same `key` again is the same receipt.

    `method` is cash or transfer; a transfer carries the bank's `reference`, used once a unit. `payer` is who pays,
    the applicant where blank. Raises NothingOwed, NotAllowed for one who is no cashier of the unit, InvalidInput.
    """
    if (known := FeeReceipt.objects.filter(key=key, dossier_id=dossier.pk).first()) is not None:
        return known
    row = lock(dossier)
    # A second click that waited for the lock finds what the first one wrote.
    if (known := FeeReceipt.objects.filter(key=key).first()) is not None:
        if known.dossier_id != row.pk:
            raise NotAllowed("Phiếu thu này thuộc hồ sơ khác.")
        return known
    if row.office_id not in offices_of_cash(by, at, TAKES):
        raise NotAllowed("Chỉ người thu phí của đơn vị tiếp nhận được thu.")
    amount = fee_owed(row)
    if amount == 0:
        raise NothingOwed("Hồ sơ này không còn khoản nào phải nộp.")
    who = one_line(payer, 120) or row.applicant_name
    year = localise(at).year
    symbol = f"{year % 100:02d}E"
    number = next_number(f"fee:{row.office.code}:{symbol}:{year}")
    # The number's holder alone writes the unit's receipts: of two with one bank reference one sees the other's.
    bank = _check(row, method, reference)
    if number > last_receipt_number(localise(at).date()):
        raise NotAllowed("Quyển biên lai của năm đã hết số.")
    items = _items(row, amount)
    receipt = FeeReceipt.objects.create(
        dossier=row, office=row.office, key=key, symbol=symbol, year=year, number=number, method=method,
        reference=bank, payer=who, items=items, amount=amount, taken_by=by, taken_at=at,
        data=_printed(row, items, amount, who, method, symbol, number, by, at),
    )  # fmt: skip
    record_and_send("fee.taken", row, by=by, at=at, number=number, symbol=symbol, amount=amount, method=method)
    return receipt


@transaction.atomic
def cancel_fee(*, receipt: FeeReceipt, why: str, by: Staff, at: datetime) -> FeeReceipt:
    """Cancel a receipt: its number stays, its amount is owed again. Raises AlreadyDone the second time.

    By a cashier or the head of the unit, with the reason.
    """
    reason = one_line(why, 300)
    if len(reason) < 5:
        raise InvalidInput({"why": "Hãy ghi vì sao hủy biên lai."})
    row = FeeReceipt.objects.select_for_update(of=("self",)).select_related("dossier__office").get(pk=receipt.pk)
    if row.office_id not in offices_of_cash(by, at, SEES):
        raise NotAllowed("Chỉ người thu phí hoặc trưởng bộ phận của đơn vị được hủy biên lai.")
    if row.cancelled_at is not None:
        raise AlreadyDone("Biên lai này đã hủy.")
    row.cancelled_at, row.cancelled_by, row.cancelled_why = at, by, reason
    row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_why"])
    record_and_send("fee.cancelled", row.dossier, by=by, at=at, number=row.number, symbol=row.symbol, why=reason)
    return row


def _check(dossier: Dossier, method: str, reference: str) -> str:
    if method not in FeeReceipt.Method.values:
        raise InvalidInput({"method": "Hãy chọn tiền mặt hoặc chuyển khoản."})
    bank = one_line(reference, 60) if method == FeeReceipt.Method.TRANSFER else ""
    if method == FeeReceipt.Method.TRANSFER and len(bank) < 4:
        raise InvalidInput({"reference": "Hãy ghi mã giao dịch của ngân hàng."})
    used = FeeReceipt.objects.filter(office_id=dossier.office_id, reference=bank, cancelled_at__isnull=True)
    if bank and used.exists():
        raise InvalidInput({"reference": "Mã giao dịch này đã dùng cho một biên lai khác."})
    return bank


def _items(dossier: Dossier, amount: int) -> list[dict[str, Any]]:
    """The bill's lines; one line for the rest where a part was paid before."""
    items = [item for item in dossier.bill.get("items", []) if item["amount"]]
    if sum(item["amount"] for item in items) == amount:
        return items
    return [{"kind": "le_phi", "name": "Phần phí, lệ phí còn lại", "amount": amount, "because": ""}]


def _printed(
    dossier: Dossier, items: list[dict[str, Any]], amount: int, payer: str, method: str, symbol: str, number: int,
    by: Staff, at: datetime,
) -> dict[str, Any]:  # fmt: skip
    office = dossier.office
    return {
        "unit": office.name,
        "superior": office.parent.name if office.parent else "",
        "tax_code": "",
        "symbol": symbol,
        "number": number,
        "payer": payer,
        "address": dossier.applicant_address,
        "id_number": dossier.applicant_id_number,
        "code": dossier.code,
        "items": [{"name": f"{item['name']} – {dossier.procedure}", "amount": item["amount"]} for item in items],
        "total": amount,
        "total_words": say_money(amount),
        "method": dict(FeeReceipt.Method.choices)[FeeReceipt.Method(method)],
        "taken_on": localise(at).date().isoformat(),
        "officer": by.full_name,
        "link": tracking_link(dossier.code),
        "cancelled": False,
    }
