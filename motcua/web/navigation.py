"""The desk's navigation: entries by the person's roles. The pages check permissions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from motcua.assistance import permissions as assistance
from motcua.catalog import permissions as catalog
from motcua.delivery import permissions as delivery
from motcua.directives import permissions as directives
from motcua.door import permissions as door
from motcua.dossiers import permissions as dossiers
from motcua.exchange import permissions as exchange
from motcua.payments import permissions as payments
from motcua.people import permissions as people
from motcua.rulebook.work_calendar import localise
from motcua.signing import permissions as signing
from motcua.supervision import permissions as supervision
from motcua.web.request_moment import moment_of

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
    ("web:dossiers", gettext_noop("Hồ sơ"), dossiers.CASE_WORKERS),
    ("web:tasks", gettext_noop("Việc phối hợp"), dossiers.WORKS_ON_TASKS),
    ("web:reception", gettext_noop("Tiếp nhận tại quầy"), dossiers.AT_RECEPTION),
    ("web:calling", gettext_noop("Gọi số"), door.CALLS_TICKETS),
    ("web:gate", gettext_noop("Cửa vào"), door.CONTROLS_GATES),
    ("web:appointments", gettext_noop("Lịch hẹn"), door.BOOKS_FOR_OTHERS),
    ("web:helpdesk", gettext_noop("Bàn trợ giúp"), assistance.HELPS),
    ("web:bags", gettext_noop("Bưu chính"), delivery.AT_UNIT | delivery.AT_POST),
    ("web:pre_checks", gettext_noop("Xem trước"), dossiers.LOOKS),
    ("web:cash", gettext_noop("Thu phí"), payments.SEES),
    ("web:registers", gettext_noop("Sổ sách"), dossiers.KEEPERS),
    ("web:seals", gettext_noop("Con dấu, ký số"), signing.KEEPERS),
    ("web:catalogue", gettext_noop("Danh mục"), catalog.KEEPS_CATALOGUE),
    ("web:routes", gettext_noop("Quy trình"), catalog.KEEPS_CATALOGUE),
    ("web:delegations", gettext_noop("Ủy quyền"), people.HEADS),
    ("web:supervision", gettext_noop("Giám sát"), supervision.READS_FORM_06),
    ("web:incidents", gettext_noop("Sự cố"), dossiers.SEES_INCIDENTS),
    ("web:rosters", gettext_noop("Lịch trực"), frozenset[str]()),
    ("web:places", gettext_noop("Phòng, quầy"), door.TENDS_PLACES),
    ("web:announcements", gettext_noop("Bảng, thông báo"), door.RUNS_PLACES),
    ("web:equipment", gettext_noop("Trang thiết bị"), door.TENDS_EQUIPMENT),
    (
        "web:door_incidents",
        gettext_noop("Sự việc ở cửa"),
        door.SEES_INCIDENTS,
    ),
    ("web:declarations", gettext_noop("Tờ khai"), door.SEES_DECLARATIONS_IN_FORCE | door.SEES_KEPT_DECLARATIONS),
    ("web:tracings", gettext_noop("Truy vết"), door.TRACES_CONTACTS),
    ("web:support_points", gettext_noop("Điểm hỗ trợ"), assistance.KEEPS_POINT | assistance.OVERSEES),
    ("web:contact_points", gettext_noop("Đầu mối"), assistance.KEEPS_CONTACTS),
    ("web:imports", gettext_noop("Nhập, xuất"), exchange.IMPORTS),
    ("web:letters", gettext_noop("Văn bản chỉ đạo"), directives.WORKS_WITH_LETTERS),
    (
        "web:journal",
        gettext_noop("Nhật ký"),
        supervision.READS_JOURNAL,
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
    roles = {power.role for power in people.powers_of(user, localise(moment_of(request)).date())}
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
