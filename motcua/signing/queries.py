"""Read seals, their books, certificates and signed documents."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from motcua.people.models import Office, OfficeKind, Staff
from motcua.signing.keys.files import LARGEST as LARGEST_KEY_FILE
from motcua.signing.keys.tokens import has_module
from motcua.signing.models import Certificate as Certificate
from motcua.signing.models import Seal as Seal
from motcua.signing.models import SealEntry, SealHandOver
from motcua.signing.models import SignedDocument as SignedDocument
from motcua.signing.permissions import offices_kept
from motcua.signing.verification import SignatureReport  # pages know a check by its answer

__all__ = [
    "LARGEST_KEY_FILE",
    "Certificate",
    "Seal",
    "SignatureReport",
    "SignedDocument",
    "book_years",
    "certificates_visible_to",
    "hand_overs_of",
    "has_token_module",
    "offices_of_keeper",
    "one_stop_places",
    "own_certificate",
    "seal_book",
    "seals_of",
    "seals_visible_to",
    "signed_document",
    "signed_hashes",
    "staff_at",
    "unit_certificate",
]


def offices_of_keeper(staff: Staff, at: datetime) -> QuerySet[Office]:
    """Offices whose seals and certificates the person looks after at `at` (aware)."""
    return Office.objects.filter(offices_kept(staff, at), active=True).order_by("path")


def one_stop_places() -> QuerySet[Office]:
    """Centres and one-stop units, where a second seal may be kept."""
    kinds = (OfficeKind.PROVINCIAL_CENTRE, OfficeKind.DISTRICT_UNIT, OfficeKind.COMMUNE_UNIT)
    return Office.objects.filter(kind__in=kinds, active=True).order_by("path")


def has_token_module() -> bool:
    """Whether this house was told how to reach a signing token."""
    return has_module()


def seals_visible_to(staff: Staff, at: datetime) -> QuerySet[Seal]:
    """Seals of the offices the person looks after, those kept there, and those the person keeps."""
    offices = Office.objects.filter(offices_kept(staff, at)).values("pk")
    return Seal.objects.filter(Q(office__in=offices) | Q(kept_at__in=offices) | Q(keeper=staff)).select_related(
        "office", "kept_at", "keeper"
    )


def certificates_visible_to(staff: Staff, at: datetime) -> QuerySet[Certificate]:
    """Certificates of the offices the person looks after, and that person's own."""
    offices = Office.objects.filter(offices_kept(staff, at)).values("pk")
    return Certificate.objects.filter(Q(office__in=offices) | Q(staff=staff)).select_related("office", "staff")


def seal_book(seal: Seal, year: int) -> QuerySet[SealEntry]:
    """The book of a seal in one year, in the order of its numbers."""
    return SealEntry.objects.filter(seal=seal, year=year).select_related("stamper").order_by("number")


def book_years(seal: Seal) -> list[tuple[int, int]]:
    """Years in which the seal was used, with how many times; newest first."""
    rows = SealEntry.objects.filter(seal=seal).order_by().values("year").annotate(times=Count("pk")).order_by("-year")
    return [(row["year"], row["times"]) for row in rows]


def hand_overs_of(seal: Seal) -> QuerySet[SealHandOver]:
    """Who kept the seal when: hand-overs, oldest first."""
    return SealHandOver.objects.filter(seal=seal).select_related("from_staff", "to_staff").order_by("id")


def staff_at(office: Office) -> QuerySet[Staff]:
    """People working at an office, by name."""
    return Staff.objects.filter(office=office, is_active=True).order_by("full_name", "pk")


def unit_certificate(office: Office, at: datetime) -> Certificate | None:
    """The unit's certificate that may sign at `at` (aware), the newest; None for none."""
    return _valid(Certificate.objects.filter(office=office, staff=None), at)


def own_certificate(staff: Staff, at: datetime) -> Certificate | None:
    """The person's own certificate that may sign at `at` (aware); None for none."""
    return _valid(Certificate.objects.filter(staff=staff), at)


def seals_of(offices: list[int]) -> QuerySet[Seal]:
    """Seals in use of these offices (by pk), first before second."""
    return (
        Seal.objects.filter(office__in=offices, withdrawn_at=None)
        .select_related("office", "kept_at", "keeper")
        .order_by("kind", "id")
    )


def signed_document(token: str) -> SignedDocument | None:
    """The signed document behind a square code; None where there is none."""
    return SignedDocument.objects.select_related("certificate__office").filter(token=token).first()


def signed_hashes(subject: str) -> set[str]:
    """SHA-256 of every file this house signed about `subject`."""
    return set(SignedDocument.objects.filter(subject=subject).values_list("sha256", flat=True))


def _valid(rows: QuerySet[Certificate], at: datetime) -> Certificate | None:
    in_force = rows.filter(valid_from__lte=at, valid_to__gte=at).filter(Q(revoked_at=None) | Q(revoked_at__gt=at))
    return in_force.select_related("office", "staff").order_by("-id").first()
