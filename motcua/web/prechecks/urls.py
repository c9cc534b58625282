"""Looks at copies before coming: asked by anybody, answered by the units."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.prechecks import answers, questions

urlpatterns: list[URLPattern] = [
    path("xem-truoc/<str:code>/", questions.ask, name="pre_check"),
    path("xem-truoc/<str:code>/<str:token>/", questions.follow, name="pre_check_own"),
    path("ban/xem-truoc/", answers.waiting, name="pre_checks"),
    path("ban/xem-truoc/<int:number>/", answers.one, name="pre_check_answer"),
    path("ban/xem-truoc/<int:number>/ho-so/", answers.link, name="pre_check_link"),
    path("ban/xem-truoc/<int:number>/tep/<int:file_id>/", answers.file, name="pre_check_file"),
]
