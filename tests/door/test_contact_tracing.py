"""Tracing over rows of the door: ten thousand random visits against every pair, officers, who may ask, what is kept."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from motcua.door.health.actions.incidents import open_incident
from motcua.door.models import CounterSession, Pass, Room, Ticket, Tracing, Visit
from motcua.door.person_keys import person_key
from motcua.door.tracing.actions import MOST_AN_HOUR, ask_tracing, view_tracing
from motcua.door.tracing.queries import Trace, trace_contacts, tracings_visible_to
from motcua.journal.models import Event
from motcua.people.models import Role
from motcua.refusals import InvalidInput, NotAllowed
from tests.door.gate_scene import Door, person
from tests.dossiers.world import MONDAY, at

PEOPLE = 700
VISITS = 10_000
DAYS = [date(2020, 3, day) for day in (23, 24, 25, 26, 27, 28, 29, 30)]  # a weekend among them
LEFT = ["scanned", "served", "counted", "closing", ""]
NOW = at(30, 18, month=3)


def phone_of(number: int) -> str:
    return f"09{number:08d}"


def random_visits(rooms: list[Room], seed: int) -> list[Visit]:
    """Ten thousand visits of whole minutes: sure ends, counted ones, closing ones, none; some by nobody known."""
    chance = random.Random(seed)
    rows = []
    for _number in range(VISITS):
        day = chance.choice(DAYS)
        entered = datetime.combine(day, datetime.min.time(), MONDAY.tzinfo) + timedelta(
            minutes=chance.randrange(6 * 60, 19 * 60)
        )
        how = chance.choice(LEFT)
        left = None if how == "" else entered + timedelta(minutes=chance.choice([0, 1, 5, 20, 60, 300]))
        who = chance.randrange(PEOPLE + 50)
        phone = phone_of(who) if who < PEOPLE else ""
        rows.append(
            Visit(
                room=chance.choice(rooms),
                full_name=f"Người {who}" if phone else "",
                phone=phone,
                person=person_key(phone=phone),
                entered_at=entered,
                left_at=left,
                left_how=how,
            )
        )
    return Visit.objects.bulk_create(rows)


def end_of(visit: Visit) -> datetime:
    """By hand: what is written where it is sure, else closing of that day (17:00; midnight on a weekend)."""
    if visit.left_at is not None and visit.left_how in {"scanned", "served"}:
        return visit.left_at
    day = visit.entered_at.astimezone(MONDAY.tzinfo).replace(hour=0, minute=0)
    closing = day + (timedelta(days=1) if day.isoweekday() > 5 else timedelta(hours=17))
    return max(closing, visit.left_at or visit.entered_at)


def by_every_pair(visits: list[Visit], phone: str, since: datetime, until: datetime, margin: int) -> dict[int, int]:
    """Minutes shared, by visit: each of the person's against each of everybody's, minute by minute."""
    epoch = since - timedelta(days=30)

    def minutes(moment: datetime) -> int:
        return int((moment - epoch).total_seconds() // 60)

    own = [visit for visit in visits if visit.phone == phone]
    expected: dict[int, set[int]] = {}
    for mine in own:
        a, b = minutes(max(mine.entered_at, since)), minutes(min(end_of(mine), until))
        if mine.entered_at >= until or end_of(mine) < since:
            continue
        for other in visits:
            if other.phone == phone or other.room_id != mine.room_id:
                continue
            c, d = minutes(other.entered_at), minutes(end_of(other))
            if c <= b + margin and d >= a - margin:
                shared = set(range(max(a, c), min(b, d)))
                expected[other.pk] = expected.get(other.pk, set()) | shared
    return {pk: len(shared) for pk, shared in expected.items()}


def test_ten_thousand_random_visits_are_traced_as_every_pair_compared_by_hand(door: Door) -> None:
    rooms = [door.room, door.yard, *(Room.objects.create(premises=door.premises, name=f"P{n}") for n in range(4))]
    visits = random_visits(rooms, seed=20200330)
    window = (at(24, 0, month=3), at(30, 0, month=3))
    chance, contacts = random.Random(7), 0
    for who in chance.sample(range(PEOPLE), 12):
        margin = chance.choice([0, 15, 60])
        found = trace_contacts(
            person_key(phone=phone_of(who)), premises=[door.premises], since=window[0], until=window[1],
            margin=timedelta(minutes=margin),
        )  # fmt: skip
        expected = by_every_pair(visits, phone_of(who), *window, margin)
        rows = {visit.pk: visit for visit in visits}
        wanted = Counter(
            (rows[pk].phone, rows[pk].room.name, rows[pk].entered_at, shared) for pk, shared in expected.items()
        )
        assert Counter((stay.phone, stay.room, stay.since, stay.minutes) for stay in found.near) == wanted
        contacts += len(expected)
    assert contacts > 5000


def minute(of_day: int) -> datetime:
    """A minute of Monday."""
    return at(30, 0, month=3) + timedelta(minutes=of_day)


def stayed(room: Room, since: int, until: int | None, *, phone: str = "", how: str = "scanned", **more) -> Visit:
    return Visit.objects.create(
        room=room, entered_at=minute(since), left_at=None if until is None else minute(until),
        left_how=how if until is not None else "", phone=phone, person=person_key(phone=phone),
        full_name=f"Người {phone[-2:]}" if phone else "", **more,
    )  # fmt: skip


def near(door: Door, key: str, margin: int = 15) -> Trace:
    return trace_contacts(
        key, premises=[door.premises], since=at(30, 0, month=3), until=at(31, 0, month=3),
        margin=timedelta(minutes=margin),
    )  # fmt: skip


ILL = "0912345678"


def test_officers_of_the_room_and_of_the_counter_that_served(door: Door) -> None:
    ticket = Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), series="A", number=1, source="kiosk", state="done",
        counter=door.counters[1], taken_at=MONDAY, queued_at=MONDAY, served_at=minute(610),
        ended_at=minute(622),
    )  # fmt: skip
    stayed(door.room, 600, 630, phone=ILL, ticket=ticket)
    for counter, who, since, until in (
        (door.counters[1], door.world.receiver, 480, 690),
        (door.counters[0], door.world.colleague, 620, None),
        (door.counters[2], door.world.returner, 480, 580),
    ):
        CounterSession.objects.create(
            counter=counter, staff=who, opened_at=minute(since),
            closed_at=None if until is None else minute(until),
        )  # fmt: skip
    found = {stay.name: stay for stay in near(door, person_key(phone=ILL)).near}
    served = found[door.world.receiver.full_name]
    assert [(reason.kind, reason.minutes, reason.number) for reason in served.reasons] == [
        ("counter", 12, 2),
        ("room", 30, 0),
    ]
    assert found[door.world.colleague.full_name].minutes == 10
    assert not found[door.world.colleague.full_name].sure
    assert door.world.returner.full_name not in found


def test_an_officer_who_fell_ill_traced_by_his_visit_and_counter(door: Door) -> None:
    ill = door.world.receiver
    visit = stayed(door.room, 470, 700, who="staff", staff=ill)
    CounterSession.objects.create(counter=door.counters[0], staff=ill, opened_at=minute(480), closed_at=minute(690))
    Ticket.objects.create(
        premises=door.premises, day=MONDAY.date(), series="A", number=1, source="kiosk", state="done",
        name="Sùng Mí Phìn", phone="0987654321", counter=door.counters[0], taken_at=MONDAY, queued_at=MONDAY,
        served_at=minute(500), ended_at=minute(510),
    )  # fmt: skip
    stayed(door.room, 600, 610, phone="0911111111")
    row, found = ask_tracing(
        how="visit", text=str(visit.pk), first=MONDAY.date(), last=MONDAY.date(), margin_minutes=15,
        reason="Công văn 12/SYT", by=door.health, at=NOW,
    )  # fmt: skip
    assert row.person == f"staff:{ill.pk}"
    assert {(stay.phone, stay.minutes) for stay in found.near} == {("0987654321", 10), ("0911111111", 10)}


def test_the_same_person_by_phone_by_pass_and_with_a_card_at_another_visit(door: Door) -> None:
    stayed(door.room, 600, 610, phone=ILL)
    # The card was scanned at this visit; the phone stands beside it.
    other = stayed(door.room, 700, 710, phone=ILL)
    Visit.objects.filter(pk=other.pk).update(person=person_key(id_number="002190001234"))
    assert len(near(door, person_key(phone=ILL)).own) == 2
    assert len(near(door, person_key(id_number="002190001234")).own) == 1


def test_people_nobody_knows_are_counted_each(door: Door) -> None:
    stayed(door.room, 600, 630, phone=ILL)
    stayed(door.room, 600, 630)
    stayed(door.room, 600, 630)
    stayed(door.room, 600, 610, phone="0911111111")
    stayed(door.room, 620, 625, phone="0911111111")
    found = near(door, person_key(phone=ILL))
    assert (len(found.near), found.people) == (4, 3)


def ask(door: Door, **changes: object) -> tuple[Tracing, Trace]:
    given: dict[str, object] = {
        "how": "phone", "text": "0912 345 678", "first": MONDAY.date(), "last": MONDAY.date(), "margin_minutes": 15,
        "reason": "Công văn 12/SYT-NVY", "by": door.health, "at": NOW,
    }  # fmt: skip
    return ask_tracing(**(given | changes))  # type: ignore[arg-type]


def test_the_question_is_kept_the_people_are_not(door: Door) -> None:
    stayed(door.room, 600, 630, phone=ILL)
    stayed(door.room, 600, 630, phone="0911111111")
    row, found = ask(door)
    assert (row.visits, row.contacts, found.near[0].phone) == (1, 1, "0911111111")
    event = Event.objects.get(name="tracing.asked")
    everything = str(Tracing.objects.values().get()) + str(event.data) + event.subject + event.subject_label
    assert ILL not in everything and "0911111111" not in everything and "Công văn" not in str(event.data)
    _row, again = view_tracing(tracing_id=row.pk, by=door.health, at=NOW, use="csv")
    assert again == found
    assert Event.objects.get(name="tracing.viewed").data["use"] == "csv"


def test_only_health_asks_and_only_who_asked_sees(door: Door) -> None:
    for who in (door.head, door.marshal, door.world.leader):
        with pytest.raises(NotAllowed):
            ask(door, by=who)
    row, _found = ask(door)
    other = person("other_health", Role.HEALTH_OFFICER, door.world.province)
    assert not tracings_visible_to(other, NOW).exists() and not tracings_visible_to(door.head, NOW).exists()
    with pytest.raises(NotAllowed):
        view_tracing(tracing_id=row.pk, by=other, at=NOW)


def test_health_of_one_commune_does_not_see_another(door: Door) -> None:
    stayed(door.room, 600, 630, phone=ILL)
    elsewhere = person("far_health", Role.HEALTH_OFFICER, door.world.elsewhere)
    with pytest.raises(NotAllowed):
        ask(door, by=elsewhere)
    with pytest.raises(InvalidInput) as wrong:
        ask(door, premises_id=10**9)
    assert set(wrong.value.errors) == {"premises"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "bà Mỷ 0912345678"}, "reason"),
        ({"text": "12"}, "text"),
        ({"text": ""}, "text"),
        ({"how": "id_number", "text": "x"}, "text"),
        ({"how": "pass", "text": "MC1:gia-mao"}, "text"),
        ({"how": "visit", "text": "99999999999999999999"}, "text"),
        ({"how": "dream"}, "text"),
        ({"first": date(2020, 3, 31)}, "last"),
        ({"last": date(2020, 3, 31)}, "last"),
        ({"first": date(2020, 3, 8)}, "first"),
        ({"margin_minutes": -1}, "margin"),
        ({"margin_minutes": 241}, "margin"),
        ({"incident_id": 10**9}, "incident"),
    ],
)
def test_what_cannot_be_asked(door: Door, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        ask(door, **changes)
    assert set(wrong.value.errors) == {field}
    assert not Tracing.objects.exists()


def test_the_first_day_still_kept_may_be_asked(door: Door) -> None:
    assert ask(door, first=date(2020, 3, 9))[0].pk


def test_not_without_end(door: Door) -> None:
    for _time in range(MOST_AN_HOUR):
        ask(door)
    with pytest.raises(NotAllowed, match="đợi"):
        ask(door)
    assert Tracing.objects.count() == MOST_AN_HOUR


def test_of_an_incident_its_step_is_ticked(door: Door) -> None:
    visit = stayed(door.room, 600, 630, phone=ILL)
    incident = open_incident(
        premises_id=door.premises.pk, kind="fever", what="Sốt", by=door.marshal, at=NOW, visit_id=visit.pk
    )
    ask(door, how="visit", text=str(visit.pk), incident_id=incident.pk)
    step = incident.steps.get(kind="trace")
    assert step.done_by == door.health and "0 người" in step.outcome


def test_by_a_pass_without_a_phone(door: Door) -> None:
    held = Pass.objects.create(
        token="x", premises=door.premises, full_name="Cụ Sùng", made_at=MONDAY, valid_from=MONDAY,
        valid_until=NOW, purge_on=NOW.date(),
    )  # fmt: skip
    stayed(door.room, 600, 630, given_pass=held)
    stayed(door.room, 600, 630, phone="0911111111")
    assert [stay.phone for stay in near(door, f"pass:{held.pk}").near] == ["0911111111"]
