"""Read the bags a person may see, results waiting for the post, and parcels a clerk has to deliver."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import RECEIVING_KIND, procedures_in
from motcua.delivery.models import Bag, BagItem
from motcua.delivery.permissions import AT_POST, AT_UNIT, CARRIES_HOME, may_fill_bag, may_sign_bag, offices_held
from motcua.dossiers.models import Channel, Dossier
from motcua.people.models import Office, OfficeKind, Staff
from motcua.people.queries import offices_of_kind

__all__ = [
    "bags_visible_to",
    "may_fill_bag",
    "may_sign_bag",
    "parcels_of",
    "post_offices",
    "procedures_by_post",
    "ready_for_post",
    "to_bring_home",
    "units_with_bags",
]


def bags_visible_to(staff: Staff, at: datetime) -> QuerySet[Bag]:
    """The bags of units where the person receives or returns, and those the post office of the person carries."""
    seen = Q(office_id__in=offices_held(staff, AT_UNIT, at)) | Q(post_office_id__in=offices_held(staff, AT_POST, at))
    return (
        Bag.objects.filter(seen)
        .select_related("office", "post_office", "opened_by", "signed_by")
        .annotate(
            parcels=Count("items"),
            waiting=Count("items", filter=Q(items__outcome=BagItem.Outcome.WAITING)),
            money=Sum("items__collected"),
        )
        .order_by("-id")
    )


def units_with_bags(staff: Staff, at: datetime) -> list[Office]:
    """The units the person may open a bag for: those of the person's roles; for a clerk of the post every unit."""
    own = list(Office.objects.filter(pk__in=offices_held(staff, AT_UNIT, at), active=True).order_by("sort_key"))
    if own:
        return own
    if offices_held(staff, AT_POST, at):
        return list(Office.objects.filter(kind__in=RECEIVING_KIND.values(), active=True).order_by("sort_key"))
    return []


def post_offices(staff: Staff, at: datetime) -> list[Office]:
    """The post offices to choose from: a clerk's own, else all."""
    own = offices_held(staff, AT_POST, at)
    found = offices_of_kind(OfficeKind.POST_OFFICE)
    return list(found.filter(pk__in=own) if own else found)


def procedures_by_post(office: Office) -> list[Procedure]:
    """The procedures of the unit that the post may carry, with their papers."""
    level = next((level for level, kind in RECEIVING_KIND.items() if kind == office.kind), "")
    return list(procedures_in(level=level).filter(postal=True).prefetch_related("papers")) if level else []


def ready_for_post(office: Office) -> list[Dossier]:
    """Results of the unit that wait to be posted and are in no other open bag's rows."""
    return list(
        Dossier.objects.filter(
            office=office,
            state__in=("result_ready", "refusal_ready"),
            return_channel=Channel.POSTAL,
            parent__isnull=True,
        )
        .select_related("procedure")
        .order_by("finished_at", "id")[:200]
    )


def to_bring_home(staff: Staff, at: datetime) -> list[Dossier]:
    """Results that the unit's own people bring home, of the units where the person returns, the oldest first."""
    return list(
        Dossier.objects.filter(
            office_id__in=offices_held(staff, CARRIES_HOME, at),
            state__in=("result_ready", "refusal_ready"),
            return_channel=Channel.HOME,
            parent__isnull=True,
        ).order_by("finished_at", "id")[:200]
    )


def parcels_of(staff: Staff, at: datetime) -> QuerySet[BagItem]:
    """The parcels that the clerk's post office has on the way, the oldest first."""
    return (
        BagItem.objects.filter(
            bag__direction=Bag.Direction.OUT,
            bag__post_office_id__in=offices_held(staff, AT_POST, at),
            outcome=BagItem.Outcome.SENT,
            dossier__state="delivering",
        )
        .select_related("bag__office", "dossier")
        .order_by("bag__signed_at", "position")
    )
