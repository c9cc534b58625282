"""The form designer: pages and fields on the left, the chosen one in the middle, the citizen's view on the right.

Every button saves what is being edited first, so that nothing typed is lost by a step elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalog.actions import forms
from motcua.catalog.forms.checks import MOST_FIELDS, MOST_PAGES, Design, every_field, form_problems
from motcua.catalog.forms.texts import plain_text
from motcua.catalog.queries.forms import design_in, form_draft
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.catalog.form_access import citizen_views, designed_procedure_or_404
from motcua.web.catalog.form_item import FieldItemForm, PageItemForm, kind_choices
from motcua.web.catalog.form_structure import add_field, add_page, drop_item, find_item, move_item, put_item
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.catalog.models import FormVersion, Procedure

_LONGEST_ITEM: Final = 140
_LONGEST_NEW: Final = 200
# What is typed for a new field or page, which only the button that adds it uses.
_NEW: Final = {"new_label": "add_field", "new_kind": "add_field", "new_title": "add_page"}


@dataclass(frozen=True, slots=True)
class _Editing:
    """State of the page: the design with what was typed, the chosen item and its form."""

    design: Design
    item: str
    page: int
    form: PageItemForm | FieldItemForm | None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form_design(request: HttpRequest, code: str) -> HttpResponse:
    """Edit the draft of a form; after another person's change, this one's typing stays on the page."""
    procedure = designed_procedure_or_404(request, code)
    draft = form_draft(procedure)
    if draft is None:
        if request.method == "POST":
            messages.warning(request, _("Bản soạn đã được công bố hoặc bỏ đi."), extra_tags="soon")
        return redirect("web:form", code)
    kept = design_in(draft)
    if request.method != "POST":
        return _show(
            request, procedure, draft, _edit(kept, request.GET.get("muc", ""), None, internal=procedure.internal)
        )
    page = int_of(request.POST.get("trang", ""))
    editing = _edit(kept, request.POST.get("muc", ""), request.POST, page, internal=procedure.internal)
    seen = _moment(request.POST.get("seen", ""))
    with attempt() as tried:
        return _act(request, procedure, draft, editing, seen)
    if not isinstance(tried.refusal, forms.DesignRefused):
        return _show(request, procedure, draft, editing, changed=True)
    fresh = form_draft(procedure) or draft
    return _show(request, procedure, fresh, editing, refused=tried.refusal.problems)


def _act(
    request: HttpRequest, procedure: Procedure, draft: FormVersion, editing: _Editing, seen: datetime | None
) -> HttpResponse:
    """Save the edited item and do the button's step. Raises DesignChanged, DesignRefused."""
    verb, _colon, target = request.POST.get("do", "save")[:_LONGEST_ITEM].partition("=")
    staff, moment, made, item = staff_of(request), moment_of(request), editing.design, editing.item
    if verb == "discard":
        forms.drop_form_draft(draft=draft, seen=seen, by=staff, at=moment)
        messages.success(request, _("Đã bỏ bản soạn. Bản đang dùng vẫn như cũ."), extra_tags="good")
        return redirect("web:form", procedure.code)
    if verb == "open":
        item = target
    elif verb in {"up", "down"}:
        made, moved = move_item(made, target, -1 if verb == "up" else 1)
        item = moved if target == item else item
    elif verb == "drop":
        made = drop_item(made, target)
    elif verb == "add_page" and len(made) < MOST_PAGES:
        made, item = add_page(made, plain_text(request.POST.get("new_title"))[:120] or _("Trang mới"))
    elif verb == "add_field" and sum(1 for _one in every_field(made)) < MOST_FIELDS:
        label = plain_text(request.POST.get("new_label"))[:200] or _("Trường mới")
        kind = request.POST.get("new_kind", "text")
        inside = target.startswith("group:") or "." in target
        made, item = add_field(made, target, label, kind if kind in dict(kind_choices(inside)) else "text")
    note = plain_text(request.POST.get("note"))
    draft = forms.save_form_draft(draft=draft, design=made, seen=seen, by=staff, at=moment, note=note)
    if verb == "publish":
        forms.publish_form(draft=draft, seen=draft.changed_at, by=staff, at=moment)
        messages.success(request, _("Đã công bố. Hồ sơ đang làm giữ phiên bản của mình."), extra_tags="good")
        return redirect("web:form", procedure.code)
    asked = {"muc": item, **_typed_new(request.POST, used=verb)}
    return redirect(f"{reverse('web:form_design', args=[procedure.code])}?{urlencode(asked)}")


def _typed_new(values: QueryDict, *, used: str = "") -> dict[str, str]:
    """What stands typed for a new field or page, but for what the button just `used`."""
    kept = {name: values.get(name, "")[:_LONGEST_NEW] for name, verb in _NEW.items() if verb != used}
    typed = bool(kept.get("new_label") or kept.get("new_title"))
    return {name: text for name, text in kept.items() if text} if typed else {}


