"""Write what a door counted without network: as it happened, marked where it should not have happened."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction

from motcua.door.gate.actions.admission import LockedDoors, lock_gate
from motcua.door.gate.actions.doors import renew_share
from motcua.door.gate.actions.visit_log import end_by_earlier_exit, write_entry, write_exit, write_unmatched_exit
from motcua.door.gate.door_shares import left_of_share, share_held_at
from motcua.door.gate.entry_rules import read_checks
from motcua.door.gate.events import record_device
from motcua.door.gate.guests import Guest
from motcua.door.gate.models import GateAct, GateDevice, Visit
from motcua.door.gate.occupancy import occupancies
from motcua.door.gate.queries.arrivals import recognise
from motcua.door.gate.queries.entry_checks import TEMPERATURE
from motcua.door.gate.queries.visits import most_likely_gone, open_visit_of
from motcua.door.live import send_live_update
from motcua.door.places.models import Room
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput

MOST_ROWS: Final = 500
_LARGEST: Final = 2**31
ENTRY, EXIT = "entry", "exit"


@dataclass(frozen=True, slots=True)
class OfflineAct:
    """One act counted without network, `elapsed` seconds after the answer that gave the share of `since`.

    An exit `of` an entry takes back one that was sent, got no answer, and was not let in after all. `device` is the
    door at which it was counted, where the phone says it: it may stand at another one by now.
    """

    key: UUID
    kind: str
    elapsed: float
    since: datetime | None = None
    text: str = ""
    who: str = Visit.Who.VISITOR
    checks: tuple[tuple[str, Any], ...] = ()
    of: UUID | None = None
    device: int | None = None


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The outcome: counted in and out, `known` from before, `unmatched` exits with nobody left in the log.

    `late` acts came after the share had ended; `over` entries came when the room was full.
    """

    entries: int
    exits: int
    known: int
    unmatched: int
    late: int
    over: int
    share: int


def read_offline_acts(raw: Any) -> list[OfflineAct]:
    """Rows as a device sends them: {key, kind, elapsed, since, text, who, checks, of, device}; else InvalidInput."""
    if not isinstance(raw, list) or len(raw) > MOST_ROWS:
        raise InvalidInput({"": "Không đọc được số đếm của máy."})
    return [_row(row) for row in raw]


