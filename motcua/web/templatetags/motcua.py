"""Filters and tags of templates: times, days, money, and components of forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from motcua.dossiers.papers.file_kinds import ACCEPT
from motcua.rulebook import law
from motcua.rulebook.work_calendar import localise
from motcua.web import formats, plain_fields
from motcua.web.icons import ICONS
from motcua.web.limits import limit
from motcua.web.navigation import NavigationGroup, desk_groups

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """An aware datetime in words: "10 giờ 30, thứ Ba 31/3"; "" for None."""
    return formats.format_moment(value) if value else ""


@register.filter
def moment_year(value: datetime | None) -> str:
    """The same with its year: "10 giờ 30, thứ Ba 31/3/2020"."""
    return formats.format_moment(value, year=True) if value else ""


@register.filter
def day(value: date | None) -> str:
    """A day in words: "thứ Ba 31/3"."""
    return formats.format_day(value) if value else ""


@register.filter
def day_year(value: date | None) -> str:
    """A day with its year: "thứ Ba 31/3/2020"."""
    return formats.format_day(value, year=True) if value else ""


@register.filter
def weekdays(value: Iterable[int]) -> str:
    """ISO weekdays in words: "thứ Ba, thứ Sáu"."""
    return formats.format_weekdays(value)


@register.filter
def money(value: int | None) -> str:
    """Whole đồng: "1.250.000 đ"."""
    return formats.format_money(value) if value is not None else ""


@register.filter
def filesize(value: int) -> str:
    """A size in bytes in words: "1,2 MB", "340 KB"."""
    return formats.format_file_size(value)


@register.simple_tag
def law_article(name: str, moment: datetime) -> str:
    """The article of law behind the value `name` of the law's tables on the day of `moment` (aware)."""
    return law.article(name, on=localise(moment).date())


register.simple_tag(limit)


@register.simple_tag
def paper_kinds() -> str:
    """The kinds of file that may be handed in, for the `accept` attribute of a file input."""
    return ACCEPT


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line icon, hidden from screen readers: words always stand beside it."""
    return mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        f'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{ICONS[name]}</svg>'
    )


def _drawn(bound: BoundField, *, width: str = "", title: bool = False) -> dict[str, Any]:
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
    optional = ""
    if not bound.field.required:
        words_of = getattr(bound, "words", "") or getattr(bound.field, "words", None)
        optional = gettext("(không bắt buộc)") if words_of is None else words_of
    return {"bound": bound, "kind": kind, "title": title, "optional": optional}


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField, width: str = "", title: bool = False, inline: bool = False) -> dict[str, Any]:
    """One form field with label, hint and error. `width`: w3, w6, w12, w100; `title`: its label is the heading.

    `inline`: its options stand in one row.
    """
    return {**_drawn(bound, width=width, title=title), "inline": inline}


@register.inclusion_tag("web/components/field.html")
def plain_field(
    name: str,
    label: str,
    kind: str = "text",
    width: str = "",
    *,
    value: Any = None,
    options: Iterable[Sequence[Any]] = (),
    empty: str | None = None,
    id: str = "",
    hint: str = "",
    error: str | Sequence[str] | None = None,
    optional: bool | str = False,
    title: bool = False,
    inline: bool = False,
    bare: bool = False,
    hidden: bool = False,
    frame: str = "",
    anchor: str = "",
    lang: str = "",
    **attrs: Any,
) -> dict[str, Any]:
    """One field of no form class, drawn like the others: plain_fields.bound_plain_field says what most words mean.

    `inline`: its options stand in one row. `bare`: without the frame around it. `hidden`: only screen readers say the
    label. `frame`, `anchor`: more classes and the id of the frame. `lang`: the label's language.
    """
    given = {"value": value, "options": options, "empty": empty, "id": id, "hint": hint, "error": error}
    bound = plain_fields.bound_plain_field(name, label, kind, optional=optional, attrs=attrs, **given)
    if lang:
        bound.label = format_html('<span lang="{}">{}</span>', lang, bound.label)
    shape = {"inline": inline, "bare": bare, "hidden": hidden, "frame": frame, "anchor": anchor}
    return {**_drawn(bound, width=width, title=title), **shape}


@register.filter
def suffixed(value: Any, more: Any) -> str:
    """Two values written one after the other: an id out of a word and a number."""
    return f"{value}{more}"


@register.filter
def in_brackets(words_shown: str) -> str:
    """Words as they stand after a label: "(để trống: mọi đơn vị)"."""
    return f"({words_shown})"


@register.filter
def negated(value: Any) -> bool:
    """True for what a template takes as false."""
    return not value


@register.filter
def pairs(rows: Iterable[Any], paths: str) -> list[tuple[Any, Any]]:
    """Options out of records: `places|pairs:"office.code office.name"`; a path of "." is the record itself."""

    def at(record: Any, path: str) -> Any:
        return record if path == "." else template.Variable(f"record.{path}").resolve({"record": record})

    value, label = paths.split()
    return [(at(row, value), at(row, label)) for row in rows]


@register.filter
def translated(rows: Iterable[Sequence[Any]]) -> list[tuple[Any, Any]]:
    """Options (value, label) with each label in the reader's language."""
    return [(row[0], gettext(row[1])) for row in rows]


