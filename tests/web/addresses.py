"""Every named address of the house: a row that exists, whose it is, and who may not see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver

from motcua.assistance.models import ContactPoint, HelpRequest, SharedDraft
from motcua.catalog.models import FormVersion
from motcua.delivery.models import Bag, BagItem
from motcua.directives.models import Directive, RuleRow, RuleSet
from motcua.door.models import (
    Announcement,
    Appointment,
    Declaration,
    DoorIncident,
    GateDevice,
    Premises,
    Ticket,
    Tracing,
)
from motcua.dossiers.models import Incident, PreCheck, PreCheckFile, Register, SavedView, Task
from motcua.exchange.models import ImportRun
from motcua.management.demo.routes import BUILDING_PERMIT
from motcua.payments.models import FeeReceipt
from motcua.people.models import Delegation, Staff
from motcua.rosters.models import Absence, Shift, Swap
from motcua.signing.models import Certificate, Seal, SignedDocument
from motcua.web.urls import urlpatterns
from tests.web.conftest import BIRTH
from tests.web.desk import CENTRE, WARD_UNIT
from tests.web.filled import COPIES, PASS, POINT, Filled

NOT_THERE: Final = 2_000_000_000
"""A key no row has."""
FOREIGNER: Final = "chu.tiepnhan"
"""An officer of a far commune, to whom none of the rows below belongs."""
ANYBODY: Final = ""


@dataclass(frozen=True, slots=True)
class Address:
    """One name with the arguments of a row that exists; `who` may post there: a staff member, or anybody.

    `theirs`: the row belongs to somebody, so that the foreigner does not find it.
    """

    name: str
    args: tuple[Any, ...] = ()
    who: str = ANYBODY
    theirs: bool = False


def names(patterns: Iterable[URLPattern | URLResolver] = urlpatterns) -> Iterator[str]:
    """The names in motcua.web.urls and all it includes."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def addresses(filled: Filled) -> list[Address]:
    """One for each name, in no order that counts."""
    return [
        *_open(filled),
        *_plain(),
        *_dossiers(filled),
        *_rows(),
        *_places(),
        *_tickets(),
        *_bookings(),
        *_gate(),
        *_boards(),
        *_rosters(),
        *_help(filled),
        *_health(),
    ]


def _open(filled: Filled) -> Iterator[Address]:
    """For the people, signed in nowhere."""
    for name in (
        "home", "search", "mine", "track", "track_leave", "verify", "sign_in", "second_step", "sign_out",
        "set_language",
        "components", "health", "demo_clock", "outbox", "citizen_sign_in", "phone_code", "provider", "provider_back",
        "citizen_devices", "citizen_leave", "citizen_leave_everywhere", "own_results",
    ):  # fmt: skip
        yield Address(name)
    yield Address("take_role", (Staff.objects.get(username="thao.tiepnhan").pk,))
    for name in ("procedure", "cannot_use", "hand_in", "sample_dossier"):
        yield Address(name, (BIRTH,))
    yield Address("counter_today", (WARD_UNIT,))
    draft = (BIRTH, filled.draft.token)
    for name in ("draft", "draft_papers", "draft_return", "draft_review", "draft_done", "draft_link"):
        yield Address(name, draft)
    yield Address("draft_page", (*draft, 1))
    yield Address("draft_reopen", ("khoa-khong-con",))
    for name in ("own_dossier", "tracked", "track_supplement", "track_withdraw"):
        yield Address(name, (filled.mine.code,))
    yield Address("own_draft", (filled.draft.pk,))
    yield Address("citizen_end_session", (1,))
    yield Address("own_result", (NOT_THERE,))
    yield Address("track_part_supplement", (filled.mine.code, 1))
    yield Address("track_slip", (filled.mine.code, NOT_THERE))
    yield Address("track_result", (filled.mine.code, NOT_THERE))
    yield Address("pre_check", (COPIES,))
    yield Address("pre_check_own", (COPIES, PreCheck.objects.get().token))
    yield Address("verify_issued", (SignedDocument.objects.earliest("id").token,))


def _plain() -> Iterator[Address]:
    """Desk pages of no one row, with who works there."""
    for who, found in {
        "duc.thuly": ("today", "dossiers", "desk_search", "view_save", "many_confirm", "many_do", "many_done", "tasks",
                      "account", "password", "add_app", "add_passkey", "recovery_codes", "end_other_sessions",
                      "warnings_read"),
        "thao.tiepnhan": ("reception", "registers", "hand_over", "hand_over_pdf", "print_batch", "pre_checks"),
        "trang.hotro": ("support_reception",),
        "pao.tiepnhan": ("bags",),
        "phuong.buudien": ("parcels",),
        "tam.traketqua": ("cash", "incidents"),
        "vinh.pheduyet": ("delegations", "delegation_cover"),
        "nga.pheduyet": ("delegation_authority",),
        "ha.vanthu": ("seals",),
        "thu.truongbophan": ("supervision", "form_06"),
        "tuan.danhmuc": ("catalogue", "routes"),
        "quan.cntt": ("imports", "account_people", "seal_add", "certificate_add"),
        "hanh.chinhsach": ("letters", "policy_why", "units", "journal"),
    }.items():  # fmt: skip
        yield from (Address(name, (), who) for name in found)


