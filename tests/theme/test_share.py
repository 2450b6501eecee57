"""Links that share a story."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from broadsheet.theme.share import share_links

URL = "https://paper.example/harbour/2026/11/24/渡轮-停航/?a=1&b=2"
TITLE = "41–22: “yes” & a wall\nof stone"


def _by_key() -> dict[str, str]:
    return {link.key: link.url for link in share_links(URL, TITLE)}


def test_every_service_of_the_reference_page_is_there_line_first() -> None:
    assert [link.key for link in share_links(URL, TITLE)] == [
        "line",
        "weibo",
        "x",
        "facebook",
        "whatsapp",
        "email",
    ]


def test_address_and_title_survive_the_journey() -> None:
    links = _by_key()
    assert parse_qs(urlsplit(links["line"]).query)["url"] == [URL]
    assert parse_qs(urlsplit(links["facebook"]).query)["u"] == [URL]
    weibo = parse_qs(urlsplit(links["weibo"]).query)
    assert (weibo["url"], weibo["title"]) == ([URL], [TITLE])
    post = parse_qs(urlsplit(links["x"]).query)
    assert (post["url"], post["text"]) == ([URL], [TITLE])
    assert parse_qs(urlsplit(links["whatsapp"]).query)["text"] == [f"{TITLE}\n{URL}"]


def test_mail_has_subject_and_body_in_percent_encoding() -> None:
    mail = _by_key()["email"]
    assert mail.startswith("mailto:?subject=")
    assert "+" not in mail
    subject, body = mail.removeprefix("mailto:?").split("&")
    assert unquote(subject) == f"subject={TITLE}"
    assert unquote(body) == f"body={TITLE}\n{URL}"


def test_nothing_in_a_title_can_leave_the_link() -> None:
    for link in share_links("https://paper.example/", '"><script>alert(1)</script>'):
        assert not set('"<>') & set(link.url)
