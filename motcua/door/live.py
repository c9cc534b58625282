"""Live updates: boards, tickets on phones and gates that watch a unit learn that something changed there."""

from __future__ import annotations

from typing import Final

from django.db import connection

CHANNEL: Final = "motcua_live"


def send_live_update(premises_id: int) -> None:
    """Send a live update of the unit: delivered after commit, once a transaction; each watcher reads the state anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(premises_id)])
