"""Every address of the house, asked by everybody, and sent what no page would send: never an error of ours.

The province is filled once for the file; each test is rolled back to that state.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.web.addresses import FOREIGNER, NOT_THERE, Address, addresses, names
from tests.web.desk import desk
from tests.web.filled import Filled, fill_province

pytestmark = pytest.mark.django_db  # each test within a transaction of its own, inside that of the file
CAST: Final = (
    "thao.tiepnhan", "duc.thuly", "vinh.pheduyet", "ha.vanthu", "tam.traketqua", "thu.truongbophan", "mai.giamsat",
    "dung.lanhdao", "hanh.chinhsach", "tuan.danhmuc", "quan.cntt", "khanh.cua", "phuong.buudien", "trang.hotro",
)  # fmt: skip
"""One of each role; cashiers return results too."""
PRINTED: Final = frozenset({"sample_dossier", "register_pdf", "hand_over_pdf", "bag_record", "dossier_slip"})
"""Slow to make: asked for by who works there, and by the foreigner."""
HEAVIEST: Final = 60 * 1024
# Tables that only grow with what is written down about a visit; all others stay as they are when a post is refused.
_OF_VISITS: Final = frozenset({
    "journal_event", "dossiers_presence", "dossiers_lookupattempts", "people_signinattempts", "people_staffsession",
    "people_phonecode", "django_session", "clock_clockshift",
})  # fmt: skip


@pytest.fixture(scope="module")
def filled(demo_database: Path, django_db_blocker: Any) -> Iterator[Filled]:
    """The demo with dossiers at every point of their life, once; nothing of it stays."""
    shutil.copytree(demo_database, settings.MEDIA_ROOT, dirs_exist_ok=True)
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill_province(Client(headers={"accept-language": "vi"}))
        transaction.set_rollback(True)


class Page(HTMLParser):
    """What every page must have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings, self.title, self.language, self._in_title = 0, "", "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.headings += tag == "h1"
        self._in_title = tag == "title"
        if tag == "html":
            self.language = dict(attributes).get("lang") or ""

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data.strip()


def browser(username: str) -> Client:
    """A signed-in person's browser, or a visitor's, that tells an error as a person sees it."""
    client = desk(username) if username else Client(headers={"accept-language": "vi"})
    client.raise_request_exception = False
    return client


def wrong_page(answer: Any) -> str:
    """What is wrong with a page that was shown, or ""."""
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return ""
    page = Page(answer.content.decode())
    faults = {
        f"{page.headings} h1": page.headings == 1,
        "no title": bool(page.title),
        f"lang {page.language!r}": page.language == "vi",
        f"{len(answer.content)} bytes": len(answer.content) <= HEAVIEST,
    }
    return ", ".join(fault for fault, sound in faults.items() if not sound)


def looked_at(client: Client, url: str) -> str:
    """Ask for a page: what is wrong with the answer, or ""."""
    answer = client.get(url)
    if answer.status_code not in {200, 302, 403, 404, 405, 410}:
        return f"{url}: {answer.status_code}"
    fault = wrong_page(answer)
    return f"{url}: {fault}" if fault else ""


def elsewhere(one: Address, word: str) -> str:
    """The same address with rows that are not there; `word` stands for what is no number."""
    args = [NOT_THERE if isinstance(part, int) else word for part in one.args]
    try:
        return reverse(f"web:{one.name}", args=args)
    except NoReverseMatch:  # a slug
        return elsewhere(one, "khong-co")


def where(one: Address) -> str:
    return reverse(f"web:{one.name}", args=one.args)


def test_no_address_is_forgotten(filled: Filled) -> None:
    known = [address.name for address in addresses(filled)]
    assert sorted(known) == sorted(set(names()))


PEOPLE: Final = (*CAST, FOREIGNER, "pao.tiepnhan", "")


def asks_for(username: str, address: Address, place: int, *, long_run: bool) -> bool:
    """Whether this person asks for the page at this place of the list.

    Who works there, the foreigner and the visitor ask for every page; of all others each asks for every fourth, no two
    neighbours for the same ones. A long run leaves no page out but those that are slow to print.
    """
    if address.name in {"sign_out", "take_role"}:
        return False
    if username in {address.who, FOREIGNER}:
        return True
    if address.name in PRINTED:
        return False
    return long_run or not username or (place + PEOPLE.index(username)) % 4 == 0


@pytest.mark.parametrize("username", PEOPLE)
def test_every_page_is_a_page_for_everybody(filled: Filled, username: str, long_run: bool) -> None:
    client, faults = browser(username), []
    for place, address in enumerate(addresses(filled)):
        if asks_for(username, address, place, long_run=long_run):
            faults += [looked_at(client, where(address))]
    assert not [fault for fault in faults if fault]


def test_the_visitor_s_own_pages(filled: Filled) -> None:
    filled.visitor.raise_request_exception = False
    faults = [looked_at(filled.visitor, where(address)) for address in addresses(filled) if not address.who]
    assert not [fault for fault in faults if fault]