def _dossiers(filled: Filled) -> Iterator[Address]:
    """Pages of one dossier of the ward, or of the district."""
    appraising, signed = filled.by_state["appraising"].code, filled.by_state["result_ready"]
    for name in ("dossier", "dossier_presence", "dossier_take", "dossier_result", "dossier_sign", "dossier_export"):
        yield Address(name, (appraising,), "duc.thuly", theirs=True)
    yield Address("dossier_step", (appraising, "appraise"), "duc.thuly", theirs=True)
    yield Address("dossier_file", (signed.code, signed.files.latest("id").pk), "duc.thuly", theirs=True)
    yield Address("dossier_slip", (signed.code, signed.slips.earliest("id").pk), "duc.thuly", theirs=True)
    yield Address("incident_report", (filled.by_state["returned"].code,), "tam.traketqua", theirs=True)
    yield Address("fee_take", (filled.by_state["owing"].code,), "tam.traketqua", theirs=True)
    yield Address("received", (appraising,), "thao.tiepnhan", theirs=True)
    yield Address("support_handed_in", (filled.by_state["submitted"].code,), "trang.hotro", theirs=True)
    yield Address("task_ask", (filled.by_state["tasks"].code,), "tinh.thuly", theirs=True)
    for name in ("desk_found", "desk_purpose"):
        yield Address(name, ("khong-co",), "duc.thuly", theirs=True)


def _rows() -> Iterator[Address]:
    """Pages of one row of another kind."""
    task = Task.objects.filter(office__code="000.00.05.H22").earliest("id")
    for name in ("task", "task_answer", "task_take"):
        yield Address(name, (task.pk,), "thang.thuly", theirs=True)
    for name in ("task_cancel", "task_late"):
        yield Address(name, (task.pk,), "tinh.thuly", theirs=True)
    yield Address("view_change", (SavedView.objects.get().pk,), "duc.thuly")  # another's is left alone, in silence
    yield Address("incident", (Incident.objects.get().pk,), "vinh.pheduyet", theirs=True)
    receipt = FeeReceipt.objects.get().pk
    yield from (Address(name, (receipt,), "tam.traketqua", theirs=True) for name in ("fee_receipt", "fee_cancel"))
    register = Register.objects.get(office__code=WARD_UNIT).pk
    for name in ("register", "register_pdf", "register_close"):
        yield Address(name, (register,), "thu.truongbophan", theirs=True)
    pre_check = PreCheck.objects.get().pk
    for name in ("pre_check_answer", "pre_check_link"):
        yield Address(name, (pre_check,), "thao.tiepnhan", theirs=True)
    yield Address("pre_check_file", (pre_check, PreCheckFile.objects.get().pk), "thao.tiepnhan", theirs=True)
    waiting = Bag.objects.get(direction="in", signed_at=None).pk
    signed = Bag.objects.get(direction="in", signed_at__isnull=False).pk
    out = Bag.objects.get(direction="out").pk
    for name, bag in (("bag", signed), ("bag_record", signed), ("bag_rows", waiting), ("bag_paste", waiting),
                      ("bag_sign", waiting), ("bag_answer", signed), ("bag_results", out)):  # fmt: skip
        yield Address(name, (bag,), "pao.tiepnhan", theirs=True)
    parcel = BagItem.objects.filter(bag=out).earliest("id").pk
    yield from (Address(name, (parcel,), "phuong.buudien", theirs=True) for name in ("parcel_deliver", "parcel_fail"))
    yield Address("delegation_revoke", (Delegation.objects.latest("id").pk,), "vinh.pheduyet", theirs=True)
    seal = Seal.objects.get(office__code="000.02.31.H22").pk
    for name in ("seal", "seal_withdraw"):
        yield Address(name, (seal,), "ha.vanthu", theirs=True)
    yield Address("seal_book", (seal, 2020), "ha.vanthu", theirs=True)
    certificate = Certificate.objects.get(office__code="000.02.31.H22").pk
    yield Address("certificate", (certificate,), "quan.cntt", theirs=True)
    yield Address("import_bad", (ImportRun.objects.get().pk,), "quan.cntt", theirs=True)
    yield Address("import_sample", ("staff",), "quan.cntt")
    other = Staff.objects.get(username="duc.thuly").pk
    for name in ("account_person", "account_end_all", "account_reset"):
        yield Address(name, (other,), "quan.cntt", theirs=True)
    for name in ("end_session", "remove_factor"):
        yield Address(name, (NOT_THERE,), "duc.thuly", theirs=True)
    form = FormVersion.objects.filter(procedure__code=BIRTH).earliest("version").version
    yield from (Address(name, (BIRTH,), "tuan.danhmuc", theirs=True) for name in ("form", "form_design"))
    yield Address("form_version", (BIRTH, form), "tuan.danhmuc", theirs=True)
    yield Address("form_sample", (BIRTH, form, 1), "tuan.danhmuc", theirs=True)
    yield Address("route", (BUILDING_PERMIT,), "tuan.danhmuc", theirs=True)
    yield Address("route_version", (BUILDING_PERMIT, 1), "tuan.danhmuc", theirs=True)
    # Letters and their rules are read by all staff; who may not change them is told so.
    letter = Directive.objects.get().pk
    for name in ("letter", "letter_header", "letter_delete", "letter_read_again", "rule_add"):
        yield Address(name, (letter,), "hanh.chinhsach")
    row = RuleRow.objects.earliest("id").pk
    for name in ("rule", "rule_answer", "rule_remove", "rule_restore"):
        yield Address(name, (row,), "hanh.chinhsach")
    rules = RuleSet.objects.earliest("id").pk
    for name in ("rules_propose", "rules_approve", "rules_return", "rules_revoke", "rules_revoke_approve",
                 "rules_revoke_decline", "rules_information", "rules_reopen"):  # fmt: skip
        yield Address(name, (rules,), "dung.lanhdao")
    yield Address("unit", (CENTRE,), "son.giamdoc")


