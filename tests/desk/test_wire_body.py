"""A wire item's blocks as a story's body."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.desk.wire_body import stream_from_blocks
from broadsheet.formats import Block, blocks_from_html
from broadsheet.stories.blocks import BODY_BLOCKS


def stream(html: str) -> list[dict[str, Any]]:
    """The stream of a body, which the story's field takes."""
    made = stream_from_blocks(blocks_from_html(html))
    value = BODY_BLOCKS().to_python(made)
    assert [block.block_type for block in value] == [block["type"] for block in made]
    return made


def test_running_text_is_one_block() -> None:
    html = "<p>One.</p><h2>Two</h2><ul><li>three</li></ul><blockquote><p>Four.</p></blockquote>"
    assert stream(html) == [{"type": "text", "value": html}]


def test_nothing_becomes_nothing() -> None:
    assert stream("") == []


def test_pictures_are_left_out_and_part_no_text() -> None:
    html = '<p>One.</p><figure><img src="https://x.example/a.jpg"></figure><p>Two.</p>'
    assert stream(html) == [{"type": "text", "value": "<p>One.</p><p>Two.</p>"}]


def test_table_stands_between_texts() -> None:
    made = stream(
        "<p>Before.</p><table><caption>Tides</caption><thead><tr><th>Day</th><th>Metres</th></tr>"
        "</thead><tbody><tr><td>Mon</td><td>2.1</td></tr><tr><td>Tue</td></tr></tbody></table>"
        "<p>After.</p>"
    )
    assert [block["type"] for block in made] == ["text", "table", "text"]
    assert made[1]["value"] == {
        "caption": "Tides",
        "source": "",
        "table": {
            "columns": [
                {"type": "text", "heading": "Day"},
                {"type": "text", "heading": "Metres"},
            ],
            "rows": [{"values": ["Mon", "2.1"]}, {"values": ["Tue", ""]}],
            "caption": "",
        },
    }


def test_row_headings_are_no_column_headings() -> None:
    (table,) = stream(
        "<table><tr><th>High</th><td>2.1</td></tr><tr><th>Low</th><td>0.3</td></tr></table>"
    )
    assert [column["heading"] for column in table["value"]["table"]["columns"]] == ["", ""]
    assert len(table["value"]["table"]["rows"]) == 2


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<ruby>満潮<rt>まんちょう</rt></ruby>", "{満潮|まんちょう}"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>", "{漢|かん}{字|じ}"),
        ("<ruby><b>潮</b><rt>しお</rt></ruby>", "<b>潮</b>(しお)"),
        ("<ruby>A&amp;B<rt>エー</rt></ruby>", "{A&amp;B|エー}"),
        ("<ruby>潮<rt>し<i>お</i></rt></ruby>", "{潮|しお}"),
        ("<ruby>a{b<rt>か</rt></ruby>", "a{b(か)"),
        ("<ruby>plain<rt>reading</rt></ruby>", "plain(reading)"),
        ("<ruby>潮<rt></rt></ruby>", "潮"),
        ("<ruby>潮</ruby>", "潮"),
    ],
)
def test_ruby_is_written_in_the_desks_notation(markup: str, written: str) -> None:
    assert stream(f"<p>の{markup}が</p>") == [{"type": "text", "value": f"<p>の{written}が</p>"}]


def test_markup_written_as_text_stays_text() -> None:
    html = "<p>&lt;ruby&gt;a&lt;rt&gt;b&lt;/rt&gt;&lt;/ruby&gt; &lt;script&gt;</p>"
    assert stream(html) == [{"type": "text", "value": html}]


def test_escaped_markup_in_ruby_stays_escaped() -> None:
    (text,) = stream("<p><ruby>&lt;b&gt;潮<rt>&lt;i&gt;</rt></ruby></p>")
    assert "<b>" not in text["value"]
    assert "<i>" not in text["value"]
    assert "潮" in text["value"]


def test_a_table_block_of_hostile_size_is_squared() -> None:
    rows = "".join(f"<tr>{'<td>x</td>' * (number % 7)}</tr>" for number in range(50))
    (table,) = stream_from_blocks([Block("table", f"<table>{rows}</table>")])
    assert {len(row["values"]) for row in table["value"]["table"]["rows"]} == {6}
