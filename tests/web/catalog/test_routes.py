"""The route designer without JavaScript, its drawing, and the pages of work asked of other offices."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalog.models import Procedure, RouteVersion
from motcua.dossiers.models import Dossier, Task
from motcua.management.demo.routes import BUILDING_PERMIT, COMPANY, CRIMINAL_RECORD, load_routes
from motcua.rulebook.deadlines import Limit
from motcua.rulebook.routes import Plan, parse
from motcua.web.catalog.route_drawing import draw_route
from motcua.web.catalog.route_form import carry_out
from tests.rulebook.test_routes import PLANS
from tests.web.conftest import MONDAY, jpeg
from tests.web.desk import BIRTH, CENTRE, birth_dossier, desk, staff, text

WHERE = f"/danh-muc/quy-trinh/{BIRTH}/"
DONG_VAN_UNIT = "000.01.32.H22"


def drawn() -> Any:
    """The versions of the procedure that these tests draw; the demo has others."""
    return RouteVersion.objects.filter(procedure__code=BIRTH)


class Fields(HTMLParser):
    """What a browser would send of the designer's form, the buttons aside."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.sent.append((self.select, given.get("value") or ""))
        elif tag == "textarea":
            self.area = name
        elif tag == "input" and name and name not in {"csrfmiddlewaretoken", "next"}:
            ticked = given.get("type") != "checkbox" or "checked" in given
            if ticked:
                self.sent.append((name, given.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent.append((self.area, data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def form_of(page: Any) -> dict[str, Any]:
    """The form as shown, to be sent again with a button."""
    found = Fields()
    found.feed(text(page))
    kept: dict[str, Any] = {}
    for name, value in found.sent:
        kept[name] = [*kept.get(name, []), value] if name.endswith("-after") else value
    return kept


@pytest.fixture
def tuan(province: None) -> Any:
    return desk("tuan.danhmuc")


def press(client: Any, shown: Any, button: str, **typed: str) -> Any:
    return client.post(WHERE, form_of(shown) | {name.replace("__", "-"): value for name, value in typed.items()}
                       | {"do": button}, follow=True)  # fmt: skip


def test_only_a_catalogue_officer_finds_the_pages(province: None) -> None:
    for who in ("thao.tiepnhan", "dung.lanhdao", "quan.cntt"):
        for where in ("/danh-muc/quy-trinh/", WHERE, f"{WHERE}1/"):
            assert desk(who).get(where).status_code == 404
        assert desk(who).post(WHERE, {"do": "publish"}).status_code == 404


def test_the_list_finds_by_words_without_marks_and_by_code(tuan: Any) -> None:
    for asked in ("khai sinh", BIRTH[:6]):
        assert WHERE in text(tuan.get("/danh-muc/quy-trinh/", {"q": asked}))
    assert "Không có thủ tục nào như vậy" in text(tuan.get("/danh-muc/quy-trinh/", {"q": "zzz"}))
    assert tuan.get("/danh-muc/quy-trinh/không-có/").status_code == 404


def test_designed_by_buttons_saved_and_published(tuan: Any) -> None:
    shown = tuan.get(WHERE)
    assert "Quy trình này công bố được." in text(shown)
    shown = press(tuan, shown, "add-task-0", s0__name="Xem xét", s0__share="55")
    assert 'value="Xem xét"' in text(shown)  # nothing typed is lost by rearranging
    assert "Việc phối hợp 1" in text(shown)
    assert "chưa lưu" in text(shown)
    assert not drawn().exists()
    shown = press(tuan, shown, "save", **{"s0-t0-content": "Hỏi lại nơi cư trú", "s0-t0-value": "4"})
    page = text(shown)
    assert "Đã lưu bản nháp." in page
    for said in ("cộng lại là 95%", "Hãy chọn cơ quan được hỏi.", "dài hơn thời hạn của cả thủ tục"):
        assert said in page
    assert 'href="#s0-t0-office"' in page
    assert 'id="s0-t0-office"' in page
    refused = press(tuan, shown, "publish")
    assert refused.status_code == 422
    assert "Hỏi lại nơi cư trú" in text(refused)
    assert not drawn().filter(published_at__isnull=False).exists()
    fixed = {"s0-t0-office": "resolving", "s0-t0-value": "0,5", "s0-t0-unit": "working_days", "s0-share": "60"}
    done = press(tuan, refused, "publish", note="Bản đầu", **fixed)
    assert done.redirect_chain[-1][0] == f"{WHERE}1/"
    assert "Đã công bố phiên bản 1" in text(done)
    row = drawn().get()
    assert (row.published_by, row.note) == ("Nguyễn Minh Tuấn", "Bản đầu")
    assert birth_dossier().tasks.get().content == "Hỏi lại nơi cư trú"


def test_a_name_too_long_is_said_and_the_note_stays_after_a_check(tuan: Any) -> None:
    name = "Xem xét hồ sơ " * 20
    page = text(press(tuan, tuan.get(WHERE), "check", s0__name=name, note="Bản đầu"))
    assert page.count("Tên bước dài tối đa 200 ký tự (đang có 279).") == 2
    assert f'value="{name}"' in page and 'href="#s0-name"' in page
    assert 'value="Bản đầu"' in page


def test_stages_move_come_and_go(tuan: Any) -> None:
    def kinds(page: Any) -> list[str]:
        sent = form_of(page)
        return [sent.get(f"s{place}-kind", "") for place in range(int(sent["stages"]))]

    shown = tuan.get(WHERE)
    assert kinds(shown) == ["appraise", "approve", "seal"]
    shown = press(tuan, shown, "down-0")
    assert kinds(shown) == ["approve", "appraise", "seal"]
    shown = press(tuan, shown, "up-2")
    assert kinds(shown) == ["approve", "seal", "appraise"]
    shown = press(tuan, shown, "remove-1")
    assert kinds(shown) == ["approve", "appraise"]
    shown = press(tuan, shown, "add")
    assert kinds(shown) == ["approve", "appraise", "seal"]
    for odd in ("up-0", "down-2", "remove-99", "remove-task-0-0", "dance", "up-", "add-task-x"):
        assert kinds(press(tuan, shown, odd)) == ["approve", "appraise", "seal"]
    shown = press(tuan, press(tuan, shown, "even"), "spot")
    sent = form_of(shown)
    assert sum(int(sent[f"s{place}-share"]) for place in range(3)) == 100
    assert {sent[f"s{place}-office"] for place in range(3)} == {"receiving"}
    assert sent["on_the_spot"] == "1"


def test_two_people_at_one_draft_the_second_keeps_what_he_typed(tuan: Any) -> None:
    shown = tuan.get(WHERE)
    press(tuan, shown, "save", s0__name="Của người thứ nhất")
    late = press(desk("tuan.danhmuc"), shown, "save", s0__name="Của người thứ hai")
    assert late.status_code == 409
    assert 'value="Của người thứ hai"' in text(late)
    assert "vừa được người khác lưu" in text(late)
    assert parse(drawn().get().plan).stages[0].name == "Của người thứ nhất"


def test_a_loop_and_on_the_spot_without_authority_are_refused_at_publishing(tuan: Any) -> None:
    shown = press(tuan, tuan.get(WHERE), "add-task-0")
    shown = press(tuan, shown, "add-task-0")
    tasks = {f"s0-t{number}-{name}": value for number in (0, 1) for name, value in
             {"office": "resolving", "content": "Hỏi", "value": "1"}.items()}  # fmt: skip
    tasks |= {"s0-t0-after": "v2", "s0-t1-after": "v1", "s0-t0-unit": "hours", "s0-t1-unit": "hours"}
    refused = press(tuan, shown, "publish", **tasks)
    assert refused.status_code == 422
    assert "chờ nhau thành vòng: việc 1 (lấy ý kiến) → việc 2 (lấy ý kiến) → việc 1" in text(refused)
    spot = press(tuan, press(tuan, tuan.get(WHERE), "spot"), "publish")
    assert "Không ai ở Bộ phận Tiếp nhận và Trả kết quả phường Nguyễn Trãi" in text(spot)
    assert "chưa có văn bản ủy quyền phê duyệt" in text(spot)
    assert not drawn().filter(published_at__isnull=False).exists()


def test_the_draft_can_be_dropped(tuan: Any) -> None:
    press(tuan, tuan.get(WHERE), "save")
    assert drawn().count() == 1
    press(tuan, tuan.get(WHERE), "drop")
    assert drawn().count() == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"stages": "99999999"},
        {"stages": "-1"},
        {"stages": "x"},
        {"stages": "2"},
        {},
        {"changed_at": "hôm qua", "do": "save"},
        {"stages": "1", "s0-tasks": "9999"},
    ],
)
def test_odd_posts_are_answered(tuan: Any, odd: dict[str, str]) -> None:
    assert tuan.post(WHERE, {"do": "check"} | odd).status_code in {200, 302, 409, 422}


def test_the_demo_routes_are_published_once_and_drawn(tuan: Any) -> None:
    RouteVersion.objects.all().delete()  # those the demo brought already
    assert load_routes(MONDAY) == 3
    assert load_routes(MONDAY) == 0
    for code in (BUILDING_PERMIT, COMPANY, CRIMINAL_RECORD):
        page = text(tuan.get(f"/danh-muc/quy-trinh/{code}/1/"))
        assert "<svg" in page
        assert 'role="img"' in page
        assert page.count('class="stage"') == len(RouteVersion.objects.get(procedure__code=code).plan["stages"])


def test_five_on_the_spot_at_the_centre_by_the_departments_people(province: None) -> None:
    load_routes(MONDAY)
    procedure = Procedure.objects.get(code=CRIMINAL_RECORD)
    papers = [{"position": paper.position, "given": True} for paper in procedure.papers.all()]
    dossier = birth_dossier(by="lan.tiepnhan", unit=CENTRE, procedure=procedure, papers=papers)
    for who, step in (("binh.thuly", "appraise"), ("nga.pheduyet", "approve"), ("hoa.vanthu", "seal")):
        dossier.refresh_from_db()
        assert dossier.handling_office == dossier.office
        answer = desk(who).post(f"/ban/ho-so/{dossier.code}/buoc/{step}/", {"version": dossier.version})
        assert answer.status_code == 302, text(answer)
    dossier.refresh_from_db()
    assert dossier.state == "result_ready"


class TestTasks:
    @pytest.fixture
    def permit(self, province: None) -> Dossier:
        """A building permit received at Đồng Văn: the transport department consulted, the site to be seen."""
        load_routes(MONDAY)
        procedure = Procedure.objects.get(code=BUILDING_PERMIT)
        papers = [{"position": paper.position, "given": True} for paper in procedure.papers.all()]
        return birth_dossier(by="pao.tiepnhan", unit=DONG_VAN_UNIT, procedure=procedure, papers=papers)

    def test_the_asked_office_reads_answers_and_the_stage_goes_on(self, permit: Dossier) -> None:
        consult, verify = permit.tasks.all()
        inbox = text(desk("thang.thuly").get("/ban/viec/"))
        assert permit.code in inbox
        assert desk("thang.thuly").get(f"/ban/ho-so/{permit.code}/").status_code == 200
        assert desk("toan.thuly").get(f"/ban/viec/{consult.pk}/").status_code == 404
        refused = desk("tinh.thuly").post(f"/ban/ho-so/{permit.code}/buoc/appraise/", {"version": permit.version})
        assert "còn chờ" in text(refused)
        bad = desk("thang.thuly").post(f"/ban/viec/{consult.pk}/tra-loi/", {"version": 0, "answer": "Trong chỉ giới"})
        assert bad.status_code == 422
        assert "Trong chỉ giới" in text(bad)
        sent = {
            "version": 0,
            "answer": "Trong chỉ giới",
            "agreed": "yes",
            "papers": SimpleUploadedFile("y.jpg", jpeg()),
        }
        page = desk("thang.thuly").post(f"/ban/viec/{consult.pk}/tra-loi/", sent, follow=True)
        assert "Đã gửi trả lời." in text(page), re.findall(r'class="errors".*?</div>', text(page), re.DOTALL)
        assert consult.files.count() == 1
        record = {"version": 0, "answer": "Đúng ranh giới", "time": "2020-03-30T07:30", "place": "Thôn Lô Lô Chải",
                  "people": "Công chức địa chính", "content": "Đo đạc thửa đất"}  # fmt: skip
        missing = desk("tinh.thuly").post(f"/ban/viec/{verify.pk}/tra-loi/", record | {"place": ""})
        assert missing.status_code == 422
        done = desk("tinh.thuly").post(f"/ban/viec/{verify.pk}/tra-loi/", record, follow=True)
        assert "Thôn Lô Lô Chải" in text(done)
        desk("tinh.thuly").post(f"/ban/ho-so/{permit.code}/buoc/appraise/", {"version": permit.version})
        permit.refresh_from_db()
        assert permit.state == "approving"

    def test_a_second_answer_is_told_that_it_came_too_late(self, permit: Dossier) -> None:
        task = permit.tasks.first()
        sent = {"version": 0, "answer": "Trong chỉ giới", "agreed": "yes"}
        desk("thang.thuly").post(f"/ban/viec/{task.pk}/tra-loi/", sent)
        again = desk("cuong.pheduyet").post(f"/ban/viec/{task.pk}/tra-loi/", sent | {"agreed": "no"})
        assert again.status_code == 422
        assert "vừa được người khác xử lý" in text(again)
        task.refresh_from_db()
        assert task.agreed is True

    def test_asked_by_hand_from_the_dossier(self, permit: Dossier) -> None:
        where = f"/ban/ho-so/{permit.code}/phoi-hop/"
        given = {"kind": "consult", "office": "000.00.02.H22", "content": "Hộ tịch của chủ hộ", "value": "2",
                 "unit": "working_days"}  # fmt: skip
        bad = desk("tinh.thuly").post(where, given | {"value": "nhiều"})
        assert bad.status_code == 422
        assert "Hộ tịch của chủ hộ" in text(bad)
        too_long = desk("tinh.thuly").post(where, given | {"value": "60"})
        assert "trước hạn của hồ sơ" in text(too_long)
        assert desk("thang.thuly").post(where, given).status_code == 422
        assert Task.objects.count() == 2
        assert desk("tinh.thuly").post(where, given).status_code == 302
        task = Task.objects.latest("id")
        assert (task.office.code, task.required) == ("000.00.02.H22", False)
        assert "Báo quá hạn" not in text(desk("tinh.thuly").get(f"/ban/viec/{task.pk}/"))
        called_off = desk("tinh.thuly").post(f"/ban/viec/{task.pk}/thoi/", {"reason": "Không cần nữa", "version": 0})
        assert called_off.status_code == 302

    def test_late_is_reported_and_the_head_sees_it(self, permit: Dossier) -> None:
        task = permit.tasks.first()
        Task.objects.filter(pk=task.pk).update(due_at=MONDAY - timedelta(minutes=1))
        page = text(desk("tinh.thuly").get(f"/ban/viec/{task.pk}/"))
        assert "Báo quá hạn" in page
        assert "đã được báo" not in text(desk("say.truongbophan").get("/ban/viec/"))
        assert desk("tinh.thuly").post(f"/ban/viec/{task.pk}/bao-qua-han/").status_code == 302
        head = text(desk("say.truongbophan").get("/ban/viec/"))
        assert "Trả lời quá hạn đã được báo" in head
        assert permit.code in head

    def test_taken_by_one_the_other_sees_who(self, permit: Dossier) -> None:
        task = permit.tasks.first()
        assert desk("thang.thuly").post(f"/ban/viec/{task.pk}/nhan/", {"version": 0}).status_code == 302
        page = text(desk("cuong.pheduyet").get(f"/ban/viec/{task.pk}/"))
        assert "Cao Đức Thắng đang giữ việc này." in page
        assert "tra-loi" not in page

    def test_the_panel_of_a_dossier(self, permit: Dossier) -> None:
        request = RequestFactory().get("/")
        request.user = staff("tinh.thuly")
        shown = Template("{% load tasks %}{% tasks_panel dossier %}").render(
            Context({"request": request, "dossier": permit})
        )
        assert "nên xong trước" in shown
        assert f"/ban/ho-so/{permit.code}/phoi-hop/" in shown
        assert shown.count("/ban/viec/") == 2


@given(PLANS)
def test_any_plan_can_be_drawn_and_nothing_lies_outside_or_upon_another(plan: Plan) -> None:
    drawing = draw_route(plan, {}, Limit(10, "working_days"))
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y >= 0
        assert box.y + box.height <= drawing.height
        for line in box.lines:
            assert box.y < line.y <= box.y + box.height
    for number, box in enumerate(drawing.boxes):
        for other in drawing.boxes[number + 1 :]:
            apart = box.x + box.width <= other.x or other.x + other.width <= box.x
            assert apart or box.y + box.height <= other.y or other.y + other.height <= box.y
    assert len(drawing.boxes) == 2 + len(plan.stages) + sum(len(stage.tasks) for stage in plan.stages)
    assert all(re.fullmatch(r"M\d+ \d+(?:V\d+)?H\d+", path) for path in drawing.arrows + drawing.branches)


@given(st.lists(st.text(alphabet="upremoved-ts0123 ", max_size=14), max_size=6))
def test_any_command_leaves_a_plan_that_can_be_shown(commands: list[str]) -> None:
    written: dict[str, Any] = {"stages": [], "on_the_spot": False}
    for command in ["add", *commands, "add", "add-task-0", "even"]:
        carry_out(written, command)
    assert sum(int(stage["share"]) for stage in written["stages"]) == 100
    draw_route(parse(written), {})
