"""Forms of rarer acts (apology, payment, failed delivery, limitation), with the moments and counts they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import actions
from motcua.dossiers.life.short_deadlines import apology_by, say_supplement_request_days, supplement_request_by
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import NoWorkingDayError, localise
from motcua.web.formats import format_moment
from motcua.web.language import in_english
from motcua.web.law_words import law_times, law_working_days
from motcua.web.page_form import DAY_FORMATS, PageForm


def lines(label: Any, hint: Any = "", rows: int = 3, *, required: bool = True) -> forms.CharField:
    """A field for several lines of text."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
    )


def day_field(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A field for a day, from the browser's picker or typed as 31/03/2020."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date", "class": "w12"}, format="%Y-%m-%d"),
    )


class ReappointForm(PageForm):
    """Slip 04: the new time and the reason."""

    new_day = day_field(_("Ngày hẹn lại"))
    new_time = forms.TimeField(
        label=_("Giờ hẹn lại"),
        help_text=_("Trong giờ làm việc của cơ quan."),
        widget=forms.TimeInput(attrs={"type": "time", "class": "w6"}, format="%H:%M"),
    )
    reason = lines(_("Lý do chưa trả được đúng hẹn"), _("Người nộp sẽ đọc lý do này trong phiếu xin lỗi và tin nhắn."))


class PaymentForm(PageForm):
    """The financial obligation and its amount."""

    what = forms.CharField(
        label=_("Khoản phải nộp và nơi nộp"),
        help_text=_("Ví dụ: lệ phí trước bạ, nộp tại Chi cục Thuế khu vực."),
        max_length=500,
    )
    amount = forms.IntegerField(
        label=_("Số tiền (đồng)"), widget=forms.NumberInput(attrs={"class": "w12", "inputmode": "numeric", "min": 1})
    )


class PaidForm(PageForm):
    """The receipt of the payment."""

    note = forms.CharField(label=_("Số chứng từ nộp tiền"), required=False, max_length=300)


class NotDeliveredForm(PageForm):
    """Why the post brought the result back, and the days of its invitations."""

    reason = lines(_("Vì sao không phát được"), rows=2)
    first_invited = day_field(_("Mời nhận lần thứ nhất"), required=False)
    second_invited = day_field(_("Mời nhận lần thứ hai"), required=False)


class LimitationForm(PageForm):
    """The last day of the limitation period."""

    day = day_field(
        _("Ngày cuối cùng của thời hiệu"), _("Sau ngày này người nộp không còn quyền yêu cầu, dù hồ sơ còn thời hạn.")
    )


def reappoint_act(*, new_day: date, new_time: time, **act: Any) -> Any:
    """Run the action with day and hour as one moment of Vietnam."""
    with_moment = datetime.combine(new_day, new_time.replace(second=0, microsecond=0), VIETNAM)
    return actions.reappoint(new_due=with_moment, **act)


def fail_delivery_act(*, first_invited: date | None, second_invited: date | None, **act: Any) -> Any:
    """Run the action with the days on which the post invited the receiver."""
    invited = [day for day in (first_invited, second_invited) if day is not None]
    return actions.fail_delivery(invited_on=invited, **act)


def names_in_form(given: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a form of this module, with what was `given`, by the names of the action's arguments."""
    return {"new_due": "new_day", "invited_on": "second_invited" if given.get("second_invited") else "first_invited"}


def known_of(step: str, dossier: Any) -> dict[str, Any]:
    """The first values of a form of this module."""
    if step == "reappoint" and dossier.due_at is not None:
        return {"new_time": localise(dossier.due_at).time()}
    if step == "set_limitation":
        return {"day": dossier.limitation_at}
    return {}


_LATEST: Final[dict[str, Callable[[Any], datetime | None]]] = {
    "reappoint": apology_by,
    "ask_supplement": supplement_request_by,
    "refuse_result": attrgetter("due_at"),
}


def put_hints(form: forms.Form, step: str, dossier: Any, at: datetime) -> None:
    """Put the dossier's moments and the law's counts at `at` (aware) into the fields' hints."""
    if "items" in form.fields:
        form.fields["items"].help_text = gettext("Mỗi dòng một việc. Chỉ được yêu cầu %(times)s, nên hãy ghi đủ.") % {
            "times": law_times("supplement.most", at)
        }
    if "first_invited" in form.fields:
        form.fields["first_invited"].help_text = gettext("Bưu điện phải mời nhận %(times)s, cách nhau %(days)s.") % {
            "times": law_times("post.invitations", at),
            "days": law_working_days("post.invitations_apart", at),
        }
    if step not in _LATEST:
        return
    try:
        latest = _LATEST[step](dossier)
    except NoWorkingDayError:
        return  # the act itself says what is wrong with the calendar
    if latest is None:
        return
    said = {
        "latest": format_moment(latest, year=True),
        "due": format_moment(dossier.due_at, year=True),
        "times": law_times("reappointment.most", at),
        "days": say_supplement_request_days(dossier, "en" if in_english() else "vi"),
    }
    if step == "reappoint":
        form.fields["new_day"].help_text = (
            gettext("Đang hẹn %(due)s. Chỉ được hẹn lại %(times)s, chậm nhất phải gửi phiếu xin lỗi: %(latest)s.")
            % said
        )
    elif step == "ask_supplement":
        form.fields["late_basis"].help_text = (
            gettext("Chỉ ghi khi yêu cầu sau %(latest)s, tức quá %(days)s từ khi nhận hồ sơ.") % said
        )
    else:
        form.fields["reason"].help_text = (
            gettext("Phải từ chối trong thời hạn giải quyết, chậm nhất %(due)s; sau đó hồ sơ bị ghi là quá hạn.") % said
        )
