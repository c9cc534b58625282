"""Map addresses to pages. Each audience keeps its own table; `web:` is the only namespace."""

from django.urls import include, path

urlpatterns = [path("", include("motcua.web.urls"))]
handler404 = "motcua.web.errors.not_found"
handler403 = "motcua.web.errors.forbidden"
handler500 = "motcua.web.errors.broken"
