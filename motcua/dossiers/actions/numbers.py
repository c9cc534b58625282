"""Give numbers without gaps: each is taken in the transaction of its row, so a rollback gives it back."""

from __future__ import annotations

from django.db import connection, transaction


def next_number(key: str) -> int:
    """The next number of the series `key`, from 1. Writers of one series queue until the one before has committed.

    Raises RuntimeError outside a transaction, where a lost number would leave a gap.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_number() must run inside the transaction of the row that bears the number.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_numberseries AS series (key, last) VALUES (%s, 1)"
            " ON CONFLICT (key) DO UPDATE SET last = series.last + 1 RETURNING last",
            [key],
        )
        return int(cursor.fetchone()[0])
