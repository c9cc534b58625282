"""Who takes a number is led to the declaration where policy asks for one; who declared is led to a number."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from motcua.directives.models import RuleSet
from motcua.door.models import Ticket
from motcua.people.models import Office
from tests.dossiers.test_submission import enact
from tests.web.conftest import MONDAY
from tests.web.declarations.place import ILL, WELL, declared
from tests.web.desk import staff, text
from tests.web.queue.steps import door, nobody_waits, take, ward

pytestmark = pytest.mark.django_db
CLAUSE = "Theo 905/UBND-PVHCC, mục 2.1."


def asked(*who: str) -> str:
    """The province asks these for a declaration; returns the address of the ward's form."""
    people: Any = SimpleNamespace(
        province=Office.objects.get(parent=None), leader=staff("minh.chutich"), receiver=staff("hanh.chinhsach")
    )
    enact(
        people,
        {"point": "entry.health_declaration", "value": list(who), "when": {}, "from": "2020-03-30T00:00:00+07:00"},
    )
    RuleSet.objects.update(approved_at=MONDAY - timedelta(days=1))
    return f"/khai-bao/{ward().door_key}/"


def test_the_doors_pages_name_the_clause_and_lead_to_the_form(visitor: Client) -> None:
    address = asked("visitors", "staff")
    phone = text(visitor.get(door()))
    assert f'href="{address}"' in phone and CLAUSE in phone
    take(visitor)
    ticket = text(visitor.get(f"/so/{Ticket.objects.latest('id').token}/"))
    assert f'href="{address}"' in ticket and CLAUSE in ticket


def test_on_the_kiosk_it_is_a_code_for_ones_own_phone(visitor: Client) -> None:
    address = asked("visitors")
    kiosk = text(visitor.get(door("kiosk")))
    assert CLAUSE in kiosk and 'class="qr"' in kiosk and f'href="{address}"' not in kiosk


@pytest.mark.parametrize("source", ["lay-so", "kiosk"])
def test_where_visitors_are_not_asked_nothing_is_said(visitor: Client, source: str) -> None:
    asked("staff")
    assert "khai báo y tế" not in text(visitor.get(door(source)))


def test_a_ticket_that_was_called_speaks_of_the_counter_alone(visitor: Client) -> None:
    address = asked("visitors")
    nobody_waits()
    take(visitor)
    ticket = Ticket.objects.latest("id")
    Ticket.objects.filter(pk=ticket.pk).update(state="left")
    assert address not in text(visitor.get(f"/so/{ticket.token}/"))


def test_a_pass_leads_to_a_number_and_an_appointment_but_not_one_who_should_stay_away(visitor: Client) -> None:
    address = asked("visitors")
    well = text(visitor.get(declared(visitor, address, WELL)))
    assert f'href="{door()}"' in well and 'href="/dat-lich/"' in well
    ill = text(visitor.get(declared(visitor, address, ILL)))
    assert door() not in ill
