"""Plates served by the rules of RFC 9110 and 9111, rule by rule."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import brotli
import pytest
import zstandard

from broadsheet.reader import ReaderConfig
from tests.reader.asking import PAGE, Answer, Paper, ask

DECODED: dict[str, Any] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": zstandard.decompress,
}


def twice(read: Paper, *asked: Any, **headers: str) -> Answer:
    """The long way and the short way answer alike."""
    first = read.ask(*asked, **headers)
    second = read.ask(*asked, **headers)
    assert first == second
    return second


@pytest.mark.parametrize("coding", ["br", "gzip", "zstd"])
def test_content_is_negotiated_12_5_3(read: Paper, coding: str) -> None:
    answer = twice(read, accept_encoding=coding)
    assert answer.headers["content-encoding"] == coding
    assert DECODED[coding](answer.body) == PAGE
    assert answer.headers["content-length"] == str(len(answer.body))
    assert read.rendered == read.passed_on == []


def test_without_a_wish_the_body_comes_as_it_is_12_5_3(read: Paper) -> None:
    answer = twice(read)
    assert (answer.status, answer.body) == (200, PAGE)
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_small_plate_has_one_body_for_all(read: Paper) -> None:
    read.press("/killed.json", b"[]")
    answer = twice(read, "/killed.json", accept_encoding="br, gzip")
    assert (answer.body, answer.headers["content-type"]) == (b"[]", "application/json")
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("coding", ["", "gzip", "br", "zstd"])
def test_every_answer_says_that_it_depends_on_the_coding_12_5_5(read: Paper, coding: str) -> None:
    answer = read.ask(accept_encoding=coding)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert read.ask(accept_encoding=coding, if_none_match="*").headers["vary"] == "Accept-Encoding"


def test_codings_have_etags_of_their_own_8_8_3_3(read: Paper) -> None:
    tags = {read.ask(accept_encoding=coding).headers["etag"] for coding in ("", "gzip", "br")}
    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags), "strong"


def test_one_content_has_one_etag_8_8_3(read: Paper, tmp_path: Path) -> None:
    other = Paper(tmp_path / "other")
    other.press()
    before = read.ask().headers["etag"]
    assert other.ask().headers["etag"] == before
    read.press(body=PAGE + b"!")
    assert read.ask().headers["etag"] != before
    read.press()
    assert read.ask().headers["etag"] == before


def test_last_modified_is_the_files_second_8_8_2(read: Paper) -> None:
    os.utime(read.tree.root / "politics/index.html", (784111777.9, 784111777.9))
    assert read.ask().headers["last-modified"] == "Sun, 06 Nov 1994 08:49:37 GMT"


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_if_none_match_gives_304_13_1_2(read: Paper, coding: str) -> None:
    etag = read.ask(accept_encoding=coding).headers["etag"]
    for asked in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        answer = twice(read, accept_encoding=coding, if_none_match=asked)
        assert (answer.status, answer.body) == (304, b"")
    assert read.ask(accept_encoding=coding, if_none_match='"x"').status == 200


def test_a_304_repeats_what_a_cache_needs_15_4_5(read: Paper) -> None:
    whole = read.ask(accept_encoding="gzip")
    answer = read.ask(accept_encoding="gzip", if_none_match=whole.headers["etag"])
    for name in ("etag", "vary", "cache-control"):
        assert answer.headers[name] == whole.headers[name]
    assert not {"content-length", "content-type", "content-encoding"} & set(answer.headers)


def test_the_etag_of_another_coding_does_not_match_8_8_3_3(read: Paper) -> None:
    etag = read.ask(accept_encoding="br").headers["etag"]
    assert read.ask(accept_encoding="gzip", if_none_match=etag).status == 200


def test_if_modified_since_13_1_3(read: Paper) -> None:
    date = read.ask().headers["last-modified"]
    assert twice(read, if_modified_since=date).status == 304
    assert read.ask(if_modified_since=date, if_none_match='"x"').status == 200
    assert read.ask(if_modified_since="Sun, 06 Nov 1994 08:49:37 GMT").status == 200


def test_if_match_13_1_1(read: Paper) -> None:
    assert twice(read, if_match='"x"').status == 412
    assert read.ask(if_match=read.ask().headers["etag"]).status == 200


def test_head_has_the_same_headers_and_no_body_9_3_2(read: Paper) -> None:
    whole = read.ask(accept_encoding="gzip")
    head = twice(read, "/politics/", "HEAD", accept_encoding="gzip")
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")
    etag = whole.headers["etag"]
    assert read.ask(method="HEAD", accept_encoding="gzip", if_none_match=etag).status == 304


def test_a_plate_ignores_ranges_14_2(read: Paper) -> None:
    answer = twice(read, range="bytes=0-9")
    assert (answer.status, answer.body) == (200, PAGE)


@pytest.mark.parametrize("path", ["/politics/", "/science/", "/nothing", "/a.png"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_not_allowed_with_or_without_a_plate_15_5_6(
    read: Paper, path: str, method: str
) -> None:
    answer = twice(read, path, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert read.passed_on == read.rendered == []


def test_unknown_methods_are_not_implemented_15_6_2(read: Paper) -> None:
    assert read.ask(method="BREW").status == 501
    assert read.ask(method="get").status == 501, "methods are case-sensitive (9.1)"


@pytest.mark.parametrize("path", ["/politics/", "/science/", "/nothing", "*"])
def test_options_9_3_7(read: Paper, path: str) -> None:
    answer = read.ask(path, "OPTIONS")
    assert (answer.status, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert read.passed_on == read.rendered == []


def test_what_takes_deliveries_and_forms_is_djangos_trace_is_nobodys_9_3_8(tmp_path: Path) -> None:
    paper = Paper(tmp_path, {"posted_prefixes": ("/wire/",)})
    for path in ("/wire/xinhua/", "/desk/login/", "/read/1"):
        for method in ("POST", "OPTIONS"):
            assert paper.ask(path, method).headers["x-django"] == "yes"
        answer = paper.ask(path, "TRACE")
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert len(paper.passed_on) == 6


@pytest.mark.parametrize(
    "query", ["utm_source=x", "fbclid=1&gclid=2", "anything=at-all", "page=2&q=%00"]
)
def test_a_plate_is_the_same_for_every_query(read: Paper, query: str) -> None:
    assert twice(read, f"/politics/?{query}").body == PAGE


def test_cache_headers_are_those_of_the_configuration_9111_5_2(tmp_path: Path) -> None:
    security = (("Content-Security-Policy", "default-src 'none'"), ("X-Frame-Options", "DENY"))
    paper = Paper(tmp_path, {"cache_control": "public, max-age=7", "security_headers": security})
    paper.press()
    answer = paper.ask()
    assert answer.headers["cache-control"] == "public, max-age=7"
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert answer.headers["x-frame-options"] == "DENY"


def test_stale_answers_are_not_forbidden_in_the_same_breath_9111_5_2_2_10() -> None:
    said = ReaderConfig(tree=Path("/nowhere")).cache_control
    assert "stale-while-revalidate" in said
    assert "stale-if-error" in said
    assert not any(word in said for word in ("s-maxage", "revalidate,", "no-cache", "no-store"))


def test_what_is_kept_elsewhere_is_gone_within_five_seconds() -> None:
    said = dict(
        part.strip().partition("=")[::2]
        for part in ReaderConfig(tree=Path("/nowhere")).cache_control.split(",")
    )
    assert int(said["max-age"]) + int(said["stale-while-revalidate"]) < 5


def test_tags_are_sent_only_where_asked_for(read: Paper, tmp_path: Path) -> None:
    tagged = Paper(tmp_path / "tagged", {"send_tags": True})
    for paper in (read, tagged):
        paper.press("/", PAGE, "story:42", "front:7", "段")
    assert "cache-tag" not in read.ask("/").headers
    assert tagged.ask("/").headers["cache-tag"] == "front:7,story:42"
    assert tagged.ask("/").headers["surrogate-key"] == "front:7 story:42"


def test_a_change_is_seen_at_once(read: Paper) -> None:
    for number in range(50):
        body = PAGE + str(number).encode()
        read.press(body=body)
        assert read.ask().body == body
        assert gzip.decompress(read.ask(accept_encoding="gzip").body) == body


def test_plates_that_shrink_and_grow_change_between_one_body_and_three(read: Paper) -> None:
    for body in (b"small", PAGE, b"tiny", PAGE * 2):
        read.press(body=body)
        answer = read.ask(accept_encoding="br")
        assert ("content-encoding" in answer.headers) is (len(body) > 100)
        assert DECODED.get(answer.headers.get("content-encoding", ""), bytes)(answer.body) == body


def test_the_hot_path_looks_at_the_disk_once(read: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    read.ask(accept_encoding="gzip")
    looked: list[Any] = []
    stat = os.stat
    monkeypatch.setattr(os, "stat", lambda *a, **k: looked.append(a) or stat(*a, **k))
    read.ask(accept_encoding="gzip")
    assert [str(file)[-13:] for (file,) in looked] == ["index.html.gz"]


def test_withdrawn_is_410_and_not_kept_15_5_11(read: Paper) -> None:
    read.ask(accept_encoding="gzip")
    read.tree.withdraw("/politics/", b"<p>Withdrawn")
    for coding in ("", "gzip"):
        answer = read.ask(accept_encoding=coding)
        assert (answer.status, answer.body) == (410, b"<p>Withdrawn")
        assert answer.headers["cache-control"] == "no-cache"
    assert read.ask(method="HEAD").body == b""
    assert read.rendered == []


def test_moved_is_301_and_not_kept_15_4_2(read: Paper) -> None:
    read.tree.move("/politics/", "/政治/2026/")
    answer = read.ask()
    assert (answer.status, answer.headers["location"]) == (301, "/%E6%94%BF%E6%B2%BB/2026/")
    assert answer.headers["cache-control"] == "no-cache"


def test_coded_files_without_their_body_are_no_plate(read: Paper) -> None:
    (read.tree.root / "politics/index.html").unlink()
    assert read.ask(accept_encoding="br").status == 404


def test_dropped_plates_are_asked_for_again(read: Paper) -> None:
    read.ask()
    read.tree.drop("/politics/")
    assert read.ask().status == 404
    assert read.rendered == ["/politics/"]


def test_a_missing_slash_is_added(read: Paper) -> None:
    answer = read.ask("/politics?page=2")
    assert (answer.status, answer.headers["location"]) == (301, "/politics/?page=2")
    assert read.ask("/nothing").headers.get("x-django") == "yes"


def test_letters_in_any_normal_form_are_one_address(read: Paper) -> None:
    read.press("/caf\u00e9/", b"coffee")
    assert read.ask("/cafe\u0301/").body == b"coffee"
    assert twice(read, "/caf\u00e9/").body == b"coffee"


def test_absolute_form_9112_3_2_2(read: Paper) -> None:
    assert read.ask("http://paper.example/politics/", host="ignored.example").body == PAGE


def test_another_papers_host_is_400_9112_3_2(tmp_path: Path) -> None:
    paper = Paper(tmp_path, {"allowed_hosts": frozenset({"paper.example"})})
    paper.press()
    assert twice(paper).body == PAGE
    for path in ("/politics/", "/desk/", "/nothing/"):
        for host in ("evil.example", ""):
            assert paper.ask(path, host=host).status == 400
    assert paper.passed_on == paper.rendered == []


SECURITY = (
    ("Content-Security-Policy", "default-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)


@pytest.mark.parametrize(
    ("asked", "method", "status"),
    [
        ("/politics", "GET", 301),
        ("//politics/", "GET", 301),
        ("/moved/", "GET", 301),
        ("/%2e%2e/", "GET", 400),
        ("/static/nothing.css", "GET", 404),
        ("/media/nothing.jpg", "GET", 404),
        ("/read/nothing", "GET", 404),
        ("/politics/", "POST", 405),
        ("/" + "a" * 2048, "GET", 414),
        ("/politics/", "BREW", 501),
        ("/politics/", "OPTIONS", 204),
        ("/static/a.css", "OPTIONS", 204),
        ("/media/a.jpg", "GET", 200),
    ],
)
def test_every_answer_of_the_readers_own_bears_the_security_headers(
    tmp_path: Path, asked: str, method: str, status: int
) -> None:
    options = {
        "security_headers": SECURITY,
        "redirect_to_https": True,
        "trust_forwarded_proto": True,
        "hsts": "max-age=31536000",
        "static_root": tmp_path / "static",
        "media_root": tmp_path / "media",
        "hits": tmp_path / "hits",
    }
    paper = Paper(tmp_path, options)
    paper.press()
    paper.tree.move("/moved/", "/politics/")
    (tmp_path / "media").mkdir()
    (tmp_path / "media/a.jpg").write_bytes(b"a picture")
    for scheme in ("https", "http"):
        answer = ask(
            paper.reader, asked.replace("%2e", "."), method, "", {"x_forwarded_proto": scheme}
        )
        policy = "default-src 'none'; sandbox" if status == 200 else "default-src 'self'"
        if scheme == "https":
            assert answer.status == status
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
            assert answer.headers["content-security-policy"] == policy
        else:
            assert "strict-transport-security" not in answer.headers, "RFC 6797 section 7.2"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_a_browsers_icon_is_a_static_file_without_django(tmp_path: Path) -> None:
    icons = (("/favicon.ico", "icons/paper.ico"),)
    paper = Paper(tmp_path, {"static_root": tmp_path / "static", "icons": icons})
    (tmp_path / "static/icons").mkdir(parents=True)
    (tmp_path / "static/icons/paper.ico").write_bytes(b"an icon")
    paper.broken = ConnectionError()
    answer = twice(paper, "/favicon.ico")
    assert (answer.status, answer.body) == (200, b"an icon")
    assert answer.headers["content-type"] == "image/x-icon"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["etag"]


def test_https_is_insisted_on(tmp_path: Path) -> None:
    paper = Paper(
        tmp_path,
        {"redirect_to_https": True, "trust_forwarded_proto": True, "hsts": "max-age=31536000"},
    )
    paper.press()
    secure = twice(paper, x_forwarded_proto="https")
    assert secure.body == PAGE
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
    for path in ("/politics/", "/desk/", "/static/x.css", "/nothing/"):
        plain = paper.ask(f"{path}?a=b")
        assert (plain.status, plain.headers["location"]) == (
            301,
            f"https://paper.example{path}?a=b",
        )
        assert "strict-transport-security" not in plain.headers, "RFC 6797 section 7.2"
    assert paper.rendered == paper.passed_on == []


def test_headers_given_to_the_server_are_its_own(read: Paper) -> None:
    """PEP 3333 lets a server change the list that it gets."""

    def spoil(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        headers.clear()
        return lambda data: None

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/politics/", "HTTP_HOST": "a.example"}
    for _ in range(3):
        body = read.reader({**environ, "wsgi.url_scheme": "http"}, spoil)
        assert isinstance(body, list)
        body.clear()
    assert read.ask().headers["etag"]
    assert read.ask().body == PAGE


def test_stale_plates_are_served_and_told_of_once(read: Paper) -> None:
    read.ask(accept_encoding="gzip")
    read.tree.mark_stale("/politics/")
    for coding in ("gzip", "br", ""):
        for _ in range(3):
            assert read.ask(accept_encoding=coding).status == 200
    wait_until(lambda: read.stale == ["/politics/"])
    read.press(body=PAGE + b"!")
    read.tree.mark_stale("/politics/")
    os.utime(read.tree.root / "politics/index.html", (1, 1))
    read.ask()
    wait_until(lambda: read.stale == ["/politics/", "/politics/"])


def test_reads_are_written_down_for_the_press(read: Paper) -> None:
    read.press("/")
    for _ in range(5):
        read.ask()
        read.ask(accept_encoding="gzip")
    read.ask("/")
    read.reader._tally.due = 0  # the minute is over
    read.ask("/")
    written = (read.tree.root / ".reads" / str(os.getpid())).read_text()
    assert written == "10\t/politics/\n2\t/\n"


def wait_until(true: Callable[[], bool]) -> None:
    deadline = monotonic() + 5
    while not true():
        assert monotonic() < deadline, "did not come true within five seconds"
        sleep(0.01)
