"""Forms of a room, a counter and a unit's booking; the actions check the values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.door.places.input import counter_values, room_values
from motcua.web.attempts import attempt
from motcua.web.form_errors import put_errors
from motcua.web.page_form import PageForm

KINDS = [
    ("service", gettext_lazy("Phòng giao dịch")),
    ("waiting", gettext_lazy("Khu chờ trong nhà")),
    ("outside", gettext_lazy("Khu chờ ngoài trời")),
]
_NUMBER = {"inputmode": "numeric", "class": "w6", "autocomplete": "off"}
_DECIMAL = {"inputmode": "decimal", "class": "w6", "autocomplete": "off"}


def _number(label: Any, hint: Any = "", *, decimal: bool = False, missing: Any = "") -> forms.CharField:
    """A number as text, for the action to read; required where `missing` says so."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        error_messages={"required": missing} if missing else None,
        max_length=12,
        widget=forms.TextInput(attrs=_DECIMAL if decimal else _NUMBER),
    )


class Metres(forms.CharField):
    """A length typed in metres ("9,5"), as whole decimetres."""

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        super().__init__(max_length=12, widget=forms.TextInput(attrs=_DECIMAL), **kwargs)
        self.least = least

    def prepare_value(self, value: Any) -> Any:
        """Decimetres as metres with a comma; what was typed stays as typed."""
        return f"{Decimal(value) / 10:f}".replace(".", ",") if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Whole decimetres, or None where nothing is given."""
        text = super().clean(value)
        if not text:
            return None
        try:
            metres = Decimal(text.replace(",", "."))
        except InvalidOperation:
            metres = Decimal("NaN")
        if not metres.is_finite() or not self.least <= metres * 10 <= 5000:
            label = str(self.label).replace(" (m)", "")
            raise forms.ValidationError(_("%(label)s: hãy ghi số mét, ví dụ 9,5; nhiều nhất 500.") % {"label": label})
        return int(metres * 10)


def _put_other_errors(form: PageForm, check: Callable[[Mapping[str, Any]], Any], given: Mapping[str, Any]) -> None:
    """Put what the action's check finds at the fields in which nothing else is wrong."""
    with attempt() as tried:
        check(given)
    put_errors(form, {name: text for name, text in tried.errors.items() if name not in form.errors})


