"""Record and resolve incidents: an error of the office in a result, or something lost (Decree 61/2018 Art. 21)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.actions.papers import attach_file
from motcua.dossiers.events import record_and_send
from motcua.dossiers.life.transitions import lock
from motcua.dossiers.messages import say_how_to_collect_corrected
from motcua.dossiers.models import Dossier, DossierFile, Incident
from motcua.dossiers.papers.upload import Upload, checked_file
from motcua.dossiers.permissions import may_report_incident, may_resolve_incident
from motcua.dossiers.submission.search_text import search_text_of
from motcua.dossiers.submission.text import long_text, one_line
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

WITH_RESULT: Final = frozenset({"result_ready", "delivering", "returned"})
MOST_COST: Final = 10**12


@transaction.atomic
def report_incident(*, dossier: Dossier, kind: str, what: str, by: Staff, at: datetime) -> Incident:
    """Record an incident, by anybody with a role at the unit or the resolving office.

    `kind` is "error" (only of a dossier with a result) or "lost". Raises InvalidInput, NotAllowed without a role.
    """
    row = lock(dossier)
    if not may_report_incident(row, by, at):
        raise NotAllowed("Bạn không có vai trò để ghi sự cố của hồ sơ này.")
    said = long_text(what, 2000)
    errors = {}
    if kind not in Incident.Kind.values:
        errors["kind"] = "Hãy chọn loại sự cố."
    if len(said) < 10:
        errors["what"] = "Hãy ghi rõ chuyện gì đã xảy ra, với giấy tờ nào."
    if errors:
        raise InvalidInput(errors)
    if kind == Incident.Kind.ERROR and row.state not in WITH_RESULT:
        raise NotAllowed("Hồ sơ chưa có kết quả nên chưa thể có sai sót trong kết quả.")
    incident = Incident.objects.create(dossier=row, kind=kind, what=said, reported_by=by, reported_at=at)
    record_and_send("dossier.incident_reported", row, by=by, at=at, kind=kind, incident=incident.pk)
    return incident


@transaction.atomic
def correct_result(
    *, incident: Incident, file: Upload | None, number: str, responsible: str, by: Staff, at: datetime, cost: str = "0"
) -> Incident:
    """Put the corrected result in the place of the wrong one, at the office's cost, with an apology (Art. 21).

    The wrong file is kept, marked as replaced; the person is told and pays nothing. `cost` is whole đồng.
    """
    row = _open(incident, Incident.Kind.ERROR)
    dossier = _may_resolve(row, by, at)
    errors = _checked(responsible, cost)
    new_number = one_line(number, 80)
    if file is None and not new_number:
        errors["file"] = "Hãy tải kết quả đã sửa lên, hoặc ghi số của văn bản đính chính."
    if errors:
        raise InvalidInput(errors)
    if file is not None:
        _replace(dossier, file, at)
    dossier.result_number = new_number or dossier.result_number
    dossier.search_text = search_text_of(dossier)
    dossier.version += 1
    dossier.save()
    _close(row, f"Đã đính chính kết quả {dossier.result_number}".strip(), responsible, cost, by, at)
    row.apologised_at = at
    row.save()
    record_and_send(
        "dossier.result_corrected",
        dossier,
        by=by,
        at=at,
        how=say_how_to_collect_corrected(dossier),
        number=dossier.result_number,
    )
    return row


@transaction.atomic
def resolve_incident(
    *, incident: Incident, resolution: str, responsible: str, by: Staff, at: datetime, cost: str = "0"
) -> Incident:
    """Close the case of a loss: who was responsible, what was restored, the cost for the office in whole đồng.

    The person was apologised to (Art. 21.2). Raises AlreadyDone when it is closed, InvalidInput, NotAllowed.
    """
    row = _open(incident, Incident.Kind.LOST)
    dossier = _may_resolve(row, by, at)
    errors = _checked(responsible, cost)
    said = long_text(resolution, 2000)
    if len(said) < 10:
        errors["resolution"] = "Hãy ghi rõ đã khôi phục, đền bù và xin lỗi thế nào."
    if errors:
        raise InvalidInput(errors)
    _close(row, said, responsible, cost, by, at)
    row.apologised_at = at
    row.save()
    record_and_send("dossier.incident_resolved", dossier, by=by, at=at, kind=row.kind, incident=row.pk)
    return row


def _open(incident: Incident, kind: str) -> Incident:
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    if row.resolved_at is not None:
        raise AlreadyDone("Sự cố này đã được giải quyết.")
    if row.kind != kind:
        raise NotAllowed("Sự cố này thuộc loại khác.")
    return row


def _may_resolve(incident: Incident, by: Staff, at: datetime) -> Dossier:
    dossier = lock(Dossier(pk=incident.dossier_id))
    incident.dossier = dossier  # as it stands under the lock
    if not may_resolve_incident(incident, by, at):
        raise NotAllowed("Chỉ trưởng bộ phận hoặc người phê duyệt được giải quyết sự cố.")
    return dossier


def _checked(responsible: str, cost: str) -> dict[str, str]:
    errors = {}
    if not one_line(responsible, 200):
        errors["responsible"] = "Hãy ghi người hoặc cơ quan có trách nhiệm."
    if _cost(cost) is None:
        errors["cost"] = "Hãy ghi chi phí bằng số, ví dụ 0 hoặc 150.000."
    return errors


def _cost(typed: str) -> int | None:
    digits = str(typed or "0").strip().replace(".", "").replace(" ", "").removesuffix("đ")
    return int(digits) if digits.isascii() and digits.isdecimal() and int(digits) <= MOST_COST else None


def _close(row: Incident, resolution: str, responsible: str, cost: str, by: Staff, at: datetime) -> None:
    row.resolution, row.responsible = resolution, one_line(responsible, 200)
    row.cost = _cost(cost) or 0
    row.resolved_by, row.resolved_at = by, at


def _replace(dossier: Dossier, file: Upload, at: datetime) -> None:
    checked = checked_file(file)
    old = dossier.files.filter(kind=DossierFile.Kind.RESULT, replaced_at__isnull=True)
    if old.filter(sha256=checked.sha256).exists():
        raise InvalidInput({"file": "Tệp này giống hệt kết quả đang có."})
    old.update(replaced_at=at)
    attach_file(dossier, checked, at=at, kind=DossierFile.Kind.RESULT)
