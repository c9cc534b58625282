"""Addresses of all pages, by audience."""

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include("motcua.web.citizen.urls")),
    path("", include("motcua.web.shared.urls")),
    path("", include("motcua.web.account.urls")),
    path("", include("motcua.web.pre_checks.urls")),
    path("", include("motcua.web.signing.urls")),
    path("ban/", include("motcua.web.officer.urls")),
    path("ban/", include("motcua.web.delegations.urls")),
    path("quay/", include("motcua.web.reception.urls")),
    path("thu-phi/", include("motcua.web.payments.urls")),
    path("buu-chinh/", include("motcua.web.delivery.urls")),
    path("in/", include("motcua.web.printing.urls")),
    path("danh-muc/", include("motcua.web.catalog.urls")),
    path("giam-sat/", include("motcua.web.supervision.urls")),
    path("su-co/", include("motcua.web.dossier_incidents.urls")),
    path("nhap-xuat/", include("motcua.web.exchange.urls")),
    path("chi-dao/", include("motcua.web.policy.urls")),
    path("cua-vao/", include("motcua.web.gate.urls")),
    path("mat-bang/", include("motcua.web.places.urls")),
    path("", include("motcua.web.queue.urls")),
    path("", include("motcua.web.booking.urls")),
    path("", include("motcua.web.board.urls")),
    path("", include("motcua.web.declarations.urls")),
    path("su-viec/", include("motcua.web.door_incidents.urls")),
    path("truy-vet/", include("motcua.web.tracing.urls")),
    path("lich-truc/", include("motcua.web.rosters.urls")),
    path("", include("motcua.web.assistance.urls")),
]
