"""What templates may say: times, days, money in people's words, and the parts a form is made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from motcua.web import words
from motcua.web.icons import ICONS
from motcua.web.navigation import Group, desk_groups

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """An aware datetime as people say it: "10 giờ 30, thứ Ba 31/3"; "" for None."""
    return words.moment(value) if value else ""


@register.filter
def moment_year(value: datetime | None) -> str:
    """The same with its year: "10 giờ 30, thứ Ba 31/3/2020"."""
    return words.moment(value, year=True) if value else ""


@register.filter
def day(value: date | None) -> str:
    """A day as people say it: "thứ Ba 31/3"."""
    return words.day(value) if value else ""


@register.filter
def day_year(value: date | None) -> str:
    """A day with its year: "thứ Ba 31/3/2020"."""
    return words.day(value, year=True) if value else ""


@register.filter
def weekdays(value: Iterable[int]) -> str:
    """ISO weekdays in words: "thứ Ba, thứ Sáu"."""
    return words.weekdays(value)


@register.filter
def money(value: int | None) -> str:
    """Whole đồng: "1.250.000 đ"."""
    return words.money(value) if value is not None else ""


@register.filter
def filesize(value: int) -> str:
    """Bytes as people say them: "1,2 MB", "340 KB"."""
    return words.file_size(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line icon, hidden from screen readers: words always stand beside it."""
    return mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        f'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{ICONS[name]}</svg>'
    )


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField, width: str = "", title: bool = False) -> dict[str, Any]:
    """One form field with label, hint and error. `width`: w3, w6, w12, w100; `title`: its label is the heading."""
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        kind = "choices"
    elif isinstance(widget, CheckboxInput):
        kind = "tick"
    elif isinstance(widget, ClearableFileInput):
        kind = "file"
    else:
        kind = "input"
    if width:
        widget.attrs["class"] = width
    return {"bound": bound, "kind": kind, "title": title}


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """What is wrong, at the top of the page, each line a link to its field. Takes one or more forms."""
    lines: list[tuple[str, str]] = []
    for form in forms:
        if form is None or not form.is_bound:
            continue
        lines += [("", str(text)) for text in form.non_field_errors()]
        for bound in form:
            first = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
            target = f"{bound.auto_id}_0" if first else str(bound.auto_id)
            lines += [(target, str(text)) for text in bound.errors]
    return {"lines": lines}


@register.simple_tag(takes_context=True)
def desk_navigation(context: template.Context) -> list[Group]:
    """The desk's entries, by group, that the signed-in person's roles show; empty for a visitor."""
    request: HttpRequest = context["request"]
    return desk_groups(request)
