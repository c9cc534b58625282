"""Show a dossier to the public by its code, or by code and secret; never who handles it or handed it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from motcua.dossiers.life.extension import say_extension
from motcua.dossiers.models import Channel, Dossier, DossierFile
from motcua.dossiers.queries.public_linked_set import PublicPart, public_parts
from motcua.dossiers.queries.visible import timeliness_of_dossier
from motcua.rulebook import dossier_states
from motcua.rulebook.deadlines import Pace
from motcua.rulebook.dossier_states import PUBLIC_DEGREES

_SAYS: Final = {
    "submit": "Bạn đã nộp hồ sơ",
    "receive": "Đã tiếp nhận hồ sơ",
    "accept": "Đã tiếp nhận hồ sơ",
    "ask_to_complete": "Đã đề nghị bạn hoàn thiện hồ sơ",
    "complete": "Bạn đã gửi lại hồ sơ",
    "refuse": "Hồ sơ không được tiếp nhận",
    "forward": "Đã chuyển hồ sơ đến nơi giải quyết",
    "appraise": "Đã thẩm định",
    "approve": "Đã phê duyệt",
    "seal": "Đã đóng dấu, phát hành",
    "ask_supplement": "Đã đề nghị bạn bổ sung hồ sơ",
    "take_supplement": "Đã nhận đủ bổ sung",
    "ask_payment": "Đã thông báo khoản phải nộp",
    "confirm_payment": "Đã xác nhận bạn nộp đủ",
    "refuse_result": "Đã có văn bản trả lời",
    "reappoint": "Đã xin lỗi và hẹn lại",
    "return_result": "Đã trả kết quả",
    "hand_to_post": "Đã giao kết quả cho bưu điện",
    "deliver": "Bưu điện đã phát kết quả",
    "fail_delivery": "Bưu điện chưa phát được kết quả",
    "withdraw": "Bạn đã rút hồ sơ",
    "stop": "Đã dừng giải quyết",
}
_AT_RECEIVING: Final = frozenset({"submitted", "supplement_asked", "refused_intake", "accepted", "waiting_supplement",
                                  "result_ready", "refusal_ready", "returned", "withdrawn"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PublicStep:
    """One step of the dossier in public words, with its moment (aware)."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicView:
    """The content of the look-up page. Without the secret only code, degree and its words (Circular 01/2018 Art. 16).

    `degree` indexes PUBLIC_DEGREES. `where` is a unit, never a person. `asked` is what the person must still give.
    `timeliness_words` compare it with its due time; `late` tells that it is late and still not done. `extended` names
    the letter by which the limit of a dossier still in progress is extended now.
    """

    code: str
    degree: int
    degree_words: str
    detailed: bool = False
    degrees: tuple[str, ...] = PUBLIC_DEGREES
    ended: bool = False
    procedure: str = ""
    unit: str = ""
    where: str = ""
    steps: tuple[PublicStep, ...] = ()
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    due_lines: tuple[str, ...] = ()
    timeliness_words: str = ""
    late: bool = False
    extended: str = ""
    asked: tuple[str, ...] = ()
    asked_why: str = ""
    may_supplement: bool = False
    may_withdraw: bool = False
    refusal: str = ""  # reason and legal basis, whether it was not accepted or refused after appraisal
    stopped_why: str = ""
    return_channel: str = ""
    return_words: str = ""
    tracking_number: str = ""
    result_number: str = ""
    result_summary: str = ""
    results: tuple[DossierFile, ...] = field(default=())
    parts: tuple[PublicPart, ...] = ()
    first_due_at: datetime | None = None  # with `sorry_why`: the promise that an apology put off
    sorry_why: str = ""


def public_view(dossier: Dossier, *, at: datetime, with_secret: bool) -> PublicView:
    """The view of the dossier at `at` (aware); two more queries with the secret, none without."""
    state = dossier_states.state(dossier.state)
    if not with_secret:
        return PublicView(code=dossier.code, degree=state.degree, degree_words=state.public)
    how = timeliness_of_dossier(dossier, at)
    waiting = dossier.state in {"supplement_asked", "waiting_supplement"}
    put_off = dossier.reappointed_at is not None and dossier.finished_at is None
    parts = public_parts(dossier, at)
    may_see_result = dossier.state in {"result_ready", "delivering", "returned"}
    return PublicView(
        code=dossier.code,
        degree=state.degree,
        degree_words=state.public,
        detailed=True,
        ended=state.end,
        procedure=str(dossier.procedure),
        unit=dossier.office.name,
        where=_where(dossier, parts),
        steps=_steps(dossier),
        submitted_at=dossier.submitted_at,
        received_at=dossier.received_at,
        due_at=dossier.due_at if not state.end else None,
        due_lines=tuple(dossier.due_lines),
        timeliness_words=how.words if how else "",
        late=how is not None and how.state is Pace.LATE and dossier.finished_at is None,
        extended=say_extension(dossier, at) if dossier.due_at is not None and dossier.finished_at is None else "",
        asked=tuple(dossier.supplement_text.splitlines()) if waiting else (),
        asked_why=_last_note(dossier, {"ask_to_complete", "ask_supplement"}) if waiting else "",
        may_supplement=waiting,
        may_withdraw="citizen" in dossier_states.step("withdraw").roles
        and dossier.state in dossier_states.step("withdraw").from_,
        refusal=dossier.refusal_text,
        stopped_why=_last_note(dossier, {"stop"}) if dossier.state == "stopped" else "",
        return_channel=dossier.return_channel,
        return_words=Channel(dossier.return_channel).label,
        tracking_number=dossier.tracking_number,
        result_number=dossier.result_number if may_see_result else "",
        result_summary=dossier.result_summary if may_see_result else "",
        results=_results(dossier) if may_see_result else (),
        parts=parts,
        first_due_at=dossier.original_due_at if put_off else None,
        sorry_why=_last_note(dossier, {"reappoint"}) if put_off else "",
    )


def _results(dossier: Dossier) -> tuple[DossierFile, ...]:
    """The result files, where the result was asked for online."""
    if dossier.return_channel != Channel.ONLINE:
        return ()
    return tuple(dossier.files.filter(kind=DossierFile.Kind.RESULT, replaced_at__isnull=True).order_by("id"))


def _where(dossier: Dossier, parts: tuple[PublicPart, ...] = ()) -> str:
    if dossier.state == "delivering":
        return "Bưu điện"
    running = [part.where for part in parts if part.begun and not part.done]
    if running and dossier.finished_at is None:
        return "; ".join(dict.fromkeys(running))
    return dossier.office.name if dossier.state in _AT_RECEIVING else dossier.resolving_office.name


def _steps(dossier: Dossier) -> tuple[PublicStep, ...]:
    """The public steps, oldest first; steps inside the office are left out."""
    return tuple(
        PublicStep(_SAYS[done["step"]], datetime.fromisoformat(done["at"]))
        for done in dossier.steps_done
        if done["step"] in _SAYS
    )


def _last_note(dossier: Dossier, codes: set[str]) -> str:
    notes = [str(done["note"]) for done in dossier.steps_done if done["step"] in codes]
    return notes[-1] if notes else ""
