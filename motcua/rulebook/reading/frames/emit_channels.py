"""Rules on the ways to hand in and to get back: what a clause opens, closes, prefers or keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.frames import steering
from motcua.rulebook.reading.frames.clause import Act, Frame
from motcua.rulebook.reading.frames.context import Context, merged, speaks_of_shops
from motcua.rulebook.reading.frames.drafts import Draft
from motcua.rulebook.reading.frames.places import Place

WAYS: Final = ("online", "postal", "counter")
_KNOWN: Final = (*WAYS, "support_point")
_ACTS: Final = frozenset({"receive", "return", "transact", "operate"})


def where(frame: Frame, context: Context) -> dict[str, Any]:
    """The place of a rule as conditions."""
    return place_when(merged(frame.place, context.place))


_ORDER: Final = ("provincial_centre", "department", "district_unit", "commune_unit", "support_point", "post_office")
_STRONG: Final = frozenset({"giao dịch", "giao dịch hành chính", "thực hiện giao dịch", "thực hiện các giao dịch", "phục vụ người dân", "phục vụ tổ chức, cá nhân", "phục vụ công dân", "đón tiếp", "đón tiếp người dân", "tiếp đón", "làm việc với người dân", "làm thủ tục", "thực hiện thủ tục hành chính", "giải quyết thủ tục hành chính", "giải quyết tthc", "giải quyết hồ sơ", "giải quyết thủ tục", "cung cấp dịch vụ công"})


def general_where(frame: Frame, context: Context) -> dict[str, Any]:
    """The place of a rule that holds for all whom it is told, unless a shop is named."""
    named = frame.place.shop and (frame.place.kinds or frame.place.names)
    return place_when(frame.place) if named else {}


def place_when(place: Place) -> dict[str, Any]:
    """Kinds and names of unit as fields of `When`; nothing where every kind is meant."""
    found: dict[str, Any] = {}
    if place.names:
        found["unit_names"] = sorted(place.names)
        return found
    kinds = set(place.kinds)
    told_all = place.addressee and not place.levelled and "department" in kinds and len(kinds) > 1
    if kinds >= {"provincial_centre", "district_unit", "commune_unit"} or place.all or told_all:
        return found
    if kinds or place.own:
        found["unit_kinds"] = sorted(kinds or place.own, key=_ORDER.index)
    return found


def base_when(frame: Frame, context: Context) -> dict[str, Any]:
    """Place and conditions together."""
    return {**where(frame, context), **frame.conditions.over(context.conditions).when()}


def channel_drafts(frame: Frame, context: Context) -> Iterator[Draft]:
    """The statuses a clause sets."""
    if _not_ours(frame, context):
        return
    acts = [act for act in frame.acts if act.kind in _ACTS]
    live = [act for act in acts if not act.blocked]
    _share_channels([act for act in frame.acts if not act.blocked and act.kind != "task"])
    seen = False
    for act in live:
        meaning = steering.steered(act.modals)
        for draft in _of_act(frame, context, act, meaning, live):
            seen = True
            yield draft
    if not seen and not live:
        yield from _without_act(frame, context, blocked=bool(acts))


def _not_ours(frame: Frame, context: Context) -> bool:
    place = merged(frame.place, context.place)
    if frame.past or context.past or frame.open_question:
        return True
    if frame.place.shop and not frame.place.other:
        return False
    return (place.other or context.other) and not place.post


def _share_channels(acts: list[Act]) -> None:
    """ "tiếp nhận hồ sơ và trả kết quả trực tiếp": an act without a channel takes its neighbour's."""
    for at, act in enumerate(acts):
        if not act.channels:
            near = next((one for one in acts[at + 1 :] if one.channels and one.modals == act.modals), None)
            if near is not None:
                act.channels = list(near.channels)
    for before, act in zip(acts, acts[1:], strict=False):
        if not act.channels and before.channels and act.modals == before.modals:
            act.channels = list(before.channels)


