"""Addresses of the readers' figures at the desk, below /desk/readers/."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk.readership.views import files, pages

urlpatterns: list[URLPattern] = [
    path("readers/", pages.ReadersView.as_view(), name="desk_readers"),
    path("readers/figures/", pages.FiguresView.as_view(), name="desk_readers_figures"),
    path("readers/top.<slug:form>", files.TopFile.as_view(), name="desk_readers_top"),
    path("readers/story/<int:pk>/", pages.StoryView.as_view(), name="desk_readers_story"),
    path(
        "readers/story/<int:pk>/figures/",
        pages.StoryFiguresView.as_view(),
        name="desk_readers_story_figures",
    ),
    path(
        "readers/story/<int:pk>/curve.<slug:form>",
        files.CurveFile.as_view(),
        name="desk_readers_curve",
    ),
]
