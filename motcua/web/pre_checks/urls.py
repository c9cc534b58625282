"""Addresses of pre-checks: asked by the public, answered by the units."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.pre_checks import answers, questions

urlpatterns: list[URLPattern] = [
    path("xem-truoc/<str:code>/", questions.pre_check, name="pre_check"),
    path("xem-truoc/<str:code>/<str:token>/", questions.pre_check_own, name="pre_check_own"),
    path("ban/xem-truoc/", answers.pre_checks, name="pre_checks"),
    path("ban/xem-truoc/<int:number>/", answers.pre_check_answer, name="pre_check_answer"),
    path("ban/xem-truoc/<int:number>/ho-so/", answers.pre_check_link, name="pre_check_link"),
    path("ban/xem-truoc/<int:number>/tep/<int:file_id>/", answers.pre_check_file, name="pre_check_file"),
]
