"""Rules a visitor meets at the door and the counter: limits, turns, tickets, appointments, checks, equipment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from motcua.rulebook.reading.frames import modality
from motcua.rulebook.reading.frames.context import Context, place_under
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.drafts import RuleDraft
from motcua.rulebook.reading.frames.frame import Frame
from motcua.rulebook.reading.frames.rule_scope import base_when, general_where, where
from motcua.rulebook.reading.frames.tokens import Token

_BARE_DISTANCE: Final = frozenset(cues("rules_visits", "bare_distance"))
_TICKETS: Final = frozenset(cues("rules_visits", "tickets"))
_ELSEWHERE: Final = frozenset(cues("rules_visits", "elsewhere"))
_EACH_PERSON: Final = frozenset(cues("rules_visits", "each_person"))
_OTHER_TRADES: Final = frozenset(cues("rules_visits", "other_trades"))

_WORDS: Final = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_MOST_PEOPLE: Final = 2000
_FREE: Final = frozenset({"need_not", "past"})


def visit_drafts(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """All rules of this file that a clause gives."""
    if frame.past or context.past:
        return
    foreign = (place_under(frame.place, context.place).other or context.other) and not frame.place.shop
    if not foreign and not _elsewhere(frame):
        yield from _quantities(frame, context)
        yield from as_ordered(frame, context)
        yield from _booking(frame, context)
        yield from _share(frame, context)
    if not foreign:
        yield from _checks(frame, context)
        yield from _things(frame, context)


def _elsewhere(frame: Frame) -> bool:
    return any(
        token.text in _ELSEWHERE or (token.of("other") in ("other",) and token.text in _OTHER_TRADES)
        for token in frame.tokens
    )


def _count(tokens: list[Token], at: int) -> int:
    """The number at `at`, in digits or words; 0 for none."""
    token = tokens[at]
    if "number" in token.means:
        return token.data if isinstance(token.data, int) else 0
    return _WORDS.get(token.text, 0)


def _quantities(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    tokens = frame.tokens
    for at, token in enumerate(tokens):
        number = _count(tokens, at)
        if not 0 < number <= _MOST_PEOPLE or at + 1 >= len(tokens):
            continue
        unit = tokens[at + 1]
        if unit.text == "(" and at + 4 < len(tokens):
            unit = tokens[at + 4]
        before = tokens[max(0, at - 6) : at]
        limited = any(token.of("quantity") == "max" for token in before) or any(
            "only" in token.means for token in before
        )
        turn = any(token.of("quantity") == "turn" for token in before)
        if any("field_word" in token.means for token in before[-3:]):
            continue  # so many for each field
        if _tickets(frame, at, unit, limited=limited):
            _use(frame, token, unit, "tickets", "perday", "max", "turn", "session")
            yield RuleDraft(frame, "tickets.per_person_day", number, base_when(frame, context))
            continue
        people = unit.of("quantity") == "people" or unit.of("person") == "visitors"
        if not people:
            continue
        if turn or (unit.text in ("người/lượt",) or _next_is(tokens, at + 2, "turn")):
            _use(frame, token, unit, "turn", "people", "max")
            yield RuleDraft(frame, "admit.per_turn", number, base_when(frame, context))
            continue
        if any(one.text.endswith("quầy") for one in tokens[max(0, at - 5) : at]):
            continue  # "mỗi quầy chỉ phục vụ 01 người": neither a room's number nor a house's
        moment = frame.has("quantity", "moment")
        room = frame.has("quantity", "room")
        if not limited or not (moment or room or place_under(frame.place, context.place).shop or context.ours):
            continue
        if token.text in _WORDS and not (moment or room):
            continue
        if any(token.of("quantity") in ("session", "perday") for token in tokens[at : at + 6]):
            continue
        if frame.has("must") and frame.has("act", "transact") and not (room or moment):
            continue
        _use(frame, token, unit, "people", "room", "moment", "max")
        when = base_when(frame, context)
        for free in ("urgent", "online_levels"):
            when.pop(free, None)
        draft = RuleDraft(frame, "room.cap" if room else "unit.cap", number, when)
        yield draft


def as_ordered(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """A limit without a number: "số lượng người đến giao dịch cùng thời điểm theo quy định của cơ quan …"."""
    if not any(token.text in ("số lượng", "lượng") for token in frame.tokens) or not frame.has("quantity", "moment"):
        return
    if frame.has("number") or not (place_under(frame.place, context.place).shop or context.ours):
        return
    frame.take("quantity", "moment", "people")
    for point in ("room.cap", "unit.cap"):
        draft = RuleDraft(frame, point, None, where(frame, context))
        draft.ask("cap_number")
        draft.doubts.append("no_number")
        yield draft


def _use(frame: Frame, token: Token, unit: Token, *quantities: str) -> None:
    token.taken = unit.taken = True
    frame.take("quantity", *quantities)
    frame.take("act", "admit", "ticket")


def _next_is(tokens: list[Token], at: int, kind: str) -> bool:
    return any(token.of("quantity") == kind for token in tokens[at : at + 3] if token.text not in (",",))


def _tickets(frame: Frame, at: int, unit: Token, *, limited: bool) -> bool:
    """ "mỗi người lấy tối đa 02 số trong một ngày"."""
    if unit.of("quantity") != "tickets" and unit.text not in _TICKETS:
        return False
    tokens = frame.tokens
    near = tokens[at : at + 9]
    day = any(token.of("quantity") == "perday" for token in near) or any(
        token.of("quantity") == "perday" for token in tokens[:at]
    )
    each = any(token.text in _EACH_PERSON or token.of("person") == "visitors" for token in tokens)
    return each and day


def _booking(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    for act in frame.acts:
        if act.kind != "book":
            continue
        meaning = modality.steered([modal for modal in act.modals if modal != "past"])
        only = any("only" in token.means for token in frame.tokens)
        when = base_when(frame, context)
        when.pop("online_levels", None)
        if only and frame.act("receive", "transact", "return", "admit", "operate"):
            act.token.taken = True
            yield RuleDraft(frame, "visit.appointment", "required", when)
            return
        if (
            _FREE & set(act.modals) & {"need_not"}
            and any(key in when for key in ("groups", "fields", "urgent", "unit_kinds"))
            and not act.blocked
        ):
            frame.take("act", "book", "ticket")
            yield RuleDraft(frame, "visit.appointment", None, when)
            return
        if "past" in act.modals or act.blocked or _FREE & set(act.modals) or "not" in act.modals:
            continue
        frame.take("act", "book", "ticket")
        if meaning in (modality.ENCOURAGED, modality.MAY):
            yield RuleDraft(frame, "visit.appointment", "encouraged", when)
            return
        if meaning in (modality.MUST, modality.PLAIN, modality.ONLY, modality.KEEP):
            draft = RuleDraft(frame, "visit.appointment", "required", when)
            if meaning == modality.PLAIN and frame.subject != "visitors":
                draft.doubts.append("booking_must")
            yield draft
            return


def _share(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """ "bố trí 50% số công chức", "ít nhất một nửa số cán bộ ở lại quầy"."""
    tokens = frame.tokens
    for at, token in enumerate(tokens):
        half = token.of("quantity") == "half"
        if "percent" not in token.means and not half:
            continue
        value = 50 if half else token.data
        behind = tokens[at + 1 : at + 5]
        staff = any(token.of("person") == "staff" for token in behind)
        if (
            staff
            and 1 <= value <= (100 if frame.has("task", "assign") else 99)
            and not frame.has("share")
            and not any(token.text in ("tập huấn", "đào tạo") for token in tokens)
        ):
            token.taken = True
            frame.take("quantity", "half", "min", "max")
            number = int(value) if float(value).is_integer() else value
            yield RuleDraft(frame, "staff.share", number, where(frame, context) | _epidemic(frame, context))
            return
        yield from _target(frame, context, at, value)


def _epidemic(frame: Frame, context: Context) -> dict[str, Any]:
    levels = frame.conditions.epidemic_levels or context.conditions.epidemic_levels
    return {"epidemic_levels": sorted(levels)} if levels else {}


def _target(frame: Frame, context: Context, at: int, value: float) -> Iterator[RuleDraft]:
    """ "tỷ lệ hồ sơ nộp trực tuyến đạt 65%", "giải quyết đúng hạn trên 98% hồ sơ"."""
    tokens = frame.tokens
    number = int(value) if float(value).is_integer() else value
    share = frame.has("quantity", "share") or any("dossier" in token.of("obj") for token in tokens[at : at + 4])
    if not share or frame.has("obj", "fee") or not 0 < value <= 100:
        return
    if any(act.modals and "not" in act.modals for act in frame.acts):
        return
    point = ""
    if any(token.of("urgent") == "urgent" for token in tokens[at : at + 6]):
        point = "target.urgent_resolved"
    elif frame.has("quantity", "ontime"):
        point = "target.on_time"
    elif "online" in frame.channels:
        point = "target.online_share"
    elif frame.has("urgent", "urgent"):
        point = "target.urgent_resolved"
    if point:
        tokens[at].taken = True
        frame.take("quantity", "share", "ontime", "min")
        draft = RuleDraft(frame, point, number, general_where(frame, context))
        if point == "target.urgent_resolved":
            draft.ask("which_urgent")
        yield draft


def _checks(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    found = [token for token in frame.tokens if "check" in token.means]
    if not found:
        return
    modals = {word for act in frame.acts for word in act.modals} | set(frame.modals)
    if (
        frame.has("neg", "need_not")
        or ("not" in modals and not frame.has("only"))
        or any(token.of("task") == "report" for token in frame.tokens)
    ):
        return
    who = sorted(
        frame.with_people
        | {
            "visitors" if token.of("person") == "visitors" else "staff"
            for token in frame.tokens
            if "person" in token.means
        }
    )
    for token in found:
        if token.of("check") in ("hand_sanitising",) and any(
            "item" in token.means and token.of("item") == "sanitiser" for token in frame.tokens
        ):
            continue
        token.taken = True
        draft = RuleDraft(
            frame,
            f"entry.{token.of('check')}",
            who or ["staff", "visitors"],
            where(frame, context) | _epidemic(frame, context),
        )
        if not who:
            draft.ask("who_checked")
        if token.of("check") == "vaccination":
            draft.ask("vaccination")
            draft.doubts.append("vaccination")
        yield draft


def _things(frame: Frame, context: Context) -> Iterator[RuleDraft]:
    """Things that stand ready and people who are there."""
    if frame.has("neg", "need_not") or (frame.modals and "not" in frame.modals):
        return
    when = where(frame, context) | _epidemic(frame, context)
    for token in frame.tokens:
        item = token.of("item")
        if (
            item == "distance"
            and token.text in _BARE_DISTANCE
            and not any(
                one.text in ("m", "mét") or ("item" in one.means and one.of("item") != "distance")
                for one in frame.tokens
            )
        ):
            continue  # "thời gian giãn cách", "cách nhau 15 phút"
        if item and (
            item in ("droplet_shield", "sanitiser", "backup_power") or frame.has("task", "assign") or item == "distance"
        ):
            token.taken = True
            yield RuleDraft(frame, f"equipment.{item}", True, dict(when))
        elif token.of("duty") == "marshal":
            token.taken = True
            yield RuleDraft(frame, "duty.marshal", True, dict(when))
