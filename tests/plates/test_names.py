"""Addresses map to safe file names, or to none."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.plates.names import LONGEST_ADDRESS, content_type_of, file_for


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"),
        ("/politics/", "politics/index.html"),
        ("/zh/politics/2026/11/23/江水上涨/", "zh/politics/2026/11/23/江水上涨/index.html"),
        ("/rss.xml", "rss.xml"),
        ("/topics/kelp/atom.xml", "topics/kelp/atom.xml"),
        ("/sitemaps/2026-11.xml", "sitemaps/2026-11.xml"),
        ("/killed.json", "killed.json"),
        ("/manifest.webmanifest", "manifest.webmanifest"),
    ],
)
def test_a_plain_address_keeps_its_name(path: str, name: str) -> None:
    assert file_for(path) == name


@pytest.mark.parametrize(
    "path",
    [
        "",
        "politics/",
        "//",
        "/politics//tram/",
        "/../etc/passwd.txt",
        "/politics/../",
        "/./",
        "/a\x00b/",
        "/a\nb/",
        "/a\\b/",
        "/a%2fb/",
        "/politics",
        "/index.html",
        "/politics/index.html",
        "/.htaccess.txt",
        "/\ud800/",
        "/" + "a" * LONGEST_ADDRESS + "/",
    ],
)
def test_what_is_never_pressed(path: str) -> None:
    assert file_for(path) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/Politics/", "/politics/"),
        ("/x.y/", "/x/y/"),
        ("/rss.xml", "/rss.xml/"),
        ("/straße/", "/STRASSE/"),
        ("/straße/", "/strasse/"),
        ("/ﬁn/", "/fin/"),
        ("/ſee/", "/see/"),
        ("/λόγος/", "/λόγοσ/"),
        ("/" + "a" * 300 + "/", "/" + "a" * 301 + "/"),
        ("/.odd/aa/", "/odd/aa/"),
        ("/politics/index.html.gz/", "/politics/"),
    ],
)
def test_alike_addresses_do_not_share_a_file(one: str, other: str) -> None:
    first, second = file_for(one), file_for(other)
    assert first is not None
    assert second is not None
    assert first.casefold() != second.casefold()


@pytest.mark.parametrize(
    "name", ["straße", "ﬁ", "ſ", "ς", "ı", "1ª", "２０２６", "น้\u0e4d\u0e32", "a\ufe00", "a\u034fb"]
)
def test_a_name_that_some_file_system_takes_for_another_is_not_plain(name: str) -> None:
    assert (file_for(f"/{name}/") or "").startswith(".odd/")
    assert (file_for(f"/{name}.xml") or "").startswith(".odd/")


@pytest.mark.parametrize(
    "address",
    [
        "/江水上涨-三日/",
        "/政治/ニュース-速報/",
        "/がんばれ/ゔぁいおりん/",
        "/سياسة/مُحَمَّد/",
        "/ایران/",
        "/น้ำท่วม/",
        "/ຄຳ/",
        "/राजनीति/",
        "/정치/",
        "/café/việt-nam/",
        "/новости/ёлка/",
    ],
)
def test_addresses_in_any_script_are_plain_where_no_file_system_folds_them(address: str) -> None:
    assert file_for(address) == f"{address[1:]}index.html"


# What file systems that know no case compare names by, and what people mean by alike.
FOLDS: list[Callable[[str], str]] = [
    str.lower,
    str.upper,
    str.casefold,
    lambda name: unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold()),
    lambda name: unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()),
]


def _is_plain(name: str) -> bool:
    return not (file_for(f"/{name}/") or ".odd/").startswith(".odd/")


def test_no_two_plain_letters_fold_alike() -> None:
    letters = [chr(point) for point in range(sys.maxunicode + 1) if chr(point).isalnum()]
    plain = [
        letter
        for letter in letters
        if unicodedata.normalize("NFC", letter) == letter and _is_plain(letter)
    ]
    assert len(plain) > 100_000
    for fold in FOLDS:
        assert len({fold(letter) for letter in plain}) == len(plain)


_alike = st.text(
    st.sampled_from("sßſﬁfiσςıiIİªaAÅåÅkKŉʼnǆĳําำａ２2\u0307\u0301\u0345\u034f\ufe0f")
    | st.characters(categories=("L", "M", "N")),
    min_size=1,
    max_size=8,
)


@given(_alike, st.lists(st.sampled_from(FOLDS), min_size=1, max_size=3))
def test_no_two_plain_names_fold_alike(name: str, changes: list[Callable[[str], str]]) -> None:
    other = name
    for change in changes:
        other = change(other)
    same = unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other)
    if not same and _is_plain(name) and _is_plain(other):
        for fold in FOLDS:
            assert fold(name) != fold(other)


def test_both_normal_forms_are_one_address() -> None:
    address = "/sport/café/"
    assert file_for(unicodedata.normalize("NFD", address)) == file_for(address)


def test_feeds_keep_their_media_type_at_odd_addresses() -> None:
    name = file_for("/Topics/Kelp/rss.xml")
    assert name is not None
    assert name.startswith(".odd/")
    assert content_type_of(name) == "application/rss+xml; charset=utf-8"


_letters = st.text(st.characters(codec="utf-8") | st.sampled_from("/.%\\~ aA"), max_size=60)


@given(_letters.map(lambda text: "/" + text))
def test_no_address_leaves_the_tree_or_is_too_long_for_a_file_system(path: str) -> None:
    name = file_for(path)
    if name is None:
        return
    parts = PurePosixPath(name).parts
    assert not name.startswith("/")
    assert "/".join(parts) == name
    assert not {".", ".."} & set(parts)
    assert all(len(part.encode()) <= 200 for part in parts)
    assert name.isprintable()
    assert content_type_of(name)


@given(_letters, _letters)
def test_two_addresses_never_meet_in_one_file(one: str, other: str) -> None:
    first, second = file_for(f"/{one}/"), file_for(f"/{other}/")
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    if first is not None and second is not None and not same:
        assert first != second
