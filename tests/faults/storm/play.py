"""Let the officers loose: a thread and a connection each, day by day, while the journal is being sealed."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.journal.actions import seal_events
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, NothingOwed
from tests.faults.storm.acts import ACTS, Act, Try
from tests.faults.storm.cast import Cast

REFUSALS = (NotAllowed, AlreadyDone, InvalidInput, NothingOwed)
SENSIBLE = 0.75
"""Of all attempts so many are what the officer's role may do; the others are anything at all."""

ENOUGH = 15
"""Acts that must have been done on a day, however slow the machine."""


@dataclass
class Result:
    """What the storm did: attempts by act and outcome, faults, and each result number written, with its version."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[tuple[str, BaseException]] = field(default_factory=list)
    uploads: dict[int, dict[int, str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, one: Try, act: Act, outcome: str, made: object) -> None:
        with self.lock:
            self.outcomes[act.name, outcome] += 1
            if outcome == "done" and act.name == "upload_result":
                assert isinstance(made, Dossier)
                versions = self.uploads.setdefault(made.pk, {})
                assert made.version not in versions, "two writers made the same version"
                versions[made.version] = made.result_number

    def done(self) -> int:
        with self.lock:
            return sum(count for (_, outcome), count in self.outcomes.items() if outcome == "done")


@dataclass
class Day:
    """One working day played in `seconds`: the office's clock runs from eight to five while they pass.

    On a machine busy with other things it lasts until `enough` acts were done in all.
    """

    opens: datetime
    seconds: float
    enough: int
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        passed = min((time.monotonic() - self.began) / self.seconds, 1)
        return self.opens + timedelta(hours=9 * passed)

    def over(self, result: Result) -> bool:
        return time.monotonic() - self.began >= self.seconds and result.done() >= self.enough


def play(cast: Cast, days: list[datetime], *, seconds: float, seed: int) -> Result:
    """All officers through all `days` (each at eight o'clock), `seconds` of the real clock in all.

    Between two days nobody acts, so that a day's end is the same for all: periods of statistics begin at midnight.
    """
    result = Result()
    with _brisk(), _sealing(days[0], result), ThreadPoolExecutor(len(cast.officers)) as pool:
        for number, opens in enumerate(days, start=1):
            day = Day(opens, seconds / len(days), enough=ENOUGH * number)
            for failed in pool.map(lambda who: _work(cast, who, day, seed, result), cast.officers):
                assert failed is None
        gate = threading.Barrier(len(cast.officers))
        list(pool.map(lambda _: (gate.wait(60), connection.close()), cast.officers))
    return result


def _work(cast: Cast, who: Staff, day: Day, seed: int, result: Result) -> None:
    random = Random(f"{seed}:{day.opens}:{who.username}")
    officer = Staff.objects.get(pk=who.pk)
    fitting = [act for act in ACTS if act.role in set(officer.roles.values_list("role", flat=True))]
    while not day.over(result):
        sensible = bool(fitting) and random.random() < SENSIBLE
        act = random.choices(fitting, [one.weight for one in fitting])[0] if sensible else random.choice(ACTS)
        dossier = _pick(random, act if sensible else None)
        one = Try(cast, random, officer, dossier, day.now(), _version(random, dossier))
        try:
            made = act.run(one)
        except REFUSALS as refused:
            result.note(one, act, type(refused).__name__, None)
        except BaseException as fault:  # whatever else comes is what this test looks for
            with result.lock:
                result.faults.append((act.name, fault))
        else:
            result.note(one, act, "nothing" if made is None else "done", made)


def _pick(random: Random, act: Act | None) -> Dossier:
    """Some dossier, in a state where the act may succeed if there is one; it may be another's a moment later."""
    found = None
    if act is not None:
        found = Dossier.objects.filter(state__in=act.states).order_by("?").first()
    return found or Dossier.objects.order_by("?")[0]


def _version(random: Random, dossier: Dossier) -> int | None:
    chance = random.random()
    if chance < 0.4:
        return None
    return dossier.version if chance < 0.9 else max(0, dossier.version - 1)


@contextmanager
def _brisk() -> Iterator[None]:
    """Threads give way ten times sooner than Python's five milliseconds: many short queries, and more interleavings."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _sealing(at: datetime, result: Result) -> Iterator[None]:
    """The worker's sealing goes on meanwhile, twice a second."""
    over = threading.Event()

    def run() -> None:
        try:
            while not over.wait(0.5):
                seal_events(at=at)
        except BaseException as fault:
            with result.lock:
                result.faults.append(("seal_events", fault))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
