"""Addresses of agencies' tokens and deliveries at the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk.agencies.deliveries import RefusedView, download, take_again
from broadsheet.desk.agencies.token import TokenView

urlpatterns: list[URLPattern] = [
    path("newsroom/providers/<int:pk>/token/", TokenView.as_view(), name="desk_provider_token"),
    path("wire/deliveries/", RefusedView.as_view(), name="desk_wire_refused"),
    path("wire/deliveries/<int:pk>/", download, name="desk_wire_download"),
    path("wire/deliveries/<int:pk>/again/", take_again, name="desk_wire_take_again"),
]
