"""Let in or not: what policy asks, the pass, the appointment, and why not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.door.gate.actions.admission import Admission, admit, count_out, turn_away
from motcua.door.gate.guests import Guest
from motcua.door.gate.queries.arrivals import recognise
from motcua.door.gate.queries.entry_checks import entry_checks
from motcua.door.gate.queries.visits import gate_day
from motcua.door.health.actions.declarations import make_declaration
from motcua.door.models import Declaration, DoorIncident, Pass, Room, Ticket, TurnedAway, Visit
from motcua.door.person_keys import person_key
from motcua.journal import queries as journal
from motcua.notices.models import Message
from motcua.refusals import InvalidInput, NotAllowed
from tests.door.gate_scene import Door
from tests.door.test_declarations import WELL
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY

HOUR = timedelta(hours=1)
CARD = "002190777888||Lầu Thị Súng|05021990|Nữ|Má Lầu|01012020"
MASK: dict[str, object] = {"point": "entry.mask", "value": ["visitors", "staff"], "when": {}}
TEMPERATURE: dict[str, object] = {"point": "entry.temperature", "value": ["visitors"], "when": {}}
DECLARED: dict[str, object] = {"point": "entry.health_declaration", "value": ["visitors"], "when": {}}


def enter(door: Door, guest: Guest | None = None, **checks: object) -> Admission:
    return admit(room_id=door.room.pk, guest=guest or Guest(), checks=checks, by=door.marshal, at=MONDAY)


def reason(done: Admission) -> str:
    assert done.visit is None
    assert done.refusal is not None
    return done.refusal.reason


def test_where_policy_is_silent_nothing_is_asked(door: Door) -> None:
    assert entry_checks(door.office, MONDAY, "visitors") == ()
    assert enter(door).visit is not None


def test_what_policy_asks_is_shown_with_its_clause_and_must_be_met(door: Door) -> None:
    enact(door.world, MASK, TEMPERATURE)
    assert [(check.name, check.label) for check in entry_checks(door.office, MONDAY, "visitors")] == [
        ("mask", "Đeo khẩu trang"),
        ("temperature", "Đo thân nhiệt"),
    ]
    done = enter(door, temperature="36,8")
    assert reason(done) == "check"
    assert done.refusal is not None
    assert "905/UBND-PVHCC" in done.refusal.clauses
    assert reason(enter(door, mask=True)) == "check"
    let_in = enter(door, mask=True, temperature="36,8")
    assert let_in.visit is not None
    assert let_in.visit.checks == {"mask": True, "temperature": 36.8}


def test_officers_are_asked_what_policy_asks_of_officers(door: Door) -> None:
    enact(door.world, MASK, TEMPERATURE)
    officer = Guest(who=Visit.Who.STAFF, staff=door.world.receiver)
    assert reason(enter(door, officer)) == "check"
    assert enter(door, officer, mask=True).visit is not None


@pytest.mark.parametrize("typed", ["ba mươi bảy", "12", "99,9", "nan", "inf"])
def test_a_temperature_no_thermometer_shows_is_asked_again(door: Door, typed: str) -> None:
    with pytest.raises(InvalidInput):
        enter(door, temperature=typed)


def test_a_fever_does_not_come_in_and_goes_on_online(door: Door) -> None:
    enact(door.world, TEMPERATURE)
    done = enter(door, Guest(full_name="Lầu Thị Súng", phone="0912345678"), temperature="378")
    assert reason(done) == "fever"
    assert done.refusal is not None
    assert done.refusal.other_way == "online"
    assert DoorIncident.objects.get().kind == DoorIncident.Kind.FEVER
    assert Message.objects.get().to == "0912345678"
    assert "Súng" not in str(list(journal.latest().values_list("data", flat=True)))


def test_officers_count_against_the_cap_only_where_policy_says_so(door: Door) -> None:
    Room.objects.filter(pk=door.room.pk).update(own_cap=1)
    assert enter(door).visit is not None
    officer = Guest(who=Visit.Who.STAFF, staff=door.world.receiver)
    assert enter(door, officer).visit is not None
    enact(door.world, {"point": "cap.counts_officers", "value": True, "when": {}})
    other = Guest(who=Visit.Who.STAFF, staff=door.world.colleague)
    assert reason(enter(door, other)) == "full"


def test_the_caps_of_room_and_unit_are_named(door: Door) -> None:
    enact(door.world, {"point": "unit.cap", "value": 1, "when": {}})
    assert enter(door).visit is not None
    done = enter(door)
    assert reason(done) == "full"
    assert done.refusal is not None
    assert "đơn vị" in done.refusal.clauses
    assert admit(room_id=door.yard.pk, guest=Guest(), checks={}, by=door.marshal, at=MONDAY).visit is not None


def test_a_pass_shown_twice_is_refused_until_its_holder_has_left(door: Door) -> None:
    load_internal_forms(MONDAY)
    made = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY)
    row, token = made.entry_pass, made.token
    found = recognise(f"MC1:{token}", premises=door.premises, at=MONDAY)
    first = enter(door, found.guest)
    assert first.visit is not None
    assert first.visit.given_pass_id == row.pk
    again = recognise(f"MC1:{token}", premises=door.premises, at=MONDAY)
    assert again.visit == first.visit
    assert reason(enter(door, again.guest)) == "inside"
    count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + HOUR, visit_id=first.visit.pk)
    back = admit(room_id=door.room.pk, guest=again.guest, checks={}, by=door.marshal, at=MONDAY + HOUR)
    assert back.visit is not None


def test_a_pass_of_yesterday_or_forged_lets_nobody_in(door: Door) -> None:
    load_internal_forms(MONDAY - timedelta(days=1))
    token = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY - timedelta(days=1)).token
    old = recognise(f"MC1:{token}", premises=door.premises, at=MONDAY)
    assert (old.stop, old.problem) == (True, "Mã này đã hết hạn.")
    forged = recognise("MC1:khong-phai-ma-that-dau-nhe", premises=door.premises, at=MONDAY)
    assert forged.stop
    assert "không phải do đơn vị cấp" in forged.problem
    assert reason(enter(door, Guest(given_pass=Pass.objects.get()))) == "pass"


def test_a_declaration_is_asked_for_and_found_by_person(door: Door) -> None:
    enact(door.world, DECLARED)
    guest = recognise(CARD, premises=door.premises, at=MONDAY).guest
    done = enter(door, guest)
    assert reason(done) == "declaration"
    assert done.refusal is not None
    assert done.refusal.other_way == "declare"
    load_internal_forms(MONDAY)
    make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY)
    assert person_key(id_number="002190777888") == guest.person
    Pass.objects.update(person=guest.person)
    Declaration.objects.all().delete()
    assert reason(enter(door, guest)) == "declaration"  # a pass without a declaration is none


def test_the_same_tap_twice_is_one_entry(door: Door) -> None:
    key = uuid4()
    for again in (False, True):
        done = admit(room_id=door.room.pk, guest=Guest(), checks={}, by=door.marshal, at=MONDAY, key=key)
        assert done.again is again
    out = uuid4()
    for _time in range(2):
        count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + HOUR, key=out)
    assert Visit.objects.count() == 1
    assert Room.objects.get(pk=door.room.pk).inside_visitors == 0


def test_from_one_room_of_the_unit_into_another_is_one_person(door: Door) -> None:
    guest = recognise(CARD, premises=door.premises, at=MONDAY).guest
    admit(room_id=door.yard.pk, guest=guest, checks={}, by=door.marshal, at=MONDAY)
    assert enter(door, guest).visit is not None
    counts = Room.objects.filter(premises=door.premises).order_by("pk").values_list("inside_visitors", flat=True)
    assert list(counts) == [1, 0]


def test_who_goes_out_unscanned_is_whose_ticket_is_done_then_who_is_in_longest(door: Door) -> None:
    done = Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), series="A", number=1, source="gate", taken_at=MONDAY,
        queued_at=MONDAY, state=Ticket.State.DONE, ended_at=MONDAY,
    )  # fmt: skip
    first = enter(door).visit
    served = enter(door, Guest(ticket_id=done.pk)).visit
    gone = count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + HOUR)
    assert (gone, gone.left_how if gone else "") == (served, Visit.Left.COUNTED)
    assert count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + HOUR) == first
    with pytest.raises(InvalidInput):
        count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + HOUR)


def test_who_was_left_in_the_book_yesterday_is_out_at_closing(door: Door) -> None:
    friday = MONDAY - timedelta(days=3)
    admit(room_id=door.room.pk, guest=Guest(), checks={}, by=door.marshal, at=friday)
    assert enter(door).visit is not None
    old = Visit.objects.order_by("pk")[0]
    assert old.left_how == Visit.Left.CLOSING
    assert old.left_at is not None
    assert old.left_at.date() == friday.date()
    assert Room.objects.get(pk=door.room.pk).inside_visitors == 1


def test_the_day_tells_who_came_and_who_did_not(door: Door) -> None:
    Room.objects.filter(pk=door.room.pk).update(own_cap=1)
    enter(door)
    enter(door)
    turn_away(room_id=door.room.pk, reason="other", by=door.marshal, at=MONDAY)
    count_out(room_id=door.room.pk, by=door.marshal, at=MONDAY + HOUR)
    story = gate_day(door.premises, MONDAY.date())
    assert (story.entered, story.left, dict(story.refused)) == (1, 1, {"full": 1, "other": 1})
    assert [(room.pk, most) for room, most in story.most] == [(door.room.pk, 1)]
    assert TurnedAway.objects.filter(reason="full").get().cap == 1


def test_only_who_controls_the_door_lets_in(door: Door) -> None:
    with pytest.raises(NotAllowed):
        admit(room_id=door.room.pk, guest=Guest(), checks={}, by=door.world.stranger, at=MONDAY)
    with pytest.raises(InvalidInput):
        turn_away(room_id=door.room.pk, reason="vì thích", by=door.marshal, at=MONDAY)
