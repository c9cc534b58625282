"""The real live server in a process of its own, on the test's database, and readers of its streams."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

PATIENCE = 25.0  # seconds; shorter than the time after which units are read without being told to


class Stream:
    """One open stream."""

    def __init__(self, port: int, path: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.connection.request("GET", path)
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, Any] | None:
        """The next message; None at the end of the stream."""
        while line := self.answer.readline():
            if line.startswith(b"data: {"):
                found: dict[str, Any] = json.loads(line[6:])
                return found
        return None

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that is as wanted."""
        while (message := self.next()) is not None:
            if wanted(message):
                return message
        raise AssertionError("the stream ended")

    def close(self) -> None:
        """Hang up, as a phone that is put away."""
        self.answer.close()
        self.connection.close()


class Server:
    """Granian as `motcua up` starts it."""

    def __init__(self, **settings: str) -> None:
        known = connection.settings_dict
        user, host, port = known["USER"], known["HOST"], known["PORT"]
        password = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
        where = f"/{known['NAME']}?host={host}&port={port}" if str(host).startswith("/") else None
        url = f"postgresql://{user}{password}@{where or f'{host}:{port}/' + known['NAME']}"
        self.port = _free_port()
        command = [
            sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(self.port), "--workers", "1",
            "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "60", "motcua.asgi:application",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url, **settings})
        self.streams: list[Stream] = []

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError("the live server did not come up")

    def open(self, path: str) -> Stream:
        stream = Stream(self.port, path)
        self.streams.append(stream)
        return stream

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage]:
        """Status and headers of an answer, hung up after them."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asked.request(method, path, headers=headers)
        answer = asked.getresponse()
        asked.close()
        return answer.status, answer.headers

    def end(self) -> None:
        for stream in self.streams:
            stream.close()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@pytest.fixture
def serve(transactional_db: None) -> Iterator[Callable[..., Server]]:
    """Start a live server with these settings; it is ended with the test."""
    running: list[Server] = []

    def start(**settings: str) -> Server:
        server = Server(**settings)
        running.append(server)
        server.wait()
        return server

    yield start
    for server in running:
        server.end()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
