"""The dossier's legal clock as its row keeps it.

`rulebook.deadlines` counts, pauses and restarts; here its Deadline is read from the row and written back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import NoLimitPublished, limit_of
from motcua.dossiers.life.extension import say_extension
from motcua.dossiers.linked_set import due_of_set
from motcua.dossiers.models import Dossier
from motcua.people.calendars import calendar_of
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook import deadlines
from motcua.rulebook.deadlines import (
    Deadline,
    DeadlineChangeError,
    Limit,
    TooLateToReappointError,
    acceptance_by,
    due,
    effective_moment,
)
from motcua.rulebook.work_calendar import NoWorkingDayError, WorkCalendar, localise

_NO_DUE_KEPT: Final = "Hệ thống cũ không ghi ngày hẹn trả, nên thời hạn tính trọn từ khi hồ sơ tiếp tục."


def start_clock(dossier: Dossier, at: datetime, calendar: WorkCalendar | None = None) -> None:
    """Start the clock at `at` (aware): due time, its explanation, the limit it came from (Decree 61/2018 Art. 17).

    A letter that extends the limit then is named in the explanation.
    Raises catalog.queries.procedures.NoLimitPublished, and NotAllowed where the unit's calendar has no working day.
    """
    with _in_words():
        counted = _count(dossier, at, calendar or calendar_of(dossier.office), limit_of)
    dossier.received_at = at
    dossier.limit_value, dossier.limit_unit = counted.limit.value, str(counted.limit.unit)
    _write(dossier, counted)
    if extended := say_extension(dossier, at):
        dossier.due_lines = [*dossier.due_lines, f"{extended} Hạn trả trên chưa tính phần kéo dài."]


def pause_clock(dossier: Dossier, at: datetime, reason: str) -> None:
    """Stop the clock while the person completes the dossier or meets a financial obligation."""
    deadline = deadline_of(dossier, calendar_of(dossier.office))
    if deadline is None:  # from an older system that did not say when it was due
        dossier.paused_at = at
        return
    with _in_words():
        _write(dossier, deadlines.pause_deadline(deadline, at, reason))


def resume_clock(dossier: Dossier, at: datetime, reason: str = "") -> None:
    """Resume the clock with the time left when it stopped. Raises NotAllowed where it is not stopped.

    A dossier of an older system that kept no due time is counted as in `restart_clock`.
    """
    calendar = calendar_of(dossier.office)
    with _in_words():
        if _came_without_due_time(dossier):
            _count_first_time(dossier, at, calendar)
            return
        deadline = _known(dossier, calendar)
        _write(dossier, deadlines.resume_deadline(deadline, at, calendar, reason, cut_off=dossier.procedure.cut_off))


def restart_clock(dossier: Dossier, at: datetime) -> None:
    """Count the whole limit again from the moment the dossier was complete (Decree 61/2018 Art. 19.4).

    The limit is the one it was received under, though the catalogue may have changed since. A dossier of an older
    system that kept no due time gets the limit published now. Raises NotAllowed where that is needed and missing.
    """
    calendar = calendar_of(dossier.office)
    with _in_words():
        if _came_without_due_time(dossier):
            _count_first_time(dossier, at, calendar)
            return
        deadline = _known(dossier, calendar)
        counted = _count(dossier, at, calendar, lambda *_: deadline.limit)
        _write(dossier, deadlines.restart_deadline(deadline, at, calendar, counted=counted))


def restart_or_resume_clock(dossier: Dossier, at: datetime) -> None:
    """Restart or resume the clock for a supplement that came at `at`, as the procedure says (Art. 19.4)."""
    if dossier.procedure.supplement_clock == "resume":
        resume_clock(dossier, at, "nhận đủ bổ sung")
    else:
        restart_clock(dossier, at)


def reappoint_clock(dossier: Dossier, new_due: datetime, at: datetime, reason: str) -> None:
    """Promise `new_due` (aware), once; what was promised first stays for the statistics (Decree 61/2018 Art. 19.9).

    Raises NotAllowed after the last working day before the due day, InvalidInput({"new_due": …}) for a moment that is
    not later or not in working hours.
    """
    calendar = calendar_of(dossier.office)
    with _in_words(field="new_due"):
        _write(dossier, deadlines.reappoint_deadline(_known(dossier, calendar), new_due, calendar, reason, at=at))
    dossier.reappointed_at = at


def stop_clock(dossier: Dossier, at: datetime) -> None:
    """Stop the clock for good: the result is ready, or the dossier has ended."""
    dossier.finished_at = at
    dossier.paused_at = None


def limit_kept(dossier: Dossier) -> Limit:
    """The limit under which the dossier was received, though the catalogue may have changed since."""
    if dossier.limit_value is None:
        return limit_of(dossier.procedure, dossier.channel)
    return Limit(dossier.limit_value, dossier.limit_unit)


def deadline_of(dossier: Dossier, calendar: WorkCalendar) -> Deadline | None:
    """The dossier's deadline as the rulebook knows it, from the row; None before acceptance."""
    if dossier.received_at is None or dossier.due_at is None:
        return None
    received = localise(dossier.received_at)
    began = localise(dossier.count_began_at) if dossier.count_began_at else effective_moment(received, calendar)
    return Deadline(
        received=received,
        effective_from=began,
        limit=limit_kept(dossier),
        due=localise(dossier.due_at),
        last_day=dossier.count_last_day,
        story=tuple(dossier.due_lines),
        original_due=localise(dossier.original_due_at or dossier.due_at),
        reappointed=dossier.reappointed_at is not None,
        paused_at=localise(dossier.paused_at) if dossier.paused_at else None,
    )


