"""Pages of letters: the list with the upload, and one letter beside its reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directives import actions, queries
from motcua.directives.actions.letter_reading import LetterAlreadyThere
from motcua.directives.effects import Effects, effects_of
from motcua.directives.issuers import why_not_enacted
from motcua.directives.permissions import (
    may_approve_rules,
    may_correct_header,
    may_decide_rules,
    may_delete_letter,
    may_edit_rules,
    may_propose_revocation,
    may_upload_letter,
)
from motcua.directives.register import letter_register, versions_of
from motcua.directives.replacements import replaced_by, replaces
from motcua.web.attempts import attempt
from motcua.web.desk.access import language_of, staff_of
from motcua.web.limits import LETTER_BYTES, limit
from motcua.web.policy.letter_reading import reading_of
from motcua.web.policy.marks import pieces, shown
from motcua.web.request_moment import moment_of

REFRESH_SECONDS = 5


@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters; a POST uploads one and opens it."""
    staff, errors = staff_of(request), {}
    if request.method == "POST":
        given = request.FILES.get("letter")
        if given is None:
            errors["letter"] = _("Hãy chọn tệp văn bản (.pdf, .docx hoặc .txt).")
        elif (given.size or 0) > LETTER_BYTES:
            errors["letter"] = _("Tệp lớn hơn %(size)s. Hãy chọn bản nhỏ hơn.") % {"size": limit("letter size")}
        else:
            with attempt() as tried:
                letter = actions.upload_letter(
                    data=given.read(), file_name=given.name or "", by=staff, at=moment_of(request)
                )
                if letter.version > 1:
                    said = _("Văn bản số này đã có. Tệp vừa tải là bản %(version)s; bản trước vẫn được giữ.")
                    messages.info(request, said % {"version": letter.version})
                return redirect("web:letter", letter_id=letter.pk)
            if isinstance(tried.refusal, LetterAlreadyThere):
                messages.info(request, _("Văn bản này đã có, mở bản đã đọc trước đây."))
                return redirect("web:letter", letter_id=tried.refusal.directive_id)
            errors["letter"] = tried.refused
    words = request.GET.get("tim", "").strip()[:100]
    context = {
        "rows": letter_register(staff, words),
        "words": words,
        "errors": errors,
        "may_upload": may_upload_letter(staff),
    }
    return render(request, "policy/letters.html", context, status=400 if errors else 200)


def letter_or_404(request: HttpRequest, letter_id: int) -> Any:
    """The letter, if this person may see it. Http404 for any other."""
    letter = queries.letters_visible_to(staff_of(request)).filter(id=letter_id).first()
    if letter is None:
        raise Http404
    return letter


@login_required
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show the letter as printed on the left, its reading on the right, its effect at the foot."""
    found = letter_or_404(request, letter_id)
    if found.reading_state == found.ReadingState.READ:
        return letter_page(request, found)
    waiting = found.reading_state == found.ReadingState.WAITING
    staff = staff_of(request)
    context = {
        "letter": found,
        "waiting": waiting,
        "may_upload": may_upload_letter(staff),
        "may_delete": not waiting and may_delete_letter(staff, found),
    }
    answer = render(request, "policy/letter_unread.html", context)
    if waiting:
        answer["Refresh"] = str(REFRESH_SECONDS)  # works without a script
    return answer


@login_required
@require_POST
def letter_read_again(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Have a letter read once more whose reading failed."""
    found = letter_or_404(request, letter_id)
    with attempt() as tried:
        actions.read_letter_again(directive_id=found.pk, by=staff_of(request), at=moment_of(request))
    if tried.refusal is not None:
        messages.error(request, tried.refused)
    return redirect("web:letter", letter_id=found.pk)


@login_required
@require_POST
def letter_delete(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Delete a letter that was never in force."""
    found = letter_or_404(request, letter_id)
    with attempt() as tried:
        actions.delete_letter(directive_id=found.pk, by=staff_of(request), at=moment_of(request))
        messages.success(request, _("Đã xóa bản nháp %(letter)s.") % {"letter": found})
        return redirect("web:letters")
    messages.error(request, tried.refused)
    return redirect("web:letter", letter_id=found.pk)


def letter_page(
    request: HttpRequest, found: Any, refusals: list[str] | None = None, typed_note: str = ""
) -> HttpResponse:
    """Render a letter; `refusals` are the reasons of a refused act, `typed_note` the note sent with it."""
    staff = staff_of(request)
    rule_set = queries.current_rule_set(found)
    language = language_of(request)
    aside = rule_set.state == "information"
    effects = Effects() if aside else effects_of(rule_set, at=moment_of(request), lang=language)
    reading = reading_of(found, rule_set, language=language)
    context = {
        "letter": found,
        "pieces": list(shown(pieces(found.text, reading.spans))),
        "reading": reading,
        "rule_set": rule_set,
        "effects": effects,
        "steps": [(datetime.fromisoformat(step["from"]), step["lines"]) for step in effects.difference],
        "refusals": refusals or [],
        "typed_note": typed_note,
        "versions": versions_of(found),
        "replaces": replaces(found),
        "replaced_by": replaced_by(found),
        "why_kept": why_not_enacted(found) if aside else "",
        "aside": aside,
        "revoking": rule_set.state == "approved" and rule_set.revocation_proposed_at is not None,
        **_register_acts(staff, found, rule_set),
        "may_edit": rule_set.state in {"draft", "returned"} and may_edit_rules(staff, rule_set),
        "may_approve": rule_set.state == "proposed" and may_approve_rules(staff, rule_set),
        "may_return": rule_set.state == "proposed" and may_decide_rules(staff, rule_set),
        "may_revoke": rule_set.state == "approved" and may_propose_revocation(staff, rule_set),
    }
    return render(request, "policy/letter.html", context, status=422 if refusals else 200)


def _register_acts(staff: Any, found: Any, rule_set: Any) -> dict[str, bool]:
    """Which acts of the register the page offers."""
    edits = may_edit_rules(staff, rule_set)
    before = rule_set.state in {"draft", "returned", "information"}
    return {
        "may_correct": before and may_correct_header(staff, found),
        "may_delete": before
        and may_delete_letter(staff, found)
        and not found.rule_sets.filter(approved_at__isnull=False).exists(),
        "may_inform": rule_set.state in {"draft", "returned"} and edits,
        "may_reopen": rule_set.state in {"information", "revoked"} and edits,
    }