def directions(act: Act, meaning: str, context: Context, frame: Frame) -> tuple[str, ...]:
    """Handing in, getting back, or both."""
    if act.kind in ("receive", "return"):
        return (act.kind,)
    if meaning in (steering.LIMIT, steering.ENCOURAGED):
        return (context.direction,) if context.direction else ("receive",)
    if context.direction:
        return (context.direction,)
    if act.kind == "transact" and act.token.text in ("giải quyết", "sử dụng") and frame.objects[:1] == ["result"]:
        return ("return",)
    return ("receive", "return")


def _relevant(frame: Frame, context: Context, act: Act) -> bool:
    """Whether an act speaks of a one-stop shop's work at all."""
    if act.kind == "operate" or act.token.text in ("giải quyết", "đến", "tới", "đi lại", "sử dụng", "nộp", "gửi", "đến cơ quan"):
        keeps = "keep" in act.modals and act.token.text == "hoạt động"
        return frame.place.shop or ((act.kind != "operate" or keeps) and speaks_of_shops(frame)) or (
            context.place.shop and not frame.place.other and "other" not in frame.objects
        )
    return speaks_of_shops(frame) or context.ours


def _of_act(frame: Frame, context: Context, act: Act, meaning: str, acts: list[Act]) -> Iterator[Draft]:
    if not meaning or not _relevant(frame, context, act):
        return
    if "other" in frame.objects and not frame.place.shop and "dossier" not in frame.objects and "result" not in frame.objects:
        return
    named = [name for name in dict.fromkeys(act.channels) if name in _KNOWN]
    if meaning == steering.CLOSED and act.kind == "transact" and act.token.text not in _STRONG:
        return  # to use, to come, to meet: denying them closes no counter
    ways = dict.fromkeys(directions(act, meaning, context, frame))
    if meaning == steering.CLOSED:
        yield from _closed(frame, context, act, named, tuple(ways))
    elif meaning == steering.ONLY:
        yield from _only(frame, context, act, named, tuple(ways))
    elif meaning == steering.GUARD:
        yield Draft(frame, "guard.keep_receiving", True, general_where(frame, context))
    elif meaning == steering.KEEP and _maintained(frame, act) and act.kind in ("operate", "receive", "return"):
        yield Draft(frame, "guard.keep_receiving", True, general_where(frame, context))
    elif meaning == steering.LIMIT:
        if ("counter" in named or act.kind == "transact") and (not named or "counter" in named):
            when = base_when(frame, context)
            yield Draft(frame, "receive.counter", "discouraged", when)
    elif meaning == steering.ENCOURAGED:
        yield from _encouraged(frame, context, act, named, tuple(ways))
    else:
        yield from _open(frame, context, act, meaning, named, tuple(ways))


def _maintained(frame: Frame, act: Act) -> bool:
    """Whether "duy trì" stands right before the act."""
    at = next(place for place, one in enumerate(frame.tokens) if one is act.token)
    return any("duy trì" in one.text for one in frame.tokens[max(0, at - 4) : at])


def _closed(frame: Frame, context: Context, act: Act, named: list[str], ways: tuple[str, ...]) -> Iterator[Draft]:
    place = merged(frame.place, context.place)
    when = base_when(frame, context)
    if frame.times.weekdays and not frame.times.added and act.kind in ("operate", "receive", "return"):
        return  # "không làm việc ngày thứ Bảy": a matter of days
    if "none_such" in frame.channels:
        for way in ways:
            for name in WAYS:
                draft = Draft(frame, f"{way}.{name}", "closed", dict(when))
                draft.doubts.append("every_way")
                yield draft
        return
    if place.kinds == frozenset({"support_point"}) or "support_point" in named:
        yield Draft(frame, "receive.support_point", "closed", {k: v for k, v in when.items() if k != "unit_kinds"})
        return
    for way in ways:
        for name in named or ["counter"]:
            if name == "support_point" or (way == "return" and name == "online" and act.kind != "return"):
                continue
            draft = Draft(frame, f"{way}.{name}", "closed", dict(when))
            if "not_yet" in act.modals:
                draft.doubts.append("not_yet")
            if not (frame.objects or named or frame.place.shop or context.channels or context.objects or act.token.text not in ("nhận", "tiếp nhận", "nộp")):
                draft.doubts.append("bare")
            yield from _with_exception(frame, draft)
    if act.kind == "operate" and not named and frame.place.shop | context.place.shop and not frame.conditions.fields:
        yield Draft(frame, "unit.closed", True, {k: v for k, v in when.items() if k in ("unit_kinds", "unit_names", "epidemic_levels")})


