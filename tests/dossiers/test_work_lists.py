"""Every tab against a plain look at every dossier, one by one; pages against the whole; lists that are one's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from motcua.dossiers import queries
from motcua.dossiers.actions import saved_lists
from motcua.dossiers.models import Dossier, SavedView, Task
from motcua.people.calendars import calendar_of
from motcua.people.models import Role, Staff, StaffRole
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput
from motcua.rulebook.deadlines import acceptance_by
from motcua.rulebook.dossier_states import OPEN_STATES, STATE_CODES
from motcua.rulebook.work_calendar import localise
from tests.dossiers.world import World, at

NOW = at(8, 10)
MAIN = {"submitted": "accept", "accepted": "forward", "appraising": "appraise", "approving": "approve",
        "sealing": "seal", "result_ready": "return_result", "refusal_ready": "return_result",
        "waiting_supplement": "take_supplement"}  # fmt: skip
WAITING = {"supplement_asked", "waiting_payment", "delivering"}
RUNNING = {"accepted", "appraising", "approving", "sealing"}
STAGES = {"appraising", "approving", "sealing"}


def scatter(world: World, count: int, seed: int) -> None:
    """Dossiers in every state, place, hand and hour, as no story would make them."""
    source = Random(seed)
    people = [None, None, None, world.processor, world.approver, world.receiver]
    places = [world.commune, world.elsewhere]
    for number in range(count):
        office = source.choice(places)
        resolving = office.parent
        assert resolving is not None
        state = source.choice(STATE_CODES)
        handed_in = NOW - timedelta(minutes=source.randrange(10 * 1440))
        due = source.choice([None, NOW + timedelta(minutes=source.randrange(-4 * 1440, 4 * 1440))])
        done = [
            {"step": step, "by": staff_actor(source.choice([world.processor, world.approver])).reference}
            for step in source.sample(["appraise", "approve"], source.randrange(3))
        ]
        row = Dossier.objects.create(
            code=f"{office.code}-200401-{number + 1:04d}", procedure=world.procedure, office=office,
            resolving_office=resolving, handling_office=resolving if state in STAGES else office, state=state,
            route=["appraise", "approve", "seal"], stage=source.randrange(3),
            channel=source.choice(["online", "counter"]), return_channel="counter", applicant_name="Vàng Thị Mỷ",
            secret_hash="x", submitted_at=handed_in,
            holder=None if state == "submitted" else source.choice(people),
            received_at=None if state == "submitted" else handed_in,
            due_at=None if state == "submitted" else due, steps_done=done,
            supplemented_at=source.choice([None, handed_in + timedelta(hours=3)]),
            paused_at=source.choice([None, None, None, NOW]), finished_at=source.choice([None, None, NOW]),
        )  # fmt: skip
        if source.random() < 0.3:
            Task.objects.create(
                dossier=row, kind="consult", office=world.elsewhere, stage=row.stage, content="Ý kiến",
                state=source.choice(["open", "done"]), required=source.random() < 0.5, asked_at=NOW, due_at=NOW,
            )  # fmt: skip


def plain_tabs(staff: Staff, moment: datetime) -> dict[str, set[str]]:
    """Each tab by asking of every open dossier what its page would say."""
    visible = set(queries.dossiers_visible_to(staff, moment).values_list("pk", flat=True))
    own = {held.office_id for held in staff.roles.all()}
    tabs: dict[str, set[str]] = {name: set() for name in queries.TABS}
    for row in Dossier.objects.select_related("office", "procedure").filter(pk__in=visible):
        if row.state not in OPEN_STATES:
            continue
        tasks = [task for task in row.tasks.all() if task.state == "open"]
        asked_back = row.state == "waiting_supplement" and row.supplemented_at is None
        waiting = row.state in WAITING or asked_back or (row.state in STAGES and bool(tasks))
        steps = {step.code for step in queries.steps_possible(row, staff, moment)}
        held_up = row.state in {"appraising", "approving"} and any(t.required and t.stage == row.stage for t in tasks)
        late, today = clock(row, moment)
        hands = row.handling_office_id in own or row.holder_id == staff.pk
        for name, inside in {
            "all": True,
            "mine": row.holder_id == staff.pk,
            "waiting": waiting,
            "unit": row.handling_office_id in own and not waiting,
            "todo": MAIN.get(row.state) in steps and not held_up and not asked_back,
            "overdue": hands and late,
            "today": hands and today,
        }.items():
            if inside:
                tabs[name].add(row.code)
    return tabs


def clock(row: Dossier, moment: datetime) -> tuple[bool, bool]:
    if row.state == "submitted":
        by_when = acceptance_by(localise(row.supplemented_at or row.submitted_at), calendar_of(row.office))
    elif row.state in RUNNING and row.due_at and row.finished_at is None and row.paused_at is None:
        by_when = localise(row.due_at)
    else:
        return False, False
    return by_when < moment, moment <= by_when and by_when.date() == moment.date()


@pytest.mark.parametrize("seed", range(3))
def test_every_tab_holds_what_a_look_at_each_dossier_says(world: World, seed: int) -> None:
    scatter(world, 120, seed)
    StaffRole.objects.create(staff=world.colleague, role=Role.PROCESSING_OFFICER, office=world.processor.office)
    for who in ("receiver", "colleague", "processor", "approver", "sealer", "returner", "stranger"):
        staff = Staff.objects.get(pk=getattr(world, who).pk)
        expected = plain_tabs(staff, NOW)
        desk = queries.work_lists_of(staff, NOW)
        found = {name: set(desk.rows(name).values_list("code", flat=True)) for name in queries.TABS}
        assert found == expected, who
        assert desk.counts() == {name: len(codes) for name, codes in expected.items()}
    assert any(expected.values())


@pytest.mark.parametrize("order", ["due", "newest", "oldest"])
def test_pages_forth_and_back_are_the_whole_list(world: World, order: str) -> None:
    scatter(world, 40, 7)
    rows = queries.work_lists_of(world.receiver, NOW).rows("all")
    pages = [queries.list_page(rows, order=order, size=7)]
    while pages[-1].following:
        pages.append(queries.list_page(rows, order=order, size=7, after=pages[-1].following))
    walked = [row.pk for page in pages for row in page.rows]
    assert sorted(walked) == sorted(rows.values_list("pk", flat=True)) and len(set(walked)) == len(walked) > 14
    for before, after in pairwise(pages):
        assert queries.list_page(rows, order=order, size=7, before=after.previous).rows == before.rows
    assert pages[0].previous == "" == pages[-1].following


@pytest.mark.parametrize(
    "mark", ["x", "-1", "ffffffffffffffffff", "7fffffffffffffff", "1.ffffffffffffffff", "'", "1.zz"]
)
def test_a_mark_that_is_none_gives_the_first_page(world: World, mark: str) -> None:
    scatter(world, 5, 1)
    rows = queries.work_lists_of(world.receiver, NOW).rows("all")
    assert queries.list_page(rows, order="due", after=mark).rows == queries.list_page(rows, order="due").rows


@pytest.mark.parametrize(
    "filters",
    [
        queries.Filters(state="approving"),
        queries.Filters(state="returned"),
        queries.Filters(channel="online", field="HT"),
        queries.Filters(procedure="1.001193", due_from=NOW.date(), due_to=NOW.date()),
        queries.Filters(office="000.01.21.H22"),
        queries.Filters(field="no such"),
    ],
)
def test_filters_narrow_as_a_plain_look_does(world: World, filters: queries.Filters) -> None:
    scatter(world, 160, 3)

    def fits(row: Dossier) -> bool:
        day = localise(row.due_at).date() if row.due_at else None
        return all(
            (
                row.state == filters.state if filters.state else row.state in OPEN_STATES,
                not filters.channel or row.channel == filters.channel,
                not filters.field or filters.field == "HT",
                filters.due_from is None or (day is not None and day >= filters.due_from),
                filters.due_to is None or (day is not None and day <= filters.due_to),
                not filters.office or filters.office == row.office.code,
            )
        )

    desk = queries.work_lists_of(world.leader, NOW)
    expected = {row.pk for row in queries.dossiers_visible_to(world.leader, NOW) if fits(row)}
    assert set(desk.rows("all", filters).values_list("pk", flat=True)) == expected
    assert desk.counts(filters).get("all", len(expected)) == len(expected)
    assert expected or filters.field == "no such"


def test_saved_lists_are_ones_own_in_ones_own_order(world: World) -> None:
    one = saved_lists.save_view(staff=world.receiver, name=" Quá hạn\n", query="the=qua-han")
    two = saved_lists.save_view(staff=world.receiver, name="Trực tuyến", query="kenh=online")
    saved_lists.save_view(staff=world.colleague, name="Quá hạn", query="the=hom-nay")
    saved_lists.move_view(staff=world.receiver, view_id=two.pk, up=True)
    saved_lists.move_view(staff=world.receiver, view_id=two.pk, up=True)  # already first
    saved_lists.move_view(staff=world.colleague, view_id=one.pk, up=True)  # not his
    assert [view.name for view in queries.saved_views(world.receiver)] == ["Trực tuyến", "Quá hạn"]
    saved_lists.save_view(staff=world.receiver, name="Quá hạn", query="the=qua-han&kenh=online")
    assert [view.query for view in queries.saved_views(world.receiver)] == ["kenh=online", "the=qua-han&kenh=online"]
    saved_lists.delete_view(staff=world.colleague, view_id=one.pk)
    assert SavedView.objects.filter(pk=one.pk).exists()
    saved_lists.delete_view(staff=world.receiver, view_id=one.pk)
    assert not SavedView.objects.filter(pk=one.pk).exists()


def test_a_list_without_a_name_and_a_list_too_many_are_refused(world: World) -> None:
    with pytest.raises(InvalidInput):
        saved_lists.save_view(staff=world.receiver, name=" \u202e ", query="")
    for number in range(saved_lists.MOST):
        saved_lists.save_view(staff=world.receiver, name=f"Danh sách {number}", query="")
    with pytest.raises(InvalidInput):
        saved_lists.save_view(staff=world.receiver, name="Một nữa", query="")
    assert len(queries.saved_views(world.receiver)) == saved_lists.MOST
