"""Paths and queries as they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.reader.addresses import (
    Malformed,
    collapsed,
    decoded,
    is_dotted,
    quoted,
    quoted_location,
    split_absolute,
    without_tracking,
)


def test_a_wsgi_path_is_utf_8_in_latin_1_pep_3333() -> None:
    assert decoded("/政治/".encode().decode("latin-1")) == "/政治/"
    assert decoded("") == "/"


@pytest.mark.parametrize(
    "path", ["/\xff/", "/\x00", "/a\nb", "/a\x7f", "*", "politics/", "/\xc3", "/\u4e2d"]
)
def test_what_can_t_be_an_address(path: str) -> None:
    with pytest.raises(Malformed):
        decoded(path)


@given(st.text())
def test_decoding_never_fails_otherwise(text: str) -> None:
    try:
        path = decoded(f"/{text}".encode().decode("latin-1"))
    except (Malformed, UnicodeEncodeError):
        return
    assert path == f"/{text}"


def test_absolute_form_rfc_9112_3_2_2() -> None:
    assert split_absolute("http://paper.example/politics/") == ("paper.example", "/politics/")
    assert split_absolute("HTTPS://paper.example:443/") == ("paper.example:443", "/")
    assert split_absolute("/http://paper.example/") is None
    assert split_absolute("http://[broken/") is None


@pytest.mark.parametrize("path", ["/./", "/../etc/passwd", "/a/..", "/a/./b", "/.."])
def test_dots_that_clients_resolve(path: str) -> None:
    assert is_dotted(path)


@pytest.mark.parametrize("path", ["/.well-known/x", "/a...b/", "/..a/", "/"])
def test_dots_that_belong_to_a_name(path: str) -> None:
    assert not is_dotted(path)


@given(st.text(alphabet="/ab", max_size=30))
def test_collapsed_paths_have_single_slashes(text: str) -> None:
    path = collapsed(f"/{text}")
    assert "//" not in path
    assert path.replace("/", "") == text.replace("/", "")


def test_locations_are_ascii_and_coded_once() -> None:
    assert quoted("/政治/100%/?") == "/%E6%94%BF%E6%B2%BB/100%25/%3F"
    assert quoted_location("/a/%E6%94%BF/?page=2#x") == "/a/%E6%94%BF/?page=2#x"
    assert quoted_location("https://old.example/政/") == "https://old.example/%E6%94%BF/"
    assert quoted_location("/a\r\nSet-Cookie: x") == "/a%0D%0ASet-Cookie:%20x"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", ""),
        ("utm_source=letter&utm_medium=mail", ""),
        ("fbclid=x&q=rice", "q=rice"),
        ("q=rice&gclid=1&page=2", "q=rice&page=2"),
        ("utm_source", ""),
        ("&&", ""),
        ("UTM_SOURCE=x", "UTM_SOURCE=x"),
        ("q=utm_source", "q=utm_source"),
    ],
)
def test_tracking_is_left_out(query: str, left: str) -> None:
    assert without_tracking(query) == left
