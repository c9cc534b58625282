"""Refusals of booking, with what the person may do instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.door.booking.models import Appointment
from motcua.refusals import AlreadyDone


class SlotTaken(AlreadyDone):
    """The time was given to somebody else or is no longer open; `nearest` are free times close to it."""

    def __init__(self, nearest: Sequence[datetime] = ()) -> None:
        super().__init__("Giờ này vừa có người đặt hoặc không còn mở. Bạn chọn giờ khác giúp nhé.")
        self.nearest = list(nearest)


class AlreadyBooked(AlreadyDone):
    """The phone already has an appointment for this procedure: `appointment` is the one to change."""

    def __init__(self, appointment: Appointment | None) -> None:
        super().__init__("Số điện thoại này đã có lịch hẹn cho việc này. Bạn có thể đổi giờ của lịch đó.")
        self.appointment = appointment
