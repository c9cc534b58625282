"""The drafts of a letter as a whole: periods set for all, days in two halves, closings a reopening ends, doubles."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.letter_parts import Letter
from motcua.rulebook.reading.frames.periods import Period

_CLOSING = ("closed", "only", "fallback")
_NATIONAL = "cổng dịch vụ công quốc gia"
_MOST_COMPARED = 400  # no letter has more rules: what is compared pair by pair stays bounded


def joined(letter: Letter) -> list[RuleDraft]:
    """The drafts after the letter as a whole has had its say."""
    drafts = [*_items(letter), *_compared(letter)]
    _scoped(letter, drafts)
    drafts = _hours_in_halves(drafts)
    _reopened(drafts)
    drafts = _softened(drafts)
    drafts = [draft for draft in drafts if not _one_portal_of_two(draft, letter.text)]
    _for_all(drafts)
    _exceptions_follow(drafts)
    drafts = _beside_more_days(drafts)
    return _once(drafts)


def _items(letter: Letter) -> list[RuleDraft]:
    """Drafts of a lead that its items complete with days: one for each day, the bare one gone."""
    return [draft for draft in letter.drafts if not draft.completed]


def _compared(letter: Letter) -> list[RuleDraft]:
    """ "làm việc theo cách của vùng cam": what that level has, this kind of unit has at every level."""
    out: list[RuleDraft] = []
    for frame, levels, where in letter.compared[:20]:
        for draft in letter.drafts[:_MOST_COMPARED]:
            if draft.when.get("epidemic_levels") != levels or draft.frame is frame:
                continue
            when = {
                key: value
                for key, value in draft.when.items()
                if key not in ("epidemic_levels", "unit_kinds", "unit_names")
            }
            copy = replace(draft, when={**when, **where}, questions=list(draft.questions), doubts=list(draft.doubts))
            out.append(copy)
    return out


def _scoped(letter: Letter, drafts: list[RuleDraft]) -> None:
    """Periods set for a clause or for the whole letter hold where a rule has none of its own."""
    for draft in drafts:
        if draft.period is not None and not (draft.period.season and not draft.period.begins):
            continue
        path = letter.paths.get(id(draft.frame), ())
        for scope, period in sorted(letter.scoped, key=lambda one: -len(one[0])):
            if path[: len(scope)] == scope:
                season = draft.period.season if draft.period else ""
                draft.period = replace(period, season=season) if season else period
                break


def _key(draft: RuleDraft) -> tuple[str, str, Period | None]:
    return draft.point, repr(sorted(draft.when.items())), draft.period


def _hours_in_halves(drafts: list[RuleDraft]) -> list[RuleDraft]:
    """Morning and afternoon said in two clauses are one day's hours."""
    out: list[RuleDraft] = []
    known: dict[tuple[str, str, Period | None], RuleDraft] = {}
    for draft in drafts:
        same = known.setdefault(_key(draft), draft) if draft.point.endswith(".hours") else draft
        if same is draft:
            out.append(draft)
            continue
        spans = sorted({tuple(one) for one in [*same.value, *draft.value]})
        if all(before[1] <= after[0] for before, after in itertools.pairwise(spans)):
            same.value = [list(span) for span in spans]
        elif same.value != draft.value:
            out.append(draft)
    return out


def _reopened(drafts: list[RuleDraft]) -> None:
    """A closing without an end ends where the letter says the counter opens again."""
    ends = [
        draft
        for draft in drafts
        if (draft.value in _CLOSING or draft.point == "unit.closed") and draft.period is not None
    ]
    for opening in drafts[:_MOST_COMPARED]:
        if not opening.resumes or opening.period is None or not opening.period.begins:
            continue
        day = opening.period.begins
        for closing in ends[:_MOST_COMPARED]:
            if closing.period is None or closing.period.ends:
                continue
            if (
                closing.point not in (opening.point, "unit.closed")
                or not closing.period.begins
                or closing.period.begins[:10] >= day[:10]
            ):
                continue
            kinds, other = closing.when.get("unit_kinds"), opening.when.get("unit_kinds")
            if kinds and other and not set(kinds) & set(other):
                continue
            closing.period = replace(closing.period, ends=_before(day), event="")


