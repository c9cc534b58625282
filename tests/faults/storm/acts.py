"""Every act an officer can try, each with the states and the role where it may succeed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from motcua.dossiers import actions
from motcua.dossiers.actions import incidents, tasks
from motcua.dossiers.models import Dossier, Incident, Task
from motcua.journal.actor import CITIZEN, Actor
from motcua.payments import actions as payments
from motcua.payments.models import FeeReceipt
from motcua.people.models import Role, Staff
from motcua.rulebook.deadlines import Limit
from tests.dossiers.world import jpeg, upload
from tests.faults.storm.cast import Cast, receive

POST = Actor("post", "Bưu điện")
BASIS = "Luật Hộ tịch 2014, Điều 6"
WHY = "Lý do đã được kiểm tra kỹ"


@dataclass
class Try:
    """One attempt: who, on what, when, and with which version in mind (None: does not look)."""

    cast: Cast
    random: Random
    by: Staff
    dossier: Dossier
    at: datetime
    version: int | None

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def row(self) -> dict[str, Any]:
        return self.who | {"dossier": self.dossier}

    @property
    def seen(self) -> dict[str, Any]:
        return self.row | {"expected_version": self.version}

    def words(self, text: str = WHY) -> str:
        """Now and then nothing is typed."""
        return "" if self.random.random() < 0.1 else text

    def newest_task(self, state: str) -> Task | None:
        """Any task, of the dossier if it has one."""
        known = Task.objects.filter(state=state).order_by("?")
        return known.filter(dossier=self.dossier).first() or known.first()


@dataclass(frozen=True)
class Act:
    """`weight` is how often it is tried among those that fit."""

    name: str
    run: Callable[[Try], Any]
    role: str
    states: tuple[str, ...]
    weight: float = 1


def _file(one: Try) -> Any:
    return upload(jpeg(40, 40, shade=one.random.randrange(256)))


def _supplement(one: Try) -> Any:
    files = [_file(one)] if one.random.random() < 0.2 else []
    return actions.supplement(dossier=one.dossier, files=files, at=one.at, note=one.words("Đã bổ sung"))


def _upload(one: Try) -> Any:
    number = f"KQ-{one.random.randrange(10**9)}"
    file = _file(one) if one.random.random() < 0.2 else None
    return actions.upload_result(number=number, file=file, **one.seen)


def _confirm_delivery(one: Try) -> Any:
    by: Any = POST if one.random.random() < 0.5 else one.by
    return actions.confirm_delivery(**one.seen | {"by": by}, handed_to="Sùng Mí Phìn")


def _withdraw(one: Try) -> Any:
    by: Any = CITIZEN if one.random.random() < 0.5 else one.by
    return actions.withdraw(**one.seen | {"by": by}, reason=one.words())


def _reappoint(one: Try) -> Any:
    promised = one.dossier.due_at or one.at
    later = promised + timedelta(days=one.random.choice([-2, 1, 5, 7]))
    return actions.reappoint(**one.seen, new_due=later, reason=one.words())


def _ask_task(one: Try) -> Any:
    limit = Limit(one.random.choice([1, 1, 30]), "working_days")
    return tasks.ask_task(
        **one.seen, kind=one.random.choice(["consult", "branch", "xyz"]), office=one.cast.other_office,
        content=one.words("Xin ý kiến"), limit=limit, required=one.random.random() < 0.5,
    )  # fmt: skip


def _answer_task(one: Try) -> Any:
    task = one.newest_task("open")
    if task is None:
        return None
    return tasks.answer_task(task=task, answer=one.words("Đồng ý với đề nghị"), agreed=True, **one.who)


def _cancel_task(one: Try) -> Any:
    task = one.newest_task("open")
    return tasks.cancel_task(task=task, reason=one.words(), **one.who) if task else None


def _take_task(one: Try) -> Any:
    task = one.newest_task("open")
    version = task.version if task and one.random.random() < 0.5 else None
    return tasks.take_task(task=task, expected_version=version, **one.who) if task else None


def _late_task(one: Try) -> Any:
    task = one.newest_task("open")
    return tasks.report_late_task(task=task, **one.who) if task else None


def _take_fee(one: Try) -> Any:
    method = one.random.choice(["cash", "transfer"])
    reference = f"FT{one.random.randrange(40):04d}"  # few, so that one bank reference is tried by several at once
    return payments.take_fee(**one.row, method=method, reference=reference, key=uuid4())


def _cancel_fee(one: Try) -> Any:
    receipt = FeeReceipt.objects.filter(cancelled_at=None).order_by("?").first()
    return payments.cancel_fee(receipt=receipt, why=one.words(), **one.who) if receipt else None


def _correct(one: Try) -> Any:
    incident = Incident.objects.order_by("?").first()
    if incident is None:
        return None
    if one.random.random() < 0.5:
        return incidents.resolve_incident(incident=incident, resolution=WHY, responsible="Bộ phận", **one.who)
    number = f"DC-{one.random.randrange(10**9)}"
    return incidents.correct_result(incident=incident, file=None, number=number, responsible="Bộ phận", **one.who)


def _report(one: Try) -> Any:
    kind = one.random.choice(["error", "lost"])
    return incidents.report_incident(**one.row, kind=kind, what=one.words())


def _receive(one: Try) -> Any:
    """Somebody comes to the counter; the officer's button is pressed twice with the same key now and then."""
    procedure = one.cast.procedures[one.random.choice(["plain", "paid", "planned", "linked"])]
    key = uuid4()
    made = receive(one.cast, procedure, one.at, by=one.by, key=key, pass_on=one.random.random() < 0.7)
    if one.random.random() < 0.3:
        again = receive(one.cast, procedure, one.at, by=one.by, key=key)
        assert again.dossier.pk == made.dossier.pk
    return made


