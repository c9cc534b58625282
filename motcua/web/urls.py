"""All pages, by audience."""

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include("motcua.web.citizen.urls")),
    path("", include("motcua.web.shared_urls")),
    path("ban/", include("motcua.web.officer.urls")),
    path("quay/", include("motcua.web.counter.urls")),
    path("chi-dao/", include("motcua.web.supervisor.urls")),
]
