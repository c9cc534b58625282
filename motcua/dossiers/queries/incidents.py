"""Incidents of dossiers a person may see."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from motcua.dossiers.models import Dossier, DossierFile, Incident
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.people.models import Citizen, Staff


def dossier_incidents_visible_to(staff: Staff, at: datetime) -> QuerySet[Incident]:
    """Open ones first, then the newest; of the dossiers the person may see at `at`."""
    seen = dossiers_visible_to(staff, at).values("pk")
    found = Incident.objects.filter(dossier__in=seen).select_related("dossier__procedure", "reported_by", "resolved_by")
    return found.order_by("resolved_at", "-id")


def results_of(citizen: Citizen) -> QuerySet[DossierFile]:
    """A person's own results, the newest first: every file in force of his returned or ready dossiers.

    These are his store (Decree 45/2020 Art. 16): looked at, fetched, and offered with the next dossier.
    """
    return (
        DossierFile.objects.filter(
            dossier__citizen=citizen,
            dossier__state__in=("result_ready", "delivering", "returned"),
            dossier__parent__isnull=True,
            kind=DossierFile.Kind.RESULT,
            replaced_at__isnull=True,
        )
        .select_related("dossier__procedure", "dossier__office")
        .order_by("-id")
    )


def dossiers_of(citizen: Citizen) -> QuerySet[Dossier]:
    """A person's own dossiers, the newest first; the children of a linked set are in the set."""
    return (
        Dossier.objects.filter(citizen=citizen, parent__isnull=True)
        .select_related("procedure", "office", "resolving_office")
        .order_by("-id")
    )
