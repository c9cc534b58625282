"""The conditions of a rule as form fields: where, for which procedures and persons, on which days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.catalog.queries.procedures import codes_known, fields_in_use, procedure_by_code, procedures_called
from motcua.catalog.search import search_procedures
from motcua.people.queries import Office, office_name, offices_under
from motcua.rulebook.policy import labels
from motcua.web.policy.rule_values import YES_NO, Lines, line_of_text, select, ticks, weekdays
from motcua.web.policy.typed_values import day_of_year, typed_season

NUMBERED: Final = frozenset({"epidemic_levels", "online_levels", "weekdays"})
TICKED: Final = (
    "unit_kinds",
    "unit_levels",
    "epidemic_levels",
    "online_levels",
    "fields",
    "groups",
    "weekdays",
    "channels",
)
FLAGS: Final = ("urgent", "time_critical", "uses_neither", "holiday")
_FLAG_WORDS: Final = {True: "yes", False: "no"}
MOST_FOUND: Final = 8


def condition_fields(
    when: Mapping[str, Any], *, body: Office, posted: Iterable[str], lang: str
) -> dict[str, forms.Field]:
    """The fields of the conditions; whatever `when` holds already can be chosen. `posted` are codes of procedures."""
    every = _("để trống: tất cả")
    found: dict[str, forms.Field] = {
        "under": select(
            _("Đơn vị hoặc địa bàn"),
            _places(body, str(when.get("under") or "")),
            _("toàn địa bàn của văn bản"),
            _("Chọn đơn vị thì tên ghi theo văn bản không còn xét nữa.") if when.get("unit_names") else "",
        ),
        "unit_kinds": ticks(_("Loại đơn vị"), _words(labels.UNIT_KINDS, when.get("unit_kinds"), lang)),
        "unit_levels": ticks(_("Cấp của đơn vị"), _words(labels.UNIT_LEVELS, when.get("unit_levels"), lang)),
        "epidemic_levels": ticks(_("Cấp độ dịch nơi đơn vị làm việc"), [(level, level) for level in (1, 2, 3, 4)]),
        "procedures": ticks(_("Thủ tục"), _procedures(when.get("procedures") or (), posted)),
        "more_procedures": Lines(
            label=_("Thêm thủ tục"),
            help_text=_("Ghi mã hoặc tên, mỗi dòng một thủ tục."),
            required=False,
            max_length=4000,
        ),
        "fields": ticks(_("Lĩnh vực"), _fields(when.get("fields") or ())),
        "online_levels": ticks(_("Mức độ trực tuyến của thủ tục"), _levels(when.get("online_levels") or ())),
        "urgent": select(_("Thủ tục cấp bách"), list(YES_NO), _("không xét")),
        "time_critical": select(_("Thủ tục có thời hạn, thời hiệu"), list(YES_NO), _("không xét")),
        "groups": ticks(_("Nhóm người"), _words(labels.GROUPS, when.get("groups"), lang)),
        "uses_neither": select(_("Người không dùng trực tuyến và bưu chính"), list(YES_NO), _("không xét")),
        "channels": ticks(_("Khi nộp hồ sơ"), _words(labels.WAYS, when.get("channels"), lang)),
        "weekdays": ticks(_("Chỉ vào các ngày"), weekdays()),
        "holiday": select(_("Ngày nghỉ lễ"), list(YES_NO), _("không xét")),
        "season_from": line_of_text(_("Hằng năm từ ngày"), _("ví dụ 1/4"), length=5),
        "season_to": line_of_text(_("Hằng năm đến hết ngày"), _("ví dụ 30/9"), length=5),
    }
    if when.get("unit_names"):
        names = [(name, name) for name in when["unit_names"]]
        found["unit_names"] = ticks(_("Đơn vị, theo tên ghi trong văn bản"), names)
    for name in TICKED:
        found[name].words = f"({every})"  # type: ignore[attr-defined]
    return found


def _words(words: labels.Words, held: Any, lang: str) -> list[tuple[str, str]]:
    """The known words to tick, and what the rule holds beside them."""
    known = [(key, labels.pick(words, key, lang)) for key in words]
    return known + [(key, labels.pick(words, key, lang)) for key in held or () if key not in words]


def _levels(held: Iterable[int]) -> list[tuple[int, Any]]:
    none = [(0, _("không có trực tuyến"))] if 0 in held else []
    return [*none, *((level, level) for level in (1, 2, 3, 4))]


def _places(body: Office, held: str) -> list[tuple[Any, Any]]:
    """The offices of the letter's branch, those of a district under its name."""
    root: list[tuple[str, str]] = []
    branches: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    depth = len(body.path.split("/")) + 1
    paths = set()
    for office in offices_under(body.path).filter(active=True).order_by("path"):
        paths.add(office.path)
        branch = "/".join(office.path.split("/")[:depth])
        if office.path == branch:
            branches[branch] = (office.name, [(office.path, office.name)])
        elif branch in branches:
            branches[branch][1].append((office.path, office.name))
        else:
            root.append((office.path, office.name))
    if held and held not in paths:
        root.append((held, office_name(held)))
    root += [places[0] for _name, places in branches.values() if len(places) == 1]
    return [*root, *((name, places) for name, places in branches.values() if len(places) > 1)]