def _with_exception(frame: Frame, draft: Draft) -> Iterator[Draft]:
    """A closing, and what "trừ …" leaves open of it."""
    kept = frame.exception
    if kept is not None and kept.said:
        if kept.urgent is True and not (kept.fields or kept.groups or kept.online_levels):
            draft.when["urgent"] = False
        yield draft
        for one in _each(kept.when()):
            yield Draft(frame, draft.point, "allowed", {**{k: v for k, v in draft.when.items() if k != "urgent"}, **one})
        return
    if frame.exception_place is not None:
        yield draft
        yield Draft(frame, draft.point, "allowed", {**draft.when, **place_when(frame.exception_place)})
        return
    urgent = draft.when.get("urgent")
    if urgent is True and draft.value == "closed":
        draft.doubts.append("closed_urgent")
    yield draft


def _each(when: dict[str, Any]) -> list[dict[str, Any]]:
    """ "trừ khai tử và các trường hợp khẩn cấp": either is enough."""
    return [{key: value} for key, value in when.items()]


def _only(frame: Frame, context: Context, act: Act, named: list[str], ways: tuple[str, ...]) -> Iterator[Draft]:
    conditions = frame.conditions
    when = base_when(frame, context)
    place = where(frame, context)
    limited = frame.times.weekdays or frame.times.hours or frame.has("quantity", "max") or frame.has("check") or (frame.has("number") and frame.has("quantity", "people"))
    narrow = conditions.urgent is True or conditions.fields or conditions.groups or conditions.procedures
    if narrow and (not named or named == ["counter"]):
        for way in ways:
            rest = {**context.conditions.when(), **place}
            if conditions.urgent is True and not conditions.fields:
                rest["urgent"] = False
            yield Draft(frame, f"{way}.counter", "closed", rest)
            yield Draft(frame, f"{way}.counter", "allowed", when)
        return
    if limited and not [name for name in named if name != "counter"]:
        return
    if conditions.uses_neither or not named:
        return
    for way in ways:
        if len(named) == 1:
            draft = Draft(frame, f"{way}.{named[0]}", "only", dict(when))
            yield draft
        else:
            free = {key: value for key, value in when.items() if key != "online_levels"}
            for name in WAYS:
                value = "allowed" if name in named else "closed"
                draft = Draft(frame, f"{way}.{name}", value, dict(free))
                if value == "closed":
                    yield from _with_exception(frame, draft)
                else:
                    yield draft


def _encouraged(frame: Frame, context: Context, act: Act, named: list[str], ways: tuple[str, ...]) -> Iterator[Draft]:
    when = base_when(frame, context)
    when.pop("urgent", None)
    place = merged(frame.place, context.place)
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
        if name != "online":
            if not context.conditions.online_levels and not frame.conditions.rest:
                free.pop("online_levels", None)
        both = name == "postal" and act.kind == "transact" and not context.direction
        for way in ("receive", "return") if both else ways:
            if name == "online" and way == "return" and act.kind != "return":
                continue
            yield Draft(frame, f"{way}.{name}", "encouraged", dict(free))
    if not named and groups and act.kind in ("receive", "transact", "return"):
        for way in ways:
            yield Draft(frame, f"{way}.counter", "encouraged", dict(when))


