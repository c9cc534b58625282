"""What the benches ask over HTTP: the whole application, and beside it one view that does nothing at all."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

START_LIMIT: Final = 60.0


def serve() -> object:
    """The WSGI application with the empty view added; called in the server's own process."""
    from django.conf import settings

    settings.ROOT_URLCONF = "bench._urls"
    from motcua.wsgi import application

    return application


@contextlib.contextmanager
def server() -> Iterator[int]:
    """Granian as `motcua up` runs it, with one process, on a port of its own; yields the port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    flags = ["--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "8", "--no-ws"]
    command = [sys.executable, "-m", "granian", *flags, "--log-level", "warning", "--factory", "bench._served:serve"]
    process = subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT)
        try:
            connection.request("GET", "/nothing/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the server did not come up")


def per_second(call: Callable[[int], None], count: int, hands: int) -> float:
    """How many calls a second `hands` threads make together, each with its share of `count`, let go at once."""
    gate = threading.Barrier(hands + 1)

    def hand(number: int) -> None:
        gate.wait()
        for at in range(number, count, hands):
            call(at)

    with ThreadPoolExecutor(hands) as pool:
        done = [pool.submit(hand, number) for number in range(hands)]
        gate.wait()
        began = time.perf_counter()
        for one in done:
            one.result()
    return count / (time.perf_counter() - began)
