"""The first page of an office's work lists with 200,000 dossiers in the base, against the same page with 2,000.

The work at hand is the same in both, the years behind it are not: that is how an office's base grows. The floor is the
page with 2,000 in the same run, through the same views and templates, without a server between. All dossiers are of one
office, which is the worst case, and go again when the bench ends.
Run: python -m bench.worklist, with DATABASE_URL naming a database with the demo in it.
"""

from __future__ import annotations

import tempfile
import time as stopwatch
from typing import Any

import django

from bench._table import Figure, report

BEFORE, AFTER, AT_HAND = 2_000, 200_000, 400
ROUNDS, WARM, MOST = 40, 6, 1.3
PAGES = {"today": "/ban/", "unit's list": "/ban/ho-so/?the=don-vi", "overdue": "/ban/ho-so/?the=qua-han",
         "all": "/ban/ho-so/?the=tat-ca", "returned ones": "/ban/ho-so/?trang-thai=returned"}  # fmt: skip
# One sound dossier again and again, each with its own code, key, state, person and hours.
COPY = """
INSERT INTO dossiers_dossier
SELECT made.* FROM dossiers_dossier d, generate_series(%(first)s, %(last)s) n, LATERAL jsonb_populate_record(d,
  jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('dossiers_dossier', 'id')),
    'code', %(unit)s || '-' || to_char(%(at)s::timestamptz - n %% 1500 * interval '1 day', 'YYMMDD')
            || '-' || lpad((n / 1500 + 5000)::text, 4, '0'),
    'office_id', %(office)s::int, 'resolving_office_id', %(office)s::int, 'handling_office_id', %(office)s::int,
    'submission_key', gen_random_uuid(), 'citizen_id', NULL, 'holder_id', NULL,
    'applicant_name', 'Người thứ ' || n, 'search_text', 'nguoi thu ' || n || ' 09' || lpad(n::text, 8, '0'),
    'state', CASE WHEN n > %(open)s THEN (ARRAY['returned','returned','returned','returned','withdrawn'])[1 + n %% 5]
             ELSE (ARRAY['appraising','appraising','approving','accepted','result_ready'])[1 + n %% 5] END,
    'submitted_at', %(at)s::timestamptz - n %% 1500 * interval '1 day',
    'received_at', %(at)s::timestamptz - n %% 1500 * interval '1 day',
    'due_at', CASE WHEN n > %(open)s THEN %(at)s::timestamptz - n %% 1500 * interval '1 day'
              ELSE %(at)s::timestamptz + (n %% 240 - 24) * interval '1 hour' END,
    'finished_at', CASE WHEN n > %(open)s THEN %(at)s::timestamptz - n %% 1500 * interval '1 day' END
  )) AS made
WHERE d.id = %(like)s
"""


def main() -> int:
    """Report the time of each first page with many dossiers; 1 where one takes longer than MOST times the floor."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from bench._hand_in import one_dossier
    from motcua.clock.queries import now
    from motcua.dossiers.models import Dossier
    from motcua.people.models import Role, StaffRole

    settings.ALLOWED_HOSTS = ["*"]
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        settings.MEDIA_ROOT = folder
        model = Dossier.objects.get(code=one_dossier()[0])
    held = StaffRole.objects.select_related("staff", "office").filter(role=Role.RECEIVING_OFFICER).order_by("pk")[0]
    client = Client(headers={"accept-language": "vi"})
    client.force_login(held.staff, backend="django.contrib.auth.backends.ModelBackend")
    last = Dossier.objects.order_by("-pk").values_list("pk", flat=True)[0]
    given = {"unit": held.office.code, "office": held.office_id, "at": now(), "open": AT_HAND, "like": model.pk}
    try:
        _grow(given | {"first": 1, "last": BEFORE})
        few = {name: _measure(client, address) for name, address in PAGES.items()}
        _grow(given | {"first": BEFORE + 1, "last": AFTER})
        many = {name: _measure(client, address) for name, address in PAGES.items()}
    finally:
        _clear(last)
    worst = max(many[name] / few[name] for name in PAGES)
    report(
        *(Figure(f"work list: {name}", many[name] * 1000, few[name] * 1000, "ms") for name in PAGES),
        note=f"with {AFTER:,} dossiers; floor: with {BEFORE:,}; worst ratio {worst:.2f} (at most {MOST})",
    )
    return 0 if worst <= MOST else 1


def _grow(given: dict[str, Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(COPY, given)
        cursor.execute("VACUUM ANALYZE dossiers_dossier")


def _clear(last: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dossiers_dossier WHERE id > %s", [last])
        cursor.execute("VACUUM ANALYZE dossiers_dossier")


def _measure(client: Any, address: str) -> float:
    """Seconds of one page: the best of many after some to warm up, as whatever else the machine does only adds."""
    taken = []
    for turn in range(WARM + ROUNDS):
        start = stopwatch.perf_counter()
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        if turn >= WARM:
            taken.append(stopwatch.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    raise SystemExit(main())
