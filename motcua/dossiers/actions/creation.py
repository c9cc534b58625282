"""Open a dossier: its number and code, its secret, its first step; shared by every channel."""

from __future__ import annotations

from datetime import datetime

from motcua.catalog.queries.procedures import resolving_office
from motcua.dossiers.actions.numbers import next_number
from motcua.dossiers.actions.planned_tasks import open_planned_tasks
from motcua.dossiers.life.route import route_and_plan
from motcua.dossiers.life.transitions import take_step
from motcua.dossiers.models import Dossier
from motcua.dossiers.submission.bill import bill_of
from motcua.dossiers.submission.hand_in import HandIn
from motcua.dossiers.submission.search_text import search_text_of
from motcua.dossiers.submission.secret import hash_secret, secret_for
from motcua.journal.actor import SYSTEM, Actor
from motcua.people.actions.citizens import remember_citizen
from motcua.people.models import Staff
from motcua.rulebook.numbering import dossier_code, dossier_counter_key
from motcua.rulebook.work_calendar import WorkCalendar, localise


def new_dossier(
    hand_in: HandIn,
    step_code: str,
    *,
    by: Staff | Actor,
    at: datetime,
    note: str = "",
    calendar: WorkCalendar | None = None,
) -> Dossier:
    """Make the row and take its first step ("submit", "receive" …) at `at` (aware); the caller saves it.

    Call `number_and_save` last: writers of one unit and day queue for its number until the one before commits.
    `calendar` saves reading the unit's again. Raises NotAllowed where no limit is published.
    """
    person = hand_in.applicant
    resolving = hand_in.resolving or resolving_office(hand_in.procedure, hand_in.office)
    route, plan = route_and_plan(hand_in.procedure, hand_in.office, resolving)
    citizen = remember_citizen(
        full_name=person.full_name,
        id_number=person.id_number,
        birth_date=person.birth_date,
        phone=person.phone,
        email=person.email,
        address=person.address,
        verified=hand_in.verified,
    )
    dossier = Dossier(
        submission_key=hand_in.submission_key,
        procedure=hand_in.procedure,
        form=hand_in.form,
        office=hand_in.office,
        resolving_office=resolving,
        route=route,
        plan=plan,
        citizen=citizen,
        channel=hand_in.channel,
        return_channel=hand_in.return_channel,
        uses_neither=hand_in.uses_neither,
        applicant_name=person.full_name,
        applicant_id_number=person.id_number,
        applicant_phone=person.phone,
        applicant_email=person.email,
        applicant_address=person.address,
        return_address=hand_in.return_address,
        form_data=dict(hand_in.form_data),
        papers=[dict(paper) for paper in hand_in.papers],
        submitted_at=at,
        because=[dict(reason) for reason in hand_in.because],
        applicant_group=hand_in.group,
        sets=hand_in.sets,
        agent=dict(hand_in.agent),
        helper=hand_in.helper,
        helped_at=hand_in.helped_at,
        parent=hand_in.parent,
        link_position=hand_in.link_position,
        bill=bill_of(
            procedure=hand_in.procedure,
            office=hand_in.office,
            channel=hand_in.channel,
            at=at,
            group=hand_in.group,
            copies=hand_in.copies,
        ),
    )
    take_step(dossier, step_code, by=by, at=at, note=note, automatic=True, calendar=calendar)
    return dossier


def number_and_save(dossier: Dossier) -> None:
    """Give the dossier its code (Circular 01/2018 Art. 19) and write the row."""
    day = localise(dossier.submitted_at).date()
    unit = dossier.office.code
    dossier.code = dossier_code(unit, day, next_number(dossier_counter_key(unit, day)))
    dossier.secret_hash = hash_secret(dossier.code, secret_for(dossier.submission_key))
    dossier.search_text = search_text_of(dossier)
    dossier.save(force_insert=True)
    open_planned_tasks(dossier, by=SYSTEM, at=dossier.received_at or dossier.submitted_at)
