"""Every dossier's history told again by the rulebook's table and by the journal: the three must agree."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from typing import Any

from motcua.dossiers.models import Dossier, DossierFile
from motcua.journal.queries import Event, history
from motcua.notices.models import Message
from motcua.rulebook.dossier_states import NEW, SEPARATE_PEOPLE, Clock, move, state, step

_EVENT_OF = {
    "submit": "submitted", "accept": "accepted", "forward": "assigned", "ask_to_complete": "supplement_requested",
    "complete": "supplemented", "refuse": "refused", "appraise": "appraised", "approve": "approved", "seal": "sealed",
    "send_back": "sent_back", "refuse_seal": "sent_back", "ask_supplement": "supplement_requested",
    "take_supplement": "accepted", "allow_second_supplement": "second_supplement_allowed",
    "ask_payment": "payment_asked", "confirm_payment": "payment_confirmed", "refuse_result": "result_refused",
    "reappoint": "reappointed", "return_result": "returned", "hand_to_post": "handed_to_post", "deliver": "returned",
    "fail_delivery": "delivery_failed", "withdraw": "withdrawn", "stop": "stopped", "set_limitation": "limitation_set",
}  # fmt: skip
_SLIP_OF = {
    "receive": "01", "accept": "01", "take_supplement": "01", "ask_to_complete": "02", "ask_supplement": "02",
    "refuse": "03", "refuse_result": "03", "reappoint": "04", "stop": "stop",
}  # fmt: skip
_WITHOUT_WORD = {"supplement_requested"}
_BEFORE_FORWARD = {"receive", "accept", "take_supplement"}


def check_dossier(dossier: Dossier, uploads: dict[int, str]) -> None:
    """`uploads` are the result numbers written by hand, by the version each made."""
    events = list(history(f"dossier:{dossier.pk}"))
    counts = Counter(event.name.removeprefix("dossier.") for event in events)
    _walk(dossier)
    assert _told(events) == _expected(dossier), dossier.code
    _once(dossier)
    _versions(dossier, events, uploads)
    _side_rows(dossier, counts)


def _walk(dossier: Dossier) -> None:
    """Each step starts where the one before ended, and leads where the table says."""
    here, stage, came_from = NEW, 0, ""
    for done in dossier.steps_done:
        assert done["from"] == here, (dossier.code, done)
        taken = move(done["step"], here, route=dossier.route, came_from=came_from, stage=stage)
        # A linked set of which no part was granted is refused without anybody's hand.
        refused_set = done["by"] == "system" and done["step"] == "appraise" and done["to"] == "refusal_ready"
        assert done["to"] == taken.to or refused_set, (dossier.code, done)
        if state(taken.to).clock is Clock.PAUSED or taken.to == "delivering":
            came_from = here
        here, stage = done["to"], taken.stage
    assert (dossier.state, dossier.stage) == (here, stage), dossier.code


def _once(dossier: Dossier) -> None:
    """What may be done once was done once, and nobody did two steps that two people must do."""
    steps = [step(done["step"]) for done in dossier.steps_done]
    once = Counter(one.once for one in steps if one.once)
    lifted = Counter(one.lifts for one in steps if one.lifts)
    assert all(count <= 1 + lifted[what] for what, count in once.items()), (dossier.code, once)
    by = {(done["step"], done["by"]) for done in dossier.steps_done}
    for first, second in SEPARATE_PEOPLE:
        assert not {who for what, who in by if what == first} & {who for what, who in by if what == second}
    ready = [done for done in dossier.steps_done if done["from"] != done["to"]]
    assert all(a["to"] == b["from"] for a, b in pairwise(ready))


def _expected(dossier: Dossier) -> list[tuple[str, datetime, str]]:
    """The events that the dossier's steps must have left, in order, with moment and actor."""
    told: list[tuple[str, datetime, str]] = []
    before: dict[str, Any] = {}
    for done in dossier.steps_done:
        name = _EVENT_OF.get(done["step"], "")
        if done["step"] == "receive":
            name = "child_opened" if dossier.parent_id else "accepted"
        elif done["step"] == "forward" and before and _same_act(before, done):
            name = ""  # passed on in the act that accepted it
        elif done["by"] == "system" and done["step"] in {"appraise", "return_result"}:
            name = ""  # a linked set moved by its children
        if name:
            told.append((name, datetime.fromisoformat(done["at"]), done["by"]))
        before = done
    return told


