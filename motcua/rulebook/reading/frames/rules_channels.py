"""Rules on the ways to hand in and to get back: what a clause opens, closes, prefers or keeps."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from motcua.rulebook.reading.frames import modality
from motcua.rulebook.reading.frames.context import Context, place_under, speaks_of_shops
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Act, Frame
from motcua.rulebook.reading.frames.periods import moment
from motcua.rulebook.reading.frames.rule_scope import (
    base_when,
    directions,
    general_where,
    not_ours,
    where,
)
from motcua.rulebook.reading.frames.rules_open_channels import (
    KNOWN,
    STRONG,
    WAYS,
    at_one_desk,
    days_off,
    encouraged,
    of_certain_people,
    opened,
    with_exception,
    without_act,
)

_SYSTEMS: Final = cues("rules_channels", "systems")
_WEAK_ACTS: Final = frozenset(cues("rules_channels", "weak_acts"))
_BARE_ACTS: Final = frozenset(cues("rules_channels", "bare_acts"))

_ACTS: Final = frozenset({"receive", "return", "transact", "operate"})


def channel_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """The statuses a clause sets."""
    if not_ours(frame, context):
        return
    acts = [act for act in frame.acts if act.kind in _ACTS]
    live = [act for act in acts if not act.blocked]
    _share_channels([act for act in frame.acts if not act.blocked and act.kind != "task"])
    seen = False
    for act in live:
        meaning = modality.steered(act.modals)
        for draft in _of_act(frame, context, act, meaning, live):
            seen = True
            yield draft
    if not live and not acts and days_off(frame, context):
        for way in ("receive", "return"):
            yield RuleDraft(frame, f"{way}.counter", "closed", where(frame, context))
        return
    if not seen and not live:
        yield from without_act(frame, context, blocked=bool(acts))


def _share_channels(acts: list[Act]) -> None:
    """ "tiếp nhận hồ sơ và trả kết quả trực tiếp": an act without a channel takes its neighbour's."""
    for at, act in enumerate(acts):
        if not act.channels:
            near = next((one for one in acts[at + 1 :] if one.channels and one.modals == act.modals), None)
            if near is not None:
                act.channels = list(near.channels)
    for before, act in itertools.pairwise(acts):
        if not act.channels and before.channels and act.modals == before.modals:
            act.channels = list(before.channels)


def _relevant(frame: Frame, context: Context, act: Act) -> bool:
    """Whether an act speaks of a one-stop shop's work at all."""
    if act.kind == "operate" or act.token.text in _WEAK_ACTS:
        keeps = "keep" in act.modals and act.token.text == "hoạt động"
        if act.kind == "operate" and act.channels == ["online"] and _of_system(frame, act):
            return True
        return (
            frame.place.shop
            or ((act.kind != "operate" or keeps) and speaks_of_shops(frame))
            or (context.place.shop and not frame.place.other and "other" not in frame.objects)
        )
    return speaks_of_shops(frame) or context.ours


def _of_system(frame: Frame, act: Act) -> bool:
    """ "Hệ thống thông tin giải quyết thủ tục hành chính tạm ngừng hoạt động": the portal itself is what stops."""
    before = [token for token in frame.tokens if token.start < act.token.start]
    return any(token.of("chan") == "online" and token.text.startswith(_SYSTEMS) for token in before)


def _of_act(frame: Frame, context: Context, act: Act, meaning: str, acts: list[Act]) -> Iterator[RuleDraft]:
    if "not_yet" in act.modals and (act.kind not in ("receive", "return") or frame.place.addressee):
        return  # "chưa tổ chức …": what was found, no order
    if not meaning or not _relevant(frame, context, act):
        return
    if (
        "other" in frame.objects
        and not frame.place.shop
        and "dossier" not in frame.objects
        and "result" not in frame.objects
    ):
        return
    named = [name for name in dict.fromkeys(act.channels) if name in KNOWN]
    if meaning == modality.CLOSED and act.kind == "transact" and act.token.text not in STRONG:
        return  # to use, to come, to meet: denying them closes no counter
    ways = dict.fromkeys(directions(act, meaning, context, frame))
    if meaning == modality.CLOSED:
        yield from _closed(frame, context, act, named, tuple(ways))
    elif meaning == modality.ONLY:
        yield from _only(frame, context, act, named, tuple(ways))
    elif meaning == modality.GUARD or (
        meaning == modality.KEEP and _maintained(frame, act) and act.kind in ("operate", "receive", "return")
    ):
        yield RuleDraft(frame, "guard.keep_receiving", True, general_where(frame, context))
    elif meaning == modality.LIMIT:
        if ("counter" in named or act.kind == "transact") and (not named or "counter" in named):
            when = base_when(frame, context)
            yield RuleDraft(frame, "receive.counter", "discouraged", when)
    elif meaning == modality.ENCOURAGED:
        yield from encouraged(frame, context, act, named, tuple(ways))
    else:
        yield from opened(frame, context, act, meaning, named, tuple(ways))


