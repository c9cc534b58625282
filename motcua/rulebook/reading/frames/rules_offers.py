"""Rules on what people are offered: a number to call, results at home, any office, no fee, more time, a new address."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.frames import modality
from motcua.rulebook.reading.frames.context import Context, place_under, speaks_of_shops
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.rule_scope import base_when, general_where, where
from motcua.rulebook.reading.frames.rules_support import (
    acceptance,
    announced_drafts,
    duties,
    on_the_spot,
    plan_drafts,
    published_at,
    served,
    support_drafts,
    under_plan,
)

_TELEPHONES: Final = frozenset(cues("rules_offers", "telephones"))
_OTHER_FEES: Final = frozenset(cues("rules_offers", "other_fees"))
_ANY_AMOUNT: Final = frozenset(cues("rules_offers", "any_amount"))
_HEALTH: Final = frozenset(cues("rules_offers", "health"))
_FEE_WORDS: Final = cues("rules_offers", "fee_words")
_COMPETENCES: Final = frozenset(cues("rules_offers", "competences"))
_NEW_HOUSE: Final = frozenset(cues("rules_offers", "new_house"))
_STREETS: Final = frozenset(cues("rules_offers", "streets"))
_FOR_NOW: Final = frozenset(cues("rules_offers", "for_now"))
_HOUSES: Final = frozenset(cues("rules_offers", "houses"))
_NOT_COUNTING: Final = frozenset(cues("rules_offers", "not_counting"))
_INTO: Final = frozenset(cues("rules_offers", "into"))
_PRESS: Final = frozenset(cues("rules_offers", "press"))
_CALLING: Final = frozenset(cues("rules_offers", "calling"))


def offer_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """All rules of this file that a clause gives."""
    if frame.past or context.past:
        return
    yield from _phone(frame, context)
    verb = next(
        (
            at
            for at, token in enumerate(frame.tokens)
            if token.of("task") in ("publish", "persuade") and token.text not in ("thông tin", "truyền thông")
        ),
        0,
    )
    if any(token.text in _PRESS or token.of("announce") == "press" for token in frame.tokens[:verb]) and any(
        act.kind == "task" and act.value in ("publish", "persuade") and not act.blocked for act in frame.acts
    ):
        yield RuleDraft(frame, "announce.press", True, {})
    if (
        (place_under(frame.place, context.place).other or context.other)
        and not frame.place.shop
        and not place_under(frame.place, context.place).post
    ):
        return
    yield from _home(frame, context)
    yield from _anywhere(frame, context)
    yield from _fee(frame, context)
    yield from _deadline(frame, context)
    yield from _moved(frame, context)
    yield from _paying(frame, context)
    yield from support_drafts(frame, context)
    yield from announced_drafts(frame, context)
    yield from plan_drafts(frame, context)
    yield from duties(frame, context)
    yield from under_plan(frame, context)
    yield from served(frame)
    yield from acceptance(frame)
    yield from on_the_spot(frame)


def _phone(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """A number printed for those who call; a roster's private numbers are none."""
    numbers = [token for token in frame.tokens if "phone" in token.means]
    calls = [token for token in frame.tokens if token.of("help") in ("phone", "contact")]
    published = any(act.kind == "task" and act.value in ("publish", "build") for act in frame.acts)
    staffed = any(act.kind == "task" and act.value in ("assign", "persuade") for act in frame.acts) or frame.has(
        "act", "operate"
    )
    place = place_under(frame.place, context.place)
    foreign = context.other and place.other
    if any(call.of("help") == "contact" for call in calls) and (published or numbers) and not foreign:
        for call in calls:
            call.taken = True
        yield RuleDraft(
            frame, "support.contact", published_at(frame) if published else True, general_where(frame, context)
        )
    talk = any(call.text in _TELEPHONES for call in calls)
    if numbers and (calls or any(token.text in _CALLING for token in frame.tokens)) and not foreign:
        health = any(token.text in _HEALTH for token in frame.tokens)
        if health:
            return
        for number in (*numbers, *calls):
            number.taken = True
        yield RuleDraft(frame, "support.phone", True, where(frame, context))
    elif (
        talk
        and staffed
        and not foreign
        and (
            any(act.value == "persuade" or act.kind == "operate" for act in frame.acts)
            or any(token.text.endswith(" trực") for token in frame.tokens if "person" in token.means)
        )
    ):
        for one in calls:
            one.taken = True
        yield RuleDraft(frame, "support.phone", True, where(frame, context))