def _places() -> Iterator[Address]:
    """The ward's rooms and counters, what they have, how their days went."""
    place = Premises.objects.get(office__code=WARD_UNIT)
    head, room, counter = "thu.truongbophan", place.rooms.earliest("id").pk, place.counters.earliest("id").pk
    yield Address("floor_plan", (WARD_UNIT,))
    yield from (Address(name, (), "mai.giamsat") for name in ("places", "equipment"))
    yield Address("place_set_up", (place.office_id,), head, theirs=True)
    for name in ("place", "place_booking", "room_new", "counter_new", "door_sheet", "daily_figures", "equipment_list"):
        yield Address(name, (place.pk,), head, theirs=True)
    yield Address("rounds", (place.pk,), "dao.cua", theirs=True)
    yield from (Address(name, (place.pk, room), head, theirs=True) for name in ("room_edit", "room_act"))
    yield from (Address(name, (place.pk, counter), head, theirs=True) for name in ("counter_edit", "counter_act"))


def _tickets() -> Iterator[Address]:
    """Taking a number, the holder's page, and calling at the ward."""
    ticket = Ticket.objects.filter(premises__office__code=WARD_UNIT, state="waiting").earliest("id")
    door = ticket.premises.door_key
    for name in ("take_ticket", "kiosk"):
        yield Address(name, (door,))
    yield Address("kiosk_slip", (door, ticket.token))
    for name in ("ticket", "ticket_outside", "ticket_leave", "ticket_online", "ticket_rate"):
        yield Address(name, (ticket.token,))
    for name in ("calling", "calling_take"):
        yield Address(name, (), "thao.tiepnhan")
    counter = ticket.premises.counters.earliest("number").pk
    yield Address("calling_counter", (counter, "mo"), "thao.tiepnhan", theirs=True)
    yield Address("calling_ticket", (ticket.pk, "xong"), "thao.tiepnhan", theirs=True)


def _bookings() -> Iterator[Address]:
    """Booking a time, the page of one appointment, the unit's day."""
    row = Appointment.objects.get(code="HEN2-07")
    for name in ("book", "book_procedures", "book_pick_up", "book_pick_up_days", "book_code"):
        yield Address(name)
    yield Address("book_units", (BIRTH,))
    yield from (Address(name, (BIRTH, WARD_UNIT)) for name in ("book_days", "book_cannot_use"))
    yield Address("book_person", (BIRTH, WARD_UNIT, "2020-04-03T09:15"))
    for name in ("appointment", "appointment_change", "appointment_accept", "appointment_cancel",
                 "appointment_calendar", "appointment_qr"):  # fmt: skip
        yield Address(name, (row.token,))
    yield Address("appointments", (), "thao.tiepnhan")
    yield Address("appointment_act", (row.pk, "huy"), "thao.tiepnhan", theirs=True)
    yield Address("appointment_book", (row.premises_id,), "thao.tiepnhan", theirs=True)


