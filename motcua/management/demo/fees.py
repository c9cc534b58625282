"""Fee reductions and postage of the demo. The fractions are examples: provinces set their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from motcua.catalog.models import ApplicantGroup, Fee
from motcua.payments.models import PostageRate

GROUPS: Final = (
    ("poor", "Hộ nghèo", "0", "Luật Phí và lệ phí 2015, Điều 10"),
    ("near_poor", "Hộ cận nghèo", "0.5", "Nghị quyết của Hội đồng nhân dân tỉnh"),
    ("merit", "Người có công với cách mạng", "0", "Luật Phí và lệ phí 2015, Điều 10"),
    ("disabled", "Người khuyết tật", "0", "Luật Phí và lệ phí 2015, Điều 10"),
    ("elderly", "Người cao tuổi", "0.5", "Nghị quyết của Hội đồng nhân dân tỉnh"),
)
POSTAGE: Final = (("district", 18_500), ("province", 26_000))
PER_COPY: Final = "2.000815"  # copies certified after the original: a price a page


def load_groups() -> int:
    """Add the groups and postage that are missing, and mark what is owed a copy; returns how many groups."""
    known = set(ApplicantGroup.objects.values_list("code", flat=True))
    made = ApplicantGroup.objects.bulk_create(
        ApplicantGroup(code=code, name=name, fraction_owed=Decimal(fraction), basis=basis)
        for code, name, fraction, basis in GROUPS
        if code not in known
    )
    for zone, amount in POSTAGE:
        PostageRate.objects.get_or_create(
            zone=zone,
            direction="out",
            defaults={"amount": amount, "basis": "Giá minh họa", "valid_from": date(2020, 1, 1)},
        )
    Fee.objects.filter(procedure__code=PER_COPY, per_copy=False).update(per_copy=True)
    return len(made)
