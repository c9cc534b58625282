"""Routes of a procedure: drafts that two people cannot overwrite, and no published plan that nobody could carry out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.catalog.actions.routes import RouteRefused, drop_route_draft, publish_route, save_route_draft
from motcua.catalog.models import RouteVersion
from motcua.catalog.queries.linked_sets import LINKED_ROUTE
from motcua.catalog.queries.routes import plan_to_edit, published_route, route_draft, route_versions
from motcua.catalog.route_checks import check_publishable, places_of
from motcua.dossiers.life.route import route_and_plan
from motcua.journal import queries as journal
from motcua.people.models import Delegation, Office, Role, Staff, StaffRole
from motcua.people.permissions import role_holders
from motcua.refusals import AlreadyDone, NotAllowed
from motcua.rulebook.routes import Plan, Stage, TaskPlan, as_dict, default_plan, parse
from tests.dossiers.world import MONDAY, World, at_counter, make_world

DAY = MONDAY.date()
LUNG_CU = "000.02.01.H22"


@pytest.fixture
def world(db: None) -> World:
    """One unit that receives; the other's receiving officer has left."""
    made = make_world()
    made.stranger.is_active = False
    made.stranger.save()
    return made


@pytest.fixture
def officer(world: World) -> Staff:
    return person("catalogue", Role.CATALOGUE_OFFICER, world.province)


