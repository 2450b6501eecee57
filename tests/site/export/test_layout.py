"""Where addresses lie in a copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.site.export.layout import Layout, NoPlace


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/politics/", "politics/index.html"),
        ("/rss.xml", "rss.xml"),
        ("/新闻/", "新闻/index.html"),
        ("/Odd Name/", "Odd Name/index.html"),
    ],
)
def test_places(path: str, file: str) -> None:
    assert str(Layout().place(path)) == file


@pytest.mark.parametrize(
    "path", ["", "x/", "//", "/../x/", "/a/./b/", "/a\nb/", "/a:b/", "/a?b/", f"/{'字' * 86}/"]
)
def test_what_no_disk_can_hold_is_refused(path: str) -> None:
    with pytest.raises(NoPlace):
        Layout().place(path)


def test_capitals_do_not_overwrite_small_letters() -> None:
    layout = Layout()
    layout.place("/politics/")
    with pytest.raises(NoPlace, match="case"):
        layout.place("/Politics/")
    assert str(layout.place("/politics/")) == "politics/index.html"


@given(st.lists(st.text(max_size=30).map(lambda text: f"/{text}"), max_size=20))
def test_no_address_leaves_the_folder_or_takes_anothers_file(paths: list[str]) -> None:
    layout = Layout()
    taken: dict[str, str] = {}
    for path in paths:
        try:
            file = layout.place(path)
        except NoPlace:
            continue
        assert not file.is_absolute()
        assert not {"..", "."} & set(file.parts)
        assert taken.setdefault(str(file).casefold(), path) == path
