"""Bags of the public post."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.delivery import bags, incoming_bag, outgoing_bag, parcels

urlpatterns: list[URLPattern] = [
    path("", bags.bags, name="bags"),
    path("tui/<int:pk>/", bags.bag, name="bag"),
    path("tui/<int:pk>/bien-ban.pdf", bags.record, name="bag_record"),
    path("tui/<int:pk>/bang-ke/", incoming_bag.rows, name="bag_rows"),
    path("tui/<int:pk>/dan/", incoming_bag.paste, name="bag_paste"),
    path("tui/<int:pk>/ky/", bags.sign, name="bag_sign"),
    path("tui/<int:pk>/xu-ly/", incoming_bag.answer, name="bag_answer"),
    path("tui/<int:pk>/ket-qua/", outgoing_bag.fill, name="bag_results"),
    path("buu-gui/", parcels.parcels, name="parcels"),
    path("buu-gui/<int:pk>/phat/", parcels.deliver, name="parcel_deliver"),
    path("buu-gui/<int:pk>/hoan/", parcels.fail, name="parcel_fail"),
]