@register.simple_block_tag
def errors(content: str, heading: str, focus: bool = False) -> str:
    """The frame of what went wrong: {% errors heading %}…{% enderrors %}; `focus`: the page opens on it."""
    return render_to_string("web/components/errors.html", {"heading": heading, "body": content, "focus": focus})


@register.simple_tag
def refusal(text: str, focus: bool = False) -> str:
    """The reason of a refused action in the frame of errors; "" without one."""
    if not text:
        return ""
    body = format_html("<p>{}</p>", text)
    heading = gettext("Chưa làm được việc này")
    return render_to_string("web/components/errors.html", {"heading": heading, "body": body, "focus": focus})


@register.inclusion_tag("web/components/pager.html")
def pager(page: Any, by_time: bool = False, label: str = "", query: str = "", **asked: Any) -> dict[str, Any]:
    """Links to the page before and the page after, where there are any.

    `page` is a Paginator's page, has its `number` and the `last` one, or has the `previous` and `following` marks of a
    list read by key. `by_time`: the links say newer and older. The addresses keep `query` and `asked`.
    """
    kept = "&".join(part for part in (query, urlencode({key: one for key, one in asked.items() if one})) if part)
    before, after = _marks(page)
    words_of = (gettext("Mới hơn"), gettext("Cũ hơn")) if by_time else (gettext("Trang trước"), gettext("Trang sau"))
    return {
        "before": "?" + "&".join(part for part in (kept, before) if part) if before else "",
        "after": "?" + "&".join(part for part in (kept, after) if part) if after else "",
        "before_words": words_of[0],
        "after_words": words_of[1],
        "label": label or gettext("Trang"),
        "number": getattr(page, "number", None),
        "last": getattr(page, "last", None),
    }


def _marks(page: Any) -> tuple[str, str]:
    if hasattr(page, "following"):
        return page.previous and f"truoc={page.previous}", page.following and f"sau={page.following}"
    last = page.last if hasattr(page, "last") else page.paginator.num_pages
    return (
        f"trang={page.number - 1}" if page.number > 1 else "",
        f"trang={page.number + 1}" if page.number < last else "",
    )


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(*found: BaseForm | Iterable[tuple[str, str]] | None) -> dict[str, Any]:
    """The errors of forms, or lines (id of the control, text), at the top of the page, each a link to its field."""
    lines: list[tuple[str, str]] = []
    for form in found:
        if not isinstance(form, BaseForm):
            lines += form or []
            continue
        if not form.is_bound:
            continue
        lines += [("", str(text)) for text in form.non_field_errors()]
        for bound in form:
            first = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
            target = f"{bound.auto_id}_0" if first else str(bound.auto_id)
            lines += [(target, str(text)) for text in bound.errors]
    return {"lines": lines}


@register.simple_tag(takes_context=True)
def desk_navigation(context: template.Context) -> list[NavigationGroup]:
    """The desk's entries, by group, that the signed-in person's roles show; empty for a visitor."""
    request: HttpRequest = context["request"]
    return desk_groups(request)
