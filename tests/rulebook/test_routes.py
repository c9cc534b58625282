"""Routes as data: read, checked, written back; stage times that rise and never pass the dossier's due time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rulebook.deadlines import Limit, due
from motcua.rulebook.routes import (
    Plan,
    Stage,
    TaskPlan,
    as_dict,
    check_plan,
    cycle_in,
    default_plan,
    free_key,
    parse,
    stage_due,
    task_due,
    tasks_finished,
)
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import WorkCalendar

MONDAY = datetime(2020, 3, 30, 8, 0, tzinfo=VIETNAM)
CALENDAR = WorkCalendar()
SOUND = {
    "stages": [
        {"kind": "appraise", "name": "Thẩm định", "office": "resolving", "share": 60, "tasks": [
            {"key": "v1", "kind": "consult", "office": "000.00.08.H22", "content": "Ý kiến về chỉ giới",
             "limit": {"value": 3, "unit": "working_days"}, "required": True},
            {"key": "v2", "kind": "verify", "office": "resolving", "content": "Xem thửa đất",
             "limit": {"value": "2", "unit": "working_days"}, "required": False, "after": ["v1"]},
        ]},
        {"kind": "approve", "name": "", "office": "resolving", "share": 30, "tasks": []},
        {"kind": "seal", "name": "", "office": "resolving", "share": 10, "tasks": []},
    ],
    "on_the_spot": False,
}  # fmt: skip


def texts(plan: Plan, whole: Limit | None = None) -> list[str]:
    return [problem.text for problem in check_plan(plan, whole)]


def with_stages(*stages: Stage, on_the_spot: bool = False) -> Plan:
    return Plan(stages, on_the_spot)


def task(key: str, *after: str, value: str = "2", unit: str = "working_days") -> TaskPlan:
    return TaskPlan(key, "consult", "X", "Hỏi ý kiến", value, unit, after=after)


def test_a_sound_plan_has_no_problem_and_is_read_back_as_it_was() -> None:
    plan = parse(SOUND)
    assert check_plan(plan, Limit(15, "days")) == []
    assert plan.kinds == ["appraise", "approve", "seal"]
    assert plan.stages[0].tasks[0].limit == Limit(3, "working_days")
    assert parse(as_dict(plan)) == plan


def test_a_plain_list_of_kinds_becomes_a_sound_first_draft() -> None:
    for route in ([], ["appraise", "approve", "seal", "return"], ["approve"], ["appraise"] * 6 + ["approve"]):
        assert check_plan(default_plan(route)) == []


@pytest.mark.parametrize(
    ("change", "said", "place"),
    [
        (lambda plan: Plan(()), "Quy trình chưa có bước nào.", None),
        (lambda plan: Plan(plan.stages[:1] + plan.stages[2:]), "Quy trình phải có bước phê duyệt.", None),
        (
            lambda plan: Plan((plan.stages[0], plan.stages[2], plan.stages[1])),
            "Chỉ đóng dấu văn bản đã ký: bước đóng dấu phải sau bước phê duyệt.",
            1,
        ),
        (
            lambda plan: Plan((replace(plan.stages[0], share=50), *plan.stages[1:])),
            "Tỷ lệ thời gian của các bước cộng lại là 90%, phải là 100%.",
            None,
        ),
        (
            lambda plan: Plan((replace(plan.stages[0], kind="ponder"), *plan.stages[1:])),
            "Hãy chọn loại bước: thẩm định, phê duyệt hoặc đóng dấu.",
            0,
        ),
        (
            lambda plan: Plan((*plan.stages[:2], replace(plan.stages[2], office=""))),
            "Hãy chọn nơi làm bước này.",
            2,
        ),
        (
            lambda plan: replace(plan, on_the_spot=True),
            "Giải quyết tại chỗ thì bước này phải ở nơi tiếp nhận.",
            1,
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(change, said: str, place: int | None) -> None:
    found = check_plan(change(parse(SOUND)))
    assert (said, place) in [(problem.text, problem.stage) for problem in found]


def test_too_many_stages_are_refused_at_twenty_one() -> None:
    def plan(count: int) -> Plan:
        shares = [1] * (count - 1) + [100 - (count - 1)]
        return Plan(tuple(Stage("approve", "", "resolving", share) for share in shares))

    assert check_plan(plan(20)) == []
    assert texts(plan(21)) == ["Quy trình có 21 bước; nhiều nhất 20 bước."]


def test_a_task_needs_kind_office_content_and_limit() -> None:
    bad = TaskPlan("v1", "", "", " … ", "ba", "working_days")
    stage = Stage("approve", "", "resolving", 100, (bad,))
    assert [(problem.field, problem.stage, problem.task) for problem in check_plan(with_stages(stage))] == [
        ("kind", 0, 0), ("office", 0, 0), ("content", 0, 0), ("limit", 0, 0),
    ]  # fmt: skip


def test_tasks_that_wait_for_each_other_are_a_loop_named_in_order() -> None:
    tasks = (task("a", "c"), task("b", "a"), task("c", "b"), task("d", "c"), task("e"))
    assert cycle_in(tasks) == ["a", "c", "b"]
    stage = Stage("approve", "", "resolving", 100, tasks)
    (problem,) = check_plan(with_stages(stage), Limit(30, "days"))
    assert problem.text.startswith("Các việc phối hợp chờ nhau thành vòng: việc 1 (lấy ý kiến) → việc 3")
    assert (problem.stage, problem.task, problem.field) == (0, 0, "after")
    assert cycle_in((task("a", "a"),)) == ["a"]


def test_waiting_for_a_task_that_is_not_there_is_a_problem_and_no_loop() -> None:
    stage = Stage("approve", "", "resolving", 100, (task("a", "gone"),))
    assert texts(with_stages(stage)) == ["Không có việc “gone” để chờ trong bước này."]


def test_a_limit_longer_than_the_whole_is_refused_alone_and_in_a_chain() -> None:
    whole = Limit(3, "working_days")
    alone = Stage("approve", "", "resolving", 100, (task("a", value="4"),))
    chain = Stage("approve", "", "resolving", 100, (task("a"), task("b", "a")))
    assert [problem.task for problem in check_plan(with_stages(alone), whole)] == [0]
    assert [one.task for one in check_plan(with_stages(chain), whole)] == [1]
    assert "kể cả các việc phải chờ" in texts(with_stages(chain), whole)[0]
    # Asked at the closing of the second day, the next is counted from the fourth: the day of asking does not count.
    assert check_plan(with_stages(chain), Limit(5, "working_days")) == []


def test_two_tasks_of_one_key_are_refused_and_new_keys_are_free() -> None:
    stage = Stage("approve", "", "resolving", 100, (task("v1"), task("v1")))
    assert texts(with_stages(stage)) == ["Hai việc phối hợp của bước có cùng mã."]
    assert free_key((task("v1"), task("v3"))) == "v2"


def test_a_stage_has_its_share_of_the_working_time() -> None:
    plan = parse(SOUND)
    ends = due(MONDAY, Limit(5, "working_days"), CALENDAR).due
    first, second, last = (stage_due(MONDAY, ends, plan, place, CALENDAR) for place in range(3))
    whole = CALENDAR.working_minutes_between(MONDAY, ends)
    assert CALENDAR.working_minutes_between(MONDAY, first) == whole * 60 // 100
    assert CALENDAR.working_minutes_between(MONDAY, second) == whole * 90 // 100
    assert last == ends
    with pytest.raises(IndexError):
        stage_due(MONDAY, ends, plan, 3, CALENDAR)


def test_a_task_never_outlasts_a_dossier_that_is_still_in_time() -> None:
    own = task_due(MONDAY, Limit(5, "working_days"), CALENDAR)
    soon = MONDAY + timedelta(days=1)
    assert task_due(MONDAY, Limit(5, "working_days"), CALENDAR, soon) == soon
    assert task_due(MONDAY, Limit(5, "working_days"), CALENDAR, MONDAY - timedelta(days=1)) == own


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"stages": 7},
        {"stages": [None, 3, {"tasks": "x", "share": "1e9"}]},
        {"stages": [{"tasks": [{"limit": {"value": [], "unit": None}, "after": 5}]}]},
    ],
)
def test_odd_json_is_read_and_refused(odd: dict) -> None:
    assert check_plan(parse(odd), Limit(3, "days"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["stages", "tasks", "kind", "office", "share", "limit", "value", "unit", "after", "key",
                         "content", "required", "name", "on_the_spot", "version", "office_id"]), inner, max_size=6),
    max_leaves=30,
)  # fmt: skip
KEYS = st.sampled_from(["a", "b", "c", "d"])
TASKS = st.lists(
    st.builds(
        TaskPlan, key=KEYS, kind=st.sampled_from(["consult", "verify", "council", "branch", "?"]),
        office=st.sampled_from(["", "receiving", "resolving", "X"]), content=st.sampled_from(["", "Hỏi"]),
        value=st.sampled_from(["1", "0,5", "3", "", "x", "-2"]),
        unit=st.sampled_from(["working_days", "days", "hours"]),
        required=st.booleans(), after=st.lists(KEYS, max_size=3).map(tuple),
    ),
    max_size=4, unique_by=lambda one: one.key,
).map(tuple)  # fmt: skip
PLANS = st.builds(
    Plan,
    stages=st.lists(
        st.builds(
            Stage, kind=st.sampled_from(["appraise", "approve", "seal", "?"]), name=st.sampled_from(["", "Xem"]),
            office=st.sampled_from(["receiving", "resolving", "X", ""]), share=st.integers(-5, 120), tasks=TASKS,
        ),
        max_size=6,
    ).map(tuple),
    on_the_spot=st.booleans(),
)  # fmt: skip


@given(JSON)
def test_anything_is_read_checked_and_written_back_the_same(written: object) -> None:
    plan = parse(written if isinstance(written, dict) else {"stages": written})
    assert parse(as_dict(plan)) == plan
    check_plan(plan, Limit(3, "working_days"))


@given(PLANS)
def test_a_plan_found_sound_is_sound(plan: Plan) -> None:
    if check_plan(plan, Limit(10, "working_days")):
        return
    assert sum(stage.share for stage in plan.stages) == 100
    assert "approve" in plan.kinds
    for stage in plan.stages:
        finished = tasks_finished(stage.tasks, MONDAY, CALENDAR)
        assert finished.keys() == {one.key for one in stage.tasks}  # every task comes to its turn


@given(TASKS)
def test_a_loop_is_found_exactly_when_some_task_never_comes_to_its_turn(tasks: tuple[TaskPlan, ...]) -> None:
    stuck = len(tasks_finished(tasks, MONDAY, CALENDAR)) < len(tasks)
    circle = cycle_in(tasks)
    assert bool(circle) == stuck
    after = {one.key: one.after for one in tasks}
    assert all(following in after[key] for key, following in zip(circle, circle[1:] + circle[:1], strict=True))


@given(
    PLANS.filter(lambda plan: plan.stages),
    st.integers(0, 60 * 24 * 20),
    st.integers(-60 * 24, 60 * 24 * 40),
)
def test_stage_times_rise_and_end_at_the_due_time(plan: Plan, shift: int, length: int) -> None:
    started = MONDAY + timedelta(minutes=shift)
    ends = started + timedelta(minutes=length)
    times = [stage_due(started, ends, plan, place, CALENDAR) for place in range(len(plan.stages))]
    assert times == sorted(times)
    assert times[-1] == ends
    assert all(time <= ends for time in times)
