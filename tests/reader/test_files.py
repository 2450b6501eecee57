"""Static files and media: ranges, caching, and nothing from outside of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.reader.files import LONGEST_PART
from tests.reader.asking import Paper

CLIP = bytes(range(256)) * 8
LARGE = b"0123456789abcdef" * (3 * LONGEST_PART // 16)


@pytest.fixture
def files(tmp_path: Path) -> Paper:
    """A reader with static files, media, and a secret beside them."""
    return paper_with_files(tmp_path)


def paper_with_files(tmp_path: Path) -> Paper:
    static, media = tmp_path / "static", tmp_path / "media"
    for folder in (static / "theme/css", media / "images", media / "original_images"):
        folder.mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (static / "theme/css/paper.css").write_text("body{}")
    (static / "theme/css/paper.0123456789ab.css").write_text("body{color:red}")
    (static / "theme/css/paper.0123456789ab.css.gz").write_bytes(b"gzipped")
    (static / ".hidden").write_text("secret")
    (static / "leads-out").symlink_to(tmp_path / "secret")
    (static / "folder-leads-out").symlink_to(tmp_path)
    (static / "leads-in.css").symlink_to(static / "theme/css/paper.css")
    (media / "images/clip.mp4").write_bytes(CLIP)
    (media / "images/large.mp4").write_bytes(LARGE)
    for name in ("map.svg", "page.html", "budget.pdf", "words.vtt", "photo.avif", "photo.weird"):
        (media / "images" / name).write_bytes(b"content")
    (media / "original_images/raw.jpg").write_bytes(b"secret")
    return Paper(tmp_path, {"static_root": static, "media_root": media})


def test_hashed_names_are_kept_for_ever_9111_5_2_2(files: Paper) -> None:
    hashed = files.ask("/static/theme/css/paper.0123456789ab.css")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["content-type"] == "text/css; charset=utf-8"
    plain = files.ask("/static/theme/css/paper.css")
    assert plain.headers["cache-control"] == "public, max-age=3600"


@pytest.mark.parametrize("asked", ["gzip", "br, gzip", "zstd, gzip"])
def test_what_is_compressed_beside_a_static_file_is_used(files: Paper, asked: str) -> None:
    path = "/static/theme/css/paper.0123456789ab.css"
    for _ in range(2):
        answer = files.ask(path, accept_encoding=asked)
        assert (answer.body, answer.headers["content-encoding"]) == (b"gzipped", "gzip")
        assert answer.headers["vary"] == "Accept-Encoding"
    assert files.ask(path).body == b"body{color:red}"


def test_a_changed_file_is_seen_at_once(files: Paper, tmp_path: Path) -> None:
    assert files.ask("/static/theme/css/paper.css").body == b"body{}"
    new = tmp_path / "static/theme/css/new"
    new.write_text("a{}")
    new.replace(tmp_path / "static/theme/css/paper.css")
    assert files.ask("/static/theme/css/paper.css").body == b"a{}"
    (tmp_path / "static/theme/css/paper.css").unlink()
    assert files.ask("/static/theme/css/paper.css").status == 404


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("clip.mp4", True),
        ("words.vtt", True),
        ("photo.avif", True),
        ("map.svg", False),
        ("page.html", False),
        ("budget.pdf", False),
        ("photo.weird", False),
    ],
)
def test_uploads_run_nothing_and_what_could_is_a_download(
    files: Paper, name: str, shown: bool
) -> None:
    answer = files.ask(f"/media/images/{name}")
    assert answer.status == 200
    assert (answer.headers.get("content-disposition") is None) is shown
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_originals_stay_inside(files: Paper) -> None:
    assert files.ask("/media/original_images/raw.jpg").headers["x-django"] == "yes"


@pytest.mark.parametrize("name", ["clip.mp4", "large.mp4"])
def test_ranges_14(files: Paper, name: str) -> None:
    path, content = f"/media/images/{name}", CLIP if name == "clip.mp4" else LARGE
    whole = files.ask(path)
    assert (whole.status, whole.body, whole.headers["accept-ranges"]) == (200, content, "bytes")
    part = files.ask(path, range="bytes=10-19")
    assert (part.status, part.body) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert part.headers["content-length"] == "10"
    assert part.headers["etag"] == whole.headers["etag"], "15.3.7"
    assert files.ask(path, range="bytes=-5").body == content[-5:]
    beyond = files.ask(path, range=f"bytes={len(content)}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(content)}")
    other = files.ask(path, range="bytes=0-9", if_range='"other"')
    assert (other.status, other.body) == (200, content), "13.1.5"
    assert files.ask(path, range="bytes=0-9", if_range=whole.headers["etag"]).status == 206
    head = files.ask(path, "HEAD", range="bytes=0-9")
    assert (head.status, head.headers["content-length"]) == (200, str(len(content))), "14.2"


def test_if_none_match_comes_before_range_13_2_2(files: Paper) -> None:
    for name in ("clip.mp4", "large.mp4"):
        etag = files.ask(f"/media/images/{name}", "HEAD").headers["etag"]
        answer = files.ask(f"/media/images/{name}", range="bytes=0-9", if_none_match=etag)
        assert answer.status == 304
        assert files.ask(f"/media/images/{name}", if_match='"x"').status == 412


def test_a_long_part_is_sent_in_pieces_that_are_asked_for_one_by_one_15_3_7(files: Paper) -> None:
    got = b""
    while len(got) < len(LARGE):
        answer = files.ask("/media/images/large.mp4", range=f"bytes={len(got)}-")
        first, last = len(got), len(got) + len(answer.body) - 1
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(LARGE)}"
        assert len(answer.body) <= LONGEST_PART
        got += answer.body
    assert got == LARGE


def test_huge_files_go_out_in_chunks(files: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.reader.files.LONGEST_AT_ONCE", 1000)
    answer = files.ask("/media/images/large.mp4")
    assert (answer.body, answer.headers["content-length"]) == (LARGE, str(len(LARGE)))
    assert files.ask("/media/images/large.mp4", "HEAD").body == b""


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/theme",
        "/static/theme/",
        "/static/nothing.css",
        "/static//secret",
        "/static/.hidden",
        "/static/leads-out",
        "/static/folder-leads-out/secret",
        "/static/theme\\css\\paper.css",
        "/static/" + "a" * 1500,
        "/media/images/.",
    ],
)
def test_what_is_not_there_or_not_ours_is_404(files: Paper, path: str) -> None:
    assert files.ask(path).status in {400, 404}
    assert files.passed_on == files.rendered == []


def test_a_link_inside_the_folder_is_followed(files: Paper) -> None:
    assert files.ask("/static/leads-in.css").body == b"body{}"


def test_dots_lead_nowhere(files: Paper) -> None:
    for path in ("/static/../secret", "/static/theme/../../secret", "/media/../secret"):
        assert files.ask(path).status == 400


def test_files_are_only_read(files: Paper) -> None:
    assert files.ask("/static/theme/css/paper.css", "POST").status == 405
    assert files.ask("/static/theme/css/paper.css", "OPTIONS").status == 204


parts = st.sampled_from(
    ["..", ".", "", "secret", "theme", "css", "paper.css", "folder-leads-out", "leads-out",
     "%2e%2e", "..\\", "\u2024\u2024", "..;", ".hidden", "~", "plates", "static"]
)  # fmt: skip


@given(st.lists(parts, max_size=8), st.sampled_from(["/static/", "/media/"]))
def test_no_path_leads_to_the_secret(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], prefix: str
) -> None:
    answer = _shared(tmp_path_factory).ask(prefix + "/".join(names))
    assert b"secret" not in answer.body


_made: list[Paper] = []


def _shared(factory: pytest.TempPathFactory) -> Paper:
    """One tree for all examples."""
    if not _made:
        root = factory.mktemp("secrets")
        _made.append(paper_with_files(root))
    return _made[0]
