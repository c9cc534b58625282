"""From a clause's tokens to its frame: who steers which act, and what stands around it.

Words of modality wait for an act. "Khi …", "để …", "đã …" block the acts behind them. A task verb takes the modality
before it and the acts behind it. A channel goes to the act on its left, or to the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from motcua.rulebook.reading.frames.conditions import read_conditions
from motcua.rulebook.reading.frames.cues import cues
from motcua.rulebook.reading.frames.frame import Act, Frame, span_of_tokens
from motcua.rulebook.reading.frames.issuing_body import Issuer
from motcua.rulebook.reading.frames.neighbours import (
    as_act,
    beside_encouraging,
    beside_person,
    is_noun,
    left_to_them,
    of_a_thing,
    proposed,
    resolved_act,
    right_behind,
    task_here,
    verb_behind,
)
from motcua.rulebook.reading.frames.periods import Calendar
from motcua.rulebook.reading.frames.placement import excepted, note_persons, set_place
from motcua.rulebook.reading.frames.places import find_places
from motcua.rulebook.reading.frames.refusals import refuse_faulty
from motcua.rulebook.reading.frames.subordinate_parts import ScanState, is_subordinate
from motcua.rulebook.reading.frames.times import read_times
from motcua.rulebook.reading.frames.tokens import Token

_ASKED_FOR: Final = frozenset(cues("frame_scan", "asked_for"))
_TIMES_OFF: Final = frozenset(cues("frame_scan", "times_off"))
_SPEAKING_OF: Final = frozenset(cues("frame_scan", "speaking_of"))
_PERHAPS: Final = frozenset(cues("frame_scan", "perhaps"))
_LETTING: Final = frozenset(cues("frame_scan", "letting"))
_RUNNING: Final = frozenset(cues("frame_scan", "running"))
_WORKING: Final = frozenset(cues("frame_scan", "working"))
_NOT_COLLECTING: Final = frozenset(cues("frame_scan", "not_collecting"))
_NOT_CARRIED_OUT: Final = frozenset(cues("frame_scan", "not_carried_out"))
_COMPLAINTS: Final = frozenset(cues("frame_scan", "complaints"))
_RECEIVING: Final = frozenset(cues("frame_scan", "receiving"))
_JOINING: Final = frozenset(cues("frame_scan", "joining"))

_STEERING: Final = ("stop", "forbid", "only", "resume", "enc", "limit", "refuse", "past", "keep", "must", "may")
# Verbs that only lead to what is ordered: the act behind them is the order.
_OPEN_TASKS: Final = frozenset(cues("frame_scan", "open_tasks"))
# Of those, what may be denied or stopped together with the act behind it: "không tổ chức tiếp nhận".
_DENIED_WITH: Final = frozenset(cues("frame_scan", "denied_tasks"))
_TOWARDS: Final = frozenset(cues("frame_scan", "coming"))
_TIMES: Final = frozenset({"date", "span", "clock", "weekday", "month", "hours", "event"})
_ACTED: Final = frozenset({"receive", "return", "transact", "operate", "take", "give"})


def frame_of(ref: str, tokens: list[Token], issuer: Issuer, calendar: Calendar) -> Frame:
    """The frame of one clause."""
    frame = Frame(ref, tokens, span_of_tokens(tokens))
    main, exception = excepted(tokens)
    frame.times = read_times(main, calendar)
    frame.conditions = read_conditions(main)
    if exception:
        frame.exception = read_conditions(exception)
        places = [place.place for place in find_places(exception, issuer)]
        frame.exception_place = places[0] if places and (places[0].kinds or places[0].names) else None
        exception[0].taken = bool(frame.exception.said or frame.exception_place)
    _scan(frame, main)
    refuse_faulty(frame, main)
    set_place(frame, main, find_places(main, issuer))
    note_persons(frame, main)
    return frame


def _scan(frame: Frame, tokens: Sequence[Token]) -> None:
    state = ScanState()
    for at, token in enumerate(tokens):
        means = token.means
        if token.text == "thì" and not state.mode:
            state.pending, state.task = [], None  # what stands before is the case, what follows the order
            token.taken = True
            continue
        if "if" in means and not frame.acts and "act" not in means:
            frame.iffy = True
        if is_subordinate(state, tokens, at):
            continue
        if token.of("neg"):
            state.pending.append(token.of("neg"))
            if token.text in _LETTING:
                state.pending.append("let_not")
            if proposed(state.task, tokens, at):
                state.pending.append("about")
            if token.of("neg") == "must_not":
                state.forbids = "must_not"
            token.taken = True
            continue
        steering = next((kind for kind in _STEERING if kind in means), "")
        if steering and not as_act(tokens, at):
            _steer(frame, state, tokens, at, steering)
            continue
        if state.mode == "case" and means.keys() & {"act", "task", "keep"}:
            token.taken = True
        elif "act" in means:
            _act(frame, state, tokens, at)
        elif ("person" in means and "task" in means and beside_person(tokens, at)) or (
            "task" in means
            and "enc" in state.pending
            and token.of("task") == "persuade"
            and beside_encouraging(tokens, at)
        ):
            token.taken = True
        elif "task" in means and not ("fill" in means and not task_here(tokens, at)):
            _task(frame, state, token)
        elif "other" in means:
            frame.objects.append("other")
            if at and frame.acts and frame.acts[-1].token is tokens[at - 1] and frame.acts[-1].kind == "receive":
                frame.acts[-1].blocked = frame.acts[-1].blocked or "other"  # "ngừng tiếp nhận hàng hóa"
            if not frame.acts or frame.acts[-1].kind == "task" or state.pending:
                state.object_of_other = True
                frame.modals = (*frame.modals, *(f"other:{word}" for word in state.pending))
                state.before, state.pending = tuple(state.pending), []
        elif "obj" in means:
            frame.objects.append(token.of("obj"))
            token.taken = True
        elif "chan" in means:
            _channel(frame, state, token)
        elif "question" in means:
            frame.open_question = True
        elif not means and token.text.isalpha() and not state.mode and right_behind(tokens, at):
            # What is stopped or denied is something no list knows: it is not the act that may follow.
            state.before, state.pending = (), []
            state.task = Act("task", token, (), value="unknown")
    if state.pending:
        _trailing(frame, state)


def _steer(frame: Frame, state: ScanState, tokens: Sequence[Token], at: int, kind: str) -> None:
    token = tokens[at]
    value = token.of(kind)
    if kind == "must" and token.text == "yêu cầu" and at and tokens[at - 1].text in _ASKED_FOR:
        return
    if kind == "may" and token.text in ("được", "cho") and not verb_behind(tokens, at):
        return
    if kind == "keep" and "usual" in value:
        token.taken = True
        frame.modals = (*frame.modals, "usual")
        return
    if kind == "keep" and token.text in ("bảo đảm", "đảm bảo"):
        behind = next((token for token in tokens[at + 1 : at + 3] if token.text != "việc"), None)
        if behind is None or not behind.means.keys() & {"act", "keep", "stop"}:
            return
    if value == "rest" and at and tokens[at - 1].text in _TIMES_OFF:
        return
    if kind in ("enc", "stop", "only", "limit") and at and tokens[at - 1].text in _SPEAKING_OF:
        frame.about = True
        if state.task is not None and state.task.token.text not in _OPEN_TASKS:
            state.pending.append("about")  # "đề xuất việc dừng …": what is proposed is not ordered
    if kind == "stop" and left_to_them(tokens, at):
        state.pending.append("perhaps")  # "chủ động tạm dừng": theirs to decide
    planned = at and tokens[at - 1].of("obj").startswith("plan")
    if kind in ("stop", "only", "limit") and (planned or proposed(state.task, tokens, at)):
        state.pending.append("about")  # "phương án tạm dừng …": what a plan is for is not ordered yet
    token.taken = True
    word = value if kind in ("stop",) else kind
    if kind == "past":
        told = token.text in _COMPLAINTS and not state.pending and not frame.acts
        frame.past = frame.past or told or (at < 2 and token.text != "đã") or token.text == "theo đó"
    if kind == "forbid":
        state.forbids = "forbid"
    if kind == "may" and token.text in _PERHAPS:
        word = "perhaps"
    state.pending.append(word)


def _act(frame: Frame, state: ScanState, tokens: Sequence[Token], at: int) -> None:
    token = tokens[at]
    kind = token.of("act")
    if token.text in _NOT_COLLECTING and at + 1 < len(tokens) and tokens[at + 1].of("obj") == "dossier":
        kind = "receive"  # "không thu hồ sơ": papers are not taken in, no fee is spoken of
        state.pending.append("not")
    if kind in ("take", "give"):
        kind = resolved_act(frame, tokens, at, kind)
        if not kind:
            _opaque(frame, state, token)
            return
    if kind == "admit" and state.pending and token.text in _RECEIVING and at + 1 < len(tokens):
        kind = "transact" if tokens[at + 1].of("person") == "visitors" else kind  # "không đón công dân đến"
    if kind == "operate" and at and tokens[at - 1].of("person") and set(state.pending) <= {"may"}:
        return  # "công chức làm việc tại …": who is meant, not what is done
    if token.text in _TOWARDS and at + 1 < len(tokens) and tokens[at + 1].means.keys() & _TIMES:
        return  # "đến ngày …" ends a period, nobody comes
    if token.text in _TOWARDS and not (
        (at + 1 < len(tokens) and tokens[at + 1].means.keys() & {"shop", "body", "chan"}) or state.pending
    ):
        return
    if kind in ("operate",) and token.text in _WORKING and not state.pending and is_noun(tokens, at):
        return
    token.taken = True
    if _unable(frame, state, tokens, at):
        return
    modals = tuple(state.pending)
    if state.forbids and modals and not {"forbid", "must_not"} & set(modals):
        modals = (state.forbids, *modals)
    inherited = False
    if not modals and frame.acts and kind in _ACTED | {"pay", "book"} and frame.acts[-1].kind in _ACTED | {"pay"}:
        modals, inherited = frame.acts[-1].modals, True
    elif not modals and state.object_of_other and at and tokens[at - 1].text in _JOINING:
        modals = state.before
    act = Act(kind, token, modals)
    if "past" in modals:
        act.blocked = "past"
    elif state.task is not None and not inherited and not modals and state.task.token.text not in _OPEN_TASKS:
        act.blocked = "task"
    elif state.task is not None and inherited and frame.acts[-1].blocked:
        act.blocked = frame.acts[-1].blocked
    elif state.repeals:
        act.blocked = "task"
    elif frame.past:
        act.blocked = "past"
    elif kind == "operate" and token.text in _RUNNING and "keep" not in modals and of_a_thing(tokens, at):
        act.blocked = "other"  # "ngừng hoạt động trang Zalo cũ"
    if not frame.acts and frame.channels:
        act.channels = list(frame.channels)
    state.pending = []
    frame.acts.append(act)


def _unable(frame: Frame, state: ScanState, tokens: Sequence[Token], at: int) -> bool:
    """ "người không nộp được hồ sơ trực tuyến": what somebody cannot do is a case, no order."""
    if "not" not in state.pending or at + 1 >= len(tokens) or tokens[at + 1].text != "được":
        return False
    state.pending = [word for word in state.pending if word != "not"]
    tokens[at + 1].taken = True
    for token in tokens[at + 2 : at + 6]:
        if token.of("chan") in ("online", "postal"):
            frame.conditions = replace(frame.conditions, uses_neither=True)
            token.taken = True
    return True


def _opaque(frame: Frame, state: ScanState, token: Token) -> None:
    """A verb of handing over that is none of the shop's: it takes the modality before it and the acts behind it."""
    if "fill" in token.means and not state.pending:
        return
    act = Act("task", token, tuple(state.pending), value="lead")
    token.taken = True
    frame.acts.append(act)
    state.task = act
    state.before, state.pending = tuple(state.pending), []


