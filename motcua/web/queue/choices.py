"""Choices before a ticket: purpose, field, procedure, priority groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from motcua.catalog import search
from motcua.catalog.queries import procedures as catalog
from motcua.directives.channels import group_label
from motcua.directives.queries import channels_for, policy_context_of
from motcua.rulebook import law
from motcua.rulebook.queue_order import GROUPS
from motcua.rulebook.work_calendar import localise

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from motcua.catalog.models import Field, Procedure
    from motcua.people.models import Office

MOST_FOUND: Final = 12


@dataclass(frozen=True, slots=True)
class Purpose:
    """One of the three purposes of a visit, with its icon and a word of help."""

    code: str
    label: _StrPromise
    help: _StrPromise
    icon: str


PURPOSES: Final = (
    Purpose("hand_in", gettext_lazy("Nộp hồ sơ"), gettext_lazy("Làm một thủ tục mới"), "paper"),
    Purpose("pick_up", gettext_lazy("Nhận kết quả"), gettext_lazy("Có giấy hẹn hoặc tin nhắn báo đã xong"), "tick"),
    Purpose("ask", gettext_lazy("Hỏi, được hướng dẫn"), gettext_lazy("Chưa rõ phải làm gì"), "help"),
)
# The words of the groups as people say them of themselves; the order is the rulebook's.
GROUP_WORDS: Final = {
    "urgent": gettext_lazy("Việc cấp thiết"),
    "elderly": gettext_lazy("Tôi từ %(age)s tuổi trở lên"),
    "disabled": gettext_lazy("Tôi là người khuyết tật"),
    "pregnant": gettext_lazy("Tôi đang có thai"),
    "with_children": gettext_lazy("Tôi đi cùng trẻ nhỏ"),
}


@dataclass(frozen=True, slots=True)
class TicketChoice:
    """The choices in the address: a purpose of PURPOSES or "", a field or procedure of the unit, or none."""

    purpose: str
    field: Field | None
    procedure: Procedure | None
    q: str
    uses_neither: bool

    @property
    def step(self) -> str:
        """The next question: purpose, matter, or details."""
        if not self.purpose:
            return "purpose"
        if self.purpose == "hand_in" and self.procedure is None:
            return "matter"
        return "details"


def ticket_choice_of(request: HttpRequest, office: Office) -> TicketChoice:
    """The choices in the address or the form; those that the unit does not receive are left out."""
    values = request.POST if request.method == "POST" else request.GET
    purpose = values.get("viec", "")
    procedure = catalog.procedure_by_code(values.get("thu-tuc", ""))
    if procedure is not None and procedure.level != office.level:
        procedure = None
    code = values.get("linh-vuc", "")
    field = next((field for field in fields_here(office) if field.code == code), None) if code else None
    if procedure is not None and not purpose:
        purpose = "hand_in"
    known = purpose if purpose in {known.code for known in PURPOSES} else ""
    neither = values.get("ngoai-le") == "1"
    return TicketChoice(known, field, procedure, values.get("q", "").strip()[:200].replace("\0", ""), neither)


def fields_here(office: Office) -> list[Field]:
    """Fields of the procedures received at units of this level, by name."""
    found = {procedure.field_id: procedure.field for procedure in catalog.procedures_in(level=office.level)}
    return sorted(found.values(), key=lambda field: field.name)


def procedures_here(office: Office, choice: TicketChoice) -> list[Procedure]:
    """The procedures found, or all of the chosen field; none before either."""
    if choice.q:
        return [
            procedure
            for procedure in search.search_procedures(choice.q, MOST_FOUND * 3)
            if procedure.level == office.level
        ][:MOST_FOUND]
    return list(catalog.procedures_in(choice.field.code, office.level)) if choice.field is not None else []


def queue_groups_offered(at: datetime, *, to_staff: bool = False) -> list[tuple[str, str]]:
    """The groups to choose from at `at` (aware) as code and words; staff may also choose urgent ones."""
    offered = [group for group in GROUPS if group.own_word or (to_staff and group.code == "urgent")]
    if to_staff:
        return [(group.code, gettext(group.label)) for group in offered]
    age = law.number("elderly.from_age", on=localise(at).date())
    return [(group.code, str(GROUP_WORDS[group.code]) % {"age": age}) for group in offered]


def groups_without_appointment(office: Office, procedure: Procedure | None, at: datetime) -> list[tuple[str, str]]:
    """The groups that need no appointment to hand in at `at` (aware), as code and words; empty where all must book."""
    policy_context = policy_context_of(office=office, at=at)
    words = dict(queue_groups_offered(at))
    found = []
    for group in sorted(policy_context.index.groups_named("visit.appointment")):
        offers = channels_for(
            office=office, procedure=procedure, at=at, only="counter", groups=[group], policy_context=policy_context
        )
        if all(offer.appointment != "required" for offer in offers):
            found.append((group, words.get(group) or capfirst(group_label(group))))
    return found


def desk_groups_offered(office: Office, at: datetime) -> list[tuple[str, str]]:
    """The groups an officer may choose for a person: those of the queue, and those that need no appointment."""
    groups = queue_groups_offered(at, to_staff=True)
    known = {code for code, _ in groups}
    return groups + [row for row in groups_without_appointment(office, None, at) if row[0] not in known]
