"""A person's own results and earlier papers: found, fetched, used again; never another's."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from motcua.catalog.models import Procedure
from motcua.dossiers import actions
from motcua.dossiers.actions.drafts import forget_drafts, remove_draft_file, reuse_in_draft
from motcua.dossiers.models import Dossier, DossierFile, Draft, DraftFile
from motcua.dossiers.queries.earlier_copies import earlier_copies
from motcua.journal.models import Event
from motcua.people.actions.citizen_sign_in import PHONE, sign_in_by_provider
from motcua.people.models import Citizen, CitizenSession, Office
from motcua.people.providers.base import IdentityClaims
from motcua.refusals import InvalidInput
from tests.web.citizen.test_hand_in import fill
from tests.web.citizen.test_mine import OTHER, browser, sign_in
from tests.web.conftest import BIRTH, MONDAY, UNIT
from tests.web.desk import text

MY = ("Vàng Thị Mỷ", "002190000123", "0912345678")
PHIN = ("Sùng Mí Phìn", "002190000456", "0987654321")
STORE = "/cua-toi/giay-to/"


def known(client: Client, person: tuple[str, str, str]) -> CitizenSession:
    """Signed in by the identity provider's word."""
    begun = sign_in_by_provider(provider="oidc", claims=_told(person), device_words="", at=MONDAY)
    session = client.session
    session["citizen"] = begun.token
    session.save()
    return begun.session


def _told(person: tuple[str, str, str]) -> IdentityClaims:
    name, number, phone = person
    return IdentityClaims(subject=f"s-{number}", full_name=name, id_number=number, phone=phone)


def dossier_of(person: tuple[str, str, str], number: int = 1, **changes: Any) -> Dossier:
    """One that was resolved, with a paper given and a result."""
    name, id_number, phone = person
    procedure, office = Procedure.objects.get(code=BIRTH), Office.objects.get(code=UNIT)
    citizen, _ = Citizen.objects.get_or_create(id_number=id_number, defaults={"full_name": name})
    row = Dossier.objects.create(
        **{
            "code": f"001.03.32.H22-200330-9{number:03d}", "procedure": procedure, "office": office,
            "resolving_office": office, "handling_office": office, "state": "returned", "channel": "counter",
            "return_channel": "counter", "applicant_name": name, "applicant_id_number": id_number,
            "applicant_phone": phone, "search_text": f"x {phone}", "secret_hash": "-", "submitted_at": MONDAY,
            "citizen": citizen, "papers": [{"position": p.position, "name": p.name} for p in procedure.papers.all()],
        }
        | changes
    )  # fmt: skip
    for kind, place in (("given", 1), ("result", None)):
        file = DossierFile(
            dossier=row, kind=kind, paper_position=place, name=f"{kind}-{number}.pdf", content_type="application/pdf",
            size=9, sha256=f"{kind}{number}".ljust(64, "0"), at=MONDAY,
        )  # fmt: skip
        file.file.save(f"{kind}-{number}.pdf", ContentFile(b"%PDF-1.7\n"), save=False)
        file.save()
    return row


def result_of(row: Dossier) -> DossierFile:
    return row.files.get(kind="result")


def given_of(row: Dossier) -> DossierFile:
    return row.files.get(kind="given")


def draft_for(client: Client, person: tuple[str, str, str]) -> Draft:
    """A draft whose applicant is this person."""
    client.post(f"/nop-ho-so/{BIRTH}/", {"don-vi": UNIT})
    draft = Draft.objects.latest("id")
    name, number, phone = person
    answers = {"applicant_name": name, "applicant_id_number": number, "applicant_phone": phone}
    actions.save_draft_page(draft=draft, page="1", answers=answers, at=MONDAY)
    draft.refresh_from_db()
    return draft


def papers_page(draft: Draft) -> str:
    return f"/nop-ho-so/{BIRTH}/{draft.token}/giay-to/"


