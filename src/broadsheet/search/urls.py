"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from broadsheet.search import views

edition_urlpatterns = [
    path("search/", views.search, name="search"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
