"""Readings above characters."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.theme.ruby import (
    BASE_LENGTH,
    READING_LENGTH,
    notation,
    readings,
    ruby,
    without_ruby,
)

PRINTED = "<ruby>満潮<rp>(</rp><rt>まんちょう</rt><rp>)</rp></ruby>"


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("<p>{満潮|まんちょう}のころ</p>", f"<p>{PRINTED}のころ</p>"),
        ("{汛|xùn}", "<ruby>汛<rp>(</rp><rt>xùn</rt><rp>)</rp></ruby>"),
        ("{NATO|ナトー}", "<ruby>NATO<rp>(</rp><rt>ナトー</rt><rp>)</rp></ruby>"),
        ("{A&amp;B|エー}", "<ruby>A&amp;B<rp>(</rp><rt>エー</rt><rp>)</rp></ruby>"),
        ("{満潮|まんちょう}{満潮|まんちょう}", PRINTED * 2),
    ],
)
def test_notation_is_printed_as_ruby(markup: str, printed: str) -> None:
    assert ruby(markup) == printed


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{left|right} and {x|y}</p>",
        "{漢字}",
        "{|かんじ}",
        "{漢字|}",
        "{漢|字|かんじ}",
        "{{漢字|かん{じ}}",
        "{漢<b>字</b>|かんじ}",
        "{漢\n字|かんじ}",
        f"{{{'漢' * (BASE_LENGTH + 1)}|か}}",
        f"{{漢|{'か' * (READING_LENGTH + 1)}}}",
        '<a href="/x/{漢字|かんじ}/" title="a > {漢字|かんじ}">here</a>',
        "<!-- {漢字|かんじ} -->",
        "<script>{漢字|かんじ}</script>",
        "<ruby>{漢字|かんじ}<rt>x</rt></ruby>",
    ],
)
def test_what_is_no_notation_in_running_text_stays(markup: str) -> None:
    assert ruby(markup) == markup


def test_text_after_an_element_left_alone_is_printed() -> None:
    assert ruby(f"<style>{{漢|か}}</style>{'{満潮|まんちょう}'}").endswith(PRINTED)


def test_plain_form_and_readings() -> None:
    text = "{満潮|まんちょう}と{干潮|かんちょう}、{a|b}"
    assert without_ruby(text) == "満潮と干潮、{a|b}"
    assert readings(text) == ["まんちょう", "かんちょう"]


def test_a_pair_that_the_notation_cannot_hold_is_put_in_brackets() -> None:
    assert notation("漢字", "かんじ") == "{漢字|かんじ}"
    assert notation("a", "b") == "a(b)"
    assert notation("{漢|", "かん") == "{漢|(かん)"


def test_filters_escape_what_is_not_safe() -> None:
    template = Template(
        '{% load ruby %}<h1>{{ text|ruby }}</h1><i title="{{ text|without_ruby }}"></i>'
    )
    printed = template.render(Context({"text": '<b onclick="x">{漢|か}</b>"'}))
    assert printed == (
        "<h1>&lt;b onclick=&quot;x&quot;&gt;<ruby>漢<rp>(</rp><rt>か</rt><rp>)</rp></ruby>"
        '&lt;/b&gt;&quot;</h1><i title="&lt;b onclick=&quot;x&quot;&gt;漢&lt;/b&gt;&quot;"></i>'
    )


@given(st.text(alphabet="{}|<>漢かab&;\"'= /\n-!", max_size=60))
def test_escaped_text_never_gains_another_element(text: str) -> None:
    from html import escape

    printed = ruby(escape(text))
    for tag in ("<ruby>", "</ruby>", "<rt>", "</rt>", "<rp>(</rp>", "<rp>)</rp>"):
        printed = printed.replace(tag, "")
    assert "<" not in printed
    assert ">" not in printed
