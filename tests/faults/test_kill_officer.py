"""kill -9 of an officer's process again and again in the middle of a bag, and of a morning at the cash desk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from motcua.catalog.models import Fee
from motcua.delivery.models import BagItem
from motcua.dossiers.models import Dossier, RegisterLine, Slip
from motcua.journal.models import Event
from motcua.payments.models import FeeReceipt
from motcua.people.models import Role
from tests.delivery.post import make_post, row, signed_in
from tests.dossiers.action_steps import person
from tests.dossiers.world import World, at_counter

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 24
KILLED_AFTER = (5, 2)
"""Acts acknowledged by each process before it is killed; the last one is let finish."""


def work(what: str, username: str) -> list[int]:
    """Let one process after the other work, killing each in the middle of what it does next; all it acknowledged."""
    said: list[int] = []
    for enough in (*KILLED_AFTER, None):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.one_officer", what, username],
            cwd=Path(__file__).parents[2], env=_environment(), stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            for count, line in enumerate(process.stdout, start=1):
                said.append(int(line))
                if count == enough:
                    break
            if enough is not None:
                process.kill()
        assert process.returncode == (0 if enough is None else -9)
    return said


def _environment() -> dict[str, str]:
    where = connection.settings_dict
    url = (
        f"postgresql://{quote(where['USER'])}:{quote(where['PASSWORD'] or '')}"
        f"@{quote(where['HOST'], safe='')}:{where['PORT']}/{where['NAME']}"
    )
    return os.environ | {"DATABASE_URL": url, "MOTCUA_VAR": str(settings.MEDIA_ROOT)}


def test_a_bag_is_answered_once_although_its_officer_is_killed(world: World) -> None:
    post = make_post(world)
    signed_in(post, [row(number) for number in range(MANY)])
    said = work("bag", world.receiver.username)
    items = list(BagItem.objects.all())
    assert len(said) == len(set(said)) and set(said) <= {item.pk for item in items}
    assert {item.outcome for item in items} == {"received"}
    assert len({item.dossier_id for item in items}) == MANY == Dossier.objects.count()
    sequence = sorted(int(code[-4:]) for code in Dossier.objects.values_list("code", flat=True))
    assert sequence == list(range(1, MANY + 1))
    assert sorted(RegisterLine.objects.values_list("number", flat=True)) == sequence
    assert sorted(int(one.number.split("/")[0]) for one in Slip.objects.filter(kind="01")) == sequence
    assert Event.objects.filter(name="dossier.accepted").count() == MANY


def test_a_fee_is_taken_once_although_the_cashier_is_killed(world: World) -> None:
    Fee.objects.create(procedure=world.procedure, kind="le_phi", amount=8000)
    cashier = person("cashier", Role.CASHIER, world.commune)
    for _ in range(MANY):
        at_counter(world)
    said = work("fees", cashier.username)
    receipts = list(FeeReceipt.objects.order_by("number"))
    assert set(said) <= {receipt.pk for receipt in receipts}
    assert [receipt.number for receipt in receipts] == list(range(1, MANY + 1))
    assert len({receipt.dossier_id for receipt in receipts}) == MANY
    assert Event.objects.filter(name="fee.taken").count() == MANY
