"""A process that hands dossiers in, one after the other, and says so line by line once each is acknowledged.

Run as `python -m tests.faults.submitter prepare` or `… submit FIRST LAST` with DATABASE_URL and MOTCUA_VAR set.
"""

from __future__ import annotations

import json
import os
import sys
from uuid import NAMESPACE_URL, UUID, uuid5

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
django.setup()

from motcua.catalog.models import Procedure  # noqa: E402
from motcua.dossiers import actions  # noqa: E402
from motcua.dossiers.models import Draft  # noqa: E402
from motcua.people.models import Office  # noqa: E402
from tests.dossiers.world import MONDAY, PERSON, draft_at, make_world  # noqa: E402


def key_of(number: int) -> UUID:
    """The submission's own key: a retry after a crash bears it again, as the browser's form does."""
    return uuid5(NAMESPACE_URL, f"hand-in/{number}")


def draft_of(number: int) -> Draft:
    """The draft as the crash left it, or a new one."""
    known = Draft.objects.filter(submission_key=key_of(number)).first()
    if known is not None:
        return known
    office = Office.objects.get(kind="commune_unit", name__contains="Phú Linh")
    person = PERSON | {"applicant_id_number": f"0021900{number:05d}"}
    draft = draft_at(office, Procedure.objects.get(), moment=MONDAY, person=person)
    Draft.objects.filter(pk=draft.pk).update(submission_key=key_of(number))
    return draft


def submit(first: int, last: int) -> None:
    for number in range(first, last):
        dossier, secret = actions.submit_online(draft=draft_of(number), at=MONDAY)
        print(json.dumps({"number": number, "code": dossier.code, "secret": secret}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        make_world()
    else:
        submit(int(sys.argv[2]), int(sys.argv[3]))
