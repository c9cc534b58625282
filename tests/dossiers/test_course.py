"""A dossier's whole course, and who may take which step of it."""

from __future__ import annotations

from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.journal import queries as journal
from motcua.notices.models import Message
from tests.dossiers.world import MONDAY, World, at, filled_draft, jpeg, upload


def names(dossier: Dossier) -> list[str]:
    return [event.name for event in journal.history(f"dossier:{dossier.pk}")]


def test_online_from_hand_in_to_result(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    assert dossier.code == "000.01.21.H22-200330-0001"
    assert dossier.state == "submitted" and dossier.due_at is None

    dossier, slip = actions.accept(dossier=dossier, by=world.receiver, at=at(31, 8, 0, month=3))
    assert dossier.due_at == at(3, 17)
    assert (slip.kind, slip.number) == ("01", "01/BPTNTKQ")
    assert dossier.state == "appraising"

    actions.take(dossier=dossier, by=world.processor, at=at(1, 8))
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9), opinion="Đủ điều kiện")
    actions.approve(dossier=dossier, by=world.approver, at=at(1, 10))
    actions.seal(dossier=dossier, by=world.sealer, at=at(1, 11))
    dossier.refresh_from_db()
    assert dossier.state == "result_ready" and dossier.finished_at == at(1, 11)
    assert "dossier.result_ready" not in names(dossier)  # nothing to fetch yet

    actions.upload_result(dossier=dossier, by=world.returner, at=at(1, 13, 30), file=upload(jpeg()), number="12/KS")
    actions.return_result(dossier=dossier, handed_to="Vàng Thị Mỷ", by=world.returner, at=at(1, 14))
    dossier.refresh_from_db()
    assert dossier.state == "returned" and dossier.handed_to == "Vàng Thị Mỷ"
    assert names(dossier) == [
        "dossier.submitted",
        "dossier.accepted",
        "dossier.assigned",
        "dossier.appraised",
        "dossier.approved",
        "dossier.sealed",
        "dossier.result_ready",
        "dossier.returned",
    ]
    assert Message.objects.filter(subject=f"dossier:{dossier.pk}").count() == 4
    view = queries.public_view(dossier, at=at(1, 15), with_secret=True)
    assert view.steps[0].words == "Bạn đã nộp hồ sơ"
    assert view.steps[-1].words == "Đã trả kết quả" and view.degree == 4