def _fields(held: Iterable[str]) -> list[tuple[str, str]]:
    known = [(field.code, field.name) for field in fields_in_use()]
    codes = {code for code, _name in known}
    return known + [(code, field_label(code)) for code in held if code not in codes]


def field_label(code: str) -> str:
    """What stands for a field that no procedure of the catalogue has."""
    if code.startswith("?"):
        return _("“%(name)s”, chưa rõ là lĩnh vực nào") % {"name": code[1:]}
    return labels.pick(labels.FIELDS, code, "vi", (_("lĩnh vực không còn trong danh mục"),) * 2)


def _procedures(held: Iterable[str], posted: Iterable[str]) -> list[tuple[str, str]]:
    codes = list(dict.fromkeys([*held, *sorted(codes_known(list(posted)))]))
    names = procedures_called(codes)
    return [
        (code, f"{names[code]} ({code})" if code in names else _("%(code)s, không có trong danh mục") % {"code": code})
        for code in codes
    ]


def shown_conditions(when: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields show of the conditions."""
    first, last = typed_season(when.get("season") or "")
    shown: dict[str, Any] = {"under": when.get("under") or "", "season_from": first, "season_to": last}
    for name in (*TICKED, "procedures", "unit_names"):
        shown[name] = [str(one) for one in when.get(name) or ()]
    for name in FLAGS:
        held = when.get(name)
        shown[name] = "" if held is None else _FLAG_WORDS[held]
    return shown


def read_conditions(form: forms.Form, before: Mapping[str, Any], changed: frozenset[str]) -> dict[str, Any]:
    """The conditions with what was changed; errors are put at the form's fields."""
    when, given = dict(before), form.cleaned_data
    for name in (*TICKED, "procedures", "unit_names"):
        if name in changed:
            chosen = [int(one) if name in NUMBERED else one for one in given.get(name) or ()]
            _set(when, name, chosen)
    for name in FLAGS:
        if name in changed:
            _set(when, name, {"yes": True, "no": False}.get(given.get(name) or ""))
    if "under" in changed:
        _set(when, "under", given.get("under"))
        if given.get("under"):
            when.pop("unit_names", None)  # a person has said which unit is meant
    if changed & {"season_from", "season_to"}:
        _set(when, "season", _season(form))
    return when


def _set(when: dict[str, Any], name: str, chosen: Any) -> None:
    if chosen in (None, "", []):
        when.pop(name, None)
    else:
        when[name] = chosen


def _season(form: forms.Form) -> str:
    days: list[str] = []
    for name in ("season_from", "season_to"):
        try:
            text = form.cleaned_data.get(name) or ""
            days.append(day_of_year(text) if text else "")
        except forms.ValidationError as wrong:
            form.add_error(name, wrong)
            return ""
    if any(days) and not all(days):
        missing = "season_to" if days[0] else "season_from"
        form.add_error(missing, _("Hãy ghi cả ngày đầu và ngày cuối của mùa."))
    return "/".join(days) if all(days) else ""


def add_procedures(form: forms.Form) -> list[str]:
    """The codes of the procedures typed by code or name; several that fit are offered as ticks, with an error."""
    found: list[str] = []
    for typed in (form.cleaned_data.get("more_procedures") or "").replace(";", "\n").splitlines():
        if not (words := typed.strip()):
            continue
        exact = procedure_by_code(words)
        fitting = [exact] if exact else search_procedures(words, MOST_FOUND)
        if len(fitting) == 1:
            found.append(fitting[0].code)
            continue
        if not fitting:
            form.add_error("more_procedures", _("Không có thủ tục nào là “%(typed)s”.") % {"typed": words})
            continue
        field = form.fields["procedures"]
        known = {code for code, _name in field.choices}  # type: ignore[attr-defined]
        field.choices = [  # type: ignore[attr-defined]
            *field.choices,  # type: ignore[attr-defined]
            *((one.code, f"{one} ({one.code})") for one in fitting if one.code not in known),
        ]
        words_said = _("Có %(count)s thủ tục gần với “%(typed)s”: hãy đánh dấu ở mục Thủ tục và xóa dòng này.")
        form.add_error("more_procedures", words_said % {"count": len(fitting), "typed": words})
    return found