def person(name: str, role: str, office: Office) -> Staff:
    staff = Staff.objects.create(username=name, full_name="Nguyễn Minh Tuấn", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


def plan(**changes: Any) -> Plan:
    return replace(default_plan([]), **changes)


def spot() -> Plan:
    return plan(stages=tuple(replace(stage, office="receiving") for stage in plan().stages), on_the_spot=True)


def texts(world: World, wanted: Plan, on: date = DAY) -> list[str]:
    return [problem.text for problem in check_publishable(world.procedure, wanted, on)]


def authority(world: World, to: Staff, **changes: Any) -> Delegation:
    given: dict[str, Any] = {
        "kind": "authority", "role": "approver", "office": world.commune, "from_office": world.processor.office,
        "to_staff": to, "valid_from": date(2020, 3, 1), "valid_to": date(2020, 12, 31), "document": "12/QĐ-UBND",
        "created_at": MONDAY,
    }  # fmt: skip
    return Delegation.objects.create(**(given | changes))


def test_published_it_is_what_new_dossiers_begin_with_and_running_ones_keep_theirs(
    world: World, officer: Staff
) -> None:
    before = at_counter(world).dossier
    first = save_route_draft(procedure=world.procedure, plan=plan(), by=officer, at=MONDAY, expected=None)
    assert at_counter(world).dossier.plan == {}
    published = publish_route(
        procedure=world.procedure, by=officer, at=MONDAY, expected=first.changed_at, note="Lần đầu"
    )
    assert (published.version, published.published_by) == (1, "Nguyễn Minh Tuấn")
    event = journal.latest().get(name="route.published")
    assert (event.subject_label, event.data["version"]) == (world.procedure.code, 1)
    during = at_counter(world).dossier
    assert during.plan["version"] == 1
    shorter = plan(stages=(plan().stages[0], Stage("approve", "Ký", "resolving", 40)))
    second = save_route_draft(procedure=world.procedure, plan=shorter, by=officer, at=MONDAY, expected=None)
    assert second.version == 2
    assert publish_route(procedure=world.procedure, by=officer, at=MONDAY, expected=second.changed_at).version == 2
    after = at_counter(world).dossier
    assert (after.route, after.plan["version"]) == (["appraise", "approve"], 2)
    for kept, version in ((before, {}), (during, 1)):
        kept.refresh_from_db()
        assert kept.plan.get("version", {}) == version
    assert [row.version for row in route_versions(world.procedure)] == [2, 1]
    assert published_route(world.procedure) == route_versions(world.procedure)[0]


def test_each_office_of_a_plan_is_found_when_a_dossier_is_received(world: World) -> None:
    task = TaskPlan("v1", "consult", LUNG_CU, "Hỏi", "1", "working_days")
    stages = (Stage("appraise", "", "receiving", 50, (task,)), Stage("approve", "", LUNG_CU, 50))
    RouteVersion.objects.create(procedure=world.procedure, plan={"stages": []}, published_at=None, version=9)
    RouteVersion.objects.create(procedure=world.procedure, plan=as_dict(Plan(stages)), published_at=MONDAY, version=3)
    other = Office.objects.get(code=LUNG_CU)
    route, kept = route_and_plan(world.procedure, world.commune, world.processor.office)
    assert route == ["appraise", "approve"]
    assert [one["office_id"] for one in kept["stages"]] == [world.commune.pk, other.pk]
    assert kept["stages"][0]["tasks"][0]["office_id"] == other.pk
    assert kept["version"] == 3


def test_two_people_at_one_draft_the_second_is_told_and_overwrites_nothing(world: World, officer: Staff) -> None:
    colleague = person("colleague2", Role.CATALOGUE_OFFICER, world.province)
    mine = save_route_draft(procedure=world.procedure, plan=plan(), by=officer, at=MONDAY, expected=None)
    with pytest.raises(AlreadyDone):
        save_route_draft(procedure=world.procedure, plan=plan(stages=()), by=colleague, at=MONDAY, expected=None)
    shown = mine.changed_at
    again = save_route_draft(procedure=world.procedure, plan=plan(), by=officer, at=MONDAY, expected=shown)
    assert again.changed_at > shown  # at the same moment even
    for late in (
        lambda: save_route_draft(
            procedure=world.procedure, plan=plan(stages=()), by=colleague, at=MONDAY, expected=shown
        ),
        lambda: publish_route(procedure=world.procedure, by=colleague, at=MONDAY, expected=shown),
        lambda: drop_route_draft(procedure=world.procedure, by=colleague, at=MONDAY, expected=shown),
    ):
        with pytest.raises(AlreadyDone):
            late()
    assert parse(route_draft(world.procedure).plan).stages == plan().stages
    drop_route_draft(procedure=world.procedure, by=colleague, at=MONDAY, expected=again.changed_at)
    assert route_draft(world.procedure) is None
    assert plan_to_edit(world.procedure).kinds == ["appraise", "approve", "seal"]


def test_only_a_catalogue_officer_drafts_and_publishes(world: World, officer: Staff) -> None:
    row = save_route_draft(procedure=world.procedure, plan=plan(), by=officer, at=MONDAY, expected=None)
    officer.roles.all().delete()
    for who in (world.approver, Staff.objects.get(pk=officer.pk)):
        with pytest.raises(NotAllowed):
            save_route_draft(procedure=world.procedure, plan=plan(), by=who, at=MONDAY, expected=row.changed_at)
        with pytest.raises(NotAllowed):
            publish_route(procedure=world.procedure, by=who, at=MONDAY, expected=row.changed_at)


def test_a_draft_may_be_unsound_but_is_not_published(world: World, officer: Staff) -> None:
    ring = (
        TaskPlan("a", "consult", "resolving", "Hỏi", "1", "working_days", after=("b",)),
        TaskPlan("b", "consult", "resolving", "Hỏi", "1", "working_days", after=("a",)),
    )
    bad = plan(stages=(Stage("approve", "", "resolving", 90, ring),))
    row = save_route_draft(procedure=world.procedure, plan=bad, by=officer, at=MONDAY, expected=None)
    with pytest.raises(RouteRefused) as refused:
        publish_route(procedure=world.procedure, by=officer, at=MONDAY, expected=row.changed_at)
    said = [problem.text for problem in refused.value.problems]
    assert any("thành vòng" in text for text in said)
    assert any("90%" in text for text in said)
    assert published_route(world.procedure) is None
    assert not journal.latest().filter(name="route.published").exists()


def test_a_stage_that_nobody_can_do_is_refused(world: World) -> None:
    assert texts(world, plan()) == []
    world.sealer.is_active = False
    world.sealer.save()
    assert texts(world, plan()) == [
        "Không ai ở Ủy ban nhân dân xã Phú Linh làm được bước “Đóng dấu, phát hành” (cần văn thư giữ dấu)."
    ]
    elsewhere = plan(stages=(Stage("approve", "Ký", LUNG_CU, 60), Stage("approve", "Ký", "000.99", 40)))
    assert texts(world, elsewhere) == [
        "Không ai ở Ủy ban nhân dân xã Lũng Cú làm được bước “Ký” (cần người phê duyệt).",
        "Không có cơ quan mã “000.99” đang hoạt động.",
    ]


def test_a_task_that_nobody_can_answer_is_refused(world: World) -> None:
    task = TaskPlan("v1", "consult", LUNG_CU, "Hỏi", "1", "working_days")
    asking = plan(stages=(replace(plan().stages[0], tasks=(task,)), *plan().stages[1:]))
    (problem,) = check_publishable(world.procedure, asking, DAY)
    assert "Không ai ở Ủy ban nhân dân xã Lũng Cú trả lời được" in problem.text
    assert (problem.stage, problem.task, problem.field) == (0, 0, "office")
    person("there", Role.PROCESSING_OFFICER, Office.objects.get(code=LUNG_CU))
    assert texts(world, asking) == []


def test_every_unit_that_takes_dossiers_in_must_be_able(world: World) -> None:
    assert [place.receiving for place in places_of(world.procedure)] == [world.commune]
    world.stranger.is_active = True
    world.stranger.save()
    assert any("xã Lũng Cú làm được bước “Thẩm định”" in text for text in texts(world, plan()))


def test_one_person_with_all_hats_is_too_few(world: World) -> None:
    for who in (world.processor, world.second_approver):
        who.is_active = False
        who.save()
    StaffRole.objects.create(staff=world.approver, role=Role.PROCESSING_OFFICER, office=world.approver.office)
    (said,) = texts(world, plan())
    assert "không đủ người" in said
    StaffRole.objects.create(staff=world.sealer, role=Role.PROCESSING_OFFICER, office=world.approver.office)
    assert texts(world, plan()) == []


def test_cover_for_absence_counts_while_it_holds(world: World) -> None:
    world.sealer.is_active = False
    world.sealer.save()
    cover = person("cover", Role.RECEIVING_OFFICER, world.commune)
    Delegation.objects.create(kind="absence", role="seal_keeper", office=world.sealer.office, to_staff=cover,
                              valid_from=DAY, valid_to=DAY, document="1", created_at=MONDAY)  # fmt: skip
    assert texts(world, plan()) == []
    assert texts(world, plan(), DAY + timedelta(days=1)) != []


def test_a_linked_set_has_no_route_of_its_own(world: World) -> None:
    world.procedure.route = [LINKED_ROUTE]
    assert any("liên thông" in text for text in texts(world, plan()))


class TestOnTheSpot:
    @pytest.fixture
    def signer(self, world: World) -> Staff:
        for name, role in (("clerk", Role.PROCESSING_OFFICER), ("keeper", Role.SEAL_KEEPER)):
            person(name, role, world.commune)
        return person("signer", Role.APPROVER, world.commune)

    def test_it_needs_authority_on_file(self, world: World, signer: Staff) -> None:
        (said,) = texts(world, spot())
        assert said == (
            "Chưa giải quyết tại chỗ được ở Bộ phận Một cửa xã Phú Linh: chưa có văn bản ủy quyền phê duyệt của "
            "Ủy ban nhân dân xã Phú Linh (Thông tư 01/2018/TT-VPCP, Điều 6)."
        )
        authority(world, signer)
        assert texts(world, spot()) == []

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"valid_to": date(2020, 3, 29)}, "đã hết hạn"),
            ({"valid_from": date(2020, 4, 1)}, "chỉ có hiệu lực từ"),
            ({"revoked_at": MONDAY}, "đã bị thu hồi"),
            ({"procedures": ["2.000000"]}, "không gồm thủ tục này"),
            ({"role": "seal_keeper"}, "chưa có văn bản ủy quyền phê duyệt"),
            ({"kind": "absence"}, "chưa có văn bản ủy quyền phê duyệt"),
        ],
    )
    def test_one_that_does_not_hold_is_no_authority(
        self, world: World, signer: Staff, change: dict[str, Any], said: str
    ) -> None:
        authority(world, signer, **change)
        (found,) = texts(world, spot())
        assert said in found

    def test_nor_one_given_to_somebody_who_left(self, world: World, signer: Staff) -> None:
        left = person("left", Role.APPROVER, world.commune)
        authority(world, left)
        left.is_active = False
        left.save()
        assert "không còn làm việc" in texts(world, spot())[0]

    def test_four_on_the_spot_without_the_approval_needs_none(self, world: World, signer: Staff) -> None:
        stages = spot().stages
        assert texts(world, plan(stages=(stages[0], replace(stages[1], office="resolving"), stages[2]))) == []


