"""Write messages into the outbox and send those waiting there. No transaction is open while a vendor is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from motcua.journal.queries import Event
from motcua.notices.models import Message
from motcua.notices.providers import PROVIDERS
from motcua.notices.providers.base import MessageProvider, PermanentFailure, TemporaryFailure

ATTEMPTS = 8
"""How often a message is tried before it is given up."""


def queue_message(*, to: str, text: str, reference: str, subject: str, at: datetime, medium: str = "sms") -> None:
    """Write one waiting message and ask the worker to send it; the same reference a second time is no second message.

    Runs in the caller's transaction: if that rolls back, neither the row nor the job exists. Without an address no row
    is written.
    """
    if not to:
        return
    message, created = Message.objects.get_or_create(
        reference=reference,
        defaults={"to": to, "text": text, "subject": subject, "created_at": at, "medium": medium},
    )
    if created:
        app.configure_task("send_message", queue="messages").defer(message_id=message.pk)


def queue_event_message(event: Event, word: str, text: str) -> None:
    """Write the message `text` about an event, its gaps filled from the event: one message an event and `word`.

    `event.private` carries "phone" and "link", `event.data` whatever else the text needs; `{code}` is its label.
    """
    queue_message(
        to=str(event.private.get("phone", "")),
        text=text.format(code=event.subject_label, **{**event.data, **event.private}),
        reference=f"{event.subject}:{word}:{event.pk}",
        subject=event.subject,
        at=event.at,
    )


def forget_messages(*, subjects: Iterable[str], before: datetime) -> int:
    """Empty messages of address and words that were made before `before` (aware) and are done with; returns how many.

    `subjects` are the kinds they tell of ("ticket", "appointment"). That one was sent, when and how it ended stays.
    """
    of = Q(pk__in=())
    for kind in subjects:
        of |= Q(subject__startswith=f"{kind}:")
    done = Message.objects.filter(of, state__in=(Message.State.SENT, Message.State.FAILED), created_at__lt=before)
    return done.exclude(to="", text="").update(to="", text="", error="")


def _provider() -> MessageProvider:
    return PROVIDERS[settings.MESSAGE_PROVIDER]()


def _take(message_id: int) -> Message | None:
    """Claim the message for this worker; None when it is sent, failed for good, or in another worker's hands."""
    with transaction.atomic():
        message = Message.objects.select_for_update(skip_locked=True).filter(id=message_id).first()
        if message is None or message.state in {Message.State.SENT, Message.State.FAILED}:
            return None
        message.state = Message.State.SENDING
        message.attempts += 1
        message.save(update_fields=["state", "attempts"])
    return message


def send_message(message_id: int, *, at: datetime) -> None:
    """Send one message; raises TemporaryFailure so that the worker tries again. The vendor gets our reference, which
    makes a second try of a message that the vendor took already no second message."""
    message = _take(message_id)
    if message is None:
        return
    try:
        vendor_reference = _provider().send(
            medium=message.medium, to=message.to, text=message.text, reference=message.reference
        )
    except PermanentFailure as failure:
        Message.objects.filter(id=message.pk).update(state=Message.State.FAILED, error=str(failure)[:300])
        return
    except TemporaryFailure as failure:
        given_up = message.attempts >= ATTEMPTS
        state = Message.State.FAILED if given_up else Message.State.WAITING
        Message.objects.filter(id=message.pk).update(state=state, error=str(failure)[:300])
        if given_up:
            return
        raise
    Message.objects.filter(id=message.pk).update(
        state=Message.State.SENT, sent_at=at, vendor_reference=vendor_reference, error=""
    )


def send_waiting_messages(*, at: datetime, limit: int = 500) -> int:
    """Send what a crash left waiting or half sent for over a minute; returns how many were tried."""
    left = Message.objects.filter(
        Q(state__in=[Message.State.WAITING, Message.State.SENDING]), created_at__lt=at - timedelta(minutes=1)
    ).values_list("id", flat=True)[:limit]
    tried = 0
    for message_id in list(left):
        tried += 1
        try:
            send_message(message_id, at=at)
        except TemporaryFailure:
            continue
    return tried