def _for_all(drafts: list[RuleDraft]) -> None:
    """Widens the last way of those who use neither to every shut counter; gives a head what no day is fixed for."""
    shut = any(draft.value == "only" and "unit_kinds" not in draft.when for draft in drafts)
    centre = {
        draft.frame.ref
        for draft in drafts
        if draft.point.endswith(".days") and draft.when.get("unit_kinds") == ["provincial_centre"]
    }
    for draft in drafts:
        if draft.value == "fallback" and shut:
            draft.when.pop("unit_kinds", None)
        if draft.force == "delegated" and not draft.when.get("unit_kinds") and draft.frame.ref in centre:
            draft.when["unit_kinds"] = ["district_unit", "commune_unit"]


def _exceptions_follow(drafts: list[RuleDraft]) -> None:
    """The way left to those who use no other holds when and for what the closing holds beside which it stands.

    Said of everything and from now on it would keep all others out of a counter that is not yet, or not for them, shut.
    """
    for draft in drafts[:_MOST_COMPARED]:
        if draft.value != "fallback":
            continue
        direction = draft.point.partition(".")[0]
        closings = [
            other
            for other in drafts[:_MOST_COMPARED]
            if other.value in ("closed", "only")
            and other.frame.ref == draft.frame.ref
            and other.point.partition(".")[0] == direction
        ]
        if not closings:
            continue
        periods = {closing.period for closing in closings}
        if draft.period is None and len(periods) == 1:
            draft.period = periods.pop()
        for key in ("fields", "procedures"):
            narrow = [closing.when[key] for closing in closings if closing.when.get(key)]
            if len(narrow) == len(closings) and not draft.when.get(key):
                draft.when[key] = sorted({name for names in narrow for name in names})
        if any("annex" in closing.doubts for closing in closings) and "annex" not in draft.doubts:
            draft.ask("annex")
            draft.doubts.append("annex")


def _softened(drafts: list[RuleDraft]) -> list[RuleDraft]:
    """A plain "goes on" beside "hạn chế …" or "khuyến khích …" of the same way adds nothing, and must not undo it."""
    toned = {draft.point for draft in drafts if draft.value in ("discouraged", "encouraged")}
    narrow = ("urgent", "fields", "groups", "online_levels", "epidemic_levels", "unit_names")
    return [
        draft
        for draft in drafts
        if not (
            draft.value == "allowed"
            and draft.point in toned
            and not draft.resumes
            and not any(key in draft.when for key in narrow)
        )
    ]


def _beside_more_days(drafts: list[RuleDraft]) -> list[RuleDraft]:
    """The plain week, said beside more days for some papers, is what holds anyhow; it must not take those days away."""
    wider = {
        draft.point
        for draft in drafts
        if draft.point.endswith(".days") and draft.when.get("fields") and {6, 7} & set(draft.value or ())
    }
    return [draft for draft in drafts if not (draft.point in wider and draft.value == [1, 2, 3, 4, 5])]


def _one_portal_of_two(draft: RuleDraft, text: str) -> bool:
    """A portal that ends for good where the letter sends people to the national one: handing in online goes on."""
    open_end = draft.period is None or not (draft.period.ends or draft.period.event)
    return "portal" in draft.doubts and open_end and draft.value == "closed" and _NATIONAL in text.lower()


def _before(begins: str) -> str:
    """The last moment before a period begins."""
    if "T" in begins:
        return datetime.fromisoformat(begins).isoformat(timespec="minutes")
    return (date.fromisoformat(begins) - timedelta(days=1)).isoformat()


def _once(drafts: list[RuleDraft]) -> list[RuleDraft]:
    kept: dict[str, RuleDraft] = {}
    for draft in drafts:
        value = "" if draft.point == "process.on_the_spot" else draft.value
        key = repr(
            (draft.frame.ref, draft.point, value, sorted(draft.when.items(), key=str), draft.period, draft.force)
        )
        kept.setdefault(key, draft)
    return list(kept.values())


def period_data(period: Period | None) -> dict[str, Any]:
    """A period as the keys "from" and "to" of a rule."""
    if period is None:
        return {"from": None, "to": None}
    return {"from": period.begins, "to": period.ends}