def _gate() -> Iterator[Address]:
    """The ward's door: a marshal's pages; without a door of his own a phone is sent to choose one."""
    yield from (Address(name) for name in ("gate_shell", "gate_worker"))
    for name in ("gate", "gate_open", "gate_close", "gate_arrive", "gate_admit", "gate_leave", "gate_refuse",
                 "gate_state", "gate_give_back", "gate_merge", "gate_day"):  # fmt: skip
        yield Address(name, (), "dao.cua")
    device = GateDevice.objects.get(premises__office__code=WARD_UNIT, closed_at=None).pk
    yield Address("gate_close_lost", (device,), "thu.truongbophan", theirs=True)


def _boards() -> Iterator[Address]:
    """Public screens, what they announce, and any stream's state."""
    place = Premises.objects.get(office__code=WARD_UNIT)
    yield Address("board", (place.board_key,))
    yield Address("live_state", ("bang", place.board_key))
    yield Address("announcements", (), "thu.truongbophan")
    yield Address("announcement_withdraw", (Announcement.objects.get().pk,), "thu.truongbophan", theirs=True)


def _rosters() -> Iterator[Address]:
    """One's own shifts, and the ward's week."""
    head, shift = "thu.truongbophan", Shift.objects.filter(staff__username="thao.tiepnhan").latest("during").pk
    yield Address("roster_feed", ("khoa-khong-con",))
    yield from (Address(name, (), "thao.tiepnhan") for name in ("rosters", "roster_absence", "roster_feed_address"))
    yield Address("roster_gaps", (), head)
    for name in ("roster_week", "roster_add", "roster_copy", "roster_publish", "roster_reserve", "roster_absence_of"):
        yield Address(name, (WARD_UNIT,), head, theirs=True)
    for name in ("roster_shift", "roster_cancel", "roster_cover"):
        yield Address(name, (shift,), head, theirs=True)
    yield Address("roster_swap", (shift,), "thao.tiepnhan", theirs=True)
    yield Address("roster_swap_answer", (Swap.objects.get().pk,), "nhung.tiepnhan", theirs=True)
    yield Address("roster_absence_end", (Absence.objects.get().pk,), head, theirs=True)


def _help(filled: Filled) -> Iterator[Address]:
    """Contact people, the support desk, a form filled by two, support points."""
    yield from (Address(name) for name in ("contacts", "points_near", "ask_help"))
    yield Address("contacts_sheet", (WARD_UNIT,))
    asked = HelpRequest.objects.get(office__code=POINT)
    yield Address("help_own", (asked.token,))
    yield Address("draft_share", (BIRTH, filled.draft.token))
    yield Address("draft_together", (BIRTH, filled.draft.token, 1))
    yield from (Address(name, (), "trang.hotro") for name in ("helpdesk", "help_numbers", "share_join"))
    yield Address("support_points", (), "trang.hotro")
    yield Address("help_request", (asked.pk,), "trang.hotro", theirs=True)
    shared = SharedDraft.objects.get().pk
    for name, args in (("shared_draft", ()), ("shared_page", (1,)), ("shared_fresh", (1,)),
                       ("shared_paper", (NOT_THERE,)), ("shared_end", ())):  # fmt: skip
        yield Address(name, (shared, *args), "trang.hotro", theirs=True)
    yield Address("support_point", (asked.office_id,), "trang.hotro", theirs=True)
    contact = ContactPoint.objects.filter(office__code=WARD_UNIT).earliest("id")
    yield Address("contact_points", (), "thu.truongbophan")
    yield Address("contact_new", (contact.office_id,), "thu.truongbophan", theirs=True)
    for name in ("contact_point", "contact_confirm", "contact_end"):
        yield Address(name, (contact.pk,), "thu.truongbophan", theirs=True)


def _health() -> Iterator[Address]:
    """Declarations and passes of the ward's door; its incident; what Health asked."""
    door = Premises.objects.get(office__code=WARD_UNIT).door_key
    yield Address("declare", (door,))
    yield from (Address(name, (PASS,)) for name in ("pass", "pass_picture"))
    yield Address("declare_for", (door,), "dao.cua", theirs=True)
    yield from (Address(name, args, "dao.cua") for name, args in (("own_pass", ()), ("declare_own", (door,))))
    yield from (Address(name, (), "dao.cua") for name in ("declarations", "door_incidents", "door_incident_report"))
    yield Address("declaration", (Declaration.objects.latest("id").pk,), "dao.cua", theirs=True)
    yield Address("door_incident", (DoorIncident.objects.latest("id").pk,), "dao.cua", theirs=True)
    yield Address("playbooks", (), "hien.yte")
    yield Address("playbook", ("fever",), "hien.yte", theirs=True)
    yield Address("tracings", (), "hien.yte")
    asked = Tracing.objects.latest("id").pk
    yield Address("tracing", (asked,), "hien.yte", theirs=True)
    yield Address("tracing_export", (asked, "csv"), "hien.yte", theirs=True)