def _limitation(one: Try) -> Any:
    return actions.set_limitation(**one.seen, day=(one.at + timedelta(days=one.random.randrange(400))).date())


RECEIVING, PROCESSING, APPROVER = Role.RECEIVING_OFFICER, Role.PROCESSING_OFFICER, Role.APPROVER
SEALING, RETURNING, CASHIER, HEAD = Role.SEAL_KEEPER, Role.RETURNING_OFFICER, Role.CASHIER, Role.UNIT_HEAD
_READY = ("result_ready", "refusal_ready")
_MIDDLE = ("appraising", "approving", "sealing")

ACTS = (
    Act("accept", lambda t: actions.accept(**t.seen, pass_on=t.random.random() < 0.7), RECEIVING, ("submitted",), 3),
    Act("forward", lambda t: actions.forward(**t.seen), RECEIVING, ("accepted",), 3),
    Act("refuse", lambda t: actions.refuse(**t.seen, reason=t.words(), legal_basis=t.words(BASIS)), RECEIVING,
        ("submitted",), 0.2),
    Act("request_supplement", lambda t: actions.request_supplement(
        **t.seen, items=[t.words("Giấy chứng sinh")], reason=t.words(), late_basis=t.words(BASIS)), RECEIVING,
        ("submitted",), 0.7),
    Act("request_supplement", lambda t: actions.request_supplement(
        **t.seen, items=["Giấy chứng sinh"], reason=t.words(), late_basis=t.words(BASIS)), PROCESSING,
        ("appraising",), 0.7),
    Act("supplement", _supplement, RECEIVING, ("supplement_asked", "waiting_supplement"), 3),
    Act("take_supplement", lambda t: actions.take_supplement(**t.seen), RECEIVING, ("waiting_supplement",), 3),
    Act("allow_second_supplement", lambda t: actions.allow_second_supplement(**t.seen, reason=t.words()), HEAD,
        ("submitted", "appraising"), 0.5),
    Act("take", lambda t: actions.take(**t.seen), PROCESSING, ("appraising",), 0.5),
    Act("take", lambda t: actions.take(**t.seen), APPROVER, ("approving",), 0.3),
    Act("appraise", lambda t: actions.appraise(**t.seen, opinion=t.words("Đủ điều kiện")), PROCESSING,
        ("appraising",), 3),
    Act("ask_payment", lambda t: actions.ask_payment(**t.seen, what=t.words("Lệ phí trước bạ"), amount=50_000),
        PROCESSING, _MIDDLE, 0.7),
    Act("confirm_payment", lambda t: actions.confirm_payment(**t.seen, note="BL 12"), CASHIER, ("waiting_payment",), 3),
    Act("approve", lambda t: actions.approve(**t.seen), APPROVER, ("approving",), 3),
    Act("send_back", lambda t: actions.send_back(**t.seen, reason=t.words()), APPROVER, ("approving",), 0.5),
    Act("send_back", lambda t: actions.send_back(**t.seen, reason=t.words()), SEALING, ("sealing",), 0.3),
    Act("refuse_result", lambda t: actions.refuse_result(**t.seen, reason=t.words(), legal_basis=BASIS), APPROVER,
        ("approving",), 0.3),
    Act("reappoint", _reappoint, APPROVER, ("accepted", *_MIDDLE), 0.5),
    Act("stop", lambda t: actions.stop(**t.seen, reason=t.words()), APPROVER, ("appraising", "approving"), 0.15),
    Act("seal", lambda t: actions.seal(**t.seen), SEALING, ("sealing",), 3),
    Act("upload_result", _upload, PROCESSING, _MIDDLE, 0.7),
    Act("upload_result", _upload, RETURNING, _READY, 1.5),
    Act("return_result", lambda t: actions.return_result(**t.seen, handed_to="Sùng Mí Phìn"), RETURNING, _READY, 1),
    Act("hand_to_post", lambda t: actions.hand_to_post(**t.seen, tracking_number=t.words("RA000000001VN")), RETURNING,
        _READY, 1),
    Act("confirm_delivery", _confirm_delivery, RETURNING, ("delivering",), 1),
    Act("fail_delivery", lambda t: actions.fail_delivery(**t.seen, reason=t.words()), RETURNING, ("delivering",), 0.7),
    Act("withdraw", _withdraw, RECEIVING, ("submitted", "appraising", "waiting_supplement"), 0.15),
    Act("set_limitation", _limitation, RECEIVING, ("submitted", "appraising"), 0.3),
    Act("ask_task", _ask_task, PROCESSING, _MIDDLE, 0.5),
    Act("answer_task", _answer_task, PROCESSING, _MIDDLE, 1.5),
    Act("cancel_task", _cancel_task, PROCESSING, _MIDDLE, 0.2),
    Act("take_task", _take_task, PROCESSING, _MIDDLE, 0.2),
    Act("report_late_task", _late_task, PROCESSING, _MIDDLE, 0.2),
    Act("take_fee", _take_fee, CASHIER, ("submitted", *_MIDDLE), 2),
    Act("cancel_fee", _cancel_fee, CASHIER, ("appraising",), 0.3),
    Act("report_incident", _report, RETURNING, ("returned", "result_ready"), 0.3),
    Act("resolve_incident", _correct, HEAD, ("returned", "result_ready"), 0.7),
    Act("receive_at_counter", _receive, RECEIVING, ("submitted",), 0.5),
)  # fmt: skip
