"""A form's page that citizen and helper fill together: what each was shown, and what the other changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from motcua.assistance.page_merge import mark_of, marks_of
from motcua.assistance.queries.shared_drafts import filled_by_helper, sharing_of, sharing_state
from motcua.web.citizen.hand_in.posted_answers import flat_answers, nested_answers

if TYPE_CHECKING:
    from motcua.catalog.forms import FormPage
    from motcua.dossiers.models import Draft
    from motcua.web.citizen.hand_in.answers_form import AnswersForm


@dataclass(frozen=True, slots=True)
class Filled:
    """One field that the helper filled: its place on the page, its words, and the replaced answer ("" for none)."""

    name: str
    target: str
    label: str
    replaced: str


def bar_of(draft: Draft, at: datetime) -> dict[str, Any]:
    """The line above a draft's pages: who asks to help, or who helps; `sharing` is None without a request."""
    row = sharing_of(draft, at)
    return {"sharing": row, "sharing_state": sharing_state(row, at) if row is not None else ""}


def seen_of(form: AnswersForm) -> str:
    """The marks that the form's hidden field carries."""
    return json.dumps(marks_of(shown_by(form)))


def shown_by(form: AnswersForm) -> dict[str, Any]:
    """The answers that an untouched form would post."""
    return nested_answers(form.asked, flat_answers(form.asked, form.shown))


def differs(form: AnswersForm, kept: Mapping[str, Any]) -> bool:
    """Whether the stored answers are not what this form posted, because the other person wrote meanwhile."""
    posted = form.answers()
    return any(mark_of(kept.get(name)) != mark_of(answer) for name, answer in posted.items())


def controls_of(form: AnswersForm) -> dict[str, str]:
    """The value of each control of the form, by its name; a ticked box is "true"."""
    values = flat_answers(form.asked, form.shown)
    return {name: _control(value) for name, value in values.items()}


def mark_helped(form: AnswersForm, draft: Draft, page: int) -> list[Filled]:
    """Mark the fields that the helper filled; returns them for the list above the form."""
    found = filled_by_helper(draft, page)
    listed = []
    for item in form.asked:
        if item.name not in found:
            continue
        key = f"{item.name}-find" if item.widget == "address" else item.name
        if key in form.fields:
            field = form.fields[key]
            field.help_text = f"{_('Do người hỗ trợ điền.')} {field.help_text}".strip()
        listed.append(Filled(item.name, f"id_{key}", _(item.label), answer_words(found[item.name])))
    return listed


def said_of(lost: Mapping[str, Any], page: FormPage) -> list[str]:
    """One line for each field that both changed: its label and the other person's answer."""
    labels = {field.name: _(field.label) for field in page.fields}
    return [
        _("Ô “%(label)s” vừa được người kia sửa thành “%(words)s”. Điều bạn ghi được giữ lại.")
        % {"label": labels.get(name, name), "words": answer_words(value)[:200]}
        for name, value in lost.items()
    ]


def answer_words(value: Any) -> str:
    """An answer as one line for a notice."""
    if isinstance(value, Mapping):
        return ", ".join(str(value[part]) for part in ("line", "find") if value.get(part))
    if isinstance(value, list):
        return "; ".join(filter(None, (words_of_row(row) for row in value)))
    return str(value or "")


def words_of_row(row: Any) -> str:
    """One row of a group as words."""
    if not isinstance(row, Mapping):
        return ""
    return ", ".join(filter(None, (answer_words(value) for value in row.values())))


def _control(value: Any) -> str:
    if value in (True, "on"):
        return "true"
    return "" if value is None or value is False else str(value)
