"""An online hand-in as the server receives it, against a bare transaction that writes the same rows just as safely.

Ours: over HTTP, the papers with one 200 KB photo and the button that hands in, answered when it is on the disk. The
rest of the form is filled before the watch starts. The floor: the same rows as they came out, written by psycopg in one
transaction a dossier, the photo forced to the disk, by as many hands at once.

Run: python -m bench.receive, with DATABASE_URL naming a database with the demo in it.
"""

from __future__ import annotations

import os
import secrets
import tempfile
import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.json import Jsonb

from bench._served import per_second, server
from bench._table import Figure, report
from bench.tracking import Browser

COUNT, HANDS, WARM = 96, 8, 8
TABLES = ("people_citizen", "dossiers_dossier", "dossiers_dossierfile", "journal_event", "notices_message")


class HandIn:
    """One person's browser on the way to the last button."""

    def __init__(self, port: int, number: int, photo: bytes) -> None:
        self.browser, self.number, self.photo = Browser(port), number, photo
        self.here = ""

    def fill(self) -> None:
        """Begin and answer every question; not measured."""
        from bench._hand_in import answers, form_pages, place

        procedure, office = place()
        self.browser.ask("GET", f"/nop-ho-so/{procedure.code}/")
        status, _, self.here = self.browser.ask("POST", f"/nop-ho-so/{procedure.code}/", {"don-vi": office.code})
        assert status == 302, (status, "start")
        for number, page in enumerate(form_pages(procedure), start=1):
            fields = {name: str(value) for name, value in answers(page, self.number).items()}
            status, body, _ = self.browser.ask("POST", f"{self.here}trang/{number}/", fields)
            assert status == 302, (status, number, body[:2000].decode())
        status, _, _ = self.browser.ask("POST", f"{self.here}nhan-ket-qua/", {"channel": "counter"})
        assert status == 302, (status, "return")
        self.required = [paper.position for paper in procedure.papers.filter(required=True)]
        self.excused = self.required[1:]
        # The server would close it while the others are still filling theirs; the next request opens another.
        self.browser.connection.close()

    def send(self) -> None:
        """The photo and the button: what is measured."""
        status = self._papers()
        assert status == 302, (status, "papers")
        status, body, where = self.browser.ask("POST", f"{self.here}xem-lai/", {})
        assert status == 302 and where.endswith("/da-nop/"), (status, body[:2000].decode())

    def _papers(self) -> int:
        edge = secrets.token_hex(16)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="paper-{self.required[0]}"; filename="giay.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n".encode()
            + self.photo
            + b"\r\n"
        ]
        fields = {f"paper-{position}-none": "on" for position in self.excused}
        fields |= {f"paper-{position}-why": "Tôi sẽ mang đến sau" for position in self.excused} | {"go": "1"}
        for name, value in fields.items():
            parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items()),
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "X-CSRFToken": self.browser.cookies["csrftoken"],
        }
        body = b"".join([*parts, f"--{edge}--\r\n".encode()])
        self.browser.connection.request("POST", f"{self.here}giay-to/", body=body, headers=headers)
        return self.browser.answer()[0]


class Floor:
    """The rows that our hand-ins left, written again by bare transactions into tables of the same make."""

    def __init__(self, url: str, folder: Path, photos: list[bytes]) -> None:
        self.url, self.folder, self.photos = url, folder, photos
        self.mine = threading.local()
        with psycopg.connect(url) as connection:
            self.rows = {table: self._rows(connection, table) for table in TABLES}

    @staticmethod
    def _rows(connection: psycopg.Connection[Any], table: str) -> list[dict[str, Any]]:
        cursor = connection.execute(
            sql.SQL("SELECT * FROM {} ORDER BY id DESC LIMIT 100").format(sql.Identifier(table))
        )
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def write(self, at: int) -> None:
        """One dossier: number, citizen, dossier, file, event, message; the photo on the disk before the commit."""
        if not hasattr(self.mine, "connection"):
            self.mine.connection = psycopg.connect(self.url)
        path = self.folder / secrets.token_hex(16)
        with path.open("wb") as out:
            out.write(self.photos[at % len(self.photos)])
            out.flush()
            os.fsync(out.fileno())
        connection: psycopg.Connection[Any] = self.mine.connection
        with connection.transaction():
            citizen = self._insert("people_citizen", at, id_number=secrets.token_hex(6))
            (number,) = connection.execute(
                "INSERT INTO dossiers_numberseries AS s (key, last) VALUES ('bench', 1)"
                " ON CONFLICT (key) DO UPDATE SET last = s.last + 1 RETURNING last"
            ).fetchone() or (0,)
            dossier = self._insert(
                "dossiers_dossier",
                at,
                code=f"bench-{uuid4().hex[:12]}-{number}",
                submission_key=uuid4(),
                citizen_id=citizen,
            )
            self._insert("dossiers_dossierfile", at, dossier_id=dossier)
            self._insert("journal_event", at)
            self._insert("notices_message", at, reference=uuid4().hex)

    def _insert(self, table: str, at: int, **changes: Any) -> int:
        row = self.rows[table][at % len(self.rows[table])] | changes
        row.pop("id")
        values = [Jsonb(value) if isinstance(value, dict | list) else value for value in row.values()]
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING id").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join(sql.Placeholder() * len(row)),
        )
        found = self.mine.connection.execute(statement, values).fetchone()
        return int(found[0])


def main() -> None:
    """Report hand-ins a second."""
    django.setup()
    from django.conf import settings

    from bench._hand_in import photo

    photos = [photo() for _ in range(8)]
    with server() as port:
        ready = [HandIn(port, number, photos[number % len(photos)]) for number in range(COUNT + WARM)]
        per_second(lambda at: ready[at].fill(), len(ready), HANDS)
        per_second(lambda at: ready[COUNT + at].send(), WARM, HANDS)
        ours = per_second(lambda at: ready[at].send(), COUNT, HANDS)
    url = _libpq(settings.DATABASES["default"])
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        floor = Floor(url, Path(folder), photos)
        per_second(floor.write, WARM, HANDS)
        bare = per_second(floor.write, COUNT, HANDS)
    size = sum(map(len, photos)) // len(photos) // 1024
    report(
        Figure("online hand-in over HTTP", ours, bare, "/s"),
        note=f"{HANDS} at once, one process, a photo of {size} KB each; floor: the same rows in a bare transaction, "
        "the photo on the disk",
    )


def _libpq(database: dict[str, Any]) -> str:
    """Where Django's database is, for psycopg alone."""
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    made = psycopg.conninfo.make_conninfo(**{key: str(database[name]) for key, name in named.items() if database[name]})
    assert conninfo_to_dict(made)
    return str(made)


if __name__ == "__main__":
    main()