OFFICES = st.sampled_from(["receiving", "resolving", LUNG_CU, "000.99", ""])
ROLES = ("processing_officer", "approver", "seal_keeper")
TASKS = st.lists(st.builds(TaskPlan, key=st.sampled_from(["a", "b"]), kind=st.just("consult"), office=OFFICES,
                           content=st.just("Hỏi"), value=st.just("1"), unit=st.just("hours"),
                           after=st.lists(st.sampled_from(["a", "b"]), max_size=1).map(tuple)),
                 max_size=2, unique_by=lambda one: one.key).map(tuple)  # fmt: skip


@given(
    kinds=st.lists(st.sampled_from(["appraise", "approve", "seal"]), min_size=1, max_size=4),
    offices=st.lists(OFFICES, min_size=4, max_size=4),
    tasks=TASKS,
    staffed=st.sets(st.tuples(st.sampled_from(["unit", "committee", LUNG_CU]), st.sampled_from(ROLES))),
    one_person=st.booleans(),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_plan_found_fit_has_a_stage_nobody_can_do(
    world: World, kinds: Any, offices: Any, tasks: Any, staffed: Any, one_person: bool
) -> None:
    """Whatever people there are: of a plan that may be published, different people can do every stage."""
    committee = world.processor.office
    where = {"unit": world.commune, "committee": committee, LUNG_CU: Office.objects.get(code=LUNG_CU)}
    StaffRole.objects.filter(role__in=ROLES).delete()
    for number, (place, role) in enumerate(sorted(staffed)):
        who = world.processor if one_person else (world.processor, world.approver, world.sealer)[number % 3]
        StaffRole.objects.create(staff=who, role=role, office=where[place])
    share = 100 // len(kinds)
    shares = [100 - share * (len(kinds) - 1), *[share] * (len(kinds) - 1)]
    stages = [Stage(kind, "", office, part) for kind, office, part in zip(kinds, offices, shares, strict=False)]
    wanted = Plan((replace(stages[0], tasks=tasks), *stages[1:]))
    if check_publishable(world.procedure, wanted, DAY):
        return
    at = {"receiving": world.commune, "resolving": committee, LUNG_CU: where[LUNG_CU]}
    assert all(stage.kind != "approve" or stage.office != "receiving" for stage in wanted.stages)  # no authority here
    able = role_holders({office.pk for office in where.values()}, ROLES, world.procedure.code, DAY)
    role_of = dict(zip(("appraise", "approve", "seal"), ROLES, strict=True))
    pools = [(stage.kind, able[at[stage.office].pk, role_of[stage.kind]]) for stage in wanted.stages]
    assert all(people for _, people in pools)
    if len({person for _, people in pools for person in people}) == 1:
        assert {kind for kind, _ in pools} == {"approve"}
    for task in tasks:
        assert any((at[task.office].pk, role) in able for role in ROLES[:2])


def test_one_who_would_have_to_seal_what_he_signed_leaves_nobody(world: World) -> None:
    StaffRole.objects.filter(role__in=ROLES).delete()
    office = world.processor.office
    for who, role in ((world.approver, 1), (world.sealer, 1), (world.approver, 0), (world.sealer, 2)):
        StaffRole.objects.create(staff=who, role=ROLES[role], office=office)
    assert any("không đủ người" in text for text in texts(world, plan()))
