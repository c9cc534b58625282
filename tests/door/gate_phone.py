"""A marshal's phone as the page's script keeps it: online it asks, alone it counts within its share, then it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from motcua.door.gate.actions.admission import Admission, admit, count_out
from motcua.door.gate.actions.doors import DoorState, give_share_back, heartbeat, open_gate
from motcua.door.gate.actions.offline_sync import OfflineAct, SyncResult, sync_offline_acts
from motcua.door.gate.door_shares import SHARE_MARGIN
from motcua.door.gate.guests import Guest
from motcua.door.models import Room
from motcua.people.models import Staff

UNKNOWN = Guest()


@dataclass
class Phone:
    """`rows` are acts without an answer; only exits never sent give a place back while alone."""

    room: Room
    door: str
    by: Staff
    device_id: int = 0
    share: int = 0
    since: datetime | None = None
    lasts: timedelta = timedelta(0)
    rows: list[tuple[OfflineAct, bool]] = field(default_factory=list)

    def open(self, at: datetime) -> Phone:
        device, _key = open_gate(room_id=self.room.pk, door=self.door, by=self.by, at=at)
        self.device_id = device.pk
        self.beat(at)
        return self

    def beat(self, at: datetime) -> DoorState:
        """Say that it is there; what it is asked for it gives back, first by its own count."""
        state = heartbeat(device_id=self.device_id, by=self.by, at=at)
        self._take(state)
        if state.give_back:
            self.share -= state.give_back
            self._take(give_share_back(device_id=self.device_id, places=state.give_back, by=self.by, at=at))
        return state

    def _take(self, state: DoorState) -> None:
        device = state.device
        self.share = state.share
        if device.share_from is not None and device.share_until is not None:
            self.since, self.lasts = device.share_from, device.share_until - device.share_from

    def enter(self, at: datetime, guest: Guest = UNKNOWN, *, answered: bool = True) -> Admission | None:
        """Ask to let one in; without an answer the guest enters on the share, if it has a place, else goes away."""
        key = uuid4()
        done = admit(room_id=self.room.pk, guest=guest, checks={}, by=self.by, at=at, device_id=self.device_id, key=key)
        if answered:
            self._learn()
            return done
        if self.left(at) > 0:
            self._write("entry", at, key, sent=True)
            return done
        self._write("exit", at, uuid4(), sent=True, of=key)
        return None

    def leave(self, at: datetime, *, answered: bool = True) -> None:
        key = uuid4()
        count_out(room_id=self.room.pk, by=self.by, at=at, device_id=self.device_id, key=key)
        if not answered:
            self._write("exit", at, key, sent=True)

    def _learn(self) -> None:
        """The answer to an entry says what is left of the share."""
        from_answer = Room.objects.get(pk=self.room.pk).devices.get(pk=self.device_id)
        self.share = from_answer.share

    def left(self, at: datetime) -> int:
        """How many it may still let in alone, by the time it measured."""
        if self.since is None or at - self.since >= self.lasts - SHARE_MARGIN:
            return 0
        entries = sum(1 for row, _sent in self.rows if row.kind == "entry")
        exits = sum(1 for row, sent in self.rows if row.kind == "exit" and not sent and row.of is None)
        return self.share - entries + exits

    def enter_alone(self, at: datetime) -> bool:
        if self.left(at) < 1:
            return False
        self._write("entry", at, uuid4())
        return True

    def leave_alone(self, at: datetime) -> None:
        self._write("exit", at, uuid4())

    def _write(self, kind: str, at: datetime, key: UUID, *, sent: bool = False, of: UUID | None = None) -> None:
        elapsed = (at - self.since).total_seconds() if self.since is not None else 0.0
        self.rows.append((OfflineAct(key=key, kind=kind, elapsed=elapsed, since=self.since, of=of), sent))

    def tell(self, at: datetime, *, answered: bool = True) -> SyncResult:
        """Send what it counted; without an answer it keeps the rows, as sent."""
        done = sync_offline_acts(device_id=self.device_id, rows=[row for row, _sent in self.rows], by=self.by, at=at)
        if answered:
            self.rows = []
            self.share = done.share
            self.beat(at)
        else:
            self.rows = [(row, True) for row, _sent in self.rows]
        return done
