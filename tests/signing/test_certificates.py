"""Adding and revoking certificates: what is refused, at which field, in which words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from motcua.management.demo.signing import Authority
from motcua.refusals import InvalidInput, NotAllowed
from motcua.signing import queries
from motcua.signing.actions import add_certificate, revoke_certificate
from motcua.signing.models import Certificate
from tests.dossiers.world import MONDAY, World
from tests.dossiers.world import at as moment
from tests.signing.conftest import PASSWORD


def add(world: World, content: bytes, password: str = PASSWORD, **changes) -> Certificate:
    given = {"office": world.sealer.office, "by": world.sealer, "at": MONDAY}
    return add_certificate(content=content, password=password, **(given | changes))


def errors(world: World, content: bytes, password: str = PASSWORD, **changes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as wrong:
        add(world, content, password, **changes)
    assert not Certificate.objects.exists()
    return wrong.value.errors


def test_a_certificate_is_kept_with_its_password_locked(world: World, key_file: bytes) -> None:
    added = add(world, key_file)
    assert added.subject == "Ủy ban nhân dân xã Phú Linh"
    assert added.issuer.startswith("CA bản demo")
    assert PASSWORD not in added.secret
    assert default_storage.exists(added.key_location)
    assert queries.unit_certificate(world.sealer.office, MONDAY) == added
    assert queries.unit_certificate(world.commune, MONDAY) is None


def test_wrong_files_and_passwords_are_told_at_their_field(world: World, key_file: bytes) -> None:
    assert "Mật khẩu không mở được" in errors(world, key_file, "sai")["password"]
    assert "Mật khẩu không mở được" in errors(world, key_file, "")["password"]
    for content in (b"", b"%PDF-1.7", key_file[:-20], b"\x30\x80" * 60_000):
        assert "không phải tệp chứng thư số" in errors(world, content)["file"]


def test_what_is_out_of_time_is_not_added(world: World, authority: Authority) -> None:
    old = authority.key_file("Cũ", PASSWORD, ends=MONDAY - timedelta(days=1))
    assert "đã hết hạn lúc" in errors(world, old)["file"]
    new = authority.key_file("Mới", PASSWORD, begins=MONDAY + timedelta(days=1))
    assert "chưa có hiệu lực trước" in errors(world, new)["file"]


def test_a_certificate_that_does_not_sign_is_not_added(world: World, authority: Authority) -> None:
    other = authority.key_file("Mã hóa", PASSWORD, signs=False)
    assert "không được cấp để ký" in errors(world, other)["file"]


def test_the_same_certificate_is_added_once(world: World, key_file: bytes) -> None:
    first = add(world, key_file)
    with pytest.raises(InvalidInput, match="đã có trong hệ thống"):
        add(world, key_file)
    assert Certificate.objects.get() == first


def test_only_those_who_look_after_the_office_add_and_revoke(world: World, key_file: bytes) -> None:
    for stranger in (world.processor, world.approver, world.stranger):
        with pytest.raises(NotAllowed, match="không được giao quản lý"):
            add(world, key_file, by=stranger)
    added = add(world, key_file, by=world.leader)
    with pytest.raises(NotAllowed):
        revoke_certificate(certificate=added, reason="Thử", by=world.stranger, at=MONDAY)
    assert not queries.certificates_visible_to(world.stranger, MONDAY).exists()
    assert queries.certificates_visible_to(world.sealer, MONDAY).get() == added


def test_a_persons_certificate_is_of_his_office(world: World, key_file: bytes) -> None:
    assert "không thuộc" in errors(world, key_file, staff=world.stranger)["staff"]
    own = add(world, key_file, staff=world.approver)
    assert queries.own_certificate(world.approver, MONDAY) == own
    assert queries.unit_certificate(world.sealer.office, MONDAY) is None


def test_a_revocation_needs_a_reason_and_is_final(world: World, key_file: bytes) -> None:
    added = add(world, key_file)
    with pytest.raises(InvalidInput) as wrong:
        revoke_certificate(certificate=added, reason=" \n", by=world.sealer, at=moment(1, 9))
    assert set(wrong.value.errors) == {"reason"}
    revoke_certificate(certificate=added, reason="Mất thiết bị", by=world.sealer, at=moment(1, 9))
    assert queries.unit_certificate(world.sealer.office, moment(1, 10)) is None
    with pytest.raises(NotAllowed, match="đã bị thu hồi lúc"):
        revoke_certificate(certificate=added, reason="Lần nữa", by=world.sealer, at=moment(1, 11))