def _row(raw: Any) -> OfflineAct:
    try:
        elapsed = float(raw["elapsed"])
        if not math.isfinite(elapsed):
            raise ValueError
        since = datetime.fromisoformat(raw["since"]) if raw.get("since") else None
        if since is not None and since.tzinfo is None:
            raise ValueError
        if raw["kind"] not in {ENTRY, EXIT}:
            raise ValueError
        given = raw.get("checks") or {}
        return OfflineAct(
            key=UUID(str(raw["key"])),
            kind=raw["kind"],
            elapsed=max(0.0, elapsed),
            since=since,
            text=_sound(str(raw.get("text") or ""))[:400],
            who=Visit.Who.STAFF if raw.get("who") == Visit.Who.STAFF else Visit.Who.VISITOR,
            checks=tuple((_sound(str(name)), value) for name, value in list(given.items())[:20]),
            of=UUID(str(raw["of"])) if raw.get("of") else None,
            device=_number(raw.get("device")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as wrong:
        raise InvalidInput({"": "Không đọc được số đếm của máy."}) from wrong


def _sound(text: str) -> str:
    """The text without what the database cannot hold: NUL, halves of signs."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def _number(value: Any) -> int | None:
    return value if type(value) is int and 0 < value < _LARGEST else None


def acts_by_door(rows: Sequence[OfflineAct], here: int) -> dict[int, list[OfflineAct]]:
    """The rows by the door at which they were counted; those that do not say it are of the door `here`."""
    found: dict[int, list[OfflineAct]] = {here: []}
    for row in rows:
        found.setdefault(row.device or here, []).append(row)
    return found


@transaction.atomic
def sync_offline_acts(*, device_id: int, rows: Sequence[OfflineAct], by: Staff, at: datetime) -> SyncResult:
    """Write what a door counted alone, told at `at` (aware); a row told twice is one act.

    Times are those of the answer that gave the share plus what the device measured since, never its clock, never
    after `at`. Raises InvalidInput for an unknown door, NotAllowed for one who does not control the unit's.
    """
    device = GateDevice.objects.select_related("room").filter(pk=device_id).first()
    if device is None:
        raise InvalidInput({"device": "Không biết máy này."})
    gate = lock_gate(room_id=device.room_id, by=by, at=at, device_id=device_id)
    device = gate.device or GateDevice.objects.select_related("room").get(pk=device_id)
    room = gate.rooms.get(device.room_id)
    if room is None:
        raise AlreadyDone("Phòng của cửa này không còn dùng.")
    work = _Sync(gate, device, room, by, at)
    for moment, row in sorted(((_moment(row, device, at), row) for row in rows), key=lambda timed: timed[0]):
        work.write(moment, row)
    work.settle()
    done = work.done()
    if rows:
        record_device(
            "gate.merged", device, gate.premises, room, by=by, at=at,
            entries=done.entries, exits=done.exits, known=done.known, unmatched=done.unmatched,
            late=done.late, over=done.over, inside=room.inside_visitors, staff=room.inside_staff,
        )  # fmt: skip
    send_live_update(gate.premises.pk)
    return done


def _moment(row: OfflineAct, device: GateDevice, at: datetime) -> datetime:
    """When it happened; a base the device cannot have had is not believed."""
    base = row.since
    if base is None or not device.opened_at <= base <= at:
        base = device.share_from or device.opened_at
    left = (at - base).total_seconds()
    return base + timedelta(seconds=min(row.elapsed, max(0.0, left)))


class _Sync:
    """One synchronisation under the lock: the rows written so far."""

    def __init__(self, gate: LockedDoors, device: GateDevice, room: Room, by: Staff, at: datetime) -> None:
        self.gate, self.device, self.room, self.by, self.at = gate, device, room, by, at
        self.entries = self.exits = self.known = self.unmatched = self.late = self.over = 0
        self.from_share = 0
        self.until = device.share_until
        self.cap = occupancies(gate.premises, gate.rooms.values(), gate.devices, at)[room.pk].cap

    def write(self, moment: datetime, row: OfflineAct) -> None:
        if GateAct.objects.filter(key=row.key).exists():
            self.known += 1
            return
        if self.until is None or moment > self.until:
            self.late += 1
        if row.kind == ENTRY:
            self._enter(moment, row)
        else:
            self._leave(moment, row)

    def _enter(self, moment: datetime, row: OfflineAct) -> None:
        guest = self._guest(row, moment)
        here = open_visit_of(guest, self.gate.premises)
        if (
            here is not None and here.room_id in self.gate.rooms
        ):  # by the log still elsewhere: that visit is over by now
            self._end(here, max(moment, here.entered_at), Visit.Left.COUNTED, row, keyed=False)
        visit = write_entry(
            room=self.room, guest=guest, checks=_readable(row.checks), key=row.key, device=self.device,
            by=self.by, at=moment, told_at=self.at,
        )  # fmt: skip
        self.entries += 1
        self.from_share += self._takes_a_place(row.who)
        end_by_earlier_exit(visit, self.room)

    def _leave(self, moment: datetime, row: OfflineAct) -> None:
        if row.of is not None:
            self._take_back(row.of, moment, row)
            return
        found = recognise(row.text, premises=self.gate.premises, at=moment).visit if row.text else None
        if found is not None and found.room_id in self.gate.rooms:
            self._end(found, moment, Visit.Left.SCANNED, row)
            return
        gone = most_likely_gone(self.room, moment, row.who)
        if gone is None:
            self.unmatched += 1
            write_unmatched_exit(room=self.room, key=row.key, device=self.device, at=moment, told_at=self.at)
            return
        self._end(gone, moment, Visit.Left.COUNTED, row)

    def _take_back(self, entry: UUID, moment: datetime, row: OfflineAct) -> None:
        visit = Visit.objects.filter(key=entry, room__premises=self.gate.premises, left_at=None).first()
        if visit is not None and visit.room_id in self.gate.rooms:
            self._end(visit, moment, Visit.Left.COUNTED, row, keyed=False)
        self.known += 1

    def _end(self, visit: Visit, moment: datetime, how: str, row: OfflineAct, *, keyed: bool = True) -> None:
        write_exit(
            visit=visit,
            how=how,
            room=self.gate.rooms[visit.room_id],
            key=row.key if keyed else uuid4(),
            device=self.device,
            at=moment,
            told_at=self.at,
        )
        if keyed:
            self.exits += 1
            self.from_share -= self._takes_a_place(visit.who)

    def _takes_a_place(self, who: str) -> int:
        return 1 if who == Visit.Who.VISITOR or self.cap.counts_officers else 0

    def _guest(self, row: OfflineAct, moment: datetime) -> Guest:
        """Who it was, as far as the text says; a pass is not asked again whether it held."""
        found = recognise(row.text, premises=self.gate.premises, at=moment).guest if row.text else Guest()
        return found if found.staff is not None else replace(found, who=row.who)

    def settle(self) -> None:
        """Take what was used off the share, then give anew what may be given."""
        device = self.device
        if device.closed_at is not None:
            return
        held = share_held_at(device.share, device.share_until, self.at)
        device.share = left_of_share(held, self.from_share)
        device.seen_at = self.at
        device.save(update_fields=["share", "seen_at"])
        if self.cap.value is not None:
            self.over = max(0, self.cap.counted(self.room) - self.cap.value)
        renew_share(self.gate, device, self.by, self.at)

    def done(self) -> SyncResult:
        return SyncResult(
            self.entries, self.exits, self.known, self.unmatched, self.late, self.over, self.device.share
        )  # fmt: skip


def _readable(given: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    """The checks as kept; a temperature that cannot be read is left out, as the person is inside already."""
    try:
        return read_checks(dict(given))
    except InvalidInput:
        return read_checks({name: value for name, value in given if name != TEMPERATURE})
