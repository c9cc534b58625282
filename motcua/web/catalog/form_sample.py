"""The page that fills in the sample dossier ("MẪU") with the citizen's own form."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalog.actions import forms
from motcua.catalog.forms import form_pages, visible
from motcua.catalog.queries.forms import schema_in
from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.attempts import attempt
from motcua.web.catalog.form_access import designed_procedure_or_404, version_or_404
from motcua.web.citizen.hand_in.answers_form import AnswersForm
from motcua.web.citizen.hand_in.posted_answers import nested_answers
from motcua.web.citizen.hand_in.rows import with_row_change
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form_sample(request: HttpRequest, code: str, version: int, number: int) -> HttpResponse:
    """Edit one page of the sample; a valid page is saved and the next page asked for is shown."""
    procedure = designed_procedure_or_404(request, code)
    row = version_or_404(procedure, version)
    schema = schema_in(row)
    found = form_pages(schema)
    if not 1 <= number <= len(found):
        raise Http404
    asked, moment = found[number - 1], moment_of(request)
    today = moment.astimezone(VIETNAM).date()
    here = {field.name for field in asked.fields}
    others = {name: answer for name, answer in row.sample.items() if name not in here}
    form = AnswersForm(schema, asked, today=today, kept=row.sample, others=others)
    if request.method == "POST":
        typed, change = with_row_change(asked, nested_answers(asked.fields, request.POST), request.POST)
        if change:  # nothing is checked yet: the page comes back with the row
            form = AnswersForm(schema, asked, today=today, kept=typed, others=others)
        else:
            form = AnswersForm(schema, asked, today=today, typed=typed, others=others)
            if form.is_valid():
                with attempt(form=form):
                    row = forms.keep_form_sample(form=row, answers=form.answers(), by=staff_of(request), at=moment)
                    shown = visible(schema, row.sample)
                    later = enumerate(found[number:], start=number + 1)
                    following = next((n for n, page in later if any(f.name in shown for f in page.fields)), None)
                    if following is not None:
                        return redirect("web:form_sample", code, version, following)
                    messages.success(request, _("Đã lưu hồ sơ mẫu."), extra_tags="good")
                    return redirect("web:form", code)
    page = {"procedure": procedure, "version": row, "asked": asked, "form": form, "number": number, "count": len(found)}
    return render(request, "catalog/form_sample.html", page)
