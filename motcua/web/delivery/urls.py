"""Addresses of the public post's bags."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.delivery import bags, incoming_bag, outgoing_bag, parcels

urlpatterns: list[URLPattern] = [
    path("", bags.bags, name="bags"),
    path("tui/<int:pk>/", bags.bag, name="bag"),
    path("tui/<int:pk>/bien-ban.pdf", bags.bag_record, name="bag_record"),
    path("tui/<int:pk>/bang-ke/", incoming_bag.bag_rows, name="bag_rows"),
    path("tui/<int:pk>/dan/", incoming_bag.bag_paste, name="bag_paste"),
    path("tui/<int:pk>/ky/", bags.bag_sign, name="bag_sign"),
    path("tui/<int:pk>/xu-ly/", incoming_bag.bag_answer, name="bag_answer"),
    path("tui/<int:pk>/ket-qua/", outgoing_bag.bag_results, name="bag_results"),
    path("buu-gui/", parcels.parcels, name="parcels"),
    path("buu-gui/<int:pk>/phat/", parcels.parcel_deliver, name="parcel_deliver"),
    path("buu-gui/<int:pk>/hoan/", parcels.parcel_fail, name="parcel_fail"),
]
