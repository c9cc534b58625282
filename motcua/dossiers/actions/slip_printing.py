"""Print many papers at once, and record in the journal what was printed and by whom."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from pypdf import PdfReader, PdfWriter

from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.events import record_silently
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.models import Dossier, Register, Slip
from motcua.dossiers.queries import dossiers_visible_to
from motcua.dossiers.queries.registers import lines_to_print, register_units_of, results_ready
from motcua.dossiers.slips.hand_over_sheets import render_hand_over
from motcua.dossiers.slips.register_sheets import MOST_LINES, render_register
from motcua.dossiers.slips.rendering import render_slip
from motcua.journal.actions import record
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput
from motcua.rulebook import eras
from motcua.rulebook.work_calendar import localise

MOST_AT_ONCE: Final = 100
MOST_RECENT: Final = 200


def recent_slips(staff: Staff, at: datetime, kind: str = "") -> QuerySet[Slip]:
    """The newest slips of the person's units in the year of `at`, of one kind where given, at most 200."""
    offices = register_units_of(staff, at).values("pk")
    found = Slip.objects.filter(office__in=offices, year=localise(at).year)
    if kind in eras.KINDS:
        found = found.filter(kind=kind)
    return found.select_related("dossier__procedure", "office").order_by("-id")[:MOST_RECENT]


def print_slips(
    *, staff: Staff, at: datetime, slip_ids: Sequence[int] = (), codes: Sequence[str] = (), kind: str = eras.RECEIPT
) -> bytes:
    """The chosen slips, and the newest slip of `kind` of each dossier in `codes`, as one PDF in the order chosen.

    Slips of dossiers the person may not see at `at` (aware) are left out. Each printing is journalled
    (dossier.slip_printed). Raises InvalidInput where nothing is left to print, or more than 100 were chosen.
    """
    if len(slip_ids) + len(codes) > MOST_AT_ONCE:
        raise InvalidInput({"slip": f"Mỗi lần in nhiều nhất {MOST_AT_ONCE} phiếu."})
    with transaction.atomic():
        chosen = [*_by_id(staff, at, slip_ids), *_by_code(staff, at, codes, kind)]
        if not chosen:
            raise InvalidInput({"slip": "Hãy chọn ít nhất một phiếu để in."})
        for slip in chosen:
            record_silently(
                "dossier.slip_printed",
                slip.dossier,
                by=staff,
                at=at,
                kind=slip.kind,
                number=slip.number,
                batch=len(chosen),
            )
    # Drawn after the commit: a hundred sheets take seconds, and writers of the journal must not wait for them.
    return join_pdfs(render_slip(slip) for slip in chosen)


def print_register(*, staff: Staff, register: Register, at: datetime, month: int | None = None) -> bytes:
    """A register the person may see as PDF/A: the whole, or one month (1–12) of it; the printing is journalled.

    Raises InvalidInput({"month"}) for a month that is none, or a register too long for one book.
    """
    if month is not None and not 1 <= month <= 12:
        raise InvalidInput({"month": "Hãy chọn một tháng từ 1 đến 12."})
    lines = lines_to_print(register, month)
    if lines.count() > MOST_LINES:
        raise InvalidInput({"month": f"Phần này có hơn {MOST_LINES} hồ sơ, hãy chọn in từng tháng."})
    part = f"tháng {month} năm {register.year}" if month else ""
    _note_sheet(staff, register.office, f"register:{register.pk}", _title(register), at, month=month or 0)
    return render_register(register, lines, at=at, part=part)


def print_hand_over(*, staff: Staff, office: Office, on: date, at: datetime) -> bytes:
    """The list of the results of day `on` waiting at `office`, for giver and taker to sign; journalled."""
    ready = list(results_ready(office, on))
    title = f"Phiếu bàn giao kết quả {on.day:02d}/{on.month}/{on.year}"
    _note_sheet(staff, office, f"office:{office.pk}", title, at, day=on.isoformat(), results=len(ready))
    return render_hand_over(office, ready, on=on, by=staff, at=at)


def _title(register: Register) -> str:
    return f"Sổ theo dõi hồ sơ năm {register.year}, quyển {register.volume:02d}"


@transaction.atomic
def _note_sheet(staff: Staff, office: Office, subject: str, label: str, at: datetime, **data: Any) -> None:
    record(
        name="dossier.slip_printed",
        at=at,
        by=staff_actor(staff),
        subject=subject,
        subject_label=label,
        office_path=office.path,
        data=data,
    )


def _by_id(staff: Staff, at: datetime, slip_ids: Sequence[int]) -> list[Slip]:
    if not slip_ids:
        return []
    seen = dossiers_visible_to(staff, at).values("pk")
    found = {
        slip.pk: slip
        for slip in Slip.objects.filter(pk__in=slip_ids, dossier__in=seen).select_related(
            "dossier__office", "dossier__resolving_office", "dossier__procedure"
        )
    }
    return [found[pk] for pk in dict.fromkeys(slip_ids) if pk in found]


def _by_code(staff: Staff, at: datetime, codes: Sequence[str], kind: str) -> list[Slip]:
    if not codes:
        return []
    found = {dossier.code: dossier for dossier in dossiers_visible_to(staff, at).filter(code__in=codes)}
    slips = [_newest(found[code], kind, staff, at) for code in dict.fromkeys(codes) if code in found]
    return [slip for slip in slips if slip is not None]


def _newest(dossier: Dossier, kind: str, staff: Staff, at: datetime) -> Slip | None:
    """The dossier's newest slip of the kind; a control slip is written when it is first asked for."""
    slip = dossier.slips.filter(kind=kind).order_by("-id").first()
    if slip is None and kind == eras.CONTROL and dossier.received_at is not None:
        row = lock(dossier)
        slip = row.slips.filter(kind=kind).first() or issue_slip(row, kind, by=staff, at=at)
    return slip


def join_pdfs(pdfs: Iterable[bytes]) -> bytes:
    """The pages of all `pdfs` in order, as one file for paper: neither PDF/A nor signed, as its parts are."""
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(io.BytesIO(pdf)), import_outline=False)
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
