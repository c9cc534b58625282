"""An officer's saved lists: save, reorder, delete."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.dossiers.actions import saved_lists
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.officer.list_address import read_list_address


@login_required
@require_POST
def view_save(request: HttpRequest) -> HttpResponse:
    """Save the list whose address is sent, under a name."""
    query = _query(request)
    with attempt(request):
        kept = saved_lists.save_view(staff=staff_of(request), name=request.POST.get("ten", ""), query=query)
        messages.success(request, _("Đã lưu danh sách “%(name)s”.") % {"name": kept.name})
    return _back(query)


@login_required
@require_POST
def view_change(request: HttpRequest, view_id: int) -> HttpResponse:
    """Move a saved list up or down, or delete it."""
    staff, wanted = staff_of(request), request.POST.get("viec", "")
    if wanted == "bo":
        saved_lists.delete_view(staff=staff, view_id=view_id)
    elif wanted in {"len", "xuong"}:
        saved_lists.move_view(staff=staff, view_id=view_id, up=wanted == "len")
    return _back(_query(request))


def _query(request: HttpRequest) -> str:
    """The sent address rebuilt from its known parts only."""
    return read_list_address(QueryDict(request.POST.get("danh-sach", "")[:500])).query()


def _back(query: str) -> HttpResponse:
    return redirect(f"{reverse('web:dossiers')}?{query}")
