"""Addresses of the lists of what is read most."""

from __future__ import annotations

from django.urls import path

from broadsheet.popularity import views

edition_urlpatterns = [
    path("most-popular/", views.most_popular, name="most_popular"),
    path("most-popular/photo-stories/", views.photo_stories, name="most_popular_photo"),
    path("most-popular/video-stories/", views.video_stories, name="most_popular_video"),
    path("most-popular/<path:place>/", views.in_place, name="most_popular_place"),
]