def _same_act(before: dict[str, Any], done: dict[str, Any]) -> bool:
    return before["step"] in _BEFORE_FORWARD and (before["at"], before["by"]) == (done["at"], done["by"])


def _told(events: list[Event]) -> list[tuple[str, datetime, str]]:
    names = {*_EVENT_OF.values(), "child_opened"}
    return [
        (name, event.at, event.actor)
        for event in events
        if (name := event.name.removeprefix("dossier.")) in names and _is_step(name, event)
    ]


def _is_step(name: str, event: Event) -> bool:
    """Handing in what was asked of an accepted dossier is no step."""
    return name != "supplemented" or event.data["state"] == "submitted"


def _versions(dossier: Dossier, events: list[Event], uploads: dict[int, str]) -> None:
    """One more for each change saved: an update lost or written over would leave the sum too small."""
    others = [
        event
        for event in events
        if (event.name == "dossier.supplemented" and not _is_step("supplemented", event))
        or event.name in {"dossier.taken", "dossier.result_corrected"}
    ]  # fmt: skip
    assert dossier.version == len(dossier.steps_done) + len(others) + len(uploads), dossier.code
    corrected = [event for event in events if event.name == "dossier.result_corrected"]
    if uploads and not corrected:
        assert dossier.result_number == uploads[max(uploads)], dossier.code


def _side_rows(dossier: Dossier, counts: Counter[str]) -> None:
    """Rows beside the dossier and the events that tell of them; a person is told once that the result is there."""
    assert counts["result_ready"] == int(dossier.announced_at is not None) <= 1
    told = Message.objects.filter(subject=f"dossier:{dossier.pk}", reference__contains=":ready:").count()
    assert told == (counts["result_ready"] if dossier.parent_id is None else 0), dossier.code
    tasks = Counter(dossier.tasks.values_list("state", flat=True))
    assert (tasks["done"], tasks["cancelled"]) == (counts["task_answered"], counts["task_cancelled"]), dossier.code
    assert sum(tasks.values()) == counts["task_asked"], dossier.code
    planned = [task.record["planned"] for task in dossier.tasks.all() if task.record.get("planned")]
    assert len(planned) == len(set(planned)), dossier.code
    incidents = dossier.incidents
    assert incidents.count() == counts["incident_reported"]
    closed = incidents.filter(resolved_at__isnull=False).count()
    assert closed == counts["incident_resolved"] + counts["result_corrected"]
    receipts = dossier.fee_receipts
    assert receipts.count() == counts["fee.taken"]
    assert receipts.filter(cancelled_at__isnull=False).count() == counts["fee.cancelled"]
    paid = sum(receipts.filter(cancelled_at=None).values_list("amount", flat=True))
    assert paid in {0, dossier.bill.get("total", 0)}, dossier.code
    if dossier.parent_id is None:
        slips = Counter(_SLIP_OF[done["step"]] for done in dossier.steps_done if done["step"] in _SLIP_OF)
        assert Counter(dossier.slips.values_list("kind", flat=True)) == slips, dossier.code
    results = dossier.files.filter(kind=DossierFile.Kind.RESULT).values_list("sha256", flat=True)
    assert len(results) == len(set(results))
    entries = list(dossier.register_line.entries.all()) if hasattr(dossier, "register_line") else []
    assert len([entry for entry in entries if entry.kind in {"returned", "ended"}]) == int(
        bool(entries) and dossier.state in {"returned", "withdrawn", "stopped"}
    ), dossier.code
