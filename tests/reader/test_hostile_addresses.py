"""Addresses that nobody asks for in good faith are answered properly and cheaply."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.asking import Paper, ask

OFTEN = st.sampled_from("/.%\\\x00\r\n \xff\xc3\xa9?#:@a~")
RAW = st.text(st.one_of(OFTEN, st.characters(max_codepoint=255)), max_size=60)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/\x00", 400),
        ("/a\r\nSet-Cookie: x", 400),
        ("/\xff\xfe/", 400),
        ("politics/", 400),
        ("/./politics/", 400),
        ("/politics/../desk/", 400),
        ("/" + "a" * 2048, 414),
    ],
)
def test_refused_at_the_door(read: Paper, path: str, status: int) -> None:
    assert ask(read.reader, path, "GET", "", {}).status == status
    assert read.rendered == read.passed_on == []


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("//politics//", "/politics/"),
        ("/politics//", "/politics/"),
        ("///", "/"),
        ("//evil.example/", "/evil.example/"),
        ("//evil.example//?a=b", "/evil.example/?a=b"),
    ],
)
def test_many_slashes_are_one_and_lead_to_no_other_host(
    read: Paper, path: str, location: str
) -> None:
    answer = read.ask(path)
    assert (answer.status, answer.headers["location"]) == (301, location)
    assert read.passed_on == []


def test_a_query_without_end_is_414_even_where_a_plate_is_in_memory(read: Paper) -> None:
    for _ in range(2):
        assert read.ask("/politics/?" + "a" * 8193).status == 414
        assert read.ask("/politics/?" + "a" * 8192).status == 200


def test_headers_without_end_are_431_rfc_6585_5(read: Paper) -> None:
    assert read.ask("/nothing/", x_long="a" * 70_000).status == 431


def test_headers_that_make_no_sense_cost_no_answer(read: Paper) -> None:
    odd = {
        "accept_encoding": ";;q=,,\xff" * 100,
        "if_none_match": '"' * 20_000,
        "if_modified_since": "Mon, 99 Foo 0000 99:99:99 ???",
        "range": "bytes=" + "9" * 5000 + "-",
        "if_range": "W/",
    }
    assert read.ask(**odd).status == 200


def test_what_is_remembered_of_headers_is_bounded(read: Paper) -> None:
    for number in range(5000):
        read.ask(accept_encoding=f"gzip;q=0.5, x-{number}")
    assert len(read.reader._memory.by_header) <= 4096


@given(RAW, RAW)
def test_any_path_and_query_are_answered_with_headers_that_can_be_sent(
    tmp_path_factory: pytest.TempPathFactory, path: str, query: str
) -> None:
    read = _shared(tmp_path_factory)
    for method in ("GET", "HEAD", "OPTIONS"):
        answer = ask(read.reader, f"/{path}", method, query, {})
        assert answer.status in {200, 204, 301, 400, 404}
        location = answer.headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith("//")
        assert all(" " < letter <= "~" for letter in location.partition("?")[0])


_made: list[Paper] = []


def _shared(factory: pytest.TempPathFactory) -> Paper:
    """One tree for all examples."""
    if not _made:
        _made.append(Paper(Path(factory.mktemp("tree"))))
        _made[0].press()
    return _made[0]
