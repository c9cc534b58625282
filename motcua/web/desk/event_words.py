"""Events in people's words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.journal.queries import Event

WORDS = {
    "dossier.submitted": gettext_noop("nộp hồ sơ"),
    "dossier.accepted": gettext_noop("tiếp nhận hồ sơ"),
    "dossier.supplement_requested": gettext_noop("yêu cầu bổ sung"),
    "dossier.supplemented": gettext_noop("đã bổ sung"),
    "dossier.refused": gettext_noop("từ chối tiếp nhận"),
    "dossier.appraised": gettext_noop("thẩm định"),
    "dossier.approved": gettext_noop("phê duyệt"),
    "dossier.sent_back": gettext_noop("trả lại người thẩm định"),
    "dossier.sealed": gettext_noop("đóng dấu"),
    "dossier.result_ready": gettext_noop("có kết quả"),
    "dossier.handed_to_post": gettext_noop("giao kết quả cho bưu điện"),
    "dossier.returned": gettext_noop("trả kết quả"),
    "dossier.withdrawn": gettext_noop("rút hồ sơ"),
    "dossier.assigned": gettext_noop("nhận việc"),
    "dossier.viewed": gettext_noop("xem hồ sơ"),
    "dossier.file_viewed": gettext_noop("xem giấy tờ"),
    "dossier.slip_printed": gettext_noop("in phiếu"),
    "dossier.exception_used": gettext_noop("dùng đường ngoại lệ"),
    "citizen.looked_up": gettext_noop("tìm người dân"),
    "directive.uploaded": gettext_noop("tải văn bản lên"),
    "directive.rules_changed": gettext_noop("sửa quy tắc"),
    "directive.proposed": gettext_noop("trình quy tắc"),
    "directive.returned": gettext_noop("trả lại quy tắc"),
    "directive.enacted": gettext_noop("duyệt, cho hiệu lực"),
    "directive.revoked": gettext_noop("bãi bỏ quy tắc"),
    "plan.submitted": gettext_noop("trình kế hoạch hoạt động"),
    "plan.approved": gettext_noop("duyệt kế hoạch hoạt động"),
    "unit.days_set": gettext_noop("đặt ngày tiếp dân"),
    "staff.signed_in": gettext_noop("đăng nhập"),
    "clock.turned": gettext_noop("chỉnh đồng hồ demo"),
    "catalog.imported": gettext_noop("nhập danh mục thủ tục"),
    "calendar.changed": gettext_noop("sửa lịch làm việc"),
}


def say_event(event: Event) -> str:
    """The act in words, in the language of the page; an unknown name is shown as it is."""
    return _(WORDS[event.name]) if event.name in WORDS else event.name
