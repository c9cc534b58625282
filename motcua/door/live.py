"""Tell whoever watches a unit live (boards, tickets on phones, gates) that something changed there."""

from __future__ import annotations

from typing import Final

from django.db import connection

CHANNEL: Final = "motcua_live"


def send_live_update(premises_id: int) -> None:
    """Heard after commit, once a transaction however often it is said; a watcher reads the state anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(premises_id)])
