"""Addresses of the wire at the desk, below /desk/wire/."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk.inbox.views import comparing, fragments, pages, pictures, saved, verbs

urlpatterns: list[URLPattern] = [
    path("wire/", pages.InboxView.as_view(), name="desk_wire"),
    path("wire/columns/", pages.BoardView.as_view(), name="desk_wire_board"),
    path("wire/rows/", fragments.rows, name="desk_wire_rows"),
    path("wire/alarms/", fragments.alarms, name="desk_wire_alarms"),
    path("wire/pulse/", fragments.pulse, name="desk_wire_pulse"),
    path("wire/agencies/", pages.HealthView.as_view(), name="desk_wire_health"),
    path("wire/comparisons/", comparing.WaitingView.as_view(), name="desk_wire_waiting"),
    path(
        "wire/comparisons/<int:pk>/", comparing.ComparisonView.as_view(), name="desk_wire_compare"
    ),
    path("wire/views/", saved.save, name="desk_wire_save_view"),
    path("wire/views/<int:pk>/forget/", saved.forget, name="desk_wire_forget_view"),
    path("wire/pictures/<int:pk>/", pictures.small_picture, name="desk_wire_picture"),
    path("wire/<int:pk>/", pages.ItemView.as_view(), name="desk_wire_item"),
    path("wire/<int:pk>/preview/", fragments.preview, name="desk_wire_preview"),
    path("wire/<int:pk>/publishing/", verbs.confirm_publishing, name="desk_wire_publishing"),
    path("wire/<int:pk>/<slug:verb>/", verbs.act, name="desk_wire_act"),
]