def _open(frame: Frame, context: Context, act: Act, meaning: str, named: list[str], ways: tuple[str, ...]) -> Iterator[Draft]:
    """What goes on, opens again, or may be used: allowed, with the clause's conditions."""
    place = merged(frame.place, context.place)
    if act.kind == "operate" and not (frame.place.shop or place.shop):
        return
    conditions = frame.conditions.over(context.conditions)
    when = base_when(frame, context)
    if "home" in frame.channels or "anywhere" in frame.channels:
        return
    if place.kinds == frozenset({"support_point"}) or "support_point" in named:
        if meaning in (steering.KEEP, steering.RESUME, steering.PLAIN) and (act.kind == "operate" or frame.channels == ["support_point"]):
            yield Draft(frame, "receive.support_point", "allowed", {k: v for k, v in when.items() if k != "unit_kinds"}, resumes=True)
        return
    if conditions.uses_neither:
        for way in ways:
            draft = Draft(frame, f"{way}.counter", "fallback", where(frame, context))
            yield draft
        return
    if act.kind == "transact" and not (meaning == steering.RESUME or act.token.text in _STRONG and meaning == steering.KEEP):
        return
    dated = not place.post and frame.times.periods and not frame.times.weekdays and not frame.times.hours
    if meaning in (steering.MUST, steering.PLAIN) and not (frame.conditions.said or context.conditions.epidemic_levels or (dated and frame.place.shop)):
        return
    if meaning in (steering.MUST, steering.PLAIN) and frame.subject == "visitors" and not named and not frame.place.shop:
        return
    for way in ways:
        for name in named or ["counter"]:
            if name == "support_point" or (name == "online" and way == "return"):
                continue
            if name != "counter" and meaning not in (steering.KEEP, steering.RESUME):
                continue
            yield Draft(frame, f"{way}.{name}", "allowed", dict(when), resumes=meaning == steering.RESUME or act.token.text in ("tiếp đón", "đón tiếp"))


def _without_act(frame: Frame, context: Context, *, blocked: bool) -> Iterator[Draft]:
    """ "Đóng cửa toàn bộ trụ sở", "mở ở vùng xanh; đóng ở vùng cam": a stop or an opening without a verb of the shop."""
    modals = [one for one in frame.modals if ":" not in one]
    meaning = steering.steered(modals)
    if not modals:
        return
    place = merged(frame.place, context.place)
    support = place.kinds == frozenset({"support_point"}) or "support_point" in frame.channels or "support_point" in context.channels
    when = base_when(frame, context)
    if support:
        value = "closed" if meaning == steering.CLOSED else "allowed"
        if meaning in (steering.CLOSED, steering.RESUME):
            yield Draft(frame, "receive.support_point", value, {k: v for k, v in when.items() if k != "unit_kinds"})
        return
    own = frame.place.shop or (context.place.shop and not frame.objects and not frame.has("other"))
    if meaning == steering.GUARD and (own or speaks_of_shops(frame) or context.ours):
        yield Draft(frame, "guard.keep_receiving", True, general_where(frame, context))
    elif meaning == steering.CLOSED and {"close", "rest", "stop"} & set(modals) and own and not blocked:
        if "stop" in modals and not {"close", "rest"} & set(modals) and not frame.has("act"):
            return
        if frame.times.weekdays and not frame.times.periods:
            return
        for way in ("receive", "return"):
            yield from _with_exception(frame, Draft(frame, f"{way}.counter", "closed", dict(when)))
        if "close" in modals:
            yield Draft(frame, "unit.closed", True, {k: v for k, v in when.items() if k in ("unit_kinds", "unit_names", "epidemic_levels")})
    elif meaning == steering.RESUME and own:
        for way in ("receive", "return"):
            yield Draft(frame, f"{way}.counter", "allowed", dict(when), resumes=True)
    elif "dossier" in frame.objects or "result" in frame.objects:
        yield from _objects(frame, context, meaning, modals)


def _objects(frame: Frame, context: Context, meaning: str, modals: list[str]) -> Iterator[Draft]:
    """ "ưu tiên hồ sơ trực tuyến", "không nhận" said by its object alone."""
    if meaning != steering.ENCOURAGED:
        return
    when = base_when(frame, context)
    for name in dict.fromkeys(frame.channels):
        if name in ("online", "postal"):
            way = "return" if frame.objects[:1] == ["result"] else "receive"
            yield Draft(frame, f"{way}.{name}", "encouraged", dict(when))
