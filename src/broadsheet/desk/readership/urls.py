"""Addresses of the readers' figures at the desk, below /desk/readers/."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk.readership.views.files import CurveFile, TopFile
from broadsheet.desk.readership.views.pages import (
    FiguresView,
    ReadersView,
    StoryFiguresView,
    StoryView,
)

urlpatterns: list[URLPattern] = [
    path("readers/", ReadersView.as_view(), name="desk_readers"),
    path("readers/figures/", FiguresView.as_view(), name="desk_readers_figures"),
    path("readers/top.<slug:form>", TopFile.as_view(), name="desk_readers_top"),
    path("readers/story/<int:pk>/", StoryView.as_view(), name="desk_readers_story"),
    path(
        "readers/story/<int:pk>/figures/",
        StoryFiguresView.as_view(),
        name="desk_readers_story_figures",
    ),
    path(
        "readers/story/<int:pk>/curve.<slug:form>",
        CurveFile.as_view(),
        name="desk_readers_curve",
    ),
]
