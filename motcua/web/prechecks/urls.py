"""Looks at copies before coming: asked by anybody, answered by the units."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.prechecks import answering, asking

urlpatterns: list[URLPattern] = [
    path("xem-truoc/<str:code>/", asking.ask, name="pre_check"),
    path("xem-truoc/<str:code>/<str:token>/", asking.follow, name="pre_check_own"),
    path("ban/xem-truoc/", answering.waiting, name="pre_checks"),
    path("ban/xem-truoc/<int:number>/", answering.one, name="pre_check_answer"),
    path("ban/xem-truoc/<int:number>/ho-so/", answering.link, name="pre_check_link"),
    path("ban/xem-truoc/<int:number>/tep/<int:file_id>/", answering.file, name="pre_check_file"),
]
