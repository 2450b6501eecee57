"""Where agencies post."""

from __future__ import annotations

from django.urls import path

from broadsheet.wire.transports.push import push

urlpatterns = [path("wire/<str:slug>/", push, name="wire_push")]
