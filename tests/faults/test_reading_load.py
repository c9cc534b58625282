"""While hostile letters are read, the pages go on answering."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from motcua.directives.models import Directive
from tests.directives.house import PLAIN, House, build
from tests.faults.running_house import eventually, free_port

pytestmark = pytest.mark.faults
HOSTILE = "Bộ phận Một cửa bố trí không quá 20 người trong một phòng. " * 6000


@pytest.fixture
def house(transactional_db: None, settings: Any, tmp_path: Any) -> House:
    settings.MEDIA_ROOT = tmp_path / "files"
    return build()


@pytest.fixture
def port(house: House, settings: Any, tmp_path: Any) -> Iterator[int]:
    """The port of a web server with one process and eight threads, as `up` starts it."""
    where = connection.settings_dict
    url = (
        f"postgresql://{quote(where['USER'])}:{quote(where['PASSWORD'] or '')}"
        f"@{quote(where['HOST'], safe='')}:{where['PORT']}/{where['NAME']}"
    )
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--no-ws", "--interface", "wsgi", "--port", str(port)),
        *("--blocking-threads", "8", "--log-level", "warning", "motcua.wsgi:application"),
    ]
    server = subprocess.Popen(
        command,
        env=os.environ | {"DATABASE_URL": url, "MOTCUA_VAR": str(tmp_path), "MOTCUA_SECRET_KEY": settings.SECRET_KEY},
    )
    try:
        assert eventually(lambda: ask(port, "GET", "/khoe")[0] == 200)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def ask(port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, str]:
    """The status and the place it sends to; 0 where nobody answers."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request(method, path, body or None, headers or {})
        answer = link.getresponse()
        return answer.status, answer.headers.get("Location") or ""
    except OSError:
        return 0, ""
    finally:
        link.close()


def upload(port: int, session: str, text: str) -> tuple[int, str]:
    token = "a" * 32
    parts = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
        for name, more, value in (("csrfmiddlewaretoken", "", token), ("letter", '; filename="x.txt"', text))
    )
    headers = {
        "Content-Type": "multipart/form-data; boundary=cut",
        "Cookie": f"sessionid={session}; csrftoken={token}",
    }
    return ask(port, "POST", "/chi-dao/van-ban/", f"{parts}--cut--\r\n".encode(), headers)


def test_the_health_page_answers_within_a_second_and_no_letter_is_lost(house: House, port: int) -> None:
    client = Client()
    client.force_login(house.officer, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["sessionid"].value
    hostile = [PLAIN.format(number=at).replace("1. ", f"1. {HOSTILE}", 1) for at in range(5)]
    answers: list[tuple[int, str]] = []

    def started(texts: list[str]) -> list[threading.Thread]:
        threads = [
            threading.Thread(target=lambda text=text: answers.append(upload(port, session, text))) for text in texts
        ]
        for thread in threads:
            thread.start()
        return threads

    slowest = 0.0
    five = started(hostile)
    while any(thread.is_alive() for thread in five):
        before = time.monotonic()
        assert ask(port, "GET", "/khoe")[0] == 200
        slowest = max(slowest, time.monotonic() - before)
    assert slowest < 1.0
    for thread in started([PLAIN.format(number=at) for at in range(100, 135)]):
        thread.join()
    assert [status for status, _place in answers] == [302] * 40
    assert Directive.objects.count() == 40
