"""The tag that draws a dossier's tasks: {% load tasks %}{% tasks_panel dossier %}."""

from __future__ import annotations

from typing import Any

from django import template

from motcua.web.desk.access import staff_of
from motcua.web.officer import tasks
from motcua.web.request_moment import moment_of

register = template.Library()


@register.inclusion_tag("officer/tasks_panel.html", takes_context=True)
def tasks_panel(context: template.Context, dossier: Any) -> dict[str, Any]:
    """The tasks, the stage's due time and the request form, for the signed-in person."""
    request = context["request"]
    return tasks.tasks_panel_context(dossier, staff_of(request), moment_of(request))
