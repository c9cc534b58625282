"""The small province of the dossiers' tests, with a seal, a demo authority and a certificate."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.management.demo.signing import Authority
from motcua.people.models import Role, StaffRole
from motcua.signing.actions import add_certificate, register_seal
from motcua.signing.models import Certificate, Seal
from tests.dossiers.world import MONDAY, World, at_counter, make_world
from tests.dossiers.world import at as moment

PASSWORD = "một mật khẩu"
BEGINS = datetime(2019, 1, 1, tzinfo=MONDAY.tzinfo)


@pytest.fixture
def world(db: Any) -> World:
    made = make_world()
    StaffRole.objects.create(staff=made.leader, role=Role.ICT_ADMIN, office=made.province)
    return made


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority(BEGINS)


@pytest.fixture(scope="session")
def key_file(authority: Authority) -> bytes:
    return authority.key_file("Ủy ban nhân dân xã Phú Linh", PASSWORD, with_rsa=True)  # as issuers here give them


@pytest.fixture
def certificate(world: World, key_file: bytes) -> Certificate:
    return add_certificate(office=world.sealer.office, content=key_file, password=PASSWORD, by=world.leader, at=MONDAY)


@pytest.fixture
def seal(world: World) -> Seal:
    return register_seal(
        office=world.sealer.office, kept_at=world.sealer.office, kind="first", label="Dấu UBND xã Phú Linh",
        registration="12/ĐKMD", keeper=world.sealer, by=world.leader, at=MONDAY,
    )  # fmt: skip


def a_pdf(words: str = "GIẤY KHAI SINH") -> bytes:
    """A page with a picture on it, as an office program writes one."""
    out = io.BytesIO()
    Image.new("RGB", (595, 842), "white").save(out, "PDF", title=words)
    return out.getvalue()


def approved(world: World, *, pdf: bytes | None = None, **changes: Any) -> Dossier:
    """A dossier received, appraised with its result and approved: it waits for the seal."""
    dossier = at_counter(world, **changes).dossier
    dossier = actions.appraise(dossier=dossier, by=world.processor, at=moment(1, 8))
    content = a_pdf() if pdf is None else pdf
    actions.upload_result(
        dossier=dossier, by=world.approver, at=moment(1, 9), number="12/KS",
        file=SimpleUploadedFile("giấy khai sinh.pdf", content) if content else None,
    )  # fmt: skip
    return actions.approve(dossier=dossier, by=world.approver, at=moment(1, 10))
