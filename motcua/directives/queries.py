"""Read letters and ask the policy in force, for every page, gate and board."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from motcua.catalog.models import Procedure
from motcua.directives.channels import ChannelOffer, channel_offer, home_offer
from motcua.directives.messages import public_notice_of
from motcua.directives.models import Directive, OperationPlan, PolicyVersion, RuleRow, RuleSet, UnitSetting
from motcua.directives.rules import rule_of_setting, rules_of
from motcua.people.calendars import calendar_of
from motcua.people.models import Office, Staff
from motcua.rulebook.policy import channels as policy_channels
from motcua.rulebook.policy.data import LOCAL
from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Answer, Facts, Rule
from motcua.rulebook.work_calendar import WorkCalendar

State = RuleSet.State


def letters_visible_to(staff: Staff) -> QuerySet[Directive]:
    """Letters of the person's own tree."""
    root = staff.office.path.split("/", 1)[0]
    return Directive.objects.filter(body__path__startswith=root).select_related("body", "uploaded_by")


def current_rule_set(directive: Directive) -> RuleSet:
    """The letter's newest set of rules with its rows."""
    rows = Prefetch("rows", queryset=RuleRow.objects.order_by("position", "id"))
    return (
        RuleSet.objects.filter(directive=directive)
        .select_related(
            "directive__body", "proposed_by", "approved_by", "created_by", "revocation_proposed_by", "revoked_by"
        )
        .prefetch_related(rows)
        .order_by("-id")[0]
    )


def replaceable_rules(rule_set: RuleSet, *, at: datetime, first: str = "") -> list[Rule]:
    """The approved rules of other letters that have not ended at `at` (aware) and that a rule of this set may replace.

    They are of the letter's own body or of one below it; those on the point `first` come first.
    """
    index, body, own = in_force_index(), rule_set.directive.body.path, str(rule_set.directive)
    found = [
        rule
        for rule in index.own_rules()
        if rule.id.startswith("rule:")
        and f"{rule.body}/".startswith(f"{body}/")
        and rule.source.document != own
        and (rule.in_force_to is None or rule.in_force_to > at)
    ]
    return sorted(found, key=lambda rule: (rule.point != first, rule.source.document, rule.source.clause, rule.point))


_index: tuple[int, RuleIndex] | None = None


def in_force_index() -> RuleIndex:
    """The compiled index of all rules ever approved; one small query tells whether it is still current."""
    global _index
    version = PolicyVersion.objects.filter(id=1).values_list("number", flat=True).first() or 0
    if _index is None or _index[0] != version:
        _index = (version, build_index())
    return _index[1]


def build_index() -> RuleIndex:
    """Compile the sets in force, and those revoked or replaced, until they were."""
    sets = (
        RuleSet.objects.filter(state__in=[State.APPROVED, State.REVOKED, State.REPLACED], approved_at__isnull=False)
        .select_related("directive__body")
        .prefetch_related("rows")
    )
    rules: list[Rule] = []
    for rule_set in sets:
        rules.extend(rules_of(rule_set, at=rule_set.approved_at or rule_set.created_at))
    rules.extend(rule_of_setting(setting) for setting in UnitSetting.objects.select_related("office"))
    return RuleIndex(rules)


@dataclass(frozen=True, slots=True)
class PolicyContext:
    """The data behind the questions about one unit at one moment, read once for one act."""

    calendar: WorkCalendar
    plan_approved: bool
    index: RuleIndex


def policy_context_of(*, office: Office, at: datetime) -> PolicyContext:
    """Read the context in three small queries; valid for one act at `at` (aware) only."""
    return PolicyContext(calendar_of(office), has_approved_plan(office, at.date()), in_force_index())


def facts_for(
    *,
    office: Office,
    at: datetime,
    procedure: Procedure | None = None,
    uses_neither: bool = False,
    plan_approved: bool | None = None,
    groups: Collection[str] = (),
    channel: str = "",
) -> Facts:
    """The facts about a unit, a moment (aware), a procedure and a person, as the rulebook takes them.

    Whether a plan holds is looked up where `plan_approved` does not tell it. `groups` are those the person says to
    belong to, `channel` is how something was or is to be handed in.
    """
    return Facts(
        unit=office.path,
        at=at,
        unit_kind=office.kind,
        unit_level=office.level,
        epidemic_level=office.epidemic_level,
        procedure=procedure.code if procedure else "",
        field=procedure.field.code if procedure else "",
        online_level=procedure.online_level if procedure else 0,
        urgent=bool(procedure and procedure.urgent),
        time_critical=bool(procedure and procedure.time_critical),
        uses_neither=uses_neither,
        plan_approved=has_approved_plan(office, at.date()) if plan_approved is None else plan_approved,
        groups=frozenset(groups),
        unit_name=office.name,
        channel=channel,
    )


