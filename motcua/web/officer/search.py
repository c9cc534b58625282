"""Search for dossiers. The text never enters an address, and looking for a person needs a purpose.

A search waits in the session under a short name; the address carries that name alone, and is of use to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers import queries
from motcua.dossiers.actions.access_log import look_up_person, purpose_of
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

PURPOSES: Final = (
    gettext_noop("Trả lời người nộp hồ sơ đang hỏi"),
    gettext_noop("Tiếp nhận hoặc trả kết quả tại quầy"),
    gettext_noop("Giải quyết hồ sơ được giao"),
    gettext_noop("Kiểm tra, giám sát theo nhiệm vụ"),
)
REMEMBERED: Final = timedelta(minutes=30)
KEPT: Final = 5
_SEARCHES, _PURPOSE = "desk_searches", "desk_purpose"


@dataclass(frozen=True, slots=True)
class Kept:
    """A search of this session: the text, the purpose of looking for a person, and when."""

    text: str
    granted_at: datetime | None


@login_required
@require_POST
def desk_search(request: HttpRequest) -> HttpResponse:
    """Open the dossier of a typed code or scanned receipt, or show what was found."""
    text = request.POST.get("q", "").replace("\0", "").strip()[:300]
    staff, at = staff_of(request), moment_of(request)
    kind = queries.search_kind(text)
    if kind in {"code", "digits"}:
        found = list(queries.find_dossiers(staff, at=at, text=text)[:2])
        if len(found) == 1:
            return redirect("web:dossier", code=found[0].code)
    name = token_urlsafe(9)
    purpose = _purpose(request, at) if kind == "person" else ""
    if purpose:
        _journal(request, text, purpose)
    _keep(request, name, text, at if purpose else None)
    return redirect("web:desk_found", name=name)


@login_required
@require_safe
def desk_found(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page of a search's results; a search for a person asks for its purpose first."""
    kept = _kept(request, name)
    if queries.search_kind(kept.text) == "person" and not _granted(kept, moment_of(request)):
        return _ask(request, name)
    return _results(request, name, kept)


@login_required
@require_POST
def desk_purpose(request: HttpRequest, name: str) -> HttpResponse:
    """Take the purpose of looking for a person; it is journalled and kept for half an hour."""
    kept, at = _kept(request, name), moment_of(request)
    chosen = request.POST.get("muc-dich", "")
    words = request.POST.get("noi-dung", "") if chosen == "khac" else chosen
    if chosen != "khac" and chosen not in PURPOSES:
        words = ""
    with attempt() as tried:
        said = purpose_of(words)
        request.session[_PURPOSE] = {"words": said, "at": at.isoformat()}
        _journal(request, kept.text, said)
        _keep(request, name, kept.text, at)
        return redirect("web:desk_found", name=name)
    return _ask(request, name, error=tried.errors["purpose"], chosen=chosen, words=words, status=422)


def _results(request: HttpRequest, name: str, kept: Kept) -> HttpResponse:
    staff, at = staff_of(request), moment_of(request)
    page = queries.list_page(
        queries.find_dossiers(staff, at=at, text=kept.text),
        order="newest",
        after=request.GET.get("sau", ""),
        before=request.GET.get("truoc", ""),
    )
    context = {
        "name": name,
        "text": kept.text,
        "kind": queries.search_kind(kept.text),
        "page": page,
        "rows": queries.rows_of(page.rows, staff, at),
        "purpose": _purpose(request, at),
    }
    return render(request, "officer/found.html", context)


def _ask(
    request: HttpRequest, name: str, *, error: str = "", chosen: str = "", words: str = "", status: int = 200
) -> HttpResponse:
    purposes = [(purpose, _(purpose), f"muc-dich-{place}") for place, purpose in enumerate(PURPOSES, start=1)]
    context = {
        "name": name,
        "purposes": [*purposes, ("khac", _("Việc khác"), "muc-dich-khac")],
        "error": error,
        "chosen": chosen or PURPOSES[0],
        "words": words,
    }
    return render(request, "officer/purpose.html", context, status=status)


def _journal(request: HttpRequest, text: str, words: str) -> None:
    staff, at = staff_of(request), moment_of(request)
    count = queries.find_dossiers(staff, at=at, text=text)[:1000].count()
    look_up_person(staff=staff, purpose=words, found=count, at=at)


def _keep(request: HttpRequest, name: str, text: str, granted_at: datetime | None) -> None:
    searches: dict[str, Any] = dict(request.session.get(_SEARCHES) or {})
    searches.pop(name, None)
    searches[name] = {"text": text, "granted_at": granted_at.isoformat() if granted_at else ""}
    request.session[_SEARCHES] = dict(list(searches.items())[-KEPT:])


def _kept(request: HttpRequest, name: str) -> Kept:
    kept = (request.session.get(_SEARCHES) or {}).get(name)
    if kept is None:
        raise Http404
    return Kept(str(kept["text"]), _moment(kept["granted_at"]))


def _granted(kept: Kept, at: datetime) -> bool:
    return kept.granted_at is not None and abs(at - kept.granted_at) <= REMEMBERED


def _purpose(request: HttpRequest, at: datetime) -> str:
    """The purpose given in this session within the last half hour; "" for none."""
    kept = request.session.get(_PURPOSE) or {}
    given = _moment(kept.get("at", ""))
    return str(kept["words"]) if given is not None and abs(at - given) <= REMEMBERED else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(VIETNAM) if text else None
