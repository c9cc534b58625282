"""The act "seal": the book, the signature, and what keeps both from being given too early."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossiers import actions
from motcua.dossiers.actions.signatures import sign_result, sign_slip, sign_waiting_slips
from motcua.dossiers.models import Dossier, DossierFile, Slip
from motcua.dossiers.slips.rendering import render_slip
from motcua.management.demo.signing import Authority
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.signing.actions import add_certificate, revoke_certificate
from motcua.signing.models import Certificate, Seal, SealEntry
from motcua.signing.verification import check_document
from tests.dossiers.world import World, at_counter
from tests.dossiers.world import at as moment
from tests.signing.conftest import PASSWORD, a_pdf, approved

SEALED_AT = moment(1, 11)


def seal_it(dossier: Dossier, world: World) -> Dossier:
    return actions.seal(dossier=dossier, by=world.sealer, at=SEALED_AT)


def results(dossier: Dossier) -> list[DossierFile]:
    return list(dossier.files.filter(kind="result").order_by("id"))


def test_sealing_signs_the_result_and_enters_the_book(world: World, seal: Seal, certificate: Certificate) -> None:
    dossier = seal_it(approved(world), world)
    old, new = results(dossier)
    assert (old.replaced_at, new.replaced_at) == (SEALED_AT, None)
    with new.file.open("rb") as kept:
        report = check_document(kept.read())
    assert report.state == "intact"
    assert report.document is not None
    assert (report.document.sha256, report.document.label) == (new.sha256, dossier.code)
    assert "Vàng" not in report.document.title
    entry = SealEntry.objects.get()
    assert (entry.number, entry.label, entry.signer) == (1, dossier.code, world.approver.full_name)
    assert entry.document == "Số 12/KS: Thủ tục đăng ký khai sinh"
    assert entry.stamper == world.sealer


def test_an_office_without_seal_or_certificate_works_as_before(world: World) -> None:
    dossier = seal_it(approved(world), world)
    assert dossier.state == "result_ready"
    assert len(results(dossier)) == 1
    assert not SealEntry.objects.exists()


def test_nothing_is_stamped_that_changed_after_the_approval(world: World, seal: Seal, certificate: Certificate) -> None:
    dossier = approved(world)
    actions.upload_result(
        dossier=dossier, by=world.sealer, at=SEALED_AT - timedelta(minutes=1),
        file=SimpleUploadedFile("khac.pdf", a_pdf("KHÁC")),
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="đã thay đổi sau khi được phê duyệt"):
        seal_it(dossier, world)
    dossier.refresh_from_db()
    assert dossier.state == "sealing"
    assert not SealEntry.objects.exists()
    back = actions.send_back(dossier=dossier, reason="Ký lại kết quả mới", by=world.sealer, at=SEALED_AT)
    again = actions.approve(dossier=back, by=world.approver, at=SEALED_AT)
    assert seal_it(again, world).state == "result_ready"


def test_nothing_is_stamped_without_an_approval(world: World, seal: Seal) -> None:
    world.procedure.route = ["appraise", "seal", "return"]
    world.procedure.save()
    dossier = at_counter(world).dossier
    dossier = actions.appraise(dossier=dossier, by=world.processor, at=moment(1, 8))
    with pytest.raises(NotAllowed, match="chưa có người có thẩm quyền phê duyệt"):
        seal_it(dossier, world)


def test_who_does_not_keep_the_seal_does_not_stamp(world: World, seal: Seal) -> None:
    seal.keeper = world.processor
    seal.save()
    dossier = approved(world)
    with pytest.raises(NotAllowed, match="Con dấu đang do Cán bộ processor giữ"):
        seal_it(dossier, world)
    dossier.refresh_from_db()
    assert dossier.state == "sealing"


def test_a_key_out_of_reach_seals_nothing(world: World, seal: Seal, certificate: Certificate, settings) -> None:
    dossier = approved(world)
    settings.SECRET_KEY = "another"
    with pytest.raises(NotAllowed, match="Không ký số được tệp “giấy khai sinh"):
        seal_it(dossier, world)
    assert not SealEntry.objects.exists()
    settings.SECRET_KEY_FALLBACKS = []
    revoke_certificate(certificate=certificate, reason="Khóa hỏng", by=world.sealer, at=moment(1, 10, 30))
    assert len(results(seal_it(dossier, world))) == 1


def test_an_approver_signs_with_his_own_certificate_before_the_seal(
    world: World, seal: Seal, certificate: Certificate, authority: Authority
) -> None:
    dossier = approved(world)
    with pytest.raises(NotAllowed, match="chưa có chứng thư số cá nhân"):
        sign_result(dossier=dossier, by=world.approver, at=moment(1, 10, 5))
    own = authority.key_file("Người ký", PASSWORD)
    add_certificate(
        office=world.approver.office, staff=world.approver, content=own, password=PASSWORD, by=world.sealer,
        at=moment(1, 10),
    )  # fmt: skip
    dossier = sign_result(dossier=dossier, by=world.approver, at=moment(1, 10, 5))
    with pytest.raises(AlreadyDone):
        sign_result(dossier=dossier, by=world.approver, at=moment(1, 10, 6))
    last = results(seal_it(dossier, world))[-1]
    with last.file.open("rb") as kept:
        report = check_document(kept.read())
    assert report.state == "intact"
    assert [signer.name for signer in report.signers] == ["Người ký", "Ủy ban nhân dân xã Phú Linh"]


def test_signing_comes_after_the_approval_and_by_its_people(world: World, certificate: Certificate) -> None:
    dossier = at_counter(world).dossier
    dossier = actions.appraise(dossier=dossier, by=world.processor, at=moment(1, 8))
    with pytest.raises(NotAllowed, match="chưa có người có thẩm quyền"):
        sign_result(dossier=dossier, by=world.approver, at=moment(1, 9))
    dossier = approved(world)
    for person in (world.processor, world.receiver, world.sealer):
        with pytest.raises(NotAllowed):
            sign_result(dossier=dossier, by=person, at=moment(1, 11))


def test_slips_are_signed_afterwards_by_the_units_certificate(world: World, certificate: Certificate) -> None:
    received = at_counter(world)
    slip = Slip.objects.get(pk=received.slip.pk)
    assert not slip.signed_file
    assert sign_waiting_slips(at=slip.issued_at + timedelta(minutes=1)) == 1
    assert sign_waiting_slips(at=slip.issued_at + timedelta(minutes=2)) == 0
    slip.refresh_from_db()
    report = check_document(render_slip(slip))
    assert report.state == "intact"
    assert report.document is not None
    assert report.document.sha256 == slip.signed_sha256
    assert report.document.title == f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả số {slip.number}"


def test_a_unit_without_a_certificate_signs_no_slip(world: World) -> None:
    slip = at_counter(world).slip
    assert not sign_slip(slip, at=slip.issued_at).signed_file
    assert sign_waiting_slips(at=slip.issued_at) == 0
