"""A catalogue officer designs a form: drafts, two people at once, publishing; who filled in the old one goes on."""

from __future__ import annotations

import re

import pytest

from motcua.catalog.models import FormVersion, Procedure
from motcua.catalog.queries.forms import design_in, form_draft, latest_form
from motcua.dossiers.models import Draft
from motcua.journal.models import Event
from motcua.people.models import Staff

CODE = "1.001612"  # household business, at the district
PAGE = f"/danh-muc/{CODE}/bieu-mau/"
DESIGN = f"{PAGE}soan/"


@pytest.fixture
def keeper(visitor):
    """The province's catalogue officer, signed in."""
    visitor.force_login(Staff.objects.get(username="tuan.danhmuc"))
    return visitor


@pytest.fixture
def draft(keeper) -> FormVersion:
    """A draft just begun."""
    assert keeper.post(PAGE).url == DESIGN
    return form_draft(Procedure.objects.get(code=CODE))


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def press(keeper, do: str, item: str = "page:0", **typed):
    """A button of the designer, with everything that stands on the page about `item`."""
    page = keeper.get(DESIGN, {"muc": item}).content.decode()
    return keeper.post(
        DESIGN, {"seen": hidden(page, "seen"), "muc": item, "trang": hidden(page, "trang"), "do": do} | typed
    )


LABEL = {"muc-label": "Tên biển hiệu", "muc-kind": "text", "muc-required": "on", "muc-hint": "Như trên biển"}


def test_the_catalogue_lists_procedures_with_their_versions(keeper):
    page = keeper.get("/danh-muc/").content.decode()
    assert "Mở hộ kinh doanh" in page
    assert "phiên bản 1" in page
    found = keeper.get("/danh-muc/", {"q": "khai sinh"}).content.decode()
    assert "Làm giấy khai sinh" in found
    assert "Mở hộ kinh doanh" not in found
    assert keeper.get("/danh-muc/", {"q": "khong-co-gi-nhu-vay"}).status_code == 200


def test_nobody_else_finds_the_designer(visitor):
    visitor.force_login(Staff.objects.get(username="lan.tiepnhan"))
    assert visitor.get(PAGE).status_code == 404
    assert visitor.post(DESIGN, {"do": "publish"}).status_code == 404
    assert not FormVersion.objects.filter(published_at=None).exists()


def test_edited_added_moved_dropped_and_published(keeper, draft):
    assert press(keeper, "save", "field:business_name", **LABEL).status_code == 302
    page = keeper.get(DESIGN, {"muc": "field:business_name"}).content.decode()
    assert page.count("Tên biển hiệu") >= 3  # the list, the field being edited, what people see
    added = press(
        keeper, "add_field=page:1", "page:1", new_label="Ghi chú thêm", new_kind="long_text", **{"muc-title": "Hộ"}
    )
    assert "ghi_chu_them" in added.url
    press(
        keeper, "up=field:ghi_chu_them", "field:ghi_chu_them", **{"muc-label": "Ghi chú thêm", "muc-kind": "long_text"}
    )
    press(keeper, "drop=field:business_phone", "page:1", **{"muc-title": "Hộ"})
    names = [item["name"] for item in design_in(form_draft(draft.procedure))[1]["field"]]
    assert names[-2:] == ["ghi_chu_them", "start_date"]
    assert "business_phone" not in names
    before = latest_form(draft.procedure)
    assert press(keeper, "publish", "page:1", note="Bỏ số điện thoại", **{"muc-title": "Hộ"}).url == PAGE
    now = latest_form(draft.procedure)
    assert (now.version, now.published_by, now.note) == (before.version + 1, "Nguyễn Minh Tuấn", "Bỏ số điện thoại")
    assert now.schema["properties"]["business_name"]["x-label"] == "Tên biển hiệu"
    assert "x-design" not in now.schema
    assert now.sample["business_name"] == "Hộ kinh doanh Mẫu"
    event = Event.objects.get(name="form.published")
    assert event.data == {"procedure": CODE, "version": 2, "note": "Bỏ số điện thoại"}


