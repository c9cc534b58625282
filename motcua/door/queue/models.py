"""Tickets of the queue, each call of one, and what people said of the service."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from motcua.door.places.models import Counter, Premises, new_key


class Ticket(models.Model):
    """A place in the queue of one unit on one day. `token` is the address of its page on the holder's phone."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        CALLED = "called", "Đang gọi"
        SERVING = "serving", "Đang phục vụ"
        DONE = "done", "Đã xong"
        SKIPPED = "skipped", "Gọi không có mặt"
        LEFT = "left", "Đã về"

    class Purpose(models.TextChoices):
        HAND_IN = "hand_in", "Nộp hồ sơ"
        PICK_UP = "pick_up", "Nhận kết quả"
        ASK = "ask", "Hỏi, được hướng dẫn"

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField()
    series = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=24, unique=True, default=new_key)
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.HAND_IN)
    procedure = models.ForeignKey(
        "catalog.Procedure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    field = models.ForeignKey("catalog.Field", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dossier_code = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=8)  # kiosk, phone, gate, desk
    groups = models.JSONField(default=list, blank=True)  # rulebook.queue_order: elderly, disabled, pregnant, …
    appointment = models.OneToOneField(
        "door.Appointment", null=True, blank=True, on_delete=models.SET_NULL, related_name="ticket"
    )
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    person = models.CharField(max_length=64, blank=True)  # digest (person_keys), for counting a person's numbers
    outside = models.BooleanField(default=False)  # waits outside: told by SMS or on the phone's page
    told_soon_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    taken_at = models.DateTimeField()
    queued_at = models.DateTimeField()  # from when waiting counts; a transfer keeps it
    called_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    skips = models.PositiveSmallIntegerField(default=0)
    behind = models.PositiveSmallIntegerField(default=0)  # after an absence: how many others are called first
    counter = models.ForeignKey(Counter, null=True, blank=True, on_delete=models.PROTECT, related_name="tickets")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    only_counter = models.ForeignKey(Counter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    went_online = models.BooleanField(default=False)  # began the procedure online while waiting
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["premises", "day", "series", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["counter"], condition=models.Q(state__in=["called", "serving"]), name="ticket_one_at_a_counter"
            ),
        ]
        indexes = [
            models.Index(fields=["premises", "day", "state"], name="ticket_queue"),
            models.Index(fields=["counter", "served_at"], name="ticket_counter_when"),
        ]

    @property
    def code(self) -> str:
        """The ticket's code as it is printed and called: "A012"."""
        return f"{self.series}{self.number:03d}"


class TicketCall(models.Model):
    """A call of a ticket to a counter, with the reason why it was its turn."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="called")
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    again = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]


class Rating(models.Model):
    """What the person said of the service (Decree 61/2018 Art. 31): 1 not content … 5 very content."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField()
    remark = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="rating_1_5")]
