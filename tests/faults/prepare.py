"""Fill a database, in a process of its own, with a small province and drafts ready to be handed in.

Run as `python -m tests.faults.prepare COUNT` with DATABASE_URL and MOTCUA_VAR set; prints each draft's address.
"""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
django.setup()

from motcua.clock.queries import now  # noqa: E402
from tests.dossiers.world import PERSON, draft_at, make_world  # noqa: E402


def main(count: int) -> None:
    """As `count` people would who have answered everything and not yet pressed the last button."""
    world, at = make_world(), now()
    for number in range(count):
        person = PERSON | {"applicant_id_number": f"0021900{number:05d}"}
        draft = draft_at(world.commune, world.procedure, moment=at, person=person)
        print(f"/nop-ho-so/{world.procedure.code}/{draft.token}/", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
