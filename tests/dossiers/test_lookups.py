"""Looking up without signing in: the same answer for all that is wrong, and a wait after ten."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions, queries
from motcua.dossiers.actions import public_lookups
from motcua.dossiers.actions.public_lookups import LOOKUP_WAIT, MOST_WRONG_LOOKUPS
from motcua.dossiers.models import LookupAttempts
from motcua.refusals import TooManyTries
from tests.dossiers.world import MONDAY, World, at, at_counter, filled_draft, jpeg, upload

WRONG = "ACDE-FGHJ-KMNP"


def test_code_and_secret_however_typed(world: World) -> None:
    dossier, secret = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    for code in (dossier.code, f" {dossier.code.lower()} ", dossier.code.replace("-", "–")):
        for typed in (secret, secret.lower().replace("-", " "), secret.replace("-", "")):
            assert public_lookups.find_for_public(code, typed, who="1.2.3.4", at=MONDAY) == (dossier, True)


def test_no_such_dossier_and_wrong_secret_are_one_answer_by_the_same_queries(world: World) -> None:
    dossier, secret = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    asked = []
    for code, typed in [
        (dossier.code, WRONG),
        (dossier.code[:-1] + "9", secret),
        ("H22.22-200330-0001", secret),
        ("' OR 1=1 --", secret),
        ("\x00", "\x00"),
        ("9" * 10_000, "9" * 10_000),
    ]:
        with CaptureQueriesContext(
            connection,
        ) as done:
            assert public_lookups.find_for_public(code, typed, who=f"{code[:20]!r}{typed[:5]!r}", at=MONDAY) is None
        asked.append([re.sub(r"(WHERE|VALUES|SAVEPOINT|SET).*", "", query["sql"]) for query in done.captured_queries])
    assert all(answer == asked[0] for answer in asked)


def test_without_the_secret_only_code_and_degree(world: World) -> None:
    dossier = at_counter(world).dossier
    found = public_lookups.find_for_public(dossier.code, "", who="1.2.3.4", at=MONDAY)
    assert found == (dossier, False)
    view = queries.public_view(dossier, at=MONDAY, with_secret=False)
    assert (view.code, view.degree, view.degree_words) == (dossier.code, 2, "Đang giải quyết")
    rest = repr(view)
    for private in (dossier.applicant_name, "Làm giấy khai sinh", world.commune.name, "2020-04", "Đã tiếp nhận hồ sơ"):
        assert private not in rest


def test_with_the_secret_units_and_steps_but_no_person(world: World) -> None:
    dossier = at_counter(world).dossier
    view = queries.public_view(dossier, at=at(1, 9), with_secret=True)
    assert view.where == "Ủy ban nhân dân xã Phú Linh" and view.due_at == at(2, 17)
    assert [step.words for step in view.steps] == ["Đã tiếp nhận hồ sơ", "Đã chuyển hồ sơ đến nơi giải quyết"]
    assert view.timeliness_words == "còn 1 ngày làm việc" and not view.late
    for person in (dossier.applicant_name, "0987654321", "Cán bộ"):
        assert person not in repr(view)


def test_it_says_what_is_asked_and_when_it_is_late(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    asked, _ = actions.request_supplement(
        dossier=dossier, items=["Một", "Hai"], reason="Mờ", by=world.receiver, at=MONDAY
    )
    view = queries.public_view(asked, at=MONDAY, with_secret=True)
    assert view.asked == ("Một", "Hai") and view.asked_why == "Mờ" and view.may_supplement
    late = queries.public_view(at_counter(world).dossier, at=at(3, 9), with_secret=True)
    assert late.late and late.timeliness_words.startswith("quá hạn")


def test_result_files_only_for_who_asked_to_get_them_online(world: World) -> None:
    for way, count in (("online", 1), ("counter", 0)):
        dossier = at_counter(world, return_channel=way).dossier
        actions.appraise(dossier=dossier, by=world.processor, at=MONDAY)
        actions.upload_result(dossier=dossier, by=world.approver, at=MONDAY, file=upload(jpeg()), number="1/KS")
        dossier.refresh_from_db()
        assert queries.public_view(dossier, at=MONDAY, with_secret=True).results == ()  # not signed yet
        actions.approve(dossier=dossier, by=world.approver, at=MONDAY)
        actions.seal(dossier=dossier, by=world.sealer, at=MONDAY)
        dossier.refresh_from_db()
        assert len(queries.public_view(dossier, at=MONDAY, with_secret=True).results) == count


def test_after_ten_wrong_tries_even_the_right_one_waits(world: World) -> None:
    dossier, secret = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    for _ in range(MOST_WRONG_LOOKUPS):
        assert public_lookups.find_for_public(dossier.code, WRONG, who="6.6.6.6", at=MONDAY) is None
    for moment in (MONDAY, MONDAY + LOOKUP_WAIT - timedelta(seconds=1)):
        with pytest.raises(TooManyTries, match="phút"):
            public_lookups.find_for_public(dossier.code, secret, who="6.6.6.6", at=moment)
    assert public_lookups.find_for_public(dossier.code, secret, who="7.7.7.7", at=MONDAY) is not None
    assert public_lookups.find_for_public(dossier.code, secret, who="6.6.6.6", at=MONDAY + LOOKUP_WAIT) == (
        dossier,
        True,
    )


def test_a_right_answer_between_does_not_buy_more_guesses(world: World) -> None:
    dossier, secret = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    with pytest.raises(TooManyTries):
        for _ in range(MOST_WRONG_LOOKUPS):
            public_lookups.find_for_public(dossier.code, WRONG, who="6.6.6.6", at=MONDAY)
            public_lookups.find_for_public(dossier.code, secret, who="6.6.6.6", at=MONDAY)
    assert LookupAttempts.objects.get().until == MONDAY + LOOKUP_WAIT


def test_old_mistakes_are_forgotten(world: World) -> None:
    for tried in range(MOST_WRONG_LOOKUPS * 2):
        moment = MONDAY + tried * (LOOKUP_WAIT + timedelta(minutes=1))
        assert public_lookups.find_for_public("H22.22-200330-0001", WRONG, who="5.5.5.5", at=moment) is None


def test_addresses_are_not_kept(world: World) -> None:
    public_lookups.find_for_public("x", "y", who="203.0.113.9", at=MONDAY)
    assert "203.0.113.9" not in str(list(LookupAttempts.objects.values()))
