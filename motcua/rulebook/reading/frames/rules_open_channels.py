"""Rules that open, prefer or keep a way, and what "trừ …" leaves open of a closing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.frames import modality
from motcua.rulebook.reading.frames.context import Context, place_under, speaks_of_shops
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Act, Frame
from motcua.rulebook.reading.frames.rule_scope import (
    base_when,
    general_where,
    place_when,
    where,
)

WAYS: Final = ("online", "postal", "counter")
KNOWN: Final = (*WAYS, "support_point")
_TELLING_WHOSE: Final = frozenset(cues("rules_open_channels", "telling_whose"))
_DESKS: Final = frozenset(cues("rules_open_channels", "desks"))
_DURING: Final = cues("rules_open_channels", "during")
STRONG: Final = frozenset(cues("rules_open_channels", "strong_acts"))


def with_exception(frame: Frame, draft: RuleDraft) -> Iterator[RuleDraft]:
    """A closing, and what "trừ …" leaves open of it."""
    kept = frame.exception
    if kept is not None and kept.said:
        if kept.urgent is True and not (kept.fields or kept.groups or kept.online_levels):
            draft.when["urgent"] = False
        yield draft
        for one in each_alone(kept.when()):
            yield RuleDraft(
                frame, draft.point, "allowed", {**{k: v for k, v in draft.when.items() if k != "urgent"}, **one}
            )
        return
    if frame.exception_place is not None:
        yield draft
        yield RuleDraft(frame, draft.point, "allowed", {**draft.when, **place_when(frame.exception_place)})
        return
    urgent = draft.when.get("urgent")
    if urgent is True and draft.value == "closed":
        draft.doubts.append("closed_urgent")
    yield draft


def each_alone(when: dict[str, Any]) -> list[dict[str, Any]]:
    """ "trừ khai tử và các trường hợp khẩn cấp": either is enough."""
    return [{key: value} for key, value in when.items()]


def encouraged(
    frame: Frame, context: Context, act: Act, named: list[str], ways: tuple[str, ...]
) -> Iterator[RuleDraft]:
    """What is encouraged: the ways named, for the people named."""
    when = base_when(frame, context)
    when.pop("urgent", None)
    place = place_under(frame.place, context.place)
    if place.addressee and not place.levelled and when.get("unit_kinds") == ["district_unit"]:
        when.pop("unit_kinds")  # told to district committees, meant for the people below
    groups = "groups" in when
    for name in named:
        if name == "counter" and not groups:
            continue
        if name == "support_point":
            continue
        free = dict(when)
        if name == "postal" and free.get("unit_kinds") == ["post_office"]:
            free.pop("unit_kinds")
        if name != "online" and not context.conditions.online_levels and not frame.conditions.rest:
            free.pop("online_levels", None)
        both = name == "postal" and act.kind == "transact" and not context.direction
        for way in ("receive", "return") if both else ways:
            if name == "online" and way == "return" and act.kind != "return":
                continue
            yield RuleDraft(frame, f"{way}.{name}", "encouraged", dict(free))
    if not named and groups and act.kind in ("receive", "transact", "return"):
        for way in ways:
            yield RuleDraft(frame, f"{way}.counter", "encouraged", dict(when))


def opened(
    frame: Frame, context: Context, act: Act, meaning: str, named: list[str], ways: tuple[str, ...]
) -> Iterator[RuleDraft]:
    """What goes on, opens again, or may be used: allowed, with the clause's conditions."""
    place = place_under(frame.place, context.place)
    if act.kind == "operate" and not (frame.place.shop or place.shop):
        return
    conditions = frame.conditions.over(context.conditions)
    when = base_when(frame, context)
    if "home" in frame.channels or "anywhere" in frame.channels:
        return
    if place.kinds == frozenset({"support_point"}) or "support_point" in named:
        if meaning in (modality.KEEP, modality.RESUME, modality.PLAIN) and (
            act.kind == "operate" or frame.channels == ["support_point"]
        ):
            yield RuleDraft(
                frame,
                "receive.support_point",
                "allowed",
                {k: v for k, v in when.items() if k != "unit_kinds"},
                resumes=True,
            )
        return
    if conditions.uses_neither:
        if named and "counter" not in named:
            return  # helped to hand in online: no way that is open only to them
        for way in ways:
            draft = RuleDraft(frame, f"{way}.counter", "fallback", where(frame, context))
            yield draft
        return
    if act.kind == "transact" and not (
        meaning == modality.RESUME or (act.token.text in STRONG and meaning == modality.KEEP)
    ):
        return
    dated = not place.post and frame.times.periods and not frame.times.weekdays and not frame.times.hours
    if meaning in (modality.MUST, modality.PLAIN) and not (
        frame.conditions.said or context.conditions.epidemic_levels or (dated and frame.place.shop)
    ):
        return
    if (
        meaning in (modality.MUST, modality.PLAIN)
        and frame.subject == "visitors"
        and not named
        and not frame.place.shop
    ):
        return
    for way in ways:
        for name in named or ["counter"]:
            if name == "support_point" or (name == "online" and way == "return"):
                continue
            if name != "counter" and meaning not in (modality.KEEP, modality.RESUME):
                continue
            yield RuleDraft(
                frame,
                f"{way}.{name}",
                "allowed",
                dict(when),
                resumes=meaning == modality.RESUME or act.token.text in ("tiếp đón", "đón tiếp"),
            )