def _task(frame: Frame, state: ScanState, token: Token) -> None:
    token.taken = True
    act = Act("task", token, tuple(state.pending), value=token.of("task"))
    if "past" in act.modals or frame.past:
        act.blocked = "past"
    if "not_yet" in state.pending:
        state.before, state.pending = (), ["past"]  # "chưa tổ chức …": what was found, no order
        act.modals = ("past",)
        act.blocked = "past"
    denied = {"not", "must_not", "stop", "close"} & set(state.pending)
    open_verb = token.text in (_DENIED_WITH if denied else _OPEN_TASKS)
    if open_verb and not set(state.pending) <= {"must", "keep", "may"}:
        frame.acts.append(act)
        state.task = act
        return  # what steers an open verb steers the act behind it
    frame.acts.append(act)
    state.task = act
    state.before, state.pending = tuple(state.pending), []


def _channel(frame: Frame, state: ScanState, token: Token) -> None:
    name = token.of("chan")
    token.taken = True
    if name not in frame.channels:
        frame.channels.append(name)
    if state.mode == "case" and frame.acts and frame.acts[-1].channels:
        return
    target = next((act for act in reversed(frame.acts) if act.kind in _ACTED | {"pay", "book"}), None)
    if target is not None:
        target.channels.append(name)
    elif state.task is not None and state.task.kind == "task":
        state.task.channels.append(name)


def _trailing(frame: Frame, state: ScanState) -> None:
    """Modality with no act behind it steers the acts before it: "Việc tiếp nhận hồ sơ tạm dừng từ …"."""
    steers = {"stop", "close", "past", "rest"}
    if any(token.text in _NOT_CARRIED_OUT for token in frame.tokens):
        steers = steers | {"not"}  # "việc tiếp nhận … không thực hiện"
    for act in frame.acts:
        if act.kind in _ACTED and not act.modals and not act.blocked and steers & set(state.pending):
            act.modals = tuple(state.pending)
            if "past" in state.pending:
                act.blocked = "past"
    frame.modals = (*frame.modals, *state.pending)
