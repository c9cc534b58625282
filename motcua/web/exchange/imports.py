"""Imports of offices, staff and dossiers from tables, with the rows refused and why."""

from __future__ import annotations

import csv
from typing import Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.exchange import queries
from motcua.exchange.actions.dossiers import import_dossiers
from motcua.exchange.actions.people import import_offices, import_staff
from motcua.exchange.permissions import may_import
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.page_form import PageForm
from motcua.web.request_moment import moment_of

SHOWN: Final = 30
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
SAMPLES: Final = {
    "offices": ("mã", "mã cha", "loại", "cấp", "tên", "tên ngắn", "địa chỉ", "điện thoại"),
    "staff": ("tên đăng nhập", "họ tên", "chức danh", "mã cơ quan", "vai trò", "điện thoại", "đang làm"),
    "dossiers": (
        "mã hồ sơ", "mã thủ tục", "mã đơn vị", "ngày nộp", "ngày tiếp nhận", "ngày hẹn trả", "ngày có kết quả",
        "ngày trả", "trạng thái", "họ tên", "số giấy tờ", "điện thoại", "địa chỉ", "kênh", "số kết quả", "lịch sử",
    ),
}  # fmt: skip


class ImportForm(PageForm):
    """The kind of table, and its file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Nhập gì"),
        choices=[
            ("offices", gettext_lazy("Cơ quan, đơn vị")),
            ("staff", gettext_lazy("Cán bộ, công chức")),
            ("dossiers", gettext_lazy("Hồ sơ của hệ thống cũ")),
        ],
        error_messages={"required": gettext_lazy("Hãy chọn loại bảng cần nhập.")},
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=gettext_lazy("Tên hệ thống cũ"), required=False, max_length=40,
        help_text=gettext_lazy("Chỉ khi nhập hồ sơ."),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Tệp CSV hoặc XLSX"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Show the form and the imports so far, to administrators."""
    _only_keepers(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent, by, at = form.cleaned_data["file"], staff_of(request), moment_of(request)
        with attempt(form=form, at="file"):
            content = sent.read()
            if form.cleaned_data["kind"] == "dossiers":
                run = import_dossiers(content, name=sent.name, source=form.cleaned_data["source"], by=by, at=at)
            else:
                read = import_offices if form.cleaned_data["kind"] == "offices" else import_staff
                run = read(content, name=sent.name, by=by, at=at)
            words = _("Đã nhập: thêm %(made)s, sửa %(changed)s, giữ nguyên %(same)s, không nhận %(bad)s.")
            counts = {"made": run.made, "changed": run.changed, "same": run.unchanged, "bad": len(run.bad)}
            messages.success(request, words % counts, extra_tags="good" if not run.bad else "soon")
            return redirect("web:imports")
    context = {"form": form, "runs": queries.import_runs()[:SHOWN], "samples": SAMPLES}
    return render(request, "exchange/imports.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def import_bad(request: HttpRequest, run_id: int) -> HttpResponse:
    """Send the refused rows as CSV; cells that a spreadsheet could take for a formula get an apostrophe."""
    _only_keepers(request)
    run = queries.import_runs().filter(pk=run_id).first()
    if run is None:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="dong-khong-nhan-{run.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["Dòng", "Lý do"])
    for bad in run.bad:
        reason = str(bad["reason"])
        writer.writerow([bad["row"], f"'{reason}" if reason.startswith(_FORMULA) else reason])
    return response


@login_required
@require_safe
def import_sample(request: HttpRequest, kind: str) -> HttpResponse:
    """Send an empty table with the right headings."""
    if kind not in SAMPLES:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mau-{kind}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerow(SAMPLES[kind])
    return response


def _only_keepers(request: HttpRequest) -> None:
    if not may_import(staff_of(request)):
        raise Http404
