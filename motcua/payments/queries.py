"""Read fees owed and paid, receipts, and the takings of a day; amounts are whole đồng."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from motcua.clock.queries import VIETNAM
from motcua.dossiers.models import Dossier
from motcua.dossiers.slips import fee_receipts
from motcua.payments.models import FeeReceipt, PostageRate
from motcua.payments.permissions import offices_of_cash
from motcua.people.models import Office, Staff


def fee_paid(dossier: Dossier) -> int:
    """The sum taken for a dossier and not cancelled, in whole đồng."""
    taken = dossier.fee_receipts.filter(cancelled_at__isnull=True).aggregate(sum=Sum("amount"))
    return int(taken["sum"] or 0)


def fee_owed(dossier: Dossier) -> int:
    """The sum still to be paid, in whole đồng."""
    return max(int(dossier.bill.get("total", 0)) - fee_paid(dossier), 0)


@dataclass(frozen=True, slots=True)
class Postage:
    """What the post asks for bringing a result: `zone` is district, province or country; whole đồng."""

    zone: str
    amount: int
    basis: str


def postage_on(day: date) -> list[Postage]:
    """What the post asks on the day (Vietnam), the nearest zone first; owed to the post and in no bill."""
    rates = PostageRate.objects.filter(direction__in=("out", "both"), valid_from__lte=day)
    in_force = rates.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("amount", "id")
    return [Postage(rate.zone, rate.amount, rate.basis) for rate in in_force]


def dossiers_to_pay(staff: Staff, at: datetime) -> QuerySet[Dossier]:
    """Accepted dossiers of the person's units with something to pay, the newest first; `left` is how much."""
    taken = (
        FeeReceipt.objects.filter(dossier=OuterRef("pk"), cancelled_at__isnull=True)
        .order_by()
        .values("dossier")
        .annotate(sum=Sum("amount"))
        .values("sum")
    )
    total = Cast(KT("bill__total"), IntegerField())
    return (
        Dossier.objects.filter(office_id__in=offices_of_cash(staff, at), received_at__isnull=False)
        .exclude(state__in=("withdrawn", "stopped"))
        .filter(bill__total__gt=0)
        .annotate(left=total - Coalesce(Subquery(taken), 0))
        .filter(left__gt=0)
        .select_related("office", "procedure")
        .order_by("-id")
    )


def dossier_to_pay(staff: Staff, code: str, at: datetime) -> Dossier | None:
    """An accepted dossier of the person's units by its code, paid or not; None where there is none."""
    found = Dossier.objects.filter(
        office_id__in=offices_of_cash(staff, at), received_at__isnull=False, code=code.strip().upper()[:60]
    )
    return found.select_related("office", "procedure").first()


def receipts_visible_to(staff: Staff, at: datetime) -> QuerySet[FeeReceipt]:
    """Receipts of the person's units."""
    return FeeReceipt.objects.filter(office_id__in=offices_of_cash(staff, at)).select_related("dossier", "taken_by")


@dataclass(frozen=True, slots=True)
class Takings:
    """The takings of a unit on one day, in whole đồng, and the number of receipts; cancelled ones apart."""

    cash: int
    transfer: int
    receipts: int
    cancelled: int

    @property
    def total(self) -> int:
        """The sum of all takings, in whole đồng."""
        return self.cash + self.transfer


def takings_on(offices: list[int] | list[Office], day: date) -> Takings:
    """The count of a day (Vietnam), to be settled with the drawer. One query."""
    begin = datetime.combine(day, time(), VIETNAM)
    within = FeeReceipt.objects.filter(office__in=offices, taken_at__gte=begin, taken_at__lt=begin + timedelta(days=1))
    good = Q(cancelled_at__isnull=True)
    found = within.aggregate(
        cash=Sum("amount", filter=good & Q(method=FeeReceipt.Method.CASH)),
        transfer=Sum("amount", filter=good & Q(method=FeeReceipt.Method.TRANSFER)),
    )
    return Takings(
        int(found["cash"] or 0),
        int(found["transfer"] or 0),
        within.filter(good).count(),
        within.exclude(good).count(),
    )


def receipt_pdf(receipt: FeeReceipt) -> bytes:
    """The receipt as PDF from its frozen data; a cancelled one says so across it."""
    return fee_receipts.render_fee_receipt(receipt.data | {"cancelled": receipt.cancelled_at is not None})
