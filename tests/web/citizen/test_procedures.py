"""Find a procedure and see its ways, before and after a directive closes some."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.assistance.models import ContactPoint
from motcua.catalog.models import Procedure
from motcua.clock.actions import turn_to
from motcua.clock.queries import VIETNAM
from motcua.directives import actions
from motcua.directives.queries import current_rule_set
from motcua.journal.models import Event
from motcua.people.models import Office, Staff
from tests.conftest import REPOSITORY
from tests.web.conftest import BIRTH, MONDAY, UNIT
from tests.web.desk import WARD_UNIT
from tests.web.letters import LETTER, enact_at

CENTRE = "000.00.22.H22"


@pytest.fixture
def letter_in_force(visitor):
    """The demo's letter 905, read, proposed and approved on Monday morning; in force from Tuesday 31 March."""
    officer, leader = (Staff.objects.get(username=name) for name in ("hanh.chinhsach", "dung.lanhdao"))
    letter = REPOSITORY / "motcua" / "demo_letters" / "ha_giang_905.txt"
    directive = actions.upload_letter(data=letter.read_bytes(), file_name=letter.name, by=officer, at=MONDAY)
    rules = current_rule_set(directive)
    actions.propose_rules(rule_set_id=rules.pk, by=officer, at=MONDAY)
    actions.approve_rules(rule_set_id=rules.pk, by=leader, at=MONDAY)


def at(day: int, hour: int = 8) -> None:
    month = 3 if day > 15 else 4
    turn_to(datetime(2020, month, day, hour, 0, tzinfo=VIETNAM), frozen=True)


@pytest.mark.usefixtures("letter_in_force")
def test_from_tuesday_online_only_and_each_restriction_says_why(visitor):
    before = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}").content.decode()
    assert "905/UBND-PVHCC" not in before
    at(31)
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}").content.decode()
    assert "905/UBND-PVHCC, mục 2.1" in page
    assert f'href="/nop-ho-so/{BIRTH}/?don-vi={UNIT}"' in page
    assert f'href="/quay-hom-nay/{UNIT}/"' not in page, "the counter is not among the open ways"
    assert "Tôi không dùng được cách khác" in page
    assert "905/UBND-PVHCC" in visitor.get("/").content.decode()


@pytest.mark.usefixtures("letter_in_force")
def test_who_uses_neither_way_is_shown_the_counter_on_its_days(visitor):
    at(31)
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}&ngoai-le=1").content.decode()
    assert f'href="/quay-hom-nay/{UNIT}/"' in page


@pytest.mark.usefixtures("letter_in_force")
def test_on_wednesday_the_centres_counter_is_closed_and_says_why_and_when(visitor):
    at(1)
    page = visitor.get(f"/quay-hom-nay/{CENTRE}/").content.decode()
    assert "Hôm nay quầy đóng cửa" in page
    assert "905/UBND-PVHCC" in page
    assert "thứ Sáu 3/4/2020" in page
    assert "Nộp trực tuyến" in page


@pytest.mark.usefixtures("letter_in_force")
def test_on_tuesday_the_centres_counter_serves_those_who_use_neither_way(visitor):
    at(31)
    page = visitor.get(f"/quay-hom-nay/{CENTRE}/").content.decode()
    assert "Hôm nay quầy chỉ nhận một số người" in page
    assert "Đang tiếp nhận" in page
    assert "905/UBND-PVHCC" in page


def test_found_without_marks(visitor):
    page = visitor.get("/thu-tuc/?q=dang+ky+khai+sinh").content.decode()
    assert f'href="/thu-tuc/{BIRTH}/"' in page
    assert 'value="dang ky khai sinh"' in page


def test_nothing_found_offers_the_list(visitor):
    page = visitor.get("/thu-tuc/?q=zzzzqqq").content.decode()
    assert "Chưa tìm thấy thủ tục nào" in page
    assert f'href="/thu-tuc/{BIRTH}/"' in page


def test_what_was_searched_is_never_markup(visitor):
    page = visitor.get("/thu-tuc/?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert" not in page


def test_the_procedure_says_who_papers_time_money_and_ways(visitor):
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}").content.decode()
    for paper in Procedure.objects.get(code=BIRTH).papers.all():
        assert paper.name in page
    assert "1 ngày làm việc" in page
    assert "Không mất phí" in page
    assert f'href="/nop-ho-so/{BIRTH}/?don-vi={UNIT}"' in page
    assert f'href="/quay-hom-nay/{UNIT}/"' in page


def test_an_unknown_procedure_or_unit(visitor):
    assert visitor.get("/thu-tuc/9.999999/").status_code == 404
    assert visitor.get("/quay-hom-nay/9/").status_code == 404
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi=khong-co").content.decode()
    assert "Bạn nộp ở đâu?" in page


def test_saying_one_cannot_use_a_way_is_journalled(visitor):
    answer = visitor.post(f"/thu-tuc/{BIRTH}/khong-dung-duoc/", {"don-vi": UNIT, "cach": "counter"})
    assert answer.status_code == 302
    assert "ngoai-le=1" in answer.url
    event = Event.objects.get(name="dossier.exception_used")
    assert event.data["procedure"] == BIRTH
    assert "ghi nhận" in visitor.get(answer.url).content.decode()