def test_ones_results_are_listed_fetched_and_the_fetching_journalled(visitor):
    row = dossier_of(MY)
    assert visitor.get(STORE).url == "/cua-toi/dang-nhap/"
    known(visitor, MY)
    page = text(visitor.get(STORE))
    assert "Giấy khai sinh" in page and row.code in page
    answer = visitor.get(f"{STORE}{result_of(row).pk}/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]
    event = Event.objects.get(name="dossier.file_viewed")
    assert (event.actor, event.subject) == ("citizen", f"dossier:{row.pk}")
    assert visitor.get(f"{STORE}{given_of(row).pk}/").status_code == 404  # results alone are in the store


@pytest.mark.parametrize(
    "changes",
    [
        {"applicant_id_number": PHIN[1]},
        {"applicant_name": PHIN[0]},  # somebody mistyped his own number as hers
        {"state": "appraising"},
        {"state": "withdrawn"},
    ],
)
def test_what_is_not_hers_or_not_ready_is_not_in_her_store(visitor, changes):
    row = dossier_of(MY, applicant_phone="", search_text="x", **changes)
    known(visitor, MY)
    assert row.code not in text(visitor.get(STORE))
    assert visitor.get(f"{STORE}{result_of(row).pk}/").status_code == 404
    assert not Event.objects.filter(name="dossier.file_viewed").exists()


def test_a_corrected_result_gives_way_to_the_right_one(visitor):
    row = dossier_of(MY)
    DossierFile.objects.filter(pk=result_of(row).pk).update(replaced_at=MONDAY)
    known(visitor, MY)
    assert visitor.get(f"{STORE}{result_of(row).pk}/").status_code == 404


def test_a_stranger_signed_in_finds_nothing_of_hers(visitor):
    row = dossier_of(MY)
    known(visitor, PHIN)
    assert row.code not in text(visitor.get(STORE))
    assert visitor.get(f"{STORE}{result_of(row).pk}/").status_code == 404
    assert visitor.get(f"{STORE}9999999999999999999/").status_code == 404


def test_what_she_handed_in_for_another_with_her_phone_is_not_in_her_store(visitor):
    """His number and name, her phone, online: she may follow it, but it is his paper."""
    row = dossier_of(PHIN, applicant_phone=MY[2], search_text=f"x {MY[2]}", channel="online", return_channel="online")
    known(visitor, MY)
    assert visitor.get(f"{STORE}{result_of(row).pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"channel": "online", "return_channel": "online"}, True),
        ({"channel": "online", "return_channel": "counter"}, False),
        ({"channel": "counter", "return_channel": "online"}, False),
    ],
)
def test_a_phone_alone_shows_what_was_handed_in_and_wanted_online(visitor, changes, shown):
    row = dossier_of(MY, **changes)
    sign_in(visitor)
    assert (visitor.get(f"{STORE}{result_of(row).pk}/").status_code == 200) is shown
    other = browser()
    sign_in(other, OTHER)
    assert other.get(f"{STORE}{result_of(row).pk}/").status_code == 404


def test_what_she_gave_before_is_offered_and_used_again_without_a_second_copy(visitor):
    row = dossier_of(MY)
    known(visitor, MY)
    draft = draft_for(visitor, MY)
    page = text(visitor.get(papers_page(draft)))
    button = f'value="1-{given_of(row).pk}"'
    assert button in page and "Bạn đã nộp ngày" in page
    assert visitor.post(papers_page(draft), {"reuse": f"1-{given_of(row).pk}"}).status_code == 302
    kept = draft.files.get()
    assert (kept.reused_from, kept.file.name, kept.paper_position) == (given_of(row), given_of(row).file.name, 1)
    assert button not in text(visitor.get(papers_page(draft)))  # it is there already
    visitor.post(papers_page(draft), {"reuse": f"1-{given_of(row).pk}"})
    assert draft.files.count() == 1


def test_to_take_it_away_or_forget_the_draft_leaves_the_earlier_dossiers_file(
    visitor, django_capture_on_commit_callbacks
):
    row = dossier_of(MY)
    session = known(visitor, MY)
    stored = given_of(row).file
    for undo in (
        lambda draft, kept: remove_draft_file(draft=draft, file_id=kept.pk),
        lambda draft, kept: forget_drafts(before=MONDAY.replace(year=2030)),
    ):
        draft = draft_for(visitor, MY)
        kept = reuse_in_draft(draft=draft, paper_position=1, file_id=given_of(row).pk, session=session, at=MONDAY)
        with django_capture_on_commit_callbacks(execute=True):
            undo(draft, kept)
        assert not DraftFile.objects.exists()
        assert stored.storage.exists(stored.name)


