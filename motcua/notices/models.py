"""Messages to people. A waiting row is the outbox: written in the act's own transaction, sent afterwards."""

from django.db import models


class Message(models.Model):
    """One message to one person by one medium; `reference` makes a second sending of the same impossible."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    medium = models.CharField(max_length=12, default="sms")  # sms, zalo, email
    to = models.CharField(max_length=254)
    text = models.TextField()
    reference = models.CharField(max_length=120, unique=True)  # "dossier:12:submitted"
    subject = models.CharField(max_length=80, blank=True)  # "dossier:12"
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    vendor_reference = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "id"], name="message_state")]
