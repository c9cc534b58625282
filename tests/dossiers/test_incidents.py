"""An error of the office is put right at its cost; something lost has a name to answer for it."""

from __future__ import annotations

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.incidents import correct_result, report_incident, resolve_incident
from motcua.dossiers.models import Dossier, DossierFile, Incident
from motcua.dossiers.queries.citizen_dossiers import own_results
from motcua.dossiers.queries.incidents import dossier_incidents_visible_to
from motcua.notices.models import Message
from motcua.people.actions.citizen_sign_in import IDENTITY
from motcua.people.models import CitizenSession
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.dossiers.world import MONDAY, World, at, at_counter, jpeg, upload

pytestmark = pytest.mark.django_db
WHAT = "Giấy khai sinh ghi sai ngày sinh của cháu"


@pytest.fixture
def returned(world: World) -> Dossier:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
    actions.approve(dossier=dossier, by=world.approver, at=MONDAY)
    actions.upload_result(
        dossier=dossier, by=world.sealer, at=MONDAY, number="12/2020", file=upload(jpeg(), "khai sinh.jpg")
    )
    actions.seal(dossier=dossier, by=world.sealer, at=MONDAY)
    actions.return_result(dossier=dossier, handed_to="Vàng Thị Mỷ", by=world.returner, at=at(1, 9))
    dossier.refresh_from_db()
    return dossier


def test_the_corrected_result_takes_the_place_of_the_wrong_one(world: World, returned: Dossier) -> None:
    incident = report_incident(dossier=returned, kind="error", what=WHAT, by=world.returner, at=at(3, 9))
    correct_result(
        incident=incident, file=upload(jpeg(shade=10), "bản sửa.jpg"), number="12a/2020", cost="15.000",
        responsible="UBND xã Phú Linh", by=world.approver, at=at(3, 10),
    )  # fmt: skip
    returned.refresh_from_db()
    incident.refresh_from_db()
    assert (returned.result_number, incident.cost, incident.apologised_at) == ("12a/2020", 15_000, at(3, 10))
    old, new = returned.files.filter(kind=DossierFile.Kind.RESULT).order_by("id")
    assert old.replaced_at == at(3, 10) and new.replaced_at is None
    assert returned.citizen is not None
    returned.citizen.id_number = returned.applicant_id_number = "002085001234"
    returned.save(update_fields=["applicant_id_number"])
    session = CitizenSession(citizen=returned.citizen, assurance=IDENTITY)
    assert list(own_results(session)) == [new]
    assert "đã sửa miễn phí" in Message.objects.latest("id").text
    with pytest.raises(AlreadyDone):
        correct_result(
            incident=incident, file=None, number="13", responsible="UBND xã", by=world.approver, at=at(3, 11)
        )


def test_a_lost_paper_has_a_name_to_answer_for_it(world: World, returned: Dossier) -> None:
    incident = report_incident(dossier=returned, kind="lost", what="Mất bản chính giấy chứng sinh", by=world.receiver,
                               at=at(3, 9))  # fmt: skip
    with pytest.raises(InvalidInput) as wrong:
        resolve_incident(incident=incident, resolution="", responsible="", cost="-1", by=world.approver, at=at(3, 10))
    assert set(wrong.value.errors) == {"resolution", "responsible", "cost"}
    resolve_incident(
        incident=incident, resolution="Xin cấp lại giấy chứng sinh cho gia đình", responsible="Cán bộ receiver",
        cost="0", by=world.approver, at=at(3, 10),
    )  # fmt: skip
    incident.refresh_from_db()
    assert incident.resolved_by == world.approver


def test_who_may_and_what_must_be_said(world: World, returned: Dossier) -> None:
    with pytest.raises(NotAllowed):
        report_incident(dossier=returned, kind="lost", what=WHAT, by=world.stranger, at=at(3, 9))
    with pytest.raises(InvalidInput) as wrong:
        report_incident(dossier=returned, kind="fire", what="mất", by=world.receiver, at=at(3, 9))
    assert set(wrong.value.errors) == {"kind", "what"}
    running = at_counter(world).dossier
    with pytest.raises(NotAllowed, match="chưa có kết quả"):
        report_incident(dossier=running, kind="error", what=WHAT, by=world.receiver, at=at(3, 9))
    incident = report_incident(dossier=returned, kind="error", what=WHAT, by=world.receiver, at=at(3, 9))
    with pytest.raises(NotAllowed):
        correct_result(incident=incident, file=None, number="13", responsible="x", by=world.receiver, at=at(3, 9))
    same = upload(jpeg(), "khai sinh.jpg")
    with pytest.raises(InvalidInput, match="giống hệt"):
        correct_result(incident=incident, file=same, number="", responsible="UBND", by=world.approver, at=at(3, 9))
    assert list(dossier_incidents_visible_to(world.receiver, at(3, 9))) == [incident]
    assert not dossier_incidents_visible_to(world.stranger, at(3, 9)).exists()
    assert Incident.objects.get().resolved_at is None