def test_who_began_with_the_old_version_goes_on_with_it(keeper, draft):
    page = keeper.get(f"/nop-ho-so/{CODE}/").content.decode()
    unit = re.search(r'value="([0-9.]+H22)"', page)[1]
    begun = keeper.post(f"/nop-ho-so/{CODE}/?don-vi={unit}", {"don-vi": unit}).url
    press(keeper, "drop=field:business_phone", "page:1", **{"muc-title": "Hộ kinh doanh"})
    press(keeper, "publish", "page:1", **{"muc-title": "Hộ kinh doanh"})
    assert latest_form(draft.procedure).version == 2
    assert Draft.objects.get().form.version == 1
    assert "Số điện thoại của hộ kinh doanh" in keeper.get(f"{begun}trang/2/").content.decode()
    again = keeper.post(f"/nop-ho-so/{CODE}/?don-vi={unit}", {"don-vi": unit}).url
    assert "Số điện thoại của hộ kinh doanh" not in keeper.get(f"{again}trang/2/").content.decode()


def test_the_second_of_two_is_told_and_nothing_is_lost(keeper, draft):
    page = keeper.get(DESIGN, {"muc": "field:capital"}).content.decode()
    mine = {"seen": hidden(page, "seen"), "muc": "field:capital", "trang": "1", "do": "save"}
    mine |= {"muc-label": "Vốn của tôi", "muc-kind": "money"}
    press(keeper, "save", "field:workers", **{"muc-label": "Người làm", "muc-kind": "number"})
    told = keeper.post(DESIGN, mine)
    assert told.status_code == 409
    shown = told.content.decode()
    assert "Có người vừa lưu bản soạn này" in shown
    assert 'value="Vốn của tôi"' in shown
    assert "Người làm" in shown
    labels = {item["name"]: item["label"] for item in design_in(form_draft(draft.procedure))[1]["field"]}
    assert labels["capital"] == "Vốn kinh doanh (đồng)"
    assert keeper.post(DESIGN, mine | {"seen": hidden(shown, "seen")}).status_code == 302
    labels = {item["name"]: item["label"] for item in design_in(form_draft(draft.procedure))[1]["field"]}
    assert (labels["capital"], labels["workers"]) == ("Vốn của tôi", "Người làm")


