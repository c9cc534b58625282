"""Taking a ticket: numbers never twice, one tap one ticket, policy asked, one waiting per phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from psycopg.types.range import Range

from motcua.door.models import Appointment, Counter, Ticket
from motcua.door.queue.actions.calls import call_next, finish_serving, start_serving
from motcua.door.queue.actions.counter_sessions import close_counter
from motcua.door.queue.actions.tickets import close_tickets, leave_queue, take_ticket, wait_outside
from motcua.journal.models import Event
from motcua.notices.models import Message
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.door.gate_scene import Door
from tests.door.queue_scene import later, sit, take, waiting_codes
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY, at_counter

PHONE = "0912345678"


def test_numbers_go_on_in_each_series_and_begin_anew_each_day(door: Door) -> None:
    codes = [take(door).code, take(door).code, take(door, purpose="ask").code, take(door, purpose="pick_up").code]
    assert codes == ["A001", "A002", "C001", "B001"]
    assert take(door, at=MONDAY + timedelta(days=1)).code == "A001"


def test_two_taps_are_one_ticket_and_the_key_is_not_the_token(door: Door) -> None:
    first, again, other = take(door, key="k-1"), take(door, key="k-1"), take(door, key="k-2")
    assert first.pk == again.pk != other.pk
    assert "k-1" not in first.token and len(first.token) == 24
    assert Event.objects.filter(name="ticket.taken").count() == 2


def test_the_event_has_neither_name_nor_phone(door: Door) -> None:
    ticket = take(door, name="Vàng Thị Mỷ", phone=PHONE)
    kept = str(Event.objects.filter(subject=f"ticket:{ticket.pk}").values())
    assert "Mỷ" not in kept and PHONE not in kept and ticket.token not in kept


def test_nobody_says_of_himself_that_his_matter_is_urgent(door: Door) -> None:
    assert take(door, groups=["urgent", "appointment", "elderly", "?"]).groups == ["elderly"]
    assert take(door, groups=["elderly", "urgent"], by=door.marshal).groups == ["urgent", "elderly"]
    door.world.procedure.urgent = True
    assert take(door).groups == ["urgent"]


def test_a_phone_waits_once_for_a_matter(door: Door) -> None:
    first = take(door, phone="+84 912 345 678")
    assert first.phone == PHONE
    with pytest.raises(AlreadyDone):
        take(door, phone=PHONE)
    take(door, phone=PHONE, purpose="ask")
    leave_queue(ticket_id=first.pk, at=MONDAY)
    take(door, phone=PHONE)


def test_a_phone_does_not_take_number_after_number(door: Door) -> None:
    with pytest.raises(NotAllowed, match="nhiều lần quá"):
        for _ in range(20):
            leave_queue(ticket_id=take(door, phone=PHONE).pk, at=MONDAY)
    assert Ticket.objects.count() == 6


@pytest.mark.parametrize("phone", ["123", "không", "0912 345 67x", "02193861234"])
def test_a_phone_that_is_none_is_said_at_its_field(door: Door, phone: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        take(door, phone=phone)
    assert "phone" in wrong.value.errors and not Ticket.objects.exists()


@pytest.mark.parametrize("changes", [{"purpose": "x"}, {"source": "x"}])
def test_only_known_purposes_and_sources(door: Door, changes: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        take(door, **changes)


def test_a_closed_counter_says_why_and_opens_to_who_uses_neither(door: Door) -> None:
    enact(door.world, {"point": "receive.counter", "value": "fallback"})
    with pytest.raises(NotAllowed) as closed:
        take(door)
    assert closed.value.because[0]["document"] == "905/UBND-PVHCC"
    assert take(door, uses_neither=True).code == "A001", "the number of the refused one is not lost"
    assert take(door, purpose="ask", procedure=None).code == "C001", "guidance is for everybody"
    event = Event.objects.filter(name="ticket.taken").earliest("id")
    assert event.data["uses_neither"] is True


def test_a_day_on_which_the_counter_does_not_receive(door: Door) -> None:
    enact(door.world, {"point": "receive.counter.days", "value": [2, 5]})
    with pytest.raises(NotAllowed, match="thứ Ba"):
        take(door)
    assert take(door, at=MONDAY + timedelta(days=1)).code == "A001"


def test_a_result_is_fetched_when_it_is_there(door: Door) -> None:
    dossier = at_counter(door.world).dossier
    with pytest.raises(InvalidInput) as early:
        take(door, purpose="pick_up", procedure=None, dossier_code=dossier.code)
    assert "chưa có kết quả" in early.value.errors["dossier_code"]
    type(dossier).objects.filter(pk=dossier.pk).update(state="result_ready")
    ticket = take(door, purpose="pick_up", procedure=None, dossier_code=f" {dossier.code.lower()} ")
    assert (ticket.dossier_code, ticket.procedure, ticket.field) == (
        dossier.code,
        door.world.procedure,
        door.world.procedure.field,
    )
    with pytest.raises(InvalidInput):
        take(door, purpose="pick_up", procedure=None, dossier_code="khong-co")


def test_a_matter_no_counter_takes_is_not_given_a_number(door: Door) -> None:
    from motcua.catalog.models import Field

    other = Field.objects.create(code="DD", name="Đất đai")
    for counter in door.counters:
        counter.fields.set([other])
    with pytest.raises(NotAllowed, match="chưa có quầy"):
        take(door)
    Counter.objects.update(picks_up=False)
    with pytest.raises(NotAllowed):
        take(door, purpose="pick_up")


def test_an_appointment_has_one_ticket_and_goes_first_at_its_time(door: Door) -> None:
    booked = Appointment.objects.create(
        code="H4K7-92", premises=door.premises, counter=door.counters[0], procedure=door.world.procedure,
        during=Range(later(5), later(20)), name="Vàng Thị Mỷ", phone=PHONE, made_at=MONDAY,
    )  # fmt: skip
    early = take(door, groups=["elderly"])
    ticket = take(door, procedure=None, appointment_id=booked.pk, source="gate")
    assert take(door, appointment_id=booked.pk).pk == ticket.pk
    assert (ticket.phone, ticket.name, ticket.groups) == (PHONE, "Vàng Thị Mỷ", ["appointment"])
    booked.refresh_from_db()
    assert booked.state == "arrived" and Event.objects.filter(name="appointment.arrived").count() == 1
    assert waiting_codes(door) == [ticket.code, early.code]
    assert waiting_codes(door, later(25)) == [early.code, ticket.code], "late: it counts no more"
    counter, officer = sit(door)
    finish_serving(ticket_id=call_next(counter_id=counter, by=officer, at=later(1)).pk, by=officer, at=later(9))
    booked.refresh_from_db()
    assert (booked.state, booked.ended_at) == ("done", later(9)), "done with its ticket"
    Appointment.objects.update(state="cancelled")
    ticket.delete()
    with pytest.raises(NotAllowed, match="H4K7-92"):
        take(door, appointment_id=booked.pk)
    with pytest.raises(InvalidInput):
        take(door, appointment_id=booked.pk + 1)


def test_an_appointment_of_another_day_is_none_and_a_missed_one_may_still_come(door: Door) -> None:
    booked = Appointment.objects.create(
        code="H4K7-92", premises=door.premises, counter=door.counters[0], procedure=door.world.procedure,
        during=Range(later(-60), later(-45)), made_at=MONDAY, state="missed",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="không phải của hôm nay"):
        take(door, appointment_id=booked.pk, at=MONDAY + timedelta(days=1))
    first, late = take(door, groups=["pregnant"]), take(door, appointment_id=booked.pk)
    assert waiting_codes(door) == [first.code, late.code]


@pytest.mark.parametrize(("hour", "given"), [(4, False), (7, True), (16, True), (18, False), (23, False)])
def test_by_oneself_a_number_is_taken_around_the_units_hours(door: Door, hour: int, given: bool) -> None:
    at = MONDAY.replace(hour=hour)
    for source in ("kiosk", "phone"):
        if given:
            take(door, source=source, at=at)
        else:
            with pytest.raises(NotAllowed):
                take(door, source=source, at=at)
    assert take(door, source="desk", by=door.marshal, at=at), "an officer gives one at any hour"


def test_outside_is_told_once_when_near_and_once_when_called(door: Door) -> None:
    counter, officer = sit(door)
    ahead = [take(door) for _ in range(4)]
    mine = wait_outside(ticket_id=take(door).pk, at=MONDAY, phone=PHONE)
    assert not Message.objects.exists(), "four before"
    for minute, ticket in enumerate(ahead):
        assert call_next(counter_id=counter, by=officer, at=later(minute)) == ticket
        start_serving(ticket_id=ticket.pk, by=officer, at=later(minute))
        leave = Ticket.objects.filter(pk=ticket.pk)
        leave.update(state="done")
    assert [m.reference for m in Message.objects.order_by("id")] == [f"ticket:{mine.pk}:soon"]
    call_next(counter_id=counter, by=officer, at=later(9))
    assert [m.reference for m in Message.objects.order_by("id")][1:] == [f"ticket:{mine.pk}:called:1"]
    called = Message.objects.latest("id")
    assert called.to == PHONE and "quầy 1" in called.text and mine.token in called.text


def test_leaving_twice_is_once_and_not_while_served(door: Door) -> None:
    counter, officer = sit(door)
    gone, served = take(door), take(door)
    leave_queue(ticket_id=gone.pk, at=MONDAY)
    assert leave_queue(ticket_id=gone.pk, at=later(1)).ended_at == MONDAY
    call_next(counter_id=counter, by=officer, at=MONDAY)
    start_serving(ticket_id=served.pk, by=officer, at=MONDAY)
    with pytest.raises(NotAllowed):
        leave_queue(ticket_id=served.pk, at=MONDAY)
    with pytest.raises(NotAllowed):
        wait_outside(ticket_id=gone.pk, at=MONDAY)


def test_past_days_are_ended_and_today_is_not(door: Door) -> None:
    counter, officer = sit(door)
    served = take(door)
    call_next(counter_id=counter, by=officer, at=MONDAY)
    start_serving(ticket_id=served.pk, by=officer, at=MONDAY)
    waited = take(door)
    tuesday = MONDAY + timedelta(days=1)
    today = take(door, at=tuesday)
    assert close_tickets(at=tuesday, most=1) == 1
    assert close_tickets(at=tuesday) == 1 and close_tickets(at=tuesday) == 0
    states = dict(Ticket.objects.values_list("pk", "state"))
    assert states == {served.pk: "done", waited.pk: "left", today.pk: "waiting"}
    close_counter(counter_id=counter, by=officer, at=tuesday)


def test_a_ticket_left_over_does_not_hold_its_counter_the_next_day(door: Door) -> None:
    counter, officer = sit(door)
    take(door)
    call_next(counter_id=counter, by=officer, at=MONDAY)
    tuesday = MONDAY + timedelta(days=1)
    ticket = take_ticket(premises_id=door.premises.pk, purpose="ask", source="desk", at=tuesday)
    assert call_next(counter_id=counter, by=officer, at=tuesday) == ticket
