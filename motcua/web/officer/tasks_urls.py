"""Pages of the work asked of other offices."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.officer import tasks

urlpatterns: list[URLPattern] = [
    path("viec/", tasks.inbox, name="tasks"),
    path("viec/<int:task_id>/", tasks.task, name="task"),
    path("viec/<int:task_id>/tra-loi/", tasks.answer, name="task_answer"),
    path("viec/<int:task_id>/nhan/", tasks.take, name="task_take"),
    path("viec/<int:task_id>/thoi/", tasks.cancel, name="task_cancel"),
    path("viec/<int:task_id>/bao-qua-han/", tasks.report_late, name="task_late"),
    path("ho-so/<str:code>/phoi-hop/", tasks.ask, name="task_ask"),
]