def test_what_is_not_there_is_not_found(filled: Filled) -> None:
    odd, clients = [], {"": browser("")}
    for address in addresses(filled):
        if address.args and address.name != "draft_reopen":
            if address.who not in clients:
                clients[address.who] = browser(address.who)
            for username, client in ((address.who, clients[address.who]), ("", clients[""])):
                answers = {client.get(elsewhere(address, word)).status_code for word in ("khong-co", "a\0b")}
                if answers - {302, 404, 405}:
                    odd.append((address.name, username, answers))
    assert not odd


def test_what_is_another_s_is_not_found(filled: Filled) -> None:
    client, odd = browser(FOREIGNER), []
    for address in addresses(filled):
        if address.theirs:
            answers = [client.get(where(address)).status_code, client.post(where(address), {}).status_code]
            if set(answers) - {403, 404, 405} or answers == [405, 405]:
                odd.append((address.name, *answers))
    assert not odd


def test_a_desk_page_sends_a_visitor_to_sign_in(filled: Filled) -> None:
    client, odd, before = browser(""), [], rows_of_tables()
    for address in addresses(filled):
        if address.who:
            answers = [client.get(where(address)), client.post(where(address), {})]
            sent = [answer.status_code == 302 and answer.url.startswith("/dang-nhap/") for answer in answers]
            if not all(good or answer.status_code == 405 for good, answer in zip(sent, answers, strict=True)):
                odd.append((address.name, [answer.status_code for answer in answers]))
    assert not odd
    assert rows_of_tables() == before


class Written:
    """Whether a statement that may change rows, other than those of visits, went to the database."""

    _HARMLESS: Final = re.compile(
        r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW|(INSERT INTO|UPDATE|DELETE FROM) "
        rf"\"?({'|'.join(_OF_VISITS)})\"? )",
    )

    def __init__(self) -> None:
        self.seen = False

    def __call__(self, execute: Callable[..., Any], statement: Any, *rest: Any) -> Any:
        self.seen = self.seen or not self._HARMLESS.match(f"{statement} ")
        return execute(statement, *rest)


def rows_of_tables() -> dict[str, str]:
    """How many rows each table has, and the versions of those that carry one, in one query."""
    parts = []
    for model in apps.get_models():
        table = model._meta.db_table
        if not model._meta.managed or table in _OF_VISITS or table.startswith(("procrastinate", "django_")):
            continue
        versioned = any(field.name == "version" for field in model._meta.fields)
        total = "sum(version)::text" if versioned else "''"
        parts.append(f"SELECT '{table}', count(*)::text || '/' || coalesce({total}, '') FROM {table}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


FIELDS: Final = (
    "version", "key", "name", "note", "reason", "q", "file", "files", "kind", "office", "text", "content", "answer",
    "chon", "act", "act-all", "first", "last", "procedures", "held", "cover", "code", "payer", "method", "declared",
    "to_staff", "papers", "full_name", "phone", "number", "next", "days", "plan", "from", "value", "channel", "state",
    "appraise-opinion", "result-number", "result-file", "title", "schema", "order", "postman", "direction", "password",
)  # fmt: skip
# A table's sound rows are kept, its bad ones come back.
_IN_PART: Final = frozenset({"bag_paste", "bag_rows"})
Garbage = Callable[[], dict[str, Any]]
GARBAGE: Final[dict[str, Garbage]] = {
    "nothing": dict,
    "odd": lambda: {
        name: "a\0b" if number % 2 else "../\u202e<script>%s{{7*7}}' OR 1=1--" for number, name in enumerate(FIELDS)
    },
    "types": lambda: {name: ["x", "²", "-1", "9" * 400, "ặ" * 3_000, str(NOT_THERE)] for name in FIELDS},
    "files": lambda: {name: SimpleUploadedFile("\0../a.pdf", b"%PDF-1.4 broken") for name in FIELDS},
}


def is_sent(garbage: str, place: int, *, long_run: bool) -> bool:
    """Whether this garbage goes to the address at this place: two kinds of the four to each, a long run sends all."""
    return long_run or (place + list(GARBAGE).index(garbage)) % 2 == 0


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_refused_and_changes_nothing(filled: Filled, garbage: str, long_run: bool) -> None:
    faults, before, clients = [], rows_of_tables(), {}
    for place, address in enumerate(addresses(filled)):
        if address.name in {"sign_out", "take_role"} or not is_sent(garbage, place, long_run=long_run):
            continue
        for username in {address.who, "khanh.cua" if garbage in {"nothing", "odd"} else address.who}:
            client = clients.setdefault(username, browser(username)) if username else filled.visitor
            client.raise_request_exception = False
            written = Written()
            with transaction.atomic():
                with connection.execute_wrapper(written):
                    answer = client.post(where(address), GARBAGE[garbage]())
                after = rows_of_tables() if written.seen else before
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                faults.append(f"{address.name} {username}: {answer.status_code}")
            elif (
                after != before
                and address.name not in _IN_PART
                and (answer.status_code >= 400 or (address.who and address.args and username != address.who))
            ):
                changed = set(after.items()) ^ set(before.items())
                faults.append(f"{address.name} {username}: {answer.status_code} changed {changed}")
    assert not faults
