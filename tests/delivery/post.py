"""What tests of bags stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from motcua.delivery import actions
from motcua.delivery.models import Bag
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier
from motcua.people.models import Office, Role, Staff, StaffRole
from tests.dossiers.world import World, at, at_counter

MORNING = at(6, 9)  # Monday 6 April 2020
SIGNED = at(6, 9, 30)
LATER = at(6, 14)


@dataclass
class Post:
    """The world, its post office and clerk."""

    world: World
    office: Office
    clerk: Staff
    other_clerk: Staff


def make_post(world: World) -> Post:
    offices = [
        Office.objects.create(
            path=f"{world.province.path}/000.00.5{n}.H22", code=f"000.00.5{n}.H22", name=f"Bưu điện {n}",
            kind="post_office", level="province", parent=world.province,
        )
        for n in (0, 1)
    ]  # fmt: skip
    clerks = []
    for n, office in enumerate(offices):
        clerk = Staff.objects.create(username=f"clerk{n}", full_name=f"Bưu tá {n}", office=office)
        StaffRole.objects.create(staff=clerk, role=Role.POSTAL_CLERK, office=office)
        clerks.append(clerk)
    return Post(world, offices[0], *clerks)


def row(number: int, **changes: str) -> dict[str, str]:
    """A good row of the table."""
    return {
        "posting_number": f"RA{number:09d}VN",
        "procedure": "1.001193",
        "full_name": f"Sùng Mí Phìn {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}",
        "id_number": "",
        "phone": "0987654321",
        "address": "Thôn Nà Cho, xã Phú Linh",
        "papers": "đủ",
        "return_channel": "bưu điện",
        "collected": "8000",
        "code": "",
    } | changes


def open_in(post: Post, rows: list[dict[str, str]], *, moment: datetime = MORNING) -> Bag:
    bag = actions.open_bag(
        office=post.world.commune, direction="in", postman="Lương Văn Bưu", by=post.world.receiver, at=moment,
        key=uuid4(), post_office=post.office,
    )  # fmt: skip
    filled, _errors = actions.fill_bag(bag=bag, rows=rows, by=post.world.receiver, at=moment)
    return filled


def signed_in(post: Post, rows: list[dict[str, str]]) -> Bag:
    return actions.sign_bag(bag=open_in(post, rows), by=post.world.receiver, at=SIGNED)


def answer_all(bag: Bag, post: Post, outcome: str = "received", **answer: Any) -> list[str]:
    """Every parcel answered alike; what was wrong with each."""
    done = actions.answer_parcels(
        bag=bag, answers={item.pk: actions.ParcelAnswer(outcome, **answer) for item in bag.items.all()},
        by=post.world.receiver, at=LATER,
    )  # fmt: skip
    return [wrong for _item, wrong in done]


def ready_result(world: World) -> Dossier:
    """A dossier whose result waits to be posted home."""
    made = at_counter(world, return_channel="postal", return_address="Thôn Nà Cho, xã Phú Linh").dossier
    dossiers.appraise(dossier=made, by=world.processor, at=MORNING)
    dossiers.approve(dossier=made, by=world.approver, at=MORNING)
    dossiers.seal(dossier=made, by=world.sealer, at=MORNING)
    dossiers.upload_result(dossier=made, by=world.returner, at=MORNING, number="12/KS")
    made.refresh_from_db()
    return made


def outgoing(post: Post, results: list[Dossier]) -> Bag:
    bag = actions.open_bag(
        office=post.world.commune, direction="out", postman="Lương Văn Bưu", by=post.world.returner, at=MORNING,
        key=uuid4(), post_office=post.office,
    )  # fmt: skip
    return actions.fill_outgoing(
        bag=bag, tracking={result.pk: f"EF{result.pk:09d}VN" for result in results}, by=post.world.returner, at=MORNING
    )
