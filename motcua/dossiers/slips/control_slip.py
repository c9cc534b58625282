"""Read the hand-overs for the control slip (form 05) from a dossier's history."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from motcua.dossiers.life.clock import deadline_of
from motcua.dossiers.models import Dossier, Task
from motcua.people.calendars import calendar_of
from motcua.rulebook import dossier_states
from motcua.rulebook.deadlines import Pace, verdict

_RESOLVING: Final = frozenset({"appraising", "approving", "sealing", "waiting_payment"})
_VERDICTS: Final = {Pace.EARLY: "Trước hạn", Pace.ON_TIME: "Đúng hạn", Pace.LATE: "Quá hạn"}


def hand_overs(dossier: Dossier) -> list[dict[str, Any]]:
    """Each change of hands since acceptance: giver, taker, moment (ISO), who gave, who took, verdict, note; oldest
    first. Who took is known by the next step of that person; "" as long as nobody has acted there.

    The verdict is that of the moment the result was handed back to be returned (Circular 01/2018 Art. 13).
    """
    deadline = deadline_of(dossier, calendar_of(dossier.office))
    rows: list[dict[str, Any]] = []
    takers = _takers(dossier)
    for place, done in enumerate(dossier.steps_done):
        if done["from"] == done["to"] or done["from"] in {dossier_states.NEW, "submitted", "supplement_asked"}:
            continue
        back = done["to"] in {"result_ready", "refusal_ready"} and done["from"] in _RESOLVING
        judged = verdict(deadline, datetime.fromisoformat(done["at"])) if back and deadline else None
        rows.append(
            {
                "giver": _place(dossier, done["from"]),
                "taker": _place(dossier, done["to"]),
                "at": done["at"],
                "person": done["name"],
                "taken_by": takers[place],
                "verdict": _VERDICTS[judged] if judged else "",
                "note": done["note"],
            }
        )
    return rows


def helping_offices(dossier: Dossier) -> list[str]:
    """The offices that were asked to help (Decree 61/2018 Art. 19.5), each once, in the order they were asked."""
    asked = dossier.tasks.exclude(state=Task.State.CANCELLED).order_by("id").values_list("office__name", flat=True)
    return list(dict.fromkeys(asked))


def _takers(dossier: Dossier) -> list[str]:
    """The receiver of the dossier at each step: the person who took the next step."""
    takers: list[str] = []
    after = ""
    for done in reversed(dossier.steps_done):
        takers.append(str(done["note"]) if done["step"] in {"return_result", "deliver"} else after)
        if done["from"] != done["to"]:
            after = str(done["name"])
    return takers[::-1]


def _place(dossier: Dossier, state: str) -> str:
    if state in {"returned", "withdrawn", "stopped", "waiting_supplement"}:
        return "Người nộp hồ sơ"
    if state == "delivering":
        return "Bưu điện"
    office = dossier.resolving_office if state in _RESOLVING else dossier.office
    label = dossier_states.state(state).label if state in _RESOLVING else ""
    name = office.short_name or office.name
    return f"{name} ({label.lower()})" if label else name