class RoomForm(PageForm):
    """A room or a waiting area."""

    name = forms.CharField(label=gettext_lazy("Tên phòng, khu chờ"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=KINDS, widget=forms.RadioSelect)
    area_m2 = _number(
        gettext_lazy("Diện tích cho người đến (m²)"),
        gettext_lazy("Không tính phần sau quầy và lối đi."),
        decimal=True,
    )
    distance_m = _number(gettext_lazy("Khoảng cách giữa hai người (m)"), decimal=True)
    seats = _number(gettext_lazy("Số chỗ ngồi"))
    own_cap = _number(
        gettext_lazy("Mức riêng của đơn vị (người)"),
        gettext_lazy("Chỉ ghi khi đơn vị muốn ít người hơn các mức khác."),
    )
    doors = forms.CharField(
        label=gettext_lazy("Các cửa"),
        help_text=gettext_lazy("Mỗi dòng một cửa, ví dụ Cửa chính."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    offline_places = _number(
        gettext_lazy("Số chỗ giữ cho mỗi cửa khi mất mạng"),
        gettext_lazy("Người kiểm soát cửa vẫn cho vào được chừng này người khi mất mạng."),
    )
    x = Metres(label=gettext_lazy("Cách mép trái của sơ đồ (m)"), required=False)
    y = Metres(label=gettext_lazy("Cách mép trên của sơ đồ (m)"), required=False)
    width = Metres(label=gettext_lazy("Chiều ngang trên sơ đồ (m)"), least=10, required=False)
    depth = Metres(label=gettext_lazy("Chiều sâu trên sơ đồ (m)"), least=10, required=False)
    position = _number(gettext_lazy("Thứ tự trong danh sách"))

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong at once: also what the action would refuse, when other fields are wrong too."""
        given = super().clean() or {}
        if self.errors:
            _put_other_errors(self, room_values, {**given, "doors": given.get("doors", "").splitlines()})
        return given

    def wanted(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {**given, "doors": given["doors"].splitlines()}


class CounterForm(PageForm):
    """A counter."""

    number = _number(gettext_lazy("Số quầy"), missing=gettext_lazy("Hãy ghi số quầy."))
    name = forms.CharField(
        label=gettext_lazy("Tên quầy"),
        help_text=gettext_lazy("Ví dụ Hộ tịch, chứng thực."),
        required=False,
        max_length=200,
    )
    room = forms.ChoiceField(
        label=gettext_lazy("Trong phòng"), error_messages={"required": gettext_lazy("Hãy chọn phòng.")}
    )
    fields_served = forms.MultipleChoiceField(
        label=gettext_lazy("Nhận hồ sơ của lĩnh vực"),
        help_text=gettext_lazy("Không đánh dấu lĩnh vực nào là nhận mọi lĩnh vực."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    takes_in = forms.BooleanField(label=gettext_lazy("Nhận hồ sơ tại quầy này"), required=False)
    picks_up = forms.BooleanField(label=gettext_lazy("Trả kết quả tại quầy này"), required=False)
    bookable = forms.BooleanField(label=gettext_lazy("Cho đặt lịch hẹn ở quầy này"), required=False)
    x = Metres(label=gettext_lazy("Cách tường trái của phòng (m)"), required=False)
    y = Metres(label=gettext_lazy("Cách tường trên của phòng (m)"), required=False)

    def __init__(
        self, *args: Any, rooms: Sequence[tuple[str, str]], served: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = [("", "–"), *rooms]  # type: ignore[attr-defined]
        self.fields["fields_served"].choices = list(served)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong at once, as in the form of a room."""
        given = super().clean() or {}
        if self.errors:
            _put_other_errors(self, counter_values, given)
        return given

    def wanted(self) -> dict[str, Any]:
        """What the action takes, room and fields aside."""
        given = self.cleaned_data
        return {name: given[name] for name in ("number", "name", "takes_in", "picks_up", "bookable", "x", "y")}


class BookingForm(PageForm):
    """How the unit books, and the declaration asked before entering."""

    slot_minutes = _number(
        gettext_lazy("Mỗi lịch hẹn dài (phút)"), missing=gettext_lazy("Hãy ghi mỗi lịch hẹn dài bao nhiêu phút.")
    )
    walk_in_share = _number(
        gettext_lazy("Phần giờ dành cho người đến không hẹn (%)"),
        gettext_lazy("0 là chỉ nhận người có hẹn."),
        missing=gettext_lazy("Hãy ghi phần giờ dành cho người đến không hẹn."),
    )
    booking_days = _number(
        gettext_lazy("Cho đặt trước bao nhiêu ngày"), missing=gettext_lazy("Hãy ghi số ngày cho đặt trước.")
    )
    note = forms.CharField(
        label=gettext_lazy("Lời dặn người đến"),
        help_text=gettext_lazy("Hiện trên sơ đồ cho người dân, ví dụ: gửi xe ở sân sau."),
        required=False,
        max_length=400,
    )
    declaration_form = forms.ChoiceField(
        label=gettext_lazy("Tờ khai trước khi vào"),
        help_text=gettext_lazy("Dùng khi quy định đang áp dụng yêu cầu khai báo."),
    )

    def __init__(self, *args: Any, declarations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`declarations` are code and name of the catalogue's internal forms; none takes the question away."""
        super().__init__(*args, **kwargs)
        if declarations:
            self.fields["declaration_form"].choices = list(declarations)  # type: ignore[attr-defined]
        else:
            del self.fields["declaration_form"]


class CloseForm(PageForm):
    """Why a room is closed."""

    why = forms.CharField(label=gettext_lazy("Lý do đóng phòng"), max_length=400)
