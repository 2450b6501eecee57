"""QR codes and the list of links for print."""

from __future__ import annotations

from xml.etree import ElementTree

from broadsheet.theme.links import link_addresses
from broadsheet.theme.qr import qr_svg


def test_a_code_is_one_inline_svg_that_scales_and_carries_no_style() -> None:
    svg = qr_svg("https://paper.example/harbour/2026/11/24/ferries/")
    element = ElementTree.fromstring(svg)
    assert element.tag == "svg"
    assert element.get("viewBox")
    assert element.get("width") is None
    assert "style" not in svg
    assert "class" not in svg


def test_other_addresses_make_other_codes() -> None:
    assert qr_svg("https://paper.example/a/") != qr_svg("https://paper.example/b/")


def test_each_address_stands_once_whole_and_in_order() -> None:
    markup = (
        '<p><a href="/science/">a</a> <a href="https://other.example/x?a=1&amp;b=2">b</a>'
        ' <a href="/science/">c</a> <a href="#note">d</a> <a href="mailto:a@b.example">e</a>'
        " <a>f</a></p>"
    )
    assert link_addresses(markup, "https://paper.example/politics/") == [
        "https://paper.example/science/",
        "https://other.example/x?a=1&b=2",
    ]


def test_text_without_links_has_no_list() -> None:
    assert link_addresses("<p>No links, and a &lt;b&gt;.</p>", "https://paper.example/") == []
