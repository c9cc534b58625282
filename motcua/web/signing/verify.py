"""The public check of a signed paper: who signed, when, and whether it is unchanged."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from motcua.signing import queries, verification
from motcua.web.limits import limit
from motcua.web.page_form import PageForm


class Words(NamedTuple):
    """The words of a state: the note's class, one line, what it means for the person."""

    tone: str
    title: str
    meaning: str


STATES: Final = {
    verification.INTACT: Words(
        "good",
        gettext_noop("Tệp còn nguyên vẹn từ khi ký"),
        gettext_noop("Chữ ký số hợp lệ; nội dung không bị sửa sau khi ký."),
    ),
    verification.CHANGED: Words(
        "bad",
        gettext_noop("Tệp đã bị thay đổi, chữ ký không còn giá trị"),
        gettext_noop("Đừng dùng tệp này. Hãy xin lại bản gốc từ nơi phát hành."),
    ),
    verification.APPENDED: Words(
        "bad",
        gettext_noop("Tệp đã bị thêm nội dung sau khi ký"),
        gettext_noop("Phần được ký còn nguyên, nhưng điều bạn đang xem có thể khác. Hãy xin lại bản gốc."),
    ),
    verification.DOUBTFUL: Words(
        "soon",
        gettext_noop("Nội dung còn nguyên, nhưng chữ ký chưa đủ tin cậy"),
        gettext_noop("Xem lý do ở từng chữ ký dưới đây. Nếu cần chắc chắn, hãy hỏi nơi phát hành."),
    ),
    verification.UNSIGNED: Words(
        "soon",
        gettext_noop("Tệp này không có chữ ký số"),
        gettext_noop(
            "Không biết được tệp do ai lập và có bị sửa hay không. Bản quét, bản chụp lại không giữ chữ ký số."
        ),
    ),
    verification.NOT_PDF: Words(
        "soon",
        gettext_noop("Đây không phải tệp PDF"),
        gettext_noop("Chỉ kiểm tra được tệp PDF gốc đã ký số, không phải ảnh chụp hay tệp Word."),
    ),
    verification.BROKEN: Words(
        "bad",
        gettext_noop("Tệp bị hỏng hoặc đã bị sửa, không kiểm tra được"),
        gettext_noop("Có thể tệp tải về chưa trọn vẹn. Hãy tải lại từ nơi phát hành rồi thử lần nữa."),
    ),
    verification.LOCKED: Words(
        "soon",
        gettext_noop("Tệp có mật khẩu, không kiểm tra được"),
        gettext_noop("Hãy dùng bản gốc không đặt mật khẩu."),
    ),
    verification.TOO_LARGE: Words(
        "soon",
        gettext_noop("Tệp lớn quá, không kiểm tra được"),
        gettext_noop("Hãy kiểm tra tệp nhỏ hơn."),
    ),
    verification.TOO_HARD: Words(
        "soon",
        gettext_noop("Tệp quá phức tạp, không kiểm tra được"),
        gettext_noop("Việc kiểm tra mất quá nhiều thời gian nên đã dừng. Tệp này không nên được tin dùng."),
    ),
    verification.BUSY: Words(
        "soon",
        gettext_noop("Đang có nhiều người kiểm tra"),
        gettext_noop("Hãy thử lại sau ít phút."),
    ),
}


class FileForm(PageForm):
    """The file to check."""

    use_required_attribute = False
    tep = forms.FileField(
        label=gettext_lazy("Tệp PDF cần kiểm tra"),
        help_text=format_lazy(
            gettext_lazy("Thả tệp vào đây hoặc bấm để chọn, đến {size}. Tệp chỉ được đọc, không được lưu lại."),
            size=limit("signed file size"),
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": gettext_lazy("Hãy chọn một tệp PDF."),
            "empty": gettext_lazy("Tệp rỗng, không có nội dung."),
            "invalid": gettext_lazy("Hãy chọn một tệp PDF."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a file. It is read and not stored; names are shown only to the person who has the file."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    page: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["tep"]
        large = file.size > verification.LARGEST
        report = (
            verification.SignatureReport(verification.TOO_LARGE) if large else verification.check_document(file.read())
        )
        page |= {"report": report, "words": STATES[report.state], "name": file.name[:120], "form": FileForm()}
    return render(request, "signing/verify.html", page)


@require_safe
def verify_issued(request: HttpRequest, token: str) -> HttpResponse:
    """Show the document that a paper's QR code names: which one, who signed it, when."""
    document = queries.signed_document(token)
    if document is None:
        raise Http404
    certificate = document.certificate
    revoked_before = certificate.revoked_at is not None and certificate.revoked_at <= document.signed_at
    page = {"document": document, "certificate": certificate, "revoked_before": revoked_before, "form": FileForm()}
    return render(request, "signing/issued.html", page)