def has_approved_plan(office: Office, on: date) -> bool:
    """Whether an approved operation plan of the unit holds on that day."""
    plans = OperationPlan.objects.filter(office=office, approved_at__isnull=False, valid_from__lte=on)
    return plans.exclude(valid_to__lt=on).exists()


def channels_for(
    *,
    office: Office,
    at: datetime,
    procedure: Procedure | None = None,
    uses_neither: bool = False,
    direction: str = "receive",
    policy_context: PolicyContext | None = None,
    only: str = "",
    groups: Collection[str] = (),
) -> tuple[ChannelOffer, ...]:
    """Every channel to hand in ("receive") or to get the result ("return") at a unit at `at`, with its sentences.

    In the fixed order of the channels, or the channel `only` alone; `channels.best_first` sorts for a page. Where a
    letter has results brought home, "home" is the last way to get one. No query where the `policy_context` is given,
    three small ones otherwise, whatever the history.
    """
    policy_context = policy_context or policy_context_of(office=office, at=at)
    working, index = policy_context.calendar.is_working_day, policy_context.index
    facts = facts_for(
        office=office,
        at=at,
        procedure=procedure,
        uses_neither=uses_neither,
        plan_approved=policy_context.plan_approved,
        groups=groups,
    )
    day = at.astimezone(LOCAL).date()
    facts = replace(facts, holiday=day.isoweekday() <= 5 and not working(day), working_day=working(day))
    found = []
    for answer in policy_channels.channels(facts, index, direction):
        if only and answer.channel != only:
            continue
        asked = replace(facts, uses_neither=True) if answer.exception else facts
        later = policy_channels.next_open(asked, answer.channel, index, working, direction=direction)
        found.append(channel_offer(answer, later))
    if direction == "return" and only in ("", "home"):
        home = decide(facts, index, points=("return.home",)).answers["return.home"]
        if home.value is True:
            found.append(home_offer(home, day))
    return tuple(found)


def answers_for(
    *,
    office: Office,
    at: datetime,
    points: Iterable[str] | None = None,
    policy_context: PolicyContext | None = None,
    procedure: Procedure | None = None,
    groups: Collection[str] = (),
    channel: str = "",
) -> Mapping[str, Answer]:
    """The answers of policy for a unit at `at` (aware) on these points, or on every point that a rule in force settles.

    Without the last three, what holds for the unit as a whole, whoever comes: caps, entry checks, equipment, duties.
    """
    policy_context = policy_context or policy_context_of(office=office, at=at)
    day = at.astimezone(LOCAL).date()
    working = policy_context.calendar.is_working_day(day)
    facts = facts_for(
        office=office,
        at=at,
        procedure=procedure,
        plan_approved=policy_context.plan_approved,
        groups=groups,
        channel=channel,
    )
    facts = replace(facts, holiday=day.isoweekday() <= 5 and not working, working_day=working)
    return decide(facts, policy_context.index, points=None if points is None else tuple(points)).answers


def plan_room_cap(office: Office, on: date) -> int | None:
    """The smallest number of people in a room that an approved operation plan of the unit allows on that day."""
    plans = OperationPlan.objects.filter(office=office, approved_at__isnull=False, valid_from__lte=on)
    caps = plans.exclude(valid_to__lt=on).values_list("room_cap", flat=True)
    return min((cap for cap in caps if cap is not None), default=None)


def counter_days(*, office: Office, at: datetime) -> list[int]:
    """The ISO weekdays on which the unit's counter receives, as they stand at `at` for those who may come to it."""
    for offer in channels_for(office=office, at=at, uses_neither=True):
        if offer.channel == "counter":
            return sorted(offer.days)
    return []


def today_notice(office_path: str, at: datetime) -> str:
    """Today's notice from the policy in force, one sentence with its source; "" where nothing is in force there."""
    rows = (
        RuleSet.objects.filter(state=State.APPROVED, approved_at__lte=at)
        .select_related("directive__body")
        .prefetch_related("rows")
        .order_by("-approved_at")
    )
    root = office_path.split("/", 1)[0]
    for rule_set in rows:
        if not rule_set.directive.body.path.startswith(root):
            continue
        rules = list(rules_of(rule_set, at=rule_set.approved_at or at))
        lasting = [rule for rule in rules if rule.in_force_to is None or at < rule.in_force_to]
        if notice := public_notice_of(lasting, rule_set.directive):
            return notice
    return ""


def rule_row(row_id: int) -> RuleRow | None:
    """One rule row with its letter."""
    return RuleRow.objects.select_related("rule_set__directive__body").filter(id=row_id).first()
