"""What a clause takes over from the one before it in its sentence, and an item from its lead."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from motcua.rulebook.reading.frames.conditions import Conditions
from motcua.rulebook.reading.frames.context import Context
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Frame

_INSTEAD: Final = frozenset(cues("sentences", "instead"))
_COMPLAINTS: Final = frozenset(cues("frame_scan", "complaints"))
_CARRIED: Final = frozenset({"enc", "stop", "not", "only", "limit", "keep", "must_not", "forbid", "close"})
_SHOP_ACTS: Final = ("receive", "return")
_FROM_LEAD: Final = frozenset({"stop", "enc", "not", "only", "limit"})


def inherit(frame: Frame, earlier: Frame | None, context: Context, *, same_segment: bool) -> None:
    """Place, period and modality of the clause before in the sentence; modality of a lead over its items."""
    frame.festive = frame.has("holiday_time") or (earlier is not None and earlier.festive)
    if earlier is not None:
        _slots(frame, earlier, same_segment=same_segment)
    _modality(frame, earlier, context, same_segment=same_segment)


def _slots(frame: Frame, earlier: Frame, *, same_segment: bool) -> None:
    frame.topic = earlier.objects or earlier.topic
    if frame.act(*_SHOP_ACTS) and earlier.act(*_SHOP_ACTS) and not frame.conditions.said:
        frame.limited_by = earlier
    names_only = not earlier.acts and not earlier.modals and earlier.place.addressee and not earlier.place.shop
    if not any(act.modals for act in earlier.acts) and not earlier.modals and not earlier.has("check"):
        frame.with_people = {token.of("person") for token in earlier.tokens if "person" in token.means}
    retells = (
        any(act.kind == "task" and act.value in ("persuade", "publish") for act in earlier.acts) or earlier.retells
    )
    frame.retells = retells
    again = earlier.past and retells and same_segment and frame.acts and not frame.acts[0].modals
    if retells and (frame.about or again):
        frame.past = True  # what is spread the word of is ordered elsewhere
    if (
        names_only
        and frame.place.addressee
        and not frame.place.levelled
        and not frame.place.other
        and not earlier.place.other
    ):
        frame.place = earlier.place.joined(frame.place)
    if not frame.place.said and (earlier.place.shop or earlier.place.addressee):
        frame.place = earlier.place
    own, above = frame.times.period, earlier.times.period
    if own and above and not own.begins and own.event and above.begins and not above.ends and not own.ends:
        frame.times.periods = [replace(own, begins=above.begins)]  # "từ ngày 15 …, không nhận … cho đến khi …"
    if not frame.times.periods and not frame.times.due:
        frame.times.periods = list(earlier.times.periods)
    if not frame.conditions.rest and not earlier.exception:
        wider = Conditions(fields=earlier.conditions.fields, epidemic_levels=earlier.conditions.epidemic_levels)
        if same_segment and not frame.has("person") and not frame.conditions.groups:
            wider.groups = earlier.conditions.groups
        if not [act for act in earlier.acts if act.kind != "task"] and same_segment:
            wider = earlier.conditions  # the clause before only named the case
        frame.conditions = frame.conditions.over(wider)
    found = any(token.text in _COMPLAINTS for token in earlier.tokens) or earlier.complains
    if earlier.past and found and same_segment and not frame.has("must") and not frame.place.addressee:
        frame.past = frame.complains = True  # "còn tình trạng từ chối …, chỉ nhận …"
    if earlier.past and not frame.place.said and "theo đó" in [token.text for token in earlier.tokens]:
        frame.past = True


def _modality(frame: Frame, earlier: Frame | None, context: Context, *, same_segment: bool) -> None:
    bare = frame.acts and not frame.acts[0].modals and not frame.modals and frame.acts[0].kind != "task"
    if not bare or frame.acts[0].blocked:
        return
    first = next(
        (
            token
            for token in frame.tokens
            if "sign" not in token.means and ("fill" not in token.means or "act" in token.means)
        ),
        None,
    )
    heads = first is frame.acts[0].token or (first is not None and first.of("obj") == "result" and same_segment)
    modals: tuple[str, ...] = ()
    if earlier is not None and earlier.acts and heads:
        last = next((act for act in reversed(earlier.acts) if act.modals and not act.blocked), None)
        if last is not None and (same_segment or "enc" in last.modals):
            modals = tuple(modal for modal in last.modals if modal in _CARRIED)
    elif earlier is None and heads and _FROM_LEAD & set(context.modals):
        modals = tuple(modal for modal in context.modals if modal in _CARRIED)
    if modals and not any(token.text in _INSTEAD for token in frame.tokens[:3]):
        for act in frame.acts:
            if not act.modals:
                act.modals = modals