def _edit(kept: Design, item: str, posted: QueryDict | None, page: int = 0, *, internal: bool = False) -> _Editing:
    """The design with the posted item in its place; without a posted item the first page is chosen.

    In a form the house asks (`internal`) answers of concern may be marked.
    """
    item = plain_text(item)[:_LONGEST_ITEM]
    found = find_item(kept, item)
    if found is None and posted is not None and item.startswith("field:") and "." not in item and kept:
        new = {"name": item.removeprefix("field:"), "label": "", "kind": str(posted.get("muc-kind") or "text")}
        form = FieldItemForm(posted, design=kept, path=new["name"], page=page, item=new, internal=internal)
        made = put_item(kept, item, form.edited(new), page)
        return _edit(made, item, None, internal=internal)
    if found is None:
        item, found = "page:0", find_item(kept, "page:0")
    if found is None:
        return _Editing(kept, "", 0, None)
    if posted is None:
        return _Editing(kept, item, found[2], _item_form(None, kept, item, found, internal))
    form_now = _item_form(posted, kept, item, found, internal)
    made = put_item(kept, item, form_now.edited(found[0][found[1]]), page)
    again = find_item(made, item)
    assert again is not None
    return _Editing(made, item, again[2], _item_form(None, made, item, again, internal))


def _item_form(
    data: Any, design: Design, item: str, found: tuple[Any, int, int], internal: bool
) -> PageItemForm | FieldItemForm:
    holder, place, page = found
    path = item.partition(":")[2]
    if item.startswith("page:"):
        return PageItemForm(data, design=design, path=path, item=holder[place])
    return FieldItemForm(data, design=design, path=path, page=page, item=holder[place], internal=internal)


def _show(
    request: HttpRequest,
    procedure: Procedure,
    draft: FormVersion,
    editing: _Editing,
    *,
    changed: bool = False,
    refused: dict[str, str] | None = None,
) -> HttpResponse:
    wrong = form_problems(editing.design, internal=procedure.internal)
    here = f"{editing.item}:"
    errors = {place.removeprefix(here): text for place, text in wrong.items() if place.startswith(here)}
    today = moment_of(request).astimezone(VIETNAM).date()
    path = editing.item.partition(":")[2]
    found = find_item(editing.design, editing.item)
    group = path if found and found[0][found[1]].get("kind") == "group" else path.rpartition(".")[0]
    shown = {
        "procedure": procedure,
        "draft": draft,
        "seen": draft.changed_at.isoformat() if draft.changed_at else "",
        "outline": _outline(editing.design, editing.item, wrong),
        "item": editing.item,
        "page_place": editing.page,
        "form": editing.form,
        "lines": _put_errors(editing.form, errors),
        "new": _typed_new(request.POST or request.GET),
        "wrong": [(place.rpartition(":")[0], text) for place, text in wrong.items()] if refused else [],
        "wrong_count": len(wrong),
        "changed": changed,
        "inside": f"group:{group}" if group and not editing.item.startswith("page:") else "",
        "kinds": kind_choices(inside=False),
        "looks": citizen_views(editing.design, today, editing.page) if editing.design else [],
    }
    status = 409 if changed else 422 if refused else 200
    return render(request, "catalog/form_design.html", shown, status=status)


def _put_errors(form: PageItemForm | FieldItemForm | None, errors: dict[str, str]) -> list[tuple[str, str]]:
    """Put the problems of the chosen item at its fields; returns the lines of the summary."""
    lines = []
    for name, text in errors.items():
        shown = form is not None and name in form.fields
        if form is not None and shown:
            form.errors[name] = form.error_class([text])
        lines.append((f"id_muc-{name}" if shown and name not in {"when", "alert"} else "", text))
    return lines


def _outline(design: Design, chosen: str, wrong: dict[str, str]) -> list[dict[str, Any]]:
    bad = {place.rpartition(":")[0] for place in wrong}

    def line(item: str, words: str, depth: int) -> dict[str, Any]:
        return {"item": item, "words": words or "…", "depth": depth, "here": item == chosen, "bad": item in bad}

    rows: list[dict[str, Any]] = []
    for number, page in enumerate(design):
        rows.append(line(f"page:{number}", page.get("title", ""), 0))
        for field in page.get("field", ()):
            rows.append(line(f"field:{field['name']}", field.get("label", ""), 1))
            rows += [
                line(f"field:{field['name']}.{value['name']}", value["label"], 2) for value in field.get("field", ())
            ]
    return rows


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:40])
    except ValueError:
        return None


def int_of(text: str) -> int:
    """A small number of a hidden field; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