def test_the_counter_page_on_a_working_day_and_on_a_sunday(visitor):
    assert "Hôm nay quầy mở cửa" in visitor.get(f"/quay-hom-nay/{UNIT}/").content.decode()
    turn_to(datetime(2020, 4, 5, 9, 0, tzinfo=VIETNAM), frozen=True)
    page = visitor.get(f"/quay-hom-nay/{UNIT}/").content.decode()
    assert "Hôm nay quầy đóng cửa" in page
    assert "thứ Hai 6/4/2020" in page


def test_whom_to_ask_at_the_unit_is_said_where_somebody_is_published(visitor):
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={WARD_UNIT}").content.decode()
    assert "tel:02193866101" in page and "tel:02193866102" in page
    assert page.index("tel:02193866101") < page.index("tel:02193866102"), "who knows this field comes first"
    assert "tel:02193868999" in visitor.get(f"/quay-hom-nay/{CENTRE}/").content.decode()
    ContactPoint.objects.update(confirmed_at=MONDAY - timedelta(days=40))
    for address in (f"/thu-tuc/{BIRTH}/?don-vi={WARD_UNIT}", f"/quay-hom-nay/{CENTRE}/"):
        assert "tel:02193866101" not in (page := visitor.get(address).content.decode()), "not confirmed lately"
        assert "tel:02193868999" not in page


@pytest.mark.parametrize("address", ["/", "/thu-tuc/1.001193/", "/tra-cuu/"])
def test_every_page_of_the_public_leads_to_help_and_booking(visitor, address):
    page = visitor.get(address)
    for link in ("/ho-tro/hoi/", "/dau-moi/", "/diem-ho-tro-gan-ban/", "/dat-lich/"):
        assert f'href="{link}"' in page.content.decode()
    assert len(page.content) < 60 * 1024


def test_a_letter_that_has_officers_help_online_at_the_counter_is_told_as_a_way(visitor):
    said, address = "Nộp trực tuyến tại quầy, có người giúp", f"/thu-tuc/{BIRTH}/?don-vi={UNIT}&ngoai-le=1"
    assert said not in visitor.get(address).content.decode()
    enact_at(UNIT, {"point": "receive.assisted", "value": "allowed"}, {"point": "receive.counter", "value": "closed"})
    page = visitor.get(address).content.decode()
    assert said in page and f"{LETTER}, mục 2.1" in page
    assert "chưa có cách nào mở cho bạn" not in page


def test_where_any_unit_receives_every_unit_is_offered_and_online_goes_to_the_competent_one(visitor):
    address = f"/thu-tuc/{BIRTH}/?don-vi={CENTRE}"
    assert f'value="{CENTRE}"' not in visitor.get(address).content.decode()
    enact_at(UNIT, {"point": "receive.anywhere", "value": True})
    page = visitor.get(address).content.decode()
    assert f'value="{CENTRE}" selected' in page
    assert "không kể nơi cư trú" in page and f"{LETTER}, mục 2.1" in page
    assert f'href="/quay-hom-nay/{CENTRE}/"' in page and f"/nop-ho-so/{BIRTH}/?don-vi=" not in page


def test_a_unit_that_moved_and_a_phone_for_help_are_told_with_their_clauses(visitor):
    unit = Office.objects.get(code=UNIT)
    unit.address, unit.phone = "Thôn Lô Lô Chải", "02193111222"
    unit.save()
    pages = (f"/thu-tuc/{BIRTH}/?don-vi={UNIT}", f"/quay-hom-nay/{UNIT}/")
    for page in pages:
        shown = visitor.get(page).content.decode()
        assert "Thôn Lô Lô Chải" in shown and "Cần giúp đỡ" not in shown
    enact_at(
        UNIT,
        {"point": "unit.moved", "value": "Nhà văn hóa thôn Thèn Pả"},
        {"point": "support.phone", "value": {"phone": "19001234"}},
    )
    for page in pages:
        shown = visitor.get(page).content.decode()
        assert f"Nơi làm việc mới: Nhà văn hóa thôn Thèn Pả. Theo {LETTER}, mục 2.1." in shown
        assert f"Cần giúp đỡ, hãy gọi 19001234. Theo {LETTER}, mục 2.1." in shown
        assert "Thôn Lô Lô Chải" not in shown


def test_the_first_page_and_the_counters_tell_what_a_letter_offers(visitor):
    enact_at(
        UNIT,
        {"point": "receive.assisted", "value": "encouraged"},
        {"point": "receive.anywhere", "value": True},
        {"point": "deadline.extended", "value": True, "when": {"fields": ["HT"]}},
    )
    home = visitor.get("/").content.decode()
    assert f"nộp trực tuyến tại quầy, có người giúp; nộp ở đơn vị nào cũng được, không kể nơi cư trú ({LETTER}" in home
    assert "kéo dài" not in home, "no news for everybody"
    assert "máy tính tại quầy, có người giúp" in visitor.get(f"/quay-hom-nay/{UNIT}/").content.decode()
