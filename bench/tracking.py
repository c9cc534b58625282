"""The page with which a person follows a dossier, against an empty Django view behind the same server and middleware.

Run: python -m bench.tracking, with DATABASE_URL naming a database with the demo in it.
"""

from __future__ import annotations

import http.client
import re
import tempfile
import threading
from urllib.parse import urlencode

import django

from bench._served import per_second, server
from bench._table import Figure, report

COUNT, HANDS, WARM = 1200, 4, 80


class Browser:
    """One connection kept open, with the cookies it was given."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        """Status, body and Location; a form is sent with its CSRF token."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"X-CSRFToken": self.cookies.get("csrftoken", "")}
        self.connection.request(method, path, body=body, headers=headers)
        return self.answer()

    def answer(self) -> tuple[int, bytes, str]:
        """Read the answer to what was just sent."""
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := re.match(r"([^=]+)=([^;]*)", value)):
                self.cookies[found[1]] = found[2]
        return answer.status, answer.read(), answer.getheader("Location", "")


def main() -> None:
    """Report tracking pages a second."""
    django.setup()
    from django.conf import settings

    from bench._hand_in import one_dossier

    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        settings.MEDIA_ROOT = folder
        code, secret = one_dossier()
    with server() as port:
        mine = threading.local()

        def browser() -> Browser:
            if not hasattr(mine, "browser"):
                mine.browser = Browser(port)
                mine.browser.ask("GET", "/tra-cuu/")
                status, _, where = mine.browser.ask("POST", "/tra-cuu/", {"ma": code, "bi-mat": secret})
                assert status == 302, status
                mine.where = where
            return mine.browser  # type: ignore[no-any-return]

        def page(_: int) -> None:
            here = browser()
            status, body, _ = here.ask("GET", mine.where)
            assert status == 200 and code.encode() in body, status

        def nothing(_: int) -> None:
            assert browser().ask("GET", "/nothing/")[0] == 200

        for warm in (page, nothing):
            per_second(warm, WARM, HANDS)
        ours, floor = per_second(page, COUNT, HANDS), per_second(nothing, COUNT, HANDS)
    report(
        Figure("tracking page", ours, floor, "/s"),
        note=f"{HANDS} at once, one process; floor: an empty view, same server, middleware and cookies",
    )


if __name__ == "__main__":
    main()
