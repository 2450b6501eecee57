"""The light markup of demo stories."""

from __future__ import annotations

import pytest

from broadsheet.site.demo.story_markup import as_html, as_plain


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("the *Heron* sails", "the <em>Heron</em> sails", "the Heron sails"),
        ("**编者按：**改过", "<strong>编者按：</strong>改过", "编者按：改过"),
        (
            "see [the *Moot*](/politics/)",
            'see <a href="/politics/">the <em>Moot</em></a>',
            "see the Moot",
        ),
        (
            "{満潮|まんちょう}のころ",
            "{満潮|まんちょう}のころ",
            "満潮のころ",
        ),
        ("{満|b<c}", "{満|b&lt;c}", "{満|b<c}"),
        ("2 < 3 & {no gloss}", "2 &lt; 3 &amp; {no gloss}", "2 < 3 & {no gloss}"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"),
    ],
)
def test_marks_become_html_and_go_from_plain_text(text: str, html: str, plain: str) -> None:
    assert as_html(text) == html
    assert as_plain(text) == plain


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "x.md"])
def test_a_link_off_the_site_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="must stay on the site"):
        as_html(f"[away]({address})")
