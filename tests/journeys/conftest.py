"""A real house for the browser: `motcua up` with its own database, web and worker, and Debian's chromium.

One house serves all files of a worker; between two files its rows are put back to those of the demo.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from motcua.embedded import database_url
from tests.conftest import REPOSITORY
from tests.journeys.life_steps import Console
from tests.journeys.saved_rows import SavedRows

# The one without windows first: it draws the same pages with half the work.
CHROMIUM = (
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 180
# These take longest and begin first, so that no worker waits long for the other at the end.
LONGEST = (
    "test_door_booking.py",
    "test_door_together.py",
    "test_life_permit.py",
    "test_story.py",
    "test_life_endings.py",
    "test_life_linked.py",
    "test_door_arrival.py",
    "test_life_birth.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; all else stays in its order."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)) if "journeys" in item.path.parts else len(ranks))


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _environment(var: Path, story: str = "ha-giang-2020") -> dict[str, str]:
    """What every process of the house over this folder is given."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {"MOTCUA_VAR": str(var), "MOTCUA_DEMO": "1", "MOTCUA_DEMO_STORY": story, "MOTCUA_WEB_PROCESSES": "1"}
    return given | own | {"DJANGO_SETTINGS_MODULE": "tests.journeys.house_settings", "PYTHONPATH": str(REPOSITORY)}


@contextmanager
def running(var: Path, story: str = "ha-giang-2020") -> Iterator[str]:
    """`motcua up` over this folder; its address once it answers. It is stopped as by Ctrl-C."""
    port = _free_port()
    log = (var / "up.log").open("wb")
    keeper = subprocess.Popen(
        [sys.executable, "-m", "motcua", "up", "--port", str(port)],
        env=_environment(var, story), stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"{address}/khoe", timeout=5) as answer:
                    if answer.status == 200:
                        break
            except OSError:
                pass
            if keeper.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"The house did not come up:\n{(var / 'up.log').read_text()[-4000:]}")
            time.sleep(0.3)
        yield address
    finally:
        keeper.terminate()
        try:
            keeper.wait(30)
        except subprocess.TimeoutExpired:
            keeper.kill()
        log.close()


def passing_folder() -> Path:
    """A passing folder that the database's own account may pass through, which it needs where tests run as root."""
    var = Path(tempfile.mkdtemp(prefix="motcua-journey-"))
    var.chmod(0o711)
    return var


@dataclass(frozen=True, slots=True)
class House:
    """A running house, and its rows as the demo left them."""

    address: str
    var: Path
    demo: SavedRows


@pytest.fixture(scope="session")
def standing_house() -> Iterator[House]:
    """The house of this worker: the making of it takes most of a file's time."""
    var = passing_folder()
    try:
        with running(var) as address:
            url = database_url(var)
            assert url is not None
            yield House(address, var, SavedRows(url))
    finally:
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="module")
def house(standing_house: House) -> str:
    """The address of the running house, with the demo's rows and its clock on Monday 30 March 2020 at 7:45."""
    standing_house.demo.put_back()
    return standing_house.address


@pytest.fixture
def command(standing_house: House, house: str) -> Callable[..., str]:
    """`motcua …` as its keeper types it beside the running house; what it printed."""
    environment = _environment(standing_house.var)

    def run(*words: str) -> str:
        given = [sys.executable, "-m", "motcua", *words]
        done = subprocess.run(given, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; without one the journeys fail, for they are not skipped in silence.

    It ends with its module: while Playwright runs, its event loop counts as this thread's, and Django then refuses the
    database to the tests that come after.
    """
    path = next((path for path in CHROMIUM if Path(path).exists()), None)
    if path is None:
        pytest.fail("Không thấy Chromium. Bằng root, bin/test tự cài; hoặc: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def desk(browser: Browser, house: str) -> Iterator[Page]:
    """A desk: 1280 px wide, JavaScript on, nobody signed in."""
    context: BrowserContext = browser.new_context(
        base_url=house, viewport={"width": 1280, "height": 900}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, house: str) -> Iterator[Page]:
    """An old phone: 360 px wide, JavaScript off."""
    context: BrowserContext = browser.new_context(
        base_url=house, viewport={"width": 360, "height": 640}, java_script_enabled=False, locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh", has_touch=True, is_mobile=True,
    )  # fmt: skip
    yield context.new_page()
    context.close()


@pytest.fixture
def console(desk: Page, phone: Page) -> Iterator[Console]:
    """No page of a journey may complain in the browser's console."""
    heard = Console()
    for page in (desk, phone):
        heard.watch(page)
        page.set_default_timeout(20_000)
    yield heard
    assert not heard.said, "\n".join(heard.said)
