"""The moment the person is told that the result is ready."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.dossiers.events import tell
from motcua.dossiers.models import Channel, Dossier, DossierFile
from motcua.journal.actor import Actor
from motcua.people.models import Staff

READY: Final = frozenset({"result_ready", "refusal_ready"})


def has_result(dossier: Dossier) -> bool:
    """Whether anything says what the result is: a number, a line, a file; a refusal says it itself (Art. 19.8)."""
    if dossier.result_number or dossier.result_summary or dossier.refusal_text:
        return True
    return dossier.files.filter(kind=DossierFile.Kind.RESULT).exists()


def announce(dossier: Dossier, *, by: Staff | Actor, at: datetime) -> None:
    """Tell the person once, when the route is done and the result is there, whichever comes last."""
    if dossier.state not in READY or dossier.announced_at is not None or not has_result(dossier):
        return
    dossier.announced_at = at
    dossier.save(update_fields=["announced_at"])
    tell("dossier.result_ready", dossier, by=by, at=at, how=_how(dossier), number=dossier.result_number)


def _how(dossier: Dossier) -> str:
    if dossier.return_channel == Channel.POSTAL:
        return "Bưu điện sẽ chuyển kết quả đến địa chỉ của bạn."
    if dossier.return_channel == Channel.ONLINE:
        return "Bạn có thể xem và tải kết quả khi tra cứu hồ sơ."
    return f"Mời bạn mang giấy tờ tùy thân đến nhận tại {dossier.office.name}."
