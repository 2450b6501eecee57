"""Addresses of feeds, sitemaps and robots.txt."""

from __future__ import annotations

from django.urls import URLPattern

edition_urlpatterns: list[URLPattern] = []
site_urlpatterns: list[URLPattern] = []
