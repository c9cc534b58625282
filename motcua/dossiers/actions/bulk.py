"""Do one act on many dossiers, each in its own transaction, so that a refusal of one does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.actions.acceptance import accept, forward
from motcua.dossiers.actions.stage_work import appraise, approve, seal, take
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import dossiers_visible_to
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

MOST: Final = 100
TAKE: Final = "take"
# Only acts that ask nothing of the officer and end nothing; others are done one by one.
SAFE: Final[Mapping[str, Callable[..., Any]]] = {
    "take": take,
    "accept": accept,
    "forward": forward,
    "appraise": appraise,
    "approve": approve,
    "seal": seal,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A dossier ticked in a list, and its version as the list showed it."""

    code: str
    version: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one dossier: `refusal` says why it was not done, "" when it was."""

    code: str
    refusal: str = ""


def act_on_many(*, act: str, chosen: Sequence[Chosen], by: Staff, at: datetime) -> list[Outcome]:
    """Do one safe act to each chosen dossier in turn, in its own transaction; an outcome for each, in their order.

    Raises InvalidInput for an act that is not safe for many, for none chosen and for more than 100.
    """
    run = SAFE.get(act)
    if run is None:
        raise InvalidInput({"act": "Việc này phải làm riêng từng hồ sơ."})
    if not chosen:
        raise InvalidInput({"chosen": "Hãy chọn ít nhất một hồ sơ."})
    if len(chosen) > MOST:
        raise InvalidInput({"chosen": f"Mỗi lần làm nhiều nhất {MOST} hồ sơ."})
    found = {
        dossier.code: dossier for dossier in dossiers_visible_to(by, at).filter(code__in=[tick.code for tick in chosen])
    }
    return [_one(run, found.get(tick.code), tick, by, at) for tick in chosen]


def _one(run: Callable[..., Any], dossier: Dossier | None, tick: Chosen, by: Staff, at: datetime) -> Outcome:
    if dossier is None:
        return Outcome(tick.code, "Không thấy hồ sơ này.")
    try:
        run(dossier=dossier, by=by, at=at, expected_version=tick.version)
    except (NotAllowed, AlreadyDone, InvalidInput) as refused:
        return Outcome(tick.code, str(refused))
    return Outcome(tick.code)