def _home(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    labelled = "home" in context.channels and context.direction == "return"
    if "home" not in frame.channels and not labelled:
        return
    result = (
        "result" in frame.objects
        or frame.topic[:1] == ["result"]
        or context.direction == "return"
        or frame.act("return") is not None
        or context.objects[:1] == ("result",)
    )
    modals = {word for act in frame.acts for word in act.modals} | set(frame.modals)
    if not result or modals & {"not", "must_not", "forbid", "past"}:
        if frame.act("receive") and not modals & {"not", "must_not", "forbid", "past"}:
            yield RuleDraft(frame, "support.home_service", True, {})
        return
    if modality.steered(modals) == modality.ENCOURAGED and frame.act("return") and "postal" in frame.channels:
        return  # "khuyến khích nhận kết quả qua bưu điện tại nhà" is the post's ordinary way
    if frame.act("receive"):
        yield RuleDraft(frame, "support.home_service", True, {})
    when = base_when(frame, context)
    when.pop("groups", None)
    when.pop("online_levels", None)
    if when.get("unit_kinds") == ["post_office"]:
        when.pop("unit_kinds")  # the post brings what the shops give back
    yield RuleDraft(frame, "return.home", True, when)


def _anywhere(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    if "anywhere" not in frame.channels:
        return
    act = frame.act("receive", "transact", "operate", "return")
    modals = {word for act in frame.acts for word in act.modals} | set(frame.modals)
    if act is None or modals & {"not", "must_not", "forbid", "past"}:
        return
    if (
        any(token.of("act") == "transact" and token.text in ("đến",) for token in frame.tokens)
        and frame.conditions.fields
        and "receive" not in [a.kind for a in frame.acts]
    ):
        return
    when = base_when(frame, context)
    when.pop("unit_kinds", None)
    if frame.place.kinds:
        when["unit_kinds"] = sorted(frame.place.kinds)
        if len(when["unit_kinds"]) > 2:
            when.pop("unit_kinds")
    yield RuleDraft(frame, "receive.anywhere", True, when)


def _fee(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    act = next((act for act in frame.acts if act.kind == "waive" and not act.blocked), None)
    if act is None:
        return
    fee = "fee" in frame.objects or any(word in act.token.text for word in _FEE_WORDS) or "fee" in context.objects
    whole = any(token.text in _OTHER_FEES for token in frame.tokens)
    if not fee or whole or (set(act.modals) & {"not", "must_not", "forbid", "past"} and "thu" not in act.token.text):
        return
    if any("percent" in token.means and token.data != 100 for token in frame.tokens):
        return
    if any(token.text in _ANY_AMOUNT for token in frame.tokens):
        return  # "không thu thêm khoản nào"
    when = base_when(frame, context)
    online = "online" in frame.channels or any(
        token.of("chan") == "online" or ("act" in token.means and token.text.endswith("trực tuyến"))
        for token in frame.tokens
    )
    if online and not frame.conditions.groups:
        when.pop("online_levels", None)
        when["channels"] = ["online"]
    if "postal" in frame.channels and not online:
        when["channels"] = ["postal"]
    yield RuleDraft(frame, "fee.waived", True, when)


def _deadline(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    act = next((act for act in frame.acts if act.kind == "extend" and not act.blocked), None)
    if act is None and _not_counted(frame):
        yield RuleDraft(frame, "deadline.extended", True, base_when(frame, context))
        return
    term = "term" in frame.objects or (
        act is not None
        and (
            "giải quyết" in act.token.text
            or "ngày trả" in act.token.text
            or "trả" in act.token.text
            or "không tính vào" in act.token.text
        )
    )
    if act is None or not (
        term
        or (
            "dossier" in frame.objects
            and any(token.text in ("ngày", "ngày làm việc") for token in frame.tokens)
            and "result" in frame.objects
        )
    ):
        return
    if set(act.modals) & {"not", "must_not", "forbid", "past", "need_not", "limit"}:
        return
    when = base_when(frame, context)
    when.pop("online_levels", None)
    yield RuleDraft(frame, "deadline.extended", True, when)


def _not_counted(frame: Frame) -> bool:
    """ "không tính thời gian nghỉ vào thời hạn giải quyết": the two halves of the phrase stand apart."""
    texts = [token.text for token in frame.tokens]
    first = next((at for at, text in enumerate(texts) if text in _NOT_COUNTING), len(texts))
    return any(
        text in _INTO and any(token.of("obj") == "term" for token in frame.tokens[at + 1 : at + 3])
        for at, text in enumerate(texts[first:], first)
    )


def _moved(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    act = next((act for act in frame.acts if act.kind == "move" and not act.blocked), None)
    place = frame.place if frame.place.shop else context.place
    if act is None and frame.place.shop and _in_another_house(frame):
        yield RuleDraft(frame, "unit.moved", True, where(frame, context), doubts=["moved"])
        return
    if act is None and "move" in context.acts and not frame.acts and _address(frame):
        yield RuleDraft(frame, "unit.moved", True, where(frame, context), doubts=["moved"])
        return
    house = act is not None and act.token.text in _NEW_HOUSE and context.ours and bool(frame.times.periods)
    if house and not place.shop:
        yield RuleDraft(frame, "unit.moved", True, where(frame, context), doubts=["moved"])
        return
    if act is None or not place.shop or "dossier" in frame.objects or "result" in frame.objects:
        return
    if set(act.modals) & {"not", "must_not", "forbid", "past"}:
        return
    if any(token.text in _COMPETENCES or token.of("person") == "staff" for token in frame.tokens):
        return  # what is moved is not the house
    yield RuleDraft(frame, "unit.moved", True, where(frame, context))


def _address(frame: Frame) -> bool:
    """ "số 152 đường Hồ Học Lãm": a number in a street, under a heading of the new place."""
    return frame.has("number") and any(token.text in _STREETS for token in frame.tokens)


def _in_another_house(frame: Frame) -> bool:
    """ "tạm thời tiếp nhận hồ sơ tại Nhà văn hóa khu phố 3": the shop works in a house that is not its own."""
    texts = [token.text for token in frame.tokens]
    works = frame.act("receive", "return", "operate", "transact")
    if works is None or set(works.modals) & {"not", "must_not", "forbid", "past", "stop", "close", "perhaps"}:
        return False
    if not any(text in _FOR_NOW for text in texts):
        return False
    if any(text.removeprefix("tại ") in _HOUSES for text in texts if text.startswith("tại ")):
        return True
    return any(one in ("tại", "ở", "sang") and other in _HOUSES for one, other in itertools.pairwise(texts))


def _paying(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    pays = frame.act("pay") or ("online_pay" in frame.channels and next(iter(frame.acts), None))
    modals = frame.acts[0].modals if frame.acts else frame.modals
    act = frame.act("pay")
    if act is not None:
        modals = act.modals or modals
    meaning = modality.steered([modal for modal in modals if ":" not in modal])
    online = "online_pay" in frame.channels or (act is not None and "online" in act.channels)
    if (pays or "online_pay" in frame.channels) and online and meaning == modality.ENCOURAGED:
        yield RuleDraft(frame, "pay.online", "encouraged", general_where(frame, context))


def speaks(frame: Frame, context: Context) -> bool:
    """Whether a clause may give rules at all: it, or what it stands under, speaks of one-stop shops."""
    return (
        context.ours
        or speaks_of_shops(frame)
        or bool({"result", "dossier"} & set(frame.topic))
        or any("help" in token.means or "check" in token.means for token in frame.tokens)
    )


def values(one: Any) -> Any:
    """A value as JSON."""
    return sorted(one) if isinstance(one, set | frozenset) else one
