"""The small tags and filters of the public templates."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from broadsheet.theme.templatetags import theme


def render(source: str, **context: Any) -> str:
    return Template("{% load theme %}" + source).render(Context(context))


def paper(prefix: str) -> Any:
    return SimpleNamespace(edition=SimpleNamespace(prefix=prefix))


def test_addresses_carry_the_edition_unless_it_stands_at_the_root() -> None:
    assert render("{% paper_url 'offline' %}", paper=paper("")) == "/offline/"
    assert render("{% paper_url 'offline' %}", paper=paper("zh")) == "/zh/offline/"
    assert render("{% paper_url 'offline' %}") == "/offline/"


@pytest.mark.parametrize(
    ("given", "tag"), [("zh-hans", "zh-Hans"), ("en", "en"), ("zh-hant-hk", "zh-Hant-HK")]
)
def test_language_tags_as_html_writes_them(given: str, tag: str) -> None:
    assert theme.bcp47(given) == tag


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("ar-EG", "rtl"), ("zh-Hans", "ltr")])
def test_direction_of_a_language(language: str, way: str) -> None:
    assert theme.direction(language) == way


def test_languages_are_named_in_themselves() -> None:
    with translation.override("ar"):
        assert [theme.language_name(code) for code in ("en", "zh-Hans", "ar", "ja")] == [
            "English",
            "中文",
            "العربية",
            "日本語",
        ]


def test_long_headlines_in_narrow_and_wide_scripts() -> None:
    assert not theme.is_long("Ferries held as tide tops east steps")
    assert theme.is_long("Ferries held " * 7)
    assert not theme.is_long("长潮首夜漫过东石阶，渡轮停航近两小时")
    assert theme.is_long("长潮首夜漫过东石阶渡轮停航" * 3)


def test_an_icon_is_decoration() -> None:
    svg = render('{% icon "search" %}')
    assert 'aria-hidden="true"' in svg
    assert "sprite" in svg
    assert "#search" in svg


def test_links_are_listed_for_print_once_after_the_text() -> None:
    page = render(
        '{% with_link_list %}<p><a href="/a/">a</a> <a href="/a/">b</a></p>{% endwith_link_list %}',
        address="https://paper.example/story/",
    )
    assert page.count("https://paper.example/a/") == 1
    assert page.index("</p>") < page.index("https://paper.example/a/")
    plain = render("{% with_link_list %}<p>None.</p>{% endwith_link_list %}")
    assert plain == "<p>None.</p>"


def test_only_public_stories_are_linked_from_a_body() -> None:
    shown = SimpleNamespace(is_public=lambda: True)
    hidden = SimpleNamespace(is_public=lambda: False)
    assert theme.public_ones([hidden, shown, None]) == [shown]


@pytest.mark.parametrize(
    ("cell", "numeric"),
    [("6.46", True), ("−3 %", True), ("41–22", True), ("12 m", False), ("", False)],
)
def test_figures_in_tables(cell: str, numeric: bool) -> None:
    assert theme.looks_numeric(cell) is numeric


def test_dateline_runs_into_a_paragraph_but_not_into_a_heading() -> None:
    def body(source: str, kind: str = "text") -> list[Any]:
        return [SimpleNamespace(block_type=kind, value=SimpleNamespace(source=source))]

    assert theme.opens_with_text(body("<p>Water.</p>"))
    assert not theme.opens_with_text(body("<h2>Why</h2><p>Water.</p>"))
    assert not theme.opens_with_text(body("", "picture"))
    assert not theme.opens_with_text([])


def test_key_moments_need_a_headline() -> None:
    def entry(kind: str, **value: Any) -> Any:
        return SimpleNamespace(block_type=kind, value=value)

    key = entry("entry", key_moment=True, headline="Ramp raised")
    others = [
        entry("entry", key_moment=True, headline=""),
        entry("entry", key_moment=False, headline="Later"),
        entry("picture"),
    ]
    assert theme.key_moments([*others, key]) == [key]
