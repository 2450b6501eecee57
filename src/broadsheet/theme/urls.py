"""Addresses of the app's parts: how to get it, what it keeps, its manifest and its worker."""

from __future__ import annotations

from django.urls import path

from broadsheet.theme import views

edition_urlpatterns = [
    path("get-the-app/", views.get_the_app, name="get_the_app"),
    path("offline/", views.offline, name="offline"),
    path("saved/", views.saved, name="saved"),
    path("manifest.webmanifest", views.web_manifest, name="web_manifest"),
]
site_urlpatterns = [
    path("sw.js", views.service_worker, name="service_worker"),
]
