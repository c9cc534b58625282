"""The outbox: written with the act, sent once, whatever fails on the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.notices.actions import PROVIDERS, queue_message, send_message, send_waiting_messages
from motcua.notices.models import Message
from motcua.notices.providers.base import PermanentFailure, TemporaryFailure

pytestmark = pytest.mark.django_db
AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)


class Vendor:
    """A stand-in that misbehaves on demand: fails `failures` in turn, then takes the message; remembers references."""

    taken: list[str] = []
    failures: list[Exception] = []

    def send(self, *, medium: str, to: str, text: str, reference: str) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(reference)
        return f"vendor-{reference}"


@pytest.fixture
def vendor(settings: object, monkeypatch: pytest.MonkeyPatch) -> type[Vendor]:
    Vendor.taken, Vendor.failures = [], []
    monkeypatch.setitem(PROVIDERS, "stand-in", Vendor)
    settings.MESSAGE_PROVIDER = "stand-in"  # type: ignore[attr-defined]
    return Vendor


def queue(reference: str = "dossier:1:submitted") -> Message:
    queue_message(to="0912345678", text="Đã nhận", reference=reference, subject="dossier:1", at=AT)
    return Message.objects.get(reference=reference)


def test_one_reference_is_one_message_and_one_job(vendor: type[Vendor]) -> None:
    queue()
    queue()
    assert Message.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name="send_message").count() == 1


def test_nowhere_to_send_is_no_message() -> None:
    queue_message(to="", text="Đã nhận", reference="x", subject="dossier:1", at=AT)
    assert not Message.objects.exists()


def test_what_is_rolled_back_is_not_sent() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError
    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="send_message").exists()


def test_sent_once_though_the_job_runs_twice(vendor: type[Vendor]) -> None:
    message = queue()
    send_message(message.pk, at=AT)
    send_message(message.pk, at=AT)
    message.refresh_from_db()
    assert vendor.taken == ["dossier:1:submitted"]
    assert (message.state, message.vendor_reference) == ("sent", "vendor-dossier:1:submitted")


def test_a_temporary_failure_is_tried_again(vendor: type[Vendor]) -> None:
    vendor.failures = [TemporaryFailure("bận")]
    message = queue()
    with pytest.raises(TemporaryFailure):
        send_message(message.pk, at=AT)
    message.refresh_from_db()
    assert (message.state, message.error) == ("waiting", "bận")
    assert send_waiting_messages(at=AT + timedelta(minutes=2)) == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)


def test_a_permanent_failure_is_not_tried_again(vendor: type[Vendor]) -> None:
    vendor.failures = [PermanentFailure("không có số này")]
    message = queue()
    send_message(message.pk, at=AT)
    assert send_waiting_messages(at=AT + timedelta(minutes=2)) == 0
    message.refresh_from_db()
    assert (message.state, vendor.taken) == ("failed", [])
