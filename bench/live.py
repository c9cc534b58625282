"""A call of a ticket until 1,000 screens and phones have heard of it, and what each of them costs in memory.

One live server with one worker, on a real PostgreSQL; the readers are in a process of their own. Beside it, in the same
run, a bare asyncio server that writes as many bytes to as many readers and reads nothing.

Run: python -m bench.live, with DATABASE_URL naming a database with the demo in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any, Final

import django
import psutil

from bench._table import Figure, report

READERS: Final = 1000
BOARDS: Final = 20
WAITING: Final = int(os.environ.get("BENCH_WAITING", "200"))  # tickets in the queue: a phone each, or several on one
CALLS: Final = 40
WARM: Final = 3
PAUSE: Final = 0.4  # seconds between two calls


def main() -> None:
    """Report how long a call takes to reach the readers, and the memory of each."""
    _allow_files(4 * READERS)
    django.setup()
    premises, tokens, size = _queue()
    boards = [f"/song/bang/{premises.board_key}"] * BOARDS
    phones = [f"/song/so/{tokens[index % len(tokens)]}" for index in range(READERS - BOARDS)]
    with _live_server() as (port, worker):
        _once(port, boards[0])
        ours = _measure(port, boards + phones, worker, _caller(premises))
    with _bare_server(size) as (port, bare, pull):
        floor = _measure(port, ["/"] * READERS, bare, pull)
    named = {"p50": "half of the readers heard", "p95": "95 % heard", "worst": "all heard"}
    report(
        *(Figure(f"call of a ticket: {words}", ours[key], floor[key], "ms") for key, words in named.items()),
        Figure("stream held open", ours["memory"], floor["memory"], "kB"),
        note=f"{READERS:,} readers, {WAITING} tickets in the queue, {ours['lost']:.0f} messages lost; "
        "floor: bare asyncio",
    )


def _measure(port: int, paths: list[str], server: psutil.Process, act: Any) -> dict[str, float]:
    """Open the streams, act again and again, ask the readers when each heard."""
    before = server.memory_info().rss
    with subprocess.Popen(
        [sys.executable, "-m", "bench._streams", str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as readers:
        assert readers.stdin is not None and readers.stdout is not None
        readers.stdin.write(json.dumps(paths) + "\n")
        readers.stdin.flush()
        if readers.stdout.readline() != "open\n":
            raise RuntimeError("the streams were not opened")
        heard: list[float | None] = []
        for turn in range(WARM + CALLS):
            time.sleep(PAUSE)
            since = act()
            readers.stdin.write(f"{since}\n")
            readers.stdin.flush()
            answer = json.loads(readers.stdout.readline())
            heard += answer if turn >= WARM else []
        memory = (server.memory_info().rss - before) / 1024 / len(paths)
        readers.stdin.close()
        readers.terminate()
    got = sorted(one for one in heard if one is not None)
    return {
        "p50": statistics.median(got),
        "p95": got[int(len(got) * 0.95)],
        "worst": got[-1],
        "memory": memory,
        "lost": len(heard) - len(got),
    }


def _queue() -> tuple[Any, list[str], int]:
    """The centre of the demo with tickets waiting and an officer at its counters; the size of a phone's message."""
    from django.contrib.auth.hashers import make_password
    from django.db.models import F

    from motcua.clock.queries import now
    from motcua.door.models import Counter, CounterSession, Premises, Ticket
    from motcua.management.demo.cast import CENTRE
    from motcua.people.models import Role, Staff, StaffRole
    from motcua.rulebook.work_calendar import localise
    from motcua.web.board.payloads import unit_state
    from motcua.web.live.hub import encoded

    at = now()
    premises = Premises.objects.select_related("office").get(office__code=CENTRE)
    # Those of an earlier run make room, by as many days as no run before took.
    back = F("day") - int(Ticket.objects.filter(premises=premises).count() + 1)
    Ticket.objects.filter(premises=premises, day=localise(at).date()).update(state="left", ended_at=at, day=back)
    tickets = Ticket.objects.bulk_create(
        Ticket(
            premises=premises, day=localise(at).date(), series="Z", number=number, source="phone",
            taken_at=at, queued_at=at,
        )
        for number in range(1, WAITING + CALLS + WARM + 1)
    )  # fmt: skip
    for counter in Counter.objects.filter(premises=premises).order_by("number"):
        staff, _ = Staff.objects.get_or_create(
            username=f"bench.{counter.number}",
            defaults={"full_name": "Bench", "office": premises.office, "password": make_password(None)},
        )
        StaffRole.objects.get_or_create(staff=staff, role=Role.RECEIVING_OFFICER, office=premises.office)
        CounterSession.objects.get_or_create(
            counter=counter, closed_at=None, defaults={"staff": staff, "opened_at": at}
        )
    tokens = [ticket.token for ticket in tickets[-WAITING:]]
    return premises, tokens, len(encoded(unit_state(premises.pk, at).tickets[tokens[-1]]))


def _caller(premises: Any) -> Any:
    from django.db import transaction

    from motcua.clock.queries import now
    from motcua.door.models import CounterSession
    from motcua.door.queue.actions.calls import call_next, finish_serving, start_serving

    session = CounterSession.objects.filter(counter__premises=premises, closed_at=None).earliest("counter__number")
    session = CounterSession.objects.select_related("counter", "staff").get(pk=session.pk)

    def call() -> int:
        """The next ticket is called; the moment just before the commit."""
        at = now()
        with transaction.atomic():
            if ticket := session.counter.tickets.filter(state="called").first():
                start_serving(ticket_id=ticket.pk, by=session.staff, at=at)
                finish_serving(ticket_id=ticket.pk, by=session.staff, at=at)
            assert call_next(counter_id=session.counter_id, by=session.staff, at=at) is not None
            return time.monotonic_ns()  # before the commit, which ends the block

    return call


@contextlib.contextmanager
def _live_server() -> Iterator[tuple[int, psutil.Process]]:
    """Granian as `motcua up` runs it; its port and its one worker."""
    port = _free_port()
    environment = {**os.environ, "MOTCUA_LIVE_STREAMS_PER_ADDRESS": str(2 * READERS)}
    flags = ["--interface", "asgi", "--port", str(port), "--workers", "1", "--no-ws", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *flags, "--workers-kill-timeout", "8", "motcua.asgi:application"]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait(port)
        yield port, psutil.Process(process.pid).children()[0]
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def _bare_server(size: int) -> Iterator[tuple[int, psutil.Process, Any]]:
    port, trigger = _free_port(), _free_port()
    command = [sys.executable, "-m", "bench._bare", str(port), str(trigger), str(size)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        with socket.create_connection(("127.0.0.1", trigger)) as cord:

            def pull() -> int:
                since = time.monotonic_ns()
                cord.sendall(b"\n")
                return since

            yield port, psutil.Process(process.pid), pull
    finally:
        process.kill()
        process.wait()


def _once(port: int, path: str) -> None:
    """Open one stream and close it: what the first one costs is no cost of a reader."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as stream:
        while not stream.readline().startswith(b"data: {"):
            pass


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the live server did not come up")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _allow_files(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))


if __name__ == "__main__":
    main()
