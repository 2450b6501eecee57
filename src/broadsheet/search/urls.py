"""Address of the search."""

from __future__ import annotations

from django.urls import URLPattern

edition_urlpatterns: list[URLPattern] = []