def _part_of_day(frame: Frame, draft: RuleDraft) -> None:
    """ "từ 14 giờ đến 16 giờ ngày 17/9": the stop lasts those hours; without a day a person must say."""
    hours, period = frame.times.hours, frame.times.period
    if not hours:
        return
    if (
        len(hours) == 1
        and period is not None
        and period.begins
        and period.begins == period.ends
        and len(period.begins) == 10
    ):
        day = date.fromisoformat(period.begins)
        draft.period = replace(period, begins=moment(day, hours[0][0]), ends=moment(day, hours[0][1]), listed=False)
        draft.dated = True
    else:
        draft.doubts.append("part_of_day")


def _maintained(frame: Frame, act: Act) -> bool:
    """Whether "duy trì" stands right before the act."""
    at = next(place for place, token in enumerate(frame.tokens) if token is act.token)
    return any("duy trì" in token.text for token in frame.tokens[max(0, at - 4) : at])


def _closed(frame: Frame, context: Context, act: Act, named: list[str], ways: tuple[str, ...]) -> Iterator[RuleDraft]:
    place = place_under(frame.place, context.place)
    when = base_when(frame, context)
    if frame.iffy and not frame.conditions.said and not frame.times.periods:
        return  # in a case that no condition of ours tells: not now, and not everywhere
    if frame.times.weekdays and not frame.times.added and act.kind in ("operate", "receive", "return"):
        return  # "không làm việc ngày thứ Bảy": a matter of days
    if "none_such" in frame.channels:
        for way in ways:
            for name in WAYS:
                draft = RuleDraft(frame, f"{way}.{name}", "closed", dict(when))
                draft.doubts.append("every_way")
                yield draft
        return
    if place.kinds == frozenset({"support_point"}) or "support_point" in named:
        yield RuleDraft(frame, "receive.support_point", "closed", {k: v for k, v in when.items() if k != "unit_kinds"})
        return
    for way in ways:
        for name in named or ["counter"]:
            if name == "support_point" or (way == "return" and name == "online" and act.kind != "return"):
                continue
            draft = RuleDraft(frame, f"{way}.{name}", "closed", dict(when))
            _part_of_day(frame, draft)
            if name == "online" and any("cổng dịch vụ công" in token.text for token in frame.tokens):
                draft.doubts.append("portal")  # one portal's end need not be the end of handing in online
            if "not_yet" in act.modals:
                draft.doubts.append("not_yet")
            if of_certain_people(frame, act):
                draft.doubts.append("whose")
            if at_one_desk(frame):
                draft.doubts.append("desk")
            if not (
                frame.objects
                or named
                or frame.place.shop
                or context.channels
                or context.objects
                or act.token.text not in _BARE_ACTS
            ):
                draft.doubts.append("bare")
            yield from with_exception(frame, draft)
    if act.kind == "operate" and not named and frame.place.shop | context.place.shop and not frame.conditions.fields:
        yield RuleDraft(
            frame,
            "unit.closed",
            True,
            {k: v for k, v in when.items() if k in ("unit_kinds", "unit_names", "epidemic_levels")},
        )


def _only(frame: Frame, context: Context, act: Act, named: list[str], ways: tuple[str, ...]) -> Iterator[RuleDraft]:
    conditions = frame.conditions
    when = base_when(frame, context)
    place = where(frame, context)
    limited = (
        frame.times.weekdays
        or frame.times.hours
        or frame.has("quantity", "max")
        or frame.has("check")
        or (frame.has("number") and frame.has("quantity", "people"))
    )
    narrow = conditions.urgent is True or conditions.fields or conditions.groups or conditions.procedures
    if narrow and (not named or named == ["counter"]):
        for way in ways:
            rest = {**context.conditions.when(), **place}
            if conditions.urgent is True and not conditions.fields:
                rest["urgent"] = False
            if frame.times.weekdays:
                rest["weekdays"] = sorted(frame.times.weekdays)  # "sáng thứ Bảy chỉ nhận hồ sơ hộ tịch"
            if frame.times.weekdays and frame.times.weekdays <= {6, 7}:
                continue  # the days rule of those fields says it all
            yield RuleDraft(frame, f"{way}.counter", "closed", rest)
            yield RuleDraft(frame, f"{way}.counter", "allowed", when)
        return
    if limited and not [name for name in named if name != "counter"]:
        return
    if conditions.uses_neither or not named:
        return
    for way in ways:
        if len(named) == 1:
            draft = RuleDraft(frame, f"{way}.{named[0]}", "only", dict(when))
            yield draft
        else:
            free = {key: value for key, value in when.items() if key != "online_levels"}
            for name in WAYS:
                value = "allowed" if name in named else "closed"
                draft = RuleDraft(frame, f"{way}.{name}", value, dict(free))
                if value == "closed":
                    yield from with_exception(frame, draft)
                else:
                    yield draft
