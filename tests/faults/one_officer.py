"""One officer at work in a process of its own: says each act aloud once it is done, as a page would.

Run as `python -m tests.faults.one_officer bag|fees USERNAME` with DATABASE_URL set: answers the parcels of every signed
bag, or takes the fees owed, one after the other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from uuid import NAMESPACE_OID, uuid5

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
django.setup()

from motcua.delivery import actions as delivery  # noqa: E402
from motcua.delivery.models import Bag  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.payments import actions as payments  # noqa: E402
from motcua.people.models import Staff  # noqa: E402
from motcua.refusals import NothingOwed  # noqa: E402
from tests.delivery.post import LATER  # noqa: E402


def answer_bags(officer: Staff) -> Iterator[int]:
    for bag in Bag.objects.exclude(signed_at=None):
        for item in bag.items.filter(outcome="waiting"):
            ((_, wrong),) = delivery.answer_parcels(
                bag=bag, answers={item.pk: delivery.ParcelAnswer("received")}, by=officer, at=LATER
            )
            assert not wrong, wrong
            yield item.pk


def take_fees(officer: Staff) -> Iterator[int]:
    """The key is the page's, so that the same page sent again is the same receipt."""
    for dossier in Dossier.objects.order_by("pk"):
        key = uuid5(NAMESPACE_OID, str(dossier.pk))
        try:
            yield payments.take_fee(dossier=dossier, method="cash", by=officer, at=LATER, key=key).pk
        except NothingOwed:
            continue


if __name__ == "__main__":
    work = {"bag": answer_bags, "fees": take_fees}[sys.argv[1]]
    for done in work(Staff.objects.get(username=sys.argv[2])):
        print(done, flush=True)
