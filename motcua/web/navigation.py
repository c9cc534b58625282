"""The desk's navigation: which entries a person's roles show. The pages themselves check again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop

from motcua.people.powers import powers_of
from motcua.rulebook.work_calendar import localise
from motcua.web.context import moment_of

_CASE_WORKERS: Final = frozenset(
    {
        "receiving_officer",
        "processing_officer",
        "approver",
        "seal_keeper",
        "returning_officer",
        "unit_head",
        "supervisor",
    }
)
# Name of the page, words, and the roles that see it; an empty set is everybody who is signed in.
_ENTRIES: Final = (
    ("web:today", gettext_noop("Hôm nay"), frozenset[str]()),
    ("web:dossiers", gettext_noop("Hồ sơ"), _CASE_WORKERS),
    ("web:tasks", gettext_noop("Việc phối hợp"), frozenset({"processing_officer", "approver", "unit_head"})),
    (
        "web:reception",
        gettext_noop("Tiếp nhận tại quầy"),
        frozenset({"receiving_officer", "support_helper"}),
    ),
    ("web:calling", gettext_noop("Gọi số"), frozenset({"receiving_officer", "returning_officer", "unit_head"})),
    ("web:gate", gettext_noop("Cửa vào"), frozenset({"entry_marshal", "unit_head"})),
    ("web:appointments", gettext_noop("Lịch hẹn"), frozenset({"receiving_officer", "returning_officer", "unit_head"})),
    ("web:helpdesk", gettext_noop("Bàn trợ giúp"), frozenset({"support_helper", "receiving_officer", "unit_head"})),
    ("web:bags", gettext_noop("Bưu chính"), frozenset({"receiving_officer", "returning_officer", "postal_clerk"})),
    ("web:pre_checks", gettext_noop("Xem trước"), frozenset({"receiving_officer", "support_helper"})),
    ("web:cash", gettext_noop("Thu phí"), frozenset({"cashier", "unit_head"})),
    ("web:registers", gettext_noop("Sổ sách"), frozenset({"receiving_officer", "returning_officer", "unit_head"})),
    ("web:seals", gettext_noop("Con dấu, ký số"), frozenset({"seal_keeper", "unit_head", "ict_admin"})),
    ("web:catalogue", gettext_noop("Danh mục"), frozenset({"catalogue_officer"})),
    ("web:routes", gettext_noop("Quy trình"), frozenset({"catalogue_officer"})),
    ("web:delegations", gettext_noop("Ủy quyền"), frozenset({"unit_head", "approver", "leader"})),
    ("web:supervision", gettext_noop("Giám sát"), frozenset({"unit_head", "supervisor", "leader"})),
    (
        "web:incidents",
        gettext_noop("Sự cố"),
        frozenset({"unit_head", "approver", "returning_officer", "supervisor"}),
    ),
    ("web:rosters", gettext_noop("Lịch trực"), frozenset[str]()),
    ("web:places", gettext_noop("Phòng, quầy"), frozenset({"unit_head", "supervisor"})),
    ("web:announcements", gettext_noop("Bảng, thông báo"), frozenset({"unit_head"})),
    ("web:equipment", gettext_noop("Trang thiết bị"), frozenset({"unit_head", "entry_marshal", "supervisor"})),
    (
        "web:door_incidents",
        gettext_noop("Sự việc ở cửa"),
        frozenset({"unit_head", "entry_marshal", "health_officer", "supervisor"}),
    ),
    ("web:declarations", gettext_noop("Tờ khai"), frozenset({"entry_marshal", "health_officer"})),
    ("web:tracings", gettext_noop("Truy vết"), frozenset({"health_officer"})),
    ("web:support_points", gettext_noop("Điểm hỗ trợ"), frozenset({"support_helper", "supervisor"})),
    ("web:contact_points", gettext_noop("Đầu mối"), frozenset({"unit_head"})),
    ("web:imports", gettext_noop("Nhập, xuất"), frozenset({"ict_admin"})),
    (
        "web:letters",
        gettext_noop("Văn bản chỉ đạo"),
        frozenset({"policy_officer", "leader", "supervisor", "unit_head"}),
    ),
    (
        "web:journal",
        gettext_noop("Nhật ký"),
        frozenset({"unit_head", "policy_officer", "leader", "supervisor", "ict_admin"}),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: where it leads, its words, and whether one is there (or below it)."""

    url: str
    label: str
    here: bool


def desk_entries(request: HttpRequest) -> list[Entry]:
    """Entries for the signed-in person, in the order of the table. A page not built yet is left out."""
    user = request.user
    if not user.is_authenticated:
        return []
    # Held and delegated, as of today: who covers for a colleague finds the colleague's pages.
    roles = {power.role for power in powers_of(user, localise(moment_of(request)).date())}
    entries: list[Entry] = []
    for name, label, seen_by in _ENTRIES:
        if seen_by and not seen_by & roles:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        entries.append(Entry(url, gettext(label), here=False))
    here = max((e for e in entries if request.path.startswith(e.url)), key=lambda e: len(e.url), default=None)
    return [Entry(e.url, e.label, e is here) for e in entries]
