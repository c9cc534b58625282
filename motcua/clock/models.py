"""The demo clock's shift: one row, only ever read in demo mode."""

from django.db import models


class ClockShift(models.Model):
    """Seconds added to the real time; `frozen_at` stops the clock at a moment instead."""

    seconds = models.BigIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="clock_one_row")]
