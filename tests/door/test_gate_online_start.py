"""A fever at the door: the matter is begun online, with name and phone, by a link that opens once."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.conf import settings

from motcua.door.gate.actions.admission import admit
from motcua.door.gate.guests import Guest
from motcua.door.gate.queries.arrivals import recognise
from motcua.door.queue.actions.tickets import take_ticket
from motcua.dossiers.actions.draft_links import DeadLink, open_draft_link
from motcua.dossiers.models import Draft
from motcua.notices.models import Message
from tests.door.booking_scene import booked, free_times
from tests.door.gate_scene import Door
from tests.door.test_admission import TEMPERATURE
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY

pytestmark = pytest.mark.django_db

PHONE = "0912345678"
OPENS = f"{settings.PUBLIC_URL}/mo-lai/"


@pytest.fixture
def fevered(door: Door) -> Door:
    """Temperatures are taken; the procedure has the general form, which asks for name and phone."""
    door.world.procedure.forms.all().delete()
    enact(door.world, TEMPERATURE)
    return door


def online(door: Door, guest: Guest, degrees: str = "38,2", at: datetime = MONDAY) -> str:
    """The address that the guest is offered."""
    done = admit(room_id=door.room.pk, guest=guest, checks={"temperature": degrees}, by=door.marshal, at=at)
    return done.online


def known(draft: Draft) -> dict[str, str]:
    return {name: value for page in draft.data.values() for name, value in page.items()}


def test_who_has_a_number_finds_his_procedure_begun(fevered: Door) -> None:
    take_ticket(
        premises_id=fevered.premises.pk, purpose="hand_in", source="phone", procedure=fevered.world.procedure,
        phone=PHONE, outside=True, at=MONDAY,
    )  # fmt: skip
    link = online(fevered, Guest(full_name="Vàng Thị Mỷ", phone=PHONE))
    assert link.startswith(OPENS)
    assert link in Message.objects.filter(to=PHONE).latest("pk").text
    draft = open_draft_link(link.removeprefix(OPENS).strip("/"), at=MONDAY)
    assert (draft.procedure, draft.office, draft.phone) == (fevered.world.procedure, fevered.office, PHONE)
    assert known(draft) == {"applicant_name": "Vàng Thị Mỷ", "applicant_phone": PHONE}
    with pytest.raises(DeadLink):
        open_draft_link(link.removeprefix(OPENS).strip("/"), at=MONDAY)


def test_who_has_an_appointment_does_too(fevered: Door) -> None:
    row = booked(fevered, free_times(fevered)[0])
    comes = row.during.lower
    found = recognise(row.code, premises=fevered.premises, at=comes)
    link = online(fevered, found.guest, at=comes)
    draft = open_draft_link(link.removeprefix(OPENS).strip("/"), at=comes)
    assert known(draft) == {"applicant_name": "Vàng Thị Mỷ", "applicant_phone": PHONE}


def test_of_whom_nothing_is_known_nothing_is_begun(fevered: Door) -> None:
    assert online(fevered, Guest()) == f"{settings.PUBLIC_URL}/"
    assert online(fevered, Guest(full_name="Lầu Thị Súng", phone="0987654321")) == f"{settings.PUBLIC_URL}/"
    assert not Draft.objects.exists()


def test_what_is_not_taken_online_is_not_begun(fevered: Door) -> None:
    take_ticket(
        premises_id=fevered.premises.pk, purpose="hand_in", source="phone", procedure=fevered.world.procedure,
        phone=PHONE, at=MONDAY,
    )  # fmt: skip
    fevered.world.procedure.online_level = 2
    fevered.world.procedure.save()
    assert online(fevered, Guest(phone=PHONE)) == f"{settings.PUBLIC_URL}/"
    assert not Draft.objects.exists()


def test_who_is_well_gets_no_draft(fevered: Door) -> None:
    assert online(fevered, Guest(phone=PHONE), "36,6") == ""
    assert not Draft.objects.exists()