@pytest.mark.parametrize(
    ("item", "typed", "word"),
    [
        ("field:business_name", {"muc-label": "", "muc-kind": "text"}, "Hãy đặt nhãn"),
        ("field:workers", {"muc-label": "Số", "muc-kind": "number", "muc-minimum": "9", "muc-maximum": "1"}, "lớn hơn"),
        ("field:owner_kind", {"muc-label": "Ai?", "muc-kind": "choice", "muc-choices": "Một"}, "từ 2 đến"),
        ("field:members", {"muc-label": "Ai?", "muc-kind": "group", "muc-min_rows": "9", "muc-max_rows": "2"}, "dòng"),
        ("field:workers", {"muc-label": "Số", "muc-kind": "number", "muc-when": "owner_kind=family"}, "trang trước"),
        ("page:1", {"muc-title": "Cam kết"}, "Đã có trang khác"),
        ("field:applicant_name", {"muc-label": "", "muc-kind": "text"}, "Hãy đặt nhãn"),
    ],
)
def test_a_wrong_form_is_kept_but_not_published(keeper, draft, item, typed, word):
    answer = press(keeper, "publish", item, **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Chưa công bố được" in page
    assert word in page
    assert latest_form(draft.procedure).version == 1
    assert form_draft(draft.procedure) is not None


def test_what_is_wrong_stands_at_its_field_and_in_the_summary(keeper, draft):
    saved = press(keeper, "save", "field:business_name", **{"muc-label": "", "muc-kind": "text"})
    page = keeper.get(saved.url).content.decode()
    assert 'href="#id_muc-label"' in page
    assert 'id="id_muc-label_error"' in page
    assert re.search(r'<input[^>]* name="muc-label"[^>]* aria-invalid="true"', page)


def test_a_new_field_half_typed_stays_after_saving(keeper, draft):
    new = {"new_label": "Số tầng", "new_kind": "number", "new_title": "Nhà ở"}
    page = keeper.get(press(keeper, "save", **{"muc-title": "Người nộp hồ sơ"}, **new).url).content.decode()
    assert 'value="Số tầng"' in page and 'value="Nhà ở"' in page
    assert '<option value="number" selected>' in page
    added = press(keeper, "add_field=page:0", **{"muc-title": "Người nộp hồ sơ"}, **new)
    page = keeper.get(added.url).content.decode()
    assert not re.search(r'name="new_label" value="Số tầng"', page)
    assert 'value="Nhà ở"' in page


def test_who_hands_in_must_be_asked(keeper, draft):
    press(keeper, "drop=field:applicant_phone", "page:0", **{"muc-title": "Người nộp hồ sơ"})
    page = press(keeper, "publish", "page:0", **{"muc-title": "Người nộp hồ sơ"}).content.decode()
    assert "còn thiếu applicant_phone" in page


def test_conditions_and_groups_are_designed_without_javascript(keeper, draft):
    press(keeper, "save", "field:owner_tax_code", **{
        "muc-label": "Mã số thuế", "muc-kind": "tax_code", "muc-when": ["owner_kind=group", "owner_kind=family"],
    })  # fmt: skip
    press(keeper, "add_field=group:members", "field:members", new_label="Dân tộc", new_kind="text", **{
        "muc-label": "Người", "muc-kind": "group", "muc-row_label": "người", "muc-min_rows": "1", "muc-max_rows": "9",
    })  # fmt: skip
    assert press(keeper, "publish", "page:0", **{"muc-title": "Người nộp hồ sơ"}).status_code == 302
    properties = latest_form(draft.procedure).schema["properties"]
    assert properties["owner_tax_code"]["x-when"] == {"field": "owner_kind", "is": ["group", "family"]}
    assert "dan_toc" in properties["members"]["items"]["properties"]
    assert properties["members"]["maxItems"] == 9


def test_odd_requests_are_answered(keeper, draft):
    for item in ("page:99", "field:\0", "field:a.b.c", "x" * 5000, "group:members"):
        assert keeper.get(DESIGN, {"muc": item}).status_code == 200
        assert keeper.post(DESIGN, {"do": "up=" + item, "muc": item, "seen": "x"}).status_code == 409
    assert keeper.get(f"{PAGE}99999999999/").status_code == 404


def test_a_draft_is_dropped(keeper, draft):
    assert press(keeper, "discard").url == PAGE
    assert form_draft(draft.procedure) is None
    assert keeper.post(DESIGN, {"do": "save"}).url == PAGE


def test_the_sample_is_filled_through_the_same_form(keeper, province):
    page = f"{PAGE}1/mau/2/"
    assert "Hộ kinh doanh Mẫu" in keeper.get(page).content.decode()
    typed = {"business_name": "Quán Hoa", "business_address-find": "Trần Phú", "business_address-line": "Số 1"}
    wrong = keeper.post(page, typed | {"business_line": "Bán phở", "capital": "x", "workers": "1"}).content.decode()
    assert "số tiền" in wrong
    answer = keeper.post(page, typed | {"business_line": "Bán phở", "capital": "9.000.000", "workers": "1"})
    assert answer.url == f"{PAGE}1/mau/3/"
    sample = latest_form(Procedure.objects.get(code=CODE)).sample
    assert sample["business_name"] == "Quán Hoa"
    assert sample["business_address"]["commune"] == "000.04.31.H22"
    assert sample["owner_name"] == "Nguyễn Văn Mẫu"


def test_every_version_can_be_looked_at_and_weighs_little(keeper, province):
    for form in FormVersion.objects.select_related("procedure"):
        answer = keeper.get(f"/danh-muc/{form.procedure.code}/bieu-mau/{form.version}/")
        assert answer.status_code == 200
        assert len(answer.content) < 200_000  # before compression; some sixth of it travels
