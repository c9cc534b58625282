"""Rules on help and duties: people who must be there, contacts, announcements, plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.frames.context import Context, place_under, speaks_of_shops
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.rule_scope import general_where, place_when, where

_ON_REQUEST: Final = frozenset(cues("rules_support", "on_request"))
_ON_DUTY: Final = frozenset(cues("rules_support", "on_duty"))
_CHEAPER_POST: Final = cues("rules_support", "cheaper_post")


def served(frame: Frame) -> Iterator[RuleDraft]:
    """ "phục vụ … các trường hợp có yêu cầu giải quyết thủ tục trực tiếp": the counter serves those who come."""
    texts = [token.text for token in frame.tokens]
    wants = any(text in _ON_REQUEST for text in texts)
    serves = any(text.startswith("phục vụ") for text in texts)
    if (
        wants
        and (serves or "các trường hợp" in texts)
        and "counter" in frame.channels
        and frame.place.shop
        and not any(set(act.modals) & {"not", "stop"} for act in frame.acts)
    ):
        yield RuleDraft(frame, "receive.counter", "allowed", place_when(frame.place))


def acceptance(frame: Frame) -> Iterator[RuleDraft]:
    """ "rút ngắn thời gian tiếp nhận hồ sơ trực tuyến": an answer is asked sooner, without a number."""
    texts = [token.text for token in frame.tokens]
    shorter = any(text in ("rút ngắn", "giảm") for text in texts) and "thời gian" in texts
    receives = any(token.of("act") == "receive" for token in frame.tokens)
    if shorter and receives and "online" in frame.channels:
        draft = RuleDraft(frame, "sla.online_acceptance", None)
        draft.ask("acceptance_time")
        draft.doubts.append("no_number")
        yield draft


def under_plan(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """ "tiếp nhận hồ sơ … theo Kế hoạch đã phê duyệt": the counters must open, each under its plan."""
    texts = [token.text for token in frame.tokens]
    planned = any(text in ("kế hoạch", "phương án") for text in texts) and any(
        text.startswith("phê duyệt") or text == "duyệt" for text in texts
    )
    receives = any(token.of("act") == "receive" for token in frame.tokens)
    if not planned or not receives or any("not" in act.modals for act in frame.acts):
        return
    when = where(frame, context)
    if when.get("unit_kinds") == ["district_unit"]:
        when["unit_kinds"] = ["district_unit", "commune_unit"]
    for way in ("receive", "return"):
        yield RuleDraft(frame, f"{way}.counter", "allowed", dict(when), note="required_open", resumes=True)


def duties(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """People who must be there: for online papers, on call, to help."""
    assigns = any("delegate" in token.means and "bố trí" in token.text for token in frame.tokens) or any(
        act.kind == "task" and act.value == "assign" and not act.blocked for act in frame.acts
    )
    if not assigns or not frame.has("person") or not (context.ours or speaks_of_shops(frame)):
        return
    on_duty = any("person" in token.means and token.text.endswith(" trực") for token in frame.tokens) or any(
        token.text in _ON_DUTY for token in frame.tokens
    )
    at = next(
        (place for place, token in enumerate(frame.tokens) if token.text in _ON_DUTY or token.text.endswith(" trực")),
        0,
    )
    online = any(token.of("chan") == "online" for token in frame.tokens[at:])
    if on_duty and online:
        yield RuleDraft(frame, "duty.online_officer", True, general_where(frame, context))
    elif on_duty and (place_under(frame.place, context.place).shop or context.ours):
        yield RuleDraft(frame, "duty.on_call", True, {})
    until = next(
        (place for place, token in enumerate(frame.tokens) if token.of("purpose") == "purpose"), len(frame.tokens)
    )
    told = frame.tokens[:until]
    contact = any(token.of("help") == "contact" for token in told)
    helps = contact or any(
        token.of("task") == "persuade" or token.text in ("người hướng dẫn", "hỗ trợ") for token in told
    )
    if (
        helps
        and not on_duty
        and any(
            token.of("person") == "visitors" or token.text in ("hỗ trợ", "hướng dẫn, hỗ trợ") for token in frame.tokens
        )
        and not any(token.text in ("phân luồng", "kiểm soát") for token in frame.tokens)
    ):
        yield RuleDraft(frame, "duty.support_contact", True, {})


def on_the_spot(frame: Frame) -> Iterator[RuleDraft]:
    """ "5 tại chỗ": so many steps done in one place."""
    texts = [token.text for token in frame.tokens]
    for at, token in enumerate(frame.tokens):
        if (
            token.text == "tại chỗ"
            and at
            and "number" in frame.tokens[at - 1].means
            and token.start - frame.tokens[at - 1].end == 1
        ):
            value: dict[str, Any] = {"steps": frame.tokens[at - 1].data or 0}
            after = next((place for place, text in enumerate(texts) if text == "sau khi" and place > at), None)
            if not speaks_of_shops(frame):
                return
            if after is None:
                yield RuleDraft(frame, "process.on_the_spot", value)
                return
            until = next((place for place in range(after, len(texts)) if texts[place] in (".", ",", ";")), len(texts))
            draft = RuleDraft(frame, "process.on_the_spot", value)
            draft.event = (frame.tokens[after].start, frame.tokens[until - 1].end)
            yield draft
            return


def published_at(frame: Frame) -> Any:
    """Where a contact is published, as far as it is said."""
    places = ["one-stop unit"] if frame.place.shop else []
    places += ["portal"] if frame.has("announce", "portal") else []
    return {"published_at": places} if places else True


def support_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """Contacts and places where people are helped."""
    modals = {word for act in frame.acts for word in act.modals} | set(frame.modals)
    if modals & {"not", "must_not", "forbid", "past"}:
        return
    if frame.has("help", "mobile_team") and (frame.has("task") or frame.acts):
        frame.take("help", "mobile_team")
        yield RuleDraft(frame, "support.mobile_team", True, general_where(frame, context))
    if frame.has("help", "suggest") and "online" in frame.channels:
        frame.take("help", "suggest")
        yield RuleDraft(frame, "support.suggest_online_while_waiting", True, {})
    if frame.has("help", "price") and (
        frame.act("waive") or frame.has("task") or any(token.text.startswith(_CHEAPER_POST) for token in frame.tokens)
    ):
        frame.take("help", "price")
        yield RuleDraft(frame, "support.price_policy", True, {})
    if frame.has("chan", "support_point") and (
        frame.has("keep") or any(act.value in ("build", "assign") for act in frame.acts if act.kind == "task")
    ):
        frame.take("chan", "support_point")
        yield RuleDraft(frame, "support.point", {"at": "commune"}, {})


def announced_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """What must be announced, and where."""
    tells = any(act.kind == "task" and act.value in ("publish", "persuade") and not act.blocked for act in frame.acts)
    if not tells or any(act.value == "report" for act in frame.acts):
        return
    first = next((at for at, token in enumerate(frame.tokens) if token.of("task") in ("publish", "persuade")), 0)
    for medium in ("sms", "zalo", "portal"):
        if any(token.of("announce") == medium for token in frame.tokens[first:]):
            frame.take("announce", medium)
            yield RuleDraft(frame, f"announce.{medium}", True, {})


def plan_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """Plans of operation that must be made, or approved before a counter opens."""
    builds = any(act.kind == "task" and act.value == "build" and not act.blocked for act in frame.acts)
    plan = "plan" in frame.objects or (
        "plan2" in frame.objects and any(token.text in ("hoạt động", "tiếp nhận") for token in frame.tokens)
    )
    approved = any(token.text.startswith("phê duyệt") or token.text == "duyệt" for token in frame.tokens)
    opens = any(act.kind in ("operate", "receive", "transact") for act in frame.acts) or frame.has("act")
    if (
        frame.has("only")
        and approved
        and opens
        and ("plan2" in frame.objects or any(token.of("obj") in ("plan", "plan2") for token in frame.tokens))
    ):
        yield RuleDraft(frame, "plan.before_opening", True, where(frame, context))
    if builds and plan and frame.place.shop:
        draft = RuleDraft(frame, "plan.required", True, where(frame, context))
        draft.ask("who_approves_plan")
        yield draft
