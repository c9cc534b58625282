"""The certified OpenID provider that tests sign in at: node and its packages, started on a port of its own."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from urllib.parse import urljoin

import httpx
import pytest

from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "tests" / "people" / "oidc_server"


def _install() -> str:
    """The path of node; skips where neither it nor the packages can be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        pytest.skip("No node on this machine (Debian: apt-get install nodejs npm): the certified provider cannot run.")
    if not (FOLDER / "node_modules" / "oidc-provider").exists():
        if npm is None:
            pytest.skip("No npm on this machine: the certified provider's packages cannot be had.")
        got = subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=FOLDER, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        if got.returncode:
            pytest.skip(f"The certified provider's packages could not be fetched: {got.stderr[-300:]}")
    return node


@contextmanager
def provider(redirect: str) -> Iterator[str]:
    """Its issuer, while it runs."""
    node = _install()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    running = subprocess.Popen(
        [node, "server.mjs", str(port), redirect],
        cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert running.stdout is not None
        line = running.stdout.readline()
        while line and "ready" not in line:  # it warns before it listens
            line = running.stdout.readline()
        assert line, "The provider did not start."
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)
        running.stdout.close()


def walk(address: str, *, login: str, stop: str, deny: bool = False) -> str:
    """Go through the provider's own pages as a person does; returns the address it sends the browser back to."""
    with httpx.Client(follow_redirects=False, timeout=20) as browser:
        answer = browser.get(address)
        for _ in range(20):
            if answer.is_redirect:
                where = urljoin(str(answer.url), answer.headers["location"])
                if where.startswith(stop):
                    return where
                answer = browser.get(where)
                continue
            answer.raise_for_status()
            page = answer.text
            if deny:
                link = re.search(r'href="([^"]*/abort)"', page)
                assert link, page
                answer = browser.get(urljoin(str(answer.url), unescape(link[1])))
                continue
            form = re.search(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', page, re.S)
            assert form, page
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
            if 'name="login"' in form[2]:
                fields |= {"login": login, "password": "any"}
            answer = browser.post(urljoin(str(answer.url), unescape(form[1])), data=fields)
    raise AssertionError("The provider never sent the browser back.")