def answer_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime:
    """The moment (aware) by which a hand-in must be answered (Decree 45/2020 Art. 11)."""
    return acceptance_by(dossier.supplemented_at or dossier.submitted_at, calendar or calendar_of(dossier.office))


def pass_on_by(dossier: Dossier, calendar: WorkCalendar | None = None) -> datetime | None:
    """When the unit must have passed an accepted dossier on (Decree 61/2018 Art. 18.2–3); None before acceptance.

    The same working day, or the opening of the next one where it came after the procedure's cut-off.
    """
    if dossier.received_at is None:
        return None
    came = state_since(dossier) if dossier.state == "accepted" else dossier.received_at
    return deadlines.forward_by(came, calendar or calendar_of(dossier.office), cut_off=dossier.procedure.cut_off)


def state_since(dossier: Dossier) -> datetime:
    """The moment (aware) the dossier entered its state; acts that leave it there do not count."""
    moves = [done for done in dossier.steps_done if done["from"] != done["to"] and done["to"] == dossier.state]
    return localise(datetime.fromisoformat(moves[-1]["at"])) if moves else localise(dossier.submitted_at)


def _count(
    dossier: Dossier, at: datetime, calendar: WorkCalendar, limit: Callable[[Procedure, str], Limit]
) -> Deadline:
    """The whole limit from `at`; of a linked set, that of its children."""
    of_set = due_of_set(dossier, at, calendar)
    return of_set or due(at, limit(dossier.procedure, dossier.channel), calendar, cut_off=dossier.procedure.cut_off)


def _came_without_due_time(dossier: Dossier) -> bool:
    """Whether an older system received the dossier and did not say when it was due."""
    return dossier.received_at is not None and dossier.due_at is None


def _count_first_time(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> None:
    """Count the whole limit from `at`: nobody knows how much of it was used before; the first receipt is kept."""
    try:
        counted = _count(dossier, at, calendar, limit_of)
    except NoLimitPublished as wrong:
        raise NotAllowed(str(wrong)) from wrong
    dossier.limit_value, dossier.limit_unit = counted.limit.value, str(counted.limit.unit)
    _write(dossier, counted)
    dossier.due_lines = [_NO_DUE_KEPT, *dossier.due_lines]


def _known(dossier: Dossier, calendar: WorkCalendar) -> Deadline:
    found = deadline_of(dossier, calendar)
    if _came_without_due_time(dossier):
        raise NotAllowed("Hồ sơ chuyển từ hệ thống cũ không ghi ngày hẹn trả nên chưa có thời hạn.")
    if found is None:
        raise NotAllowed("Hồ sơ chưa được tiếp nhận nên chưa có thời hạn.")
    return found


def _write(dossier: Dossier, deadline: Deadline) -> None:
    """Keep all of a deadline that `deadline_of` cannot work out again."""
    dossier.count_began_at, dossier.count_last_day = deadline.effective_from, deadline.last_day
    dossier.due_at, dossier.original_due_at = deadline.due, deadline.original_due
    dossier.paused_at = deadline.paused_at
    dossier.due_lines = list(deadline.lines)


@contextmanager
def _in_words(field: str = "") -> Iterator[None]:
    """Turn the rulebook's errors into refusals for the person, at `field` where its value is wrong.

    A calendar without working days is refused as NotAllowed: whoever keeps it must mend it.
    """
    try:
        yield
    except NoWorkingDayError as wrong:
        raise NotAllowed(f"Chưa tính được hạn trả. {wrong}") from wrong
    except DeadlineChangeError as wrong:
        if field and not isinstance(wrong, TooLateToReappointError):
            raise InvalidInput({field: str(wrong)}) from wrong
        raise NotAllowed(str(wrong)) from wrong
