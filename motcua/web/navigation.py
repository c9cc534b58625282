"""The desk's navigation: entries by the person's roles. The pages check permissions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from motcua.people.permissions import powers_of
from motcua.rulebook.work_calendar import localise
from motcua.web.request_moment import moment_of

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
# Groups under which entries fold where somebody has more than one line of them; "" is always open.
_DAILY, _DOOR, _BOOKS, _HOUSE = "", gettext_noop("Cửa, lịch trực"), gettext_noop("Sổ sách"), gettext_noop("Điều hành")
MOST_UNFOLDED: Final = 9
_GROUPS: Final = {
    **dict.fromkeys(
        (
            "web:rosters",
            "web:places",
            "web:announcements",
            "web:equipment",
            "web:door_incidents",
            "web:declarations",
            "web:tracings",
            "web:support_points",
            "web:contact_points",
        ),
        _DOOR,
    ),
    **dict.fromkeys(("web:cash", "web:registers", "web:seals", "web:bags", "web:pre_checks"), _BOOKS),
    **dict.fromkeys(("web:delegations", "web:incidents", "web:letters", "web:journal", "web:imports"), _HOUSE),
}
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
class NavigationEntry:
    """One entry: its address, its words, and whether the page is there or below it."""

    url: str
    label: str
    here: bool


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Entries under one heading; those of "" are always shown, the others fold. `here` is the current entry."""

    label: str
    entries: tuple[NavigationEntry, ...]

    @property
    def here(self) -> NavigationEntry | None:
        return next((entry for entry in self.entries if entry.here), None)


def desk_groups(request: HttpRequest) -> list[NavigationGroup]:
    """The signed-in person's entries by group; all in one, unfolded, where they are few."""
    found = _entries_of(request)
    by_group: dict[str, list[NavigationEntry]] = {}
    for name, entry in found:
        group = _GROUPS.get(name, _DAILY) if len(found) > MOST_UNFOLDED else _DAILY
        by_group.setdefault(group, []).append(entry)
    # A group of one is no group: its entry stands among the daily ones.
    alone = [entries[0] for label, entries in by_group.items() if label and len(entries) == 1]
    open_ones = [*by_group.get(_DAILY, []), *alone]
    folded = [
        NavigationGroup(gettext(label), tuple(by_group[label]))
        for label in (_DOOR, _BOOKS, _HOUSE)
        if len(by_group.get(label, [])) > 1
    ]
    return [NavigationGroup("", tuple(open_ones)), *folded] if open_ones else folded


def _entries_of(request: HttpRequest) -> list[tuple[str, NavigationEntry]]:
    """Page names with their entries, in the order of the table."""
    user = request.user
    if not user.is_authenticated:
        return []
    # Held and delegated, as of today: who covers for a colleague finds the colleague's pages.
    roles = {power.role for power in powers_of(user, localise(moment_of(request)).date())}
    entries = [
        (name, NavigationEntry(reverse(name), gettext(label), here=False))
        for name, label, seen_by in _ENTRIES
        if not seen_by or seen_by & roles
    ]
    here = max(
        (entry for _, entry in entries if request.path.startswith(entry.url)),
        key=lambda entry: len(entry.url),
        default=None,
    )
    return [(name, NavigationEntry(entry.url, entry.label, entry is here)) for name, entry in entries]