def without_act(frame: Frame, context: Context, *, blocked: bool) -> Iterator[RuleDraft]:
    """Drafts of a stop or an opening without a verb of the shop: "Đóng cửa toàn bộ trụ sở", "đóng ở vùng cam"."""
    modals = [modal for modal in frame.modals if ":" not in modal]
    meaning = modality.steered(modals)
    if not modals:
        return
    place = place_under(frame.place, context.place)
    support = (
        place.kinds == frozenset({"support_point"})
        or "support_point" in frame.channels
        or "support_point" in context.channels
    )
    when = base_when(frame, context)
    if support:
        value = "closed" if meaning == modality.CLOSED else "allowed"
        if meaning in (modality.CLOSED, modality.RESUME):
            yield RuleDraft(frame, "receive.support_point", value, {k: v for k, v in when.items() if k != "unit_kinds"})
        return
    own = frame.place.shop or (context.place.shop and not frame.objects and not frame.has("other"))
    if meaning == modality.GUARD and (own or speaks_of_shops(frame) or context.ours):
        yield RuleDraft(frame, "guard.keep_receiving", True, general_where(frame, context))
    elif meaning == modality.CLOSED and {"close", "rest", "stop"} & set(modals) and own and not blocked:
        if "stop" in modals and not {"close", "rest"} & set(modals) and not frame.has("act"):
            return
        if frame.times.weekdays and not frame.times.periods:
            return
        for way in ("receive", "return"):
            yield from with_exception(frame, RuleDraft(frame, f"{way}.counter", "closed", dict(when)))
        if "close" in modals:
            yield RuleDraft(
                frame,
                "unit.closed",
                True,
                {k: v for k, v in when.items() if k in ("unit_kinds", "unit_names", "epidemic_levels")},
            )
    elif meaning == modality.RESUME and own:
        for way in ("receive", "return"):
            yield RuleDraft(frame, f"{way}.counter", "allowed", dict(when), resumes=True)
    elif "dossier" in frame.objects or "result" in frame.objects:
        yield from object_drafts(frame, context, meaning, modals)


def of_certain_people(frame: Frame, act: Act) -> bool:
    """ "hồ sơ của công dân đến từ vùng dịch": some people's papers, which no condition of ours tells."""
    for token, behind, further in zip(frame.tokens, frame.tokens[1:], [*frame.tokens[2:], None], strict=False):
        if token.start < act.token.start or token.of("person") != "visitors":
            continue
        if behind.text == "đến" and further is not None and further.text in _TELLING_WHOSE:
            return True
        if behind.text not in _TELLING_WHOSE:
            continue
        if further is None or not further.means.keys() & {"date", "span", "clock", "weekday"}:
            return True
    return False


def at_one_desk(frame: Frame) -> bool:
    """ "tại phòng này", "tại quầy số 5": one room or desk, which is not the shop."""
    texts = [token.text for token in frame.tokens]
    return any(
        text.removeprefix("các ") in _DESKS and other in ("này", "đó", "số", "trên")
        for text, other in itertools.pairwise(texts)
    )


def days_off(frame: Frame, context: Context) -> bool:
    """ "Thời gian nghỉ Tết: từ … đến …": the days on which all is shut, said as a heading with its days."""
    first = next((token for token in frame.tokens if "sign" not in token.means), None)
    return (
        first is not None
        and "holiday_time" in first.means
        and not first.text.startswith(_DURING)
        and (frame.has("date") or frame.has("span"))
        and frame.exception is None
        and (context.ours or frame.place.shop)
        and not frame.objects
    )


def object_drafts(frame: Frame, context: Context, meaning: str, modals: list[str]) -> Iterator[RuleDraft]:
    """ "ưu tiên hồ sơ trực tuyến", "không nhận" said by its object alone."""
    if meaning != modality.ENCOURAGED:
        return
    when = base_when(frame, context)
    for name in dict.fromkeys(frame.channels):
        if name in ("online", "postal"):
            way = "return" if frame.objects[:1] == ["result"] else "receive"
            yield RuleDraft(frame, f"{way}.{name}", "encouraged", dict(when))