def test_a_result_she_received_is_offered_where_a_paper_names_it(visitor):
    row = dossier_of(MY)
    paper = row.procedure.papers.get(position=2)
    paper.name, paper.reusable = "Bản sao Giấy khai sinh của mẹ", True
    paper.save()
    session = known(visitor, MY)
    offered = earlier_copies(draft=draft_for(visitor, MY), session=session)
    assert [(copy.file, copy.received) for copy in offered[2]] == [(result_of(row), True)]


def test_only_papers_that_may_be_used_again(visitor):
    dossier_of(MY)
    Procedure.objects.get(code=BIRTH).papers.update(reusable=False)
    session = known(visitor, MY)
    assert earlier_copies(draft=draft_for(visitor, MY), session=session) == {}


def test_nothing_of_hers_for_anybody_else_whatever_he_types(visitor, client):
    row = dossier_of(MY)
    file = given_of(row)
    hers = draft_for(visitor, MY)  # a stranger has the address of her draft, or types her name and number into his own
    known(visitor, PHIN)
    his = draft_for(visitor, MY)
    for draft in (hers, his):
        assert f"1-{file.pk}" not in text(visitor.get(papers_page(draft)))
        visitor.post(papers_page(draft), {"reuse": f"1-{file.pk}"})
        client.post(papers_page(draft), {"reuse": f"1-{file.pk}"})  # and a visitor
    assert not DraftFile.objects.exists()


def test_her_papers_do_not_mix_with_those_of_whom_she_helps(visitor):
    row = dossier_of(MY)
    session = known(visitor, MY)
    for_another = draft_for(visitor, PHIN)
    assert earlier_copies(draft=for_another, session=session) == {}
    with pytest.raises(InvalidInput):
        reuse_in_draft(draft=for_another, paper_position=1, file_id=given_of(row).pk, session=session, at=MONDAY)


def test_neither_another_papers_place_nor_another_file(visitor):
    mine, theirs = dossier_of(MY), dossier_of(PHIN, number=2)
    session = known(visitor, MY)
    draft = draft_for(visitor, MY)
    for place, file in ((2, given_of(mine)), (1, given_of(theirs)), (1, result_of(mine)), (99, given_of(mine))):
        with pytest.raises(InvalidInput):
            reuse_in_draft(draft=draft, paper_position=place, file_id=file.pk, session=session, at=MONDAY)
    for odd in ("", "1", "1-", "-1", "1-x", "x-1", "1-" + "9" * 30, "１-２"):
        assert visitor.post(papers_page(draft), {"reuse": odd}).status_code == 302
    assert not DraftFile.objects.exists()


def test_a_phone_that_changed_hands_gives_no_paper_to_who_does_not_know_the_person(visitor):
    dossier_of(MY, channel="online")
    sign_in(visitor)
    session = CitizenSession.objects.latest("id")
    assert session.assurance == PHONE
    assert earlier_copies(draft=draft_for(visitor, ("Người Mới", "002190000789", MY[2])), session=session) == {}
    assert earlier_copies(draft=draft_for(visitor, MY), session=session)[1]


def test_handed_in_with_it_journalled_and_refused_when_the_applicant_was_changed_meanwhile(visitor):
    row = dossier_of(MY)
    session = known(visitor, MY)
    draft = draft_for(visitor, MY)
    url = f"/nop-ho-so/{BIRTH}/{draft.token}/"
    fill(visitor, url)
    reuse_in_draft(draft=draft, paper_position=1, file_id=given_of(row).pk, session=session, at=MONDAY)
    draft.refresh_from_db()
    page = next(name for name, answers in draft.data.items() if "applicant_id_number" in answers)
    right = draft.data[page]
    actions.save_draft_page(draft=draft, page=page, answers={**right, "applicant_id_number": PHIN[1]}, at=MONDAY)
    refused = text(visitor.post(f"{url}xem-lai/"))
    assert "đứng tên người khác" in refused and Dossier.objects.count() == 1
    actions.save_draft_page(draft=draft, page=page, answers=right, at=MONDAY)
    assert visitor.post(f"{url}xem-lai/").status_code == 302
    new = Dossier.objects.exclude(pk=row.pk).get()
    assert new.files.get(reused_from=given_of(row)).file.name == given_of(row).file.name
    event = Event.objects.get(name="dossier.result_reused")
    assert (event.subject, event.data["earlier"]) == (f"dossier:{new.pk}", row.code)
