"""Four hundred people at once at eight doors of a room for twenty, two of the doors without network for a part of it.

Who is really inside is counted beside the system: one comes in after the answer, one has gone before it is told.
"""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connection

from motcua.door.gate.actions.admission import count_out
from motcua.door.models import GateAct, GateDevice, Room, TurnedAway, Visit
from motcua.journal.actions import seal_events
from motcua.journal.models import Event
from motcua.journal.queries import verify_journal
from motcua.refusals import InvalidInput
from tests.door.gate_phone import Phone
from tests.door.gate_scene import Door, make_door
from tests.dossiers.world import MONDAY

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

CAP, DOORS, PEOPLE = 20, 8, 400
SILENT_DOORS = (2, 5)
SEED = 905


class Truth:
    """Who is in the room, whatever any book says."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.inside = self.most = self.came = self.went = 0
        self.too_many: list[int] = []

    def come(self) -> None:
        with self.lock:
            self.inside += 1
            self.came += 1
            self.most = max(self.most, self.inside)
            if self.inside > CAP:
                self.too_many.append(self.inside)

    def go(self) -> bool:
        with self.lock:
            if self.inside == 0:
                return False
            self.inside -= 1
            self.went += 1
            return True


@dataclass
class Storm:
    """All doors, the people outside, and what is known of the doors without network."""

    door: Door
    truth: Truth = field(default_factory=Truth)
    outside: queue.Queue[int] = field(default_factory=queue.Queue)
    phones: list[Phone] = field(default_factory=list)
    locks: list[threading.Lock] = field(default_factory=lambda: [threading.Lock() for _ in range(DOORS)])
    silent: set[int] = field(default_factory=set)
    began: float = field(default_factory=time.monotonic)
    alone_entries: int = 0

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=time.monotonic() - self.began)

    @contextmanager
    def at(self, index: int) -> Iterator[Phone]:
        with self.locks[index]:
            yield self.phones[index]

    def beat_all(self) -> None:
        """A second passes: every door with network says that it is there, and gives back what it is asked for."""
        for index in range(DOORS):
            with self.at(index) as phone:
                if index not in self.silent:
                    phone.beat(self.now())


def in_threads(calls: list[Callable[[], None]]) -> None:
    def one(call: Callable[[], None]) -> None:
        try:
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        for made in [pool.submit(one, call) for call in calls]:
            made.result()


def marshal(storm: Storm, index: int) -> None:
    """One door: people come in, others go out at random; two doors lose their network in the middle."""
    dice = random.Random(SEED + index)
    quiet_from, quiet_to = (8, 30) if index in SILENT_DOORS else (10**9, 10**9)
    turn = 0
    while True:
        try:
            person = storm.outside.get_nowait()
        except queue.Empty:
            break
        turn += 1
        if turn == quiet_from:
            with storm.at(index) as phone:
                phone.beat(storm.now())
                storm.silent.add(index)
        if turn == quiet_to:
            come_back(storm, index)
        if index in storm.silent:
            alone(storm, index, person, dice)
        else:
            with_network(storm, index, dice)
    if index in storm.silent:
        come_back(storm, index)


def come_back(storm: Storm, index: int) -> None:
    with storm.at(index) as phone:
        phone.tell(storm.now(), answered=False)  # the first answer is lost: it tells again
        storm.silent.discard(index)
        phone.tell(storm.now())


def alone(storm: Storm, index: int, person: int, dice: random.Random) -> None:
    with storm.at(index) as phone:
        if phone.enter_alone(storm.now()):
            storm.truth.come()
            storm.alone_entries += 1
        else:
            storm.outside.put(person)  # he goes to another door
            time.sleep(0.05)
        if dice.random() < 0.45 and storm.truth.go():
            phone.leave_alone(storm.now())


def with_network(storm: Storm, index: int, dice: random.Random) -> None:
    for attempt in range(10_000):
        with storm.at(index) as phone:
            done = phone.enter(storm.now())
        if done is not None and done.visit is not None:
            storm.truth.come()
            break
        if attempt % 3 == 1:
            storm.beat_all()
        go_out(storm, index)
    if dice.random() < 0.85:
        go_out(storm, index)


def go_out(storm: Storm, index: int) -> None:
    if not storm.truth.go():
        return
    with storm.at(index) as phone:
        try:
            count_out(room_id=storm.door.room.pk, by=phone.by, at=storm.now(), device_id=phone.device_id)
        except InvalidInput:  # all who are inside came by doors that have not told yet, and hold no more places
            storm.truth.come()  # so he waits until they have


def test_four_hundred_at_eight_doors_of_a_room_for_twenty() -> None:
    storm = Storm(make_door(own_cap=CAP))
    Room.objects.filter(pk=storm.door.room.pk).update(doors=[], offline_places=2)
    room = Room.objects.get(pk=storm.door.room.pk)
    for index in range(DOORS):
        storm.phones.append(Phone(room, f"Cửa {index + 1}", storm.door.marshal).open(storm.now()))
    for person in range(PEOPLE):
        storm.outside.put(person)
    in_threads([lambda index=index: marshal(storm, index) for index in range(DOORS)])  # type: ignore[misc]

    assert storm.truth.too_many == []
    assert storm.truth.came >= PEOPLE
    assert storm.alone_entries > 2 * 2, "the doors without network let nobody in on places that came free"
    assert storm.truth.most >= CAP - 2 * 2, "the room was never nearly full: the storm proves nothing"
    room.refresh_from_db()
    still_inside = Visit.objects.filter(room=room, left_at=None).count()
    assert room.inside_visitors == still_inside == storm.truth.inside
    assert Visit.objects.filter(room=room).count() == PEOPLE
    replay_by_time(room)
    replay_in_order(room)
    assert not GateAct.objects.filter(visit=None).exists()
    assert all(device.share <= 2 for device in GateDevice.objects.all())
    seal_events(at=storm.now())
    assert verify_journal().broken is None


def replay_by_time(room: Room) -> None:
    """At every instant of the log at most the cap; who leaves makes room for who enters at that same moment."""
    steps = []
    for visit in Visit.objects.filter(room=room):
        steps.append((visit.entered_at, 1))
        if visit.left_at is not None:
            steps.append((visit.left_at, -1))
    now = 0
    for _moment, step in sorted(steps):
        now += step
        assert 0 <= now <= CAP


def replay_in_order(room: Room) -> None:
    """In the order of the commits: each entry had a place, each refusal had none that was not held by a door."""
    events = Event.objects.filter(subject=f"room:{room.pk}", name__startswith="entry.").order_by("id")
    refused = 0
    for event in events:
        if event.name == "entry.admitted":
            assert event.data["inside"] <= CAP
        if event.name == "entry.refused":
            refused += 1
            assert event.data["inside"] + event.data["held"] >= CAP
    assert refused == TurnedAway.objects.filter(room=room, reason="full").count()


def test_nobody_waits_while_a_door_with_network_holds_a_place() -> None:
    """All places but one door's are used up at another: after one round of beats the refused one is in."""
    storm = Storm(make_door(own_cap=CAP))
    Room.objects.filter(pk=storm.door.room.pk).update(doors=[], offline_places=2)
    room = Room.objects.get(pk=storm.door.room.pk)
    for index in range(DOORS):
        storm.phones.append(Phone(room, f"Cửa {index + 1}", storm.door.marshal).open(storm.now()))
    storm.silent.add(7)
    first, refused_in_a_row, inside = storm.phones[0], 0, 0
    held_by_silent = storm.phones[7].share
    while inside < CAP - held_by_silent:
        done = first.enter(storm.now())
        assert done is not None
        if done.visit is not None:
            inside, refused_in_a_row = inside + 1, 0
            continue
        refused_in_a_row += 1
        assert refused_in_a_row == 1, f"refused twice with {CAP - held_by_silent - inside} places unused"
        storm.beat_all()
    last = first.enter(storm.now())
    assert last is not None
    assert last.refusal is not None
