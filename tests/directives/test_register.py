"""The register of letters: headers, whose letter it is, versions; deleted, revoked, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.directives import actions, queries
from motcua.directives.actions.letter_reading import LetterAlreadyThere, reading_turn
from motcua.directives.effects import effects_of, effects_of_revocation
from motcua.directives.issuers import place_issuer
from motcua.directives.models import Directive, RuleSet
from motcua.journal.models import Event
from motcua.people.models import Office, Role, Staff, StaffRole
from motcua.refusals import InvalidInput, NotAllowed, RulesRefused
from motcua.rulebook.policy.decide import answer
from tests.directives.house import PLAIN, House, at, build

MONDAY, LATER = at(2020, 3, 30), at(2020, 4, 6)
LETTER = PLAIN.format(number=77)
DRAFT = PLAIN.format(number=" ")
ELSEWHERE = LETTER.replace("TỈNH HÀ GIANG", "TỈNH CÀ MAU").replace("Hà Giang,", "Cà Mau,")
CENTRAL = LETTER.replace("ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG", "BỘ Y TẾ", 1).replace("77/UBND-PVHCC", "77/BYT-KCB")


def cap(house: House, moment: Any) -> Any:
    facts = queries.facts_for(office=house.district_unit, at=moment)
    return answer("room.cap", facts, queries.in_force_index()).value


def state_of(letter: Directive) -> str:
    return str(RuleSet.objects.filter(directive=letter).latest("id").state)


def all_at_once(calls: Sequence[Callable[[], int]]) -> list[int]:
    """What the calls gave, each in a thread of its own."""
    with ThreadPoolExecutor(len(calls)) as threads:
        return [call.result() for call in [threads.submit(call) for call in calls]]


# --- the header ---


def test_a_corrected_header_is_kept_with_its_signer_and_journalled_with_old_and_new(house: House) -> None:
    letter, _rules = house.take_in(LETTER, MONDAY)
    assert (letter.signer_name, letter.signer_title) == (
        "Trần Văn Thử",
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
    )
    house.correct(letter, MONDAY, number="78 /UBND-PVHCC", signer_name=" Trần  Văn Thứ ", subject="V/v trực tuyến")
    letter.refresh_from_db()
    assert (letter.number, letter.signer_name, letter.subject) == ("78/UBND-PVHCC", "Trần Văn Thứ", "V/v trực tuyến")
    assert letter.reading["number"] == "77/UBND-PVHCC"
    data = Event.objects.get(name="directive.header_corrected").data
    assert (data["before"]["number"], data["after"]["number"]) == ("77/UBND-PVHCC", "78/UBND-PVHCC")
    assert set(data["after"]) == {"number", "signer_name", "subject"}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ({"number": "không số"}, "number"),
        ({"number": "9" * 90 + "/UBND"}, "number"),
        ({"issuer": "  "}, "issuer"),
        ({"issued_on": at(2020, 3, 31).date()}, "issued_on"),
        ({"issued_on": at(1900, 1, 1).date()}, "issued_on"),
    ],
)
def test_a_header_that_cannot_be_is_refused_at_its_field(house: House, header: dict[str, Any], field: str) -> None:
    letter, _rules = house.take_in(LETTER, MONDAY)
    with pytest.raises(InvalidInput) as bad:
        house.correct(letter, MONDAY, **header)
    assert list(bad.value.errors) == [field]


def test_the_header_of_a_letter_sent_or_once_in_force_stays(house: House) -> None:
    letter, rules = house.take_in(LETTER, MONDAY)
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    with pytest.raises(NotAllowed, match="đang chờ lãnh đạo"):
        house.correct(letter, MONDAY, subject="khác")
    actions.approve_rules(rule_set_id=rules.pk, by=house.leader, at=MONDAY)
    house.revoke(rules, LATER)
    with pytest.raises(NotAllowed, match="chưa duyệt"):
        house.correct(letter, LATER, subject="khác")


# --- whose letter it is ---


@pytest.mark.parametrize("text", [ELSEWHERE, DRAFT], ids=["another province", "no number"])
def test_a_letter_of_elsewhere_or_without_a_number_is_information_and_is_never_enacted(house: House, text: str) -> None:
    letter, rules = house.take_in(text, MONDAY)
    assert state_of(letter) == "information"
    actions.reopen_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    with pytest.raises(RulesRefused, match=r"chỉ để biết|chưa có số"):
        actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    RuleSet.objects.update(state="proposed", proposed_by=house.officer, proposed_at=MONDAY)
    with pytest.raises(RulesRefused, match="sửa phần đầu"):
        actions.approve_rules(rule_set_id=rules.pk, by=house.leader, at=MONDAY)
    assert cap(house, LATER) is None


def test_a_corrected_issuer_or_number_lets_it_be_worked_on_and_the_other_way_round(house: House) -> None:
    letter, rules = house.take_in(DRAFT, MONDAY)
    house.correct(letter, MONDAY, number="12/UBND-VP")
    assert state_of(letter) == "draft"
    letter.refresh_from_db()
    house.correct(letter, MONDAY, issuer="Ủy ban nhân dân tỉnh Cà Mau")
    assert state_of(letter) == "information"
    letter.refresh_from_db()
    house.correct(letter, MONDAY, issuer="UBND tỉnh Hà Giang")
    house.enact(rules, MONDAY)
    assert cap(house, MONDAY) == 20


@pytest.mark.parametrize(
    ("issuer", "standing", "name"),
    [
        ("Ủy ban nhân dân tỉnh Hà Giang", "own", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("UBND huyện Thử, tỉnh Hà Giang", "own", "Ủy ban nhân dân huyện Thử"),
        ("Ủy ban nhân dân huyện Thử, Ủy ban nhân dân tỉnh Hà Giang", "own", "Ủy ban nhân dân huyện Thử"),
        ("Trung tâm Phục vụ hành chính công tỉnh Hà Giang", "own", "Trung tâm Phục vụ hành chính công"),
        ("Thủ tướng Chính phủ", "above", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("Tổng cục Thuế, Bộ Tài chính", "above", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("Bộ Chỉ huy quân sự tỉnh Cà Mau", "elsewhere", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("Ủy ban nhân dân huyện Thử, tỉnh Cà Mau", "elsewhere", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("Sở Y tế tỉnh Bộ Y tế", "elsewhere", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("", "elsewhere", "Ủy ban nhân dân tỉnh Hà Giang"),
    ],
)
def test_an_issuer_is_found_in_the_tree_or_above_it_or_is_elsewhere(
    house: House, issuer: str, standing: str, name: str
) -> None:
    found, office = place_issuer(issuer, house.officer)
    assert (found, office.name) == (standing, name)


def test_two_communes_of_one_name_are_told_apart_by_their_district_or_not_guessed(house: House) -> None:
    for code, district in (("H22.41", house.district), ("H22.42", house.province)):
        Office.objects.create(
            path=f"{district.path}/{code}", code=code, name="Ủy ban nhân dân xã Phú", kind="committee",
            level="commune", parent=district,
        )  # fmt: skip
    assert place_issuer("Ủy ban nhân dân xã Phú", house.officer)[0] == "elsewhere"
    standing, office = place_issuer("Ủy ban nhân dân xã Phú, huyện Thử", house.officer)
    assert (standing, office.parent) == ("own", house.district)


def test_a_letter_of_the_state_is_enacted_as_the_states_and_the_province_does_not_loosen_it(house: House) -> None:
    letter, rules = house.take_in(CENTRAL, MONDAY)
    assert (letter.standing, letter.body, letter.issuer) == ("above", house.province, "Bộ Y tế")
    house.enact(rules, MONDAY)
    assert cap(house, MONDAY) == 20
    held = next(rule for rule in queries.in_force_index().own_rules() if rule.point == "room.cap")
    assert (held.body, held.when.under) == ("", house.province.path)
    _own, wider = house.take_in(LETTER.replace("77/", "80/").replace("20 người", "35 người"), MONDAY)
    with pytest.raises(RulesRefused, match="77/BYT-KCB"):
        house.enact(wider, MONDAY)


def test_a_district_officer_takes_the_provinces_letter_in_as_the_provinces(house: House) -> None:
    clerk = Staff.objects.create(username="clerk", full_name="Cán bộ huyện", office=house.district)
    StaffRole.objects.create(staff=clerk, role=Role.POLICY_OFFICER, office=house.district)
    letter = actions.upload_letter(data=LETTER.encode(), file_name="x.txt", by=clerk, at=MONDAY)
    assert letter.body == house.province
    with pytest.raises(NotAllowed):
        actions.propose_rules(rule_set_id=letter.rule_sets.get().pk, by=clerk, at=MONDAY)


# --- versions ---


def test_a_later_file_of_the_same_letter_is_its_next_version_and_ends_the_one_in_force(house: House) -> None:
    first, old = house.take_in(LETTER, MONDAY)
    house.enact(old, MONDAY)
    second, new = house.take_in(LETTER.replace("20 người", "25 người"), LATER)
    assert (second.version, second.earlier, first.version) == (2, first, 1)
    assert cap(house, LATER) == 20
    lines = [line for step in effects_of(new, at=LATER).difference for line in step["lines"]]
    assert len(lines) == 1
    assert "25 người" in lines[0]
    house.enact(new, LATER)
    assert [cap(house, moment) for moment in (MONDAY, LATER)] == [20, 25]
    old.refresh_from_db()
    assert (old.state, old.revoked_at) == ("replaced", LATER)
    assert Event.objects.get(name="directive.replaced").data["version"] == 2


def test_only_the_last_version_takes_effect_and_the_earlier_one_is_not_deleted_under_it(house: House) -> None:
    first, old = house.take_in(LETTER, MONDAY)
    second, _new = house.take_in(LETTER.replace("20 người", "25 người"), MONDAY)
    with pytest.raises(RulesRefused, match="bản 2"):
        actions.propose_rules(rule_set_id=old.pk, by=house.officer, at=MONDAY)
    with pytest.raises(NotAllowed, match="bản sau"):
        actions.delete_letter(directive_id=first.pk, by=house.officer, at=MONDAY)
    actions.delete_letter(directive_id=second.pk, by=house.officer, at=MONDAY)
    house.enact(old, MONDAY)


def test_the_same_number_of_another_year_is_another_letter(house: House) -> None:
    house.take_in(LETTER, MONDAY)
    other, _rules = house.take_in(LETTER.replace("năm 2020", "năm 2019").replace("20 người", "25 người"), MONDAY)
    assert (other.version, other.earlier) == (1, None)


def test_a_number_corrected_to_that_of_a_kept_letter_makes_it_a_version(house: House) -> None:
    first, _old = house.take_in(LETTER, MONDAY)
    second, _new = house.take_in(LETTER.replace("77/", "71/").replace("20 người", "25 người"), MONDAY)
    house.correct(second, MONDAY, number="77/UBND-PVHCC", issuer="UBND tỉnh Hà Giang")
    second.refresh_from_db()
    assert (second.version, second.earlier) == (2, first)
    with pytest.raises(NotAllowed, match="bản sau"):
        house.correct(first, MONDAY, number="70/UBND-PVHCC")


def test_a_letter_sent_while_it_is_read_elsewhere_is_the_same_letter(house: House) -> None:
    with reading_turn():
        waiting = actions.upload_letter(data=LETTER.encode(), file_name="x.txt", by=house.officer, at=MONDAY)
    with pytest.raises(LetterAlreadyThere) as there:
        house.take_in(LETTER, MONDAY)
    assert there.value.directive_id == waiting.pk


@pytest.mark.django_db(transaction=True)
def test_identical_letters_sent_at_once_are_one_letter_and_later_files_get_their_own_version() -> None:
    house = build()

    def send(text: str) -> int:
        try:
            return actions.upload_letter(data=text.encode(), file_name="x.txt", by=house.officer, at=MONDAY).pk
        except LetterAlreadyThere as there:
            return there.directive_id
        finally:
            connection.close()

    same = all_at_once([lambda: send(LETTER)] * 6)
    assert len(set(same)) == Directive.objects.count() == 1
    actions.read_waiting_letters(at=MONDAY)
    files = [LETTER.replace("20 người", f"{number} người") for number in (21, 22, 23)]
    all_at_once([lambda text=text: send(text) for text in files])
    actions.read_waiting_letters(at=MONDAY)
    assert sorted(Directive.objects.values_list("version", flat=True)) == [1, 2, 3, 4]


# --- kept for information, deleted, revoked, taken up again ---


def test_a_letter_is_kept_for_information_by_an_act_and_taken_up_again(house: House) -> None:
    letter, rules = house.take_in(LETTER, MONDAY)
    actions.keep_for_information(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    assert state_of(letter) == "information"
    for act in (actions.keep_for_information, actions.propose_rules):
        with pytest.raises(NotAllowed):
            act(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    actions.reopen_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    house.enact(rules, MONDAY)
    with pytest.raises(NotAllowed):
        actions.keep_for_information(rule_set_id=rules.pk, by=house.officer, at=MONDAY)


def test_a_draft_is_deleted_with_its_file_and_what_was_ever_in_force_never(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    letter, _rules = house.take_in(DRAFT, MONDAY)
    file = letter.file
    with pytest.raises(NotAllowed):
        actions.delete_letter(directive_id=letter.pk, by=house.leader, at=MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_letter(directive_id=letter.pk, by=house.officer, at=MONDAY)
    assert not Directive.objects.exists()
    assert not file.storage.exists(file.name)
    assert Event.objects.filter(name="directive.deleted").count() == 1
    letter, rules = house.take_in(LETTER, MONDAY)
    actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=MONDAY)
    for moment in (MONDAY, LATER):
        with pytest.raises(NotAllowed):
            actions.delete_letter(directive_id=letter.pk, by=house.officer, at=moment)
        if moment == MONDAY:
            actions.approve_rules(rule_set_id=rules.pk, by=house.leader, at=MONDAY)
            house.revoke(rules, LATER)
            actions.reopen_rules(rule_set_id=rules.pk, by=house.officer, at=LATER)


def test_a_revoked_letter_is_proposed_again_and_both_times_answer(house: House) -> None:
    letter, rules = house.take_in(LETTER, MONDAY)
    house.enact(rules, MONDAY)
    house.revoke(rules, at(2020, 4, 1))
    again = actions.reopen_rules(rule_set_id=rules.pk, by=house.officer, at=at(2020, 4, 2))
    assert again.pk != rules.pk
    with pytest.raises(NotAllowed):
        actions.reopen_rules(rule_set_id=rules.pk, by=house.officer, at=LATER)
    house.enact(again, LATER)
    assert [cap(house, moment) for moment in (MONDAY, at(2020, 4, 3), LATER)] == [20, None, 20]
    assert queries.current_rule_set(letter) == again


def test_revoking_takes_two_people_and_tells_its_effect(house: House) -> None:
    _letter, rules = house.take_in(LETTER, MONDAY)
    house.enact(rules, MONDAY)
    StaffRole.objects.create(staff=house.officer, role=Role.LEADER, office=house.province)
    with pytest.raises(InvalidInput):
        actions.propose_revocation(rule_set_id=rules.pk, by=house.officer, at=LATER, note=" ")
    actions.propose_revocation(rule_set_id=rules.pk, by=house.officer, at=LATER, note="Hết dịch")
    with pytest.raises(NotAllowed, match="không được tự duyệt"):
        actions.approve_revocation(rule_set_id=rules.pk, by=house.officer, at=LATER)
    with pytest.raises(IntegrityError, match="revoker_is_not_proposer"), transaction.atomic():
        RuleSet.objects.update(state="revoked", revoked_by=house.officer, revoked_at=LATER)
    rules.refresh_from_db()
    lines = [line for step in effects_of_revocation(rules, at=LATER).difference for line in step["lines"]]
    assert lines == ["Số người tối đa trong một phòng tại một thời điểm: không còn quy định, tại 3 đơn vị"]
    actions.approve_revocation(rule_set_id=rules.pk, by=house.leader, at=LATER)
    assert cap(house, LATER) is None
    event = Event.objects.get(name="directive.revoked")
    assert event.data["difference"][0]["lines"] == lines


def test_a_declined_revocation_leaves_the_rules_in_force_and_can_be_proposed_anew(house: House) -> None:
    _letter, rules = house.take_in(LETTER, MONDAY)
    house.enact(rules, MONDAY)
    actions.propose_revocation(rule_set_id=rules.pk, by=house.officer, at=LATER, note="Hết dịch")
    with pytest.raises(NotAllowed):
        actions.decline_revocation(rule_set_id=rules.pk, by=house.centre_head, at=LATER, note="Chưa hết")
    actions.decline_revocation(rule_set_id=rules.pk, by=house.leader, at=LATER, note="Chưa hết")
    assert cap(house, LATER) == 20
    with pytest.raises(NotAllowed):
        actions.approve_revocation(rule_set_id=rules.pk, by=house.leader, at=LATER)
    house.revoke(rules, LATER)


def test_a_revocation_that_would_leave_nobody_a_way_is_refused(house: House) -> None:
    """One letter closes the post, the next opens it, the last keeps the counters for who can do nothing else."""
    for number, point, value in (
        (80, "receive.postal", "closed"),
        (81, "receive.postal", "allowed"),
        (82, "receive.counter", "fallback"),
    ):
        _letter, rules = house.take_in(PLAIN.format(number=number), MONDAY)
        for row in rules.rows.all():
            actions.remove_rule(row_id=row.pk, by=house.officer, at=MONDAY)
        house.add(rules, MONDAY, point=point, value=value)
        rules.directive.refresh_from_db()
        house.correct(rules.directive, MONDAY, issued_on=at(2020, 3, number - 60).date())
        house.enact(rules, MONDAY)
    opener = RuleSet.objects.get(directive__number__startswith="81/")
    with pytest.raises(RulesRefused, match="không có ngày nào để nộp hồ sơ"):
        house.revoke(opener, LATER)
    assert opener.state == "approved"


# --- replaced clauses ---


def test_two_letters_that_replace_each_other_are_refused_in_a_sentence(house: House) -> None:
    _one, first = house.take_in(LETTER, MONDAY)
    _two, second = house.take_in(LETTER.replace("77/", "78/").replace("20 người", "15 người"), MONDAY)
    old, new = first.rows.get(point="room.cap"), second.rows.get(point="room.cap")
    actions.change_rule(row_id=new.pk, data={"replaces": [f"rule:{old.pk}"]}, by=house.officer, at=MONDAY)
    actions.change_rule(row_id=old.pk, data={"replaces": [f"rule:{new.pk}"]}, by=house.officer, at=MONDAY)
    house.enact(first, MONDAY)
    with pytest.raises(RulesRefused, match="78/UBND-PVHCC và 77/UBND-PVHCC thay thế lẫn nhau"):
        actions.propose_rules(rule_set_id=second.pk, by=house.officer, at=MONDAY)
