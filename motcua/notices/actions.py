"""Put messages into the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from procrastinate.contrib.django import app

from motcua.notices.models import Message


def queue_message(*, to: str, text: str, reference: str, subject: str, at: datetime, medium: str = "sms") -> None:
    """Write one waiting message and ask the worker to send it; the same reference a second time is no second message.

    Runs in the caller's transaction: if that rolls back, neither the row nor the job exists. Nowhere to send: no row.
    """
    if not to:
        return
    message, created = Message.objects.get_or_create(
        reference=reference,
        defaults={"to": to, "text": text, "subject": subject, "created_at": at, "medium": medium},
    )
    if created:
        app.configure_task("send_message", queue="messages").defer(message_id=message.pk)


def forget_messages(*, subjects: Iterable[str], before: datetime) -> int:
    """Empty messages of address and words that were made before `before` (aware) and are done with; returns how many.

    `subjects` are the kinds they tell of ("ticket", "appointment"). That one was sent, when and how it ended stays.
    """
    of = Q(pk__in=())
    for kind in subjects:
        of |= Q(subject__startswith=f"{kind}:")
    done = Message.objects.filter(of, state__in=(Message.State.SENT, Message.State.FAILED), created_at__lt=before)
    return done.exclude(to="", text="").update(to="", text="", error="")
