"""Addresses of tasks for other offices."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.officer import tasks

urlpatterns: list[URLPattern] = [
    path("viec/", tasks.tasks, name="tasks"),
    path("viec/<int:task_id>/", tasks.task, name="task"),
    path("viec/<int:task_id>/tra-loi/", tasks.task_answer, name="task_answer"),
    path("viec/<int:task_id>/nhan/", tasks.task_take, name="task_take"),
    path("viec/<int:task_id>/thoi/", tasks.task_cancel, name="task_cancel"),
    path("viec/<int:task_id>/bao-qua-han/", tasks.task_late, name="task_late"),
    path("ho-so/<str:code>/phoi-hop/", tasks.task_ask, name="task_ask"),
]
