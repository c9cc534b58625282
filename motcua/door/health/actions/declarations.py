"""Make a declaration before entering and give its pass: by the person, or by an officer for one who cannot write."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from motcua.catalog.communes import OfficeCommunes
from motcua.catalog.forms import clean_answers
from motcua.door.health.models import Declaration, Pass
from motcua.door.health.queries.declarations import (
    alerts_of,
    declaration_form_of,
    declaration_form_version,
    declarations_visible_to,
)
from motcua.door.health.queries.passes import pass_digest
from motcua.door.permissions import TAKES_DECLARATIONS, may_take_declarations
from motcua.door.person_keys import person_key
from motcua.door.places.models import Premises
from motcua.journal.actions import record
from motcua.journal.actor import Actor
from motcua.people.encryption import Unreadable, decrypt, encrypt
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.work_calendar import localise

DECLARER: Final = Actor("citizen", "Người khai báo")
_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class MadeDeclaration:
    """The outcome. `token` is known now and never again: only its digest is kept."""

    entry_pass: Pass
    token: str
    declaration: Declaration


def new_pass_token() -> str:
    """A token nobody guesses: 144 random bits."""
    return secrets.token_urlsafe(18)


@transaction.atomic
def make_declaration(
    *,
    premises_id: int,
    answers: Mapping[str, Any],
    at: datetime,
    by: Staff | None = None,
    own: bool = False,
    form_id: int | None = None,
    token: str = "",
) -> MadeDeclaration:
    """Keep a declaration, its answers encrypted, and give the pass for it, at `at` (aware).

    `by` writes it for somebody else, or is a member of staff who declares in person (`own`). `form_id` is the version
    the person began with, else the one in use. `token` makes a second sending of the same page find the first pass.
    A visitor's pass holds until the end of the day, a member of staff's for settings.STAFF_PASS_DAYS days.
    Raises InvalidInput with a message by field, NotAllowed.
    """
    premises = Premises.objects.select_related("office").get(pk=premises_id)
    if by is not None and not own and not may_take_declarations(by, premises.office, at):
        raise NotAllowed(only_roles(TAKES_DECLARATIONS, "của đơn vị được khai giúp."))
    if token and (before := _made_before(premises_id, token)) is not None:
        return before
    form = (declaration_form_version(form_id) if form_id is not None else None) or declaration_form_of(premises)
    if form is None:
        raise InvalidInput({"": "Đơn vị chưa có tờ khai. Hãy hỏi người ở cửa."})
    today = localise(at).date()
    cleaned = clean_answers(form.schema, answers, today=today, places=OfficeCommunes())
    if cleaned.errors:
        raise InvalidInput(cleaned.errors)
    kept = cleaned.data
    declaration = Declaration.objects.create(
        premises=premises,
        form=form,
        answers=encrypt(json.dumps(kept, ensure_ascii=False)),
        alerts=alerts_of(form.schema, kept),
        made_at=at,
        taken_by=by,
        purge_on=today + timedelta(days=settings.DOOR_DATA_DAYS),
    )
    whose = by if own else None
    if whose is not None:  # the latest word of a person counts; strangers on one phone may be a family
        Pass.objects.filter(premises=premises, staff=whose, revoked_at=None).update(revoked_at=at)
    token = token or new_pass_token()
    entry_pass = _give(
        premises,
        token=token,
        at=at,
        declaration=declaration,
        staff=whose,
        full_name=str(kept.get("full_name", "")),
        phone=str(kept.get("phone", "")),
        person=person_key(id_number=str(kept.get("id_number", "")), phone=str(kept.get("phone", ""))),
    )
    actor = staff_actor(by) if by is not None else DECLARER
    record(
        name="declaration.made",
        at=at,
        by=actor,
        subject=f"declaration:{declaration.pk}",
        subject_label=premises.office.name,
        office_path=premises.office.path,
        data={"form": form.version, "alerts": len(declaration.alerts), "own": own, "for": by is not None and not own},
    )
    return MadeDeclaration(entry_pass, token, declaration)


@transaction.atomic
def open_declaration(*, declaration_id: int, by: Staff, at: datetime) -> tuple[Declaration, dict[str, Any]]:
    """Open a declaration and its answers, for an officer who may look at it; the look is journalled.

    Raises NotAllowed, also where the declaration is not there: who may not see it is not told whether it is. Answers
    encrypted with a key that this server no longer has are {}.
    """
    found = declarations_visible_to(by, at).filter(pk=declaration_id).first()
    if found is None:
        raise NotAllowed("Tờ khai này không có, hoặc bạn không được xem.")
    record(
        name="declaration.viewed",
        at=at,
        by=staff_actor(by),
        subject=f"declaration:{found.pk}",
        subject_label=found.premises.office.name,
        office_path=found.premises.office.path,
    )
    try:
        answers: dict[str, Any] = json.loads(decrypt(found.answers))
    except Unreadable:
        answers = {}
    return found, answers


def _made_before(premises_id: int, token: str) -> MadeDeclaration | None:
    row = Pass.objects.select_related("declaration").filter(premises_id=premises_id, token=pass_digest(token)).first()
    return MadeDeclaration(row, token, row.declaration) if row is not None and row.declaration is not None else None


def _give(
    premises: Premises,
    *,
    token: str,
    at: datetime,
    full_name: str,
    phone: str,
    person: str,
    declaration: Declaration | None = None,
    staff: Staff | None = None,
) -> Pass:
    today = localise(at).date()
    last = today + timedelta(days=settings.STAFF_PASS_DAYS - 1 if staff is not None else 0)
    midnight = datetime.combine(last + timedelta(days=1), time(), localise(at).tzinfo)
    return Pass.objects.create(
        token=pass_digest(token),
        premises=premises,
        declaration=declaration,
        staff=staff,
        full_name=full_name[:_LONGEST_NAME],
        phone=phone[:16],
        person=person,
        made_at=at,
        valid_from=at,
        valid_until=midnight,
        # A pass that holds for days is kept for the days set after its last one.
        purge_on=last + timedelta(days=settings.DOOR_DATA_DAYS),
    )


@transaction.atomic
def renew_own_pass(*, pass_id: int, by: Staff, at: datetime) -> str:
    """Give a new token for a person's own valid pass, to print it again; the old token no longer opens.

    Only the digest of a token is kept, so the old one cannot be shown. Raises NotAllowed for anybody else's pass.
    """
    row = Pass.objects.select_for_update(of=("self",)).filter(pk=pass_id, staff=by, revoked_at=None).first()
    if row is None or at >= row.valid_until:
        raise NotAllowed("Thẻ này không phải của bạn, hoặc đã hết hạn. Hãy khai báo lại.")
    token = new_pass_token()
    row.token = pass_digest(token)
    row.save(update_fields=["token"])
    record(
        name="pass.issued",
        at=at,
        by=staff_actor(by),
        subject=f"pass:{row.pk}",
        subject_label=row.premises.office.name,
        office_path=row.premises.office.path,
        data={"again": True},
    )
    return token
