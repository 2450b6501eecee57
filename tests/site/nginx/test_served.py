"""Each rule of the configuration, asked of a real nginx."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from broadsheet.plates.hit_logs import logs, read
from broadsheet.plates.hits import hits_folder
from broadsheet.plates.names import content_type_of
from broadsheet.plates.salts import Salts
from broadsheet.reader import PLATE_CACHE_CONTROL
from broadsheet.reader.folders import FOR_AN_HOUR, FOR_EVER, UPLOADED_POLICY
from broadsheet.site.security import public_headers
from tests.reader.asking import PAGE
from tests.site.nginx.conftest import NAME, Behind

pytestmark = pytest.mark.network


class TestPlates:
    def test_served_as_they_lie_with_the_readers_headers(self, behind: Behind) -> None:
        answer = behind.ask("/politics/")
        assert (answer.status, answer.body) == (200, PAGE)
        assert answer.headers["server"] == "nginx"
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == PLATE_CACHE_CONTROL
        assert answer.headers["vary"] == "Accept-Encoding"
        for name, value in public_headers():
            assert answer.headers[name.lower()] == value
        assert "strict-transport-security" not in answer.headers

    def test_compressed_ahead(self, behind: Behind) -> None:
        answer = behind.ask("/politics/", Accept_Encoding="gzip, br")
        assert answer.headers["content-encoding"] == "gzip"
        lies = behind.home / "plates/politics/index.html.gz"
        assert answer.body == lies.read_bytes()
        assert gzip.decompress(answer.body) == PAGE

    @pytest.mark.parametrize("path", ["/politics/", "/static/theme/paper.0123456789ab.css"])
    def test_compressed_for_proxies_too(self, behind: Behind, path: str) -> None:
        via = behind.ask(path, Accept_Encoding="gzip", Via="1.1 edge.example")
        assert via.headers["content-encoding"] == "gzip"
        old = behind.raw(f"GET {path} HTTP/1.0\r\nHost: {NAME}\r\nAccept-Encoding: gzip\r\n\r\n")
        assert b"\r\nContent-Encoding: gzip\r\n" in old

    @pytest.mark.parametrize(
        "path",
        ["/rss.xml", "/atom.xml", "/sitemap.xml", "/killed.json", "/robots.txt", "/sw.js",
         "/manifest.webmanifest"],
    )  # fmt: skip
    def test_media_types(self, behind: Behind, path: str) -> None:
        answer = behind.ask(path)
        assert answer.status == 200
        assert answer.headers["content-type"] == content_type_of(path[1:])
        assert answer.headers["x-content-type-options"] == "nosniff"

    def test_not_modified(self, behind: Behind) -> None:
        first = behind.ask("/politics/", Accept_Encoding="gzip")
        again = behind.ask(
            "/politics/", Accept_Encoding="gzip", If_None_Match=first.headers["etag"]
        )
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == PLATE_CACHE_CONTROL
        since = behind.ask("/politics/", If_Modified_Since=first.headers["last-modified"])
        assert since.status == 304

    def test_a_new_plate_is_seen_at_once(self, behind: Behind) -> None:
        assert behind.ask("/short/").body == b"<p>Short."
        behind.tree.press("/short/", b"<p>Shorter.")
        assert behind.ask("/short/").body == b"<p>Shorter."

    def test_any_query_and_any_script(self, behind: Behind) -> None:
        assert behind.ask("/politics/?utm_source=letter").body == PAGE
        answer = behind.ask("/%E6%96%B0%E9%97%BB/%E6%95%85%E4%BA%8B/")
        assert (answer.status, answer.body) == (200, PAGE)

    def test_head(self, behind: Behind) -> None:
        answer = behind.ask("/politics/", "HEAD")
        assert (answer.status, answer.body) == (200, b"")
        assert answer.headers["content-length"] == str(len(PAGE))

    def test_no_ranges(self, behind: Behind) -> None:
        assert behind.ask("/politics/", Range="bytes=0-4").status == 200


class TestWhatHasNoPlate:
    def test_is_pressed_by_the_application(self, behind: Behind) -> None:
        assert behind.ask("/science/").body == PAGE
        assert (behind.home / "plates/science/index.html").exists()

    def test_an_address_that_lies_apart_comes_from_the_reader(self, behind: Behind) -> None:
        answer = behind.ask("/Odd%20Name/")
        assert (answer.status, answer.body) == (200, PAGE)

    @pytest.mark.parametrize(
        ("target", "status"),
        [
            ("/nothing/", 404),
            ("/nothing.xml", 404),
            ("/killed/", 410),
            ("/old/", 301),
            ("/politics", 301),
            ("//politics/", 301),
            ("/politics//", 301),
            ("/%ff/", 400),
            (f"/{'a' * 3000}/", 414),
            (f"/{'a' * 300}/", 404),
        ],
    )
    def test_is_answered_by_the_application(self, behind: Behind, target: str, status: int) -> None:
        answer = behind.ask(target)
        assert answer.status == status
        assert b"nginx" not in answer.body

    def test_where_it_has_gone(self, behind: Behind) -> None:
        assert behind.ask("/old/").headers["location"] == "/politics/"
        assert behind.ask("/killed/").body == b"<p>It was withdrawn."

    @pytest.mark.parametrize(
        "target",
        [
            "/politics/index.html.tags",
            "/politics/index.html.gz",
            "/killed/index.html.410",
            "/old/index.html.301",
            "/politics/index.html",
            "/search/?q=ferry",
        ],
    )
    def test_files_beside_a_plate_are_no_addresses(self, behind: Behind, target: str) -> None:
        assert behind.ask(target).asked["path"] == target.partition("?")[0]

    @pytest.mark.parametrize(
        "target",
        ["/.press", "/.changed", "/.locks/000", "/.reads/1", "/.env", "/.git/config",
         "/politics/.hidden/", "/%2eodd/"],
    )  # fmt: skip
    def test_hidden_files_are_denied(self, behind: Behind, target: str) -> None:
        answer = behind.ask(target)
        assert (answer.status, answer.headers["server"]) == (404, "nginx")
        for name, value in public_headers():
            assert answer.headers[name.lower()] == value

    def test_odd_plates_have_no_second_address(self, behind: Behind) -> None:
        lies = next((behind.home / "plates/.odd").glob("*/*/index.html")).parent
        assert behind.ask(f"/{lies.relative_to(behind.home / 'plates')}/").status == 404

    def test_well_known_addresses_are_the_applications(self, behind: Behind) -> None:
        asked = behind.ask("/.well-known/change-password").asked
        assert asked["path"] == "/.well-known/change-password"

    @pytest.mark.parametrize(
        ("method", "status"), [("POST", 405), ("PUT", 405), ("DELETE", 405), ("OPTIONS", 204)]
    )
    def test_other_methods(self, behind: Behind, method: str, status: int) -> None:
        answer = behind.ask("/politics/", method, b"")
        assert answer.status == status
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


class TestNames:
    @pytest.mark.parametrize("target", ["/politics/", "/static/theme/paper.css", "/desk/", "/.env"])
    def test_no_other_name_is_answered(self, behind: Behind, target: str) -> None:
        answer = behind.ask(target, Host="evil.example")
        assert (answer.status, answer.headers["server"]) == (400, "nginx")

    def test_who_names_nobody_gets_nothing(self, behind: Behind) -> None:
        assert behind.raw("GET /politics/ HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 400 ")


class TestFolders:
    def test_hashed_files_for_ever(self, behind: Behind) -> None:
        answer = behind.ask("/static/theme/paper.0123456789ab.css", Accept_Encoding="gzip")
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert answer.body == b"as collected"
        for name, value in public_headers():
            assert answer.headers[name.lower()] == value

    def test_others_for_an_hour(self, behind: Behind) -> None:
        assert behind.ask("/static/theme/paper.css").headers["cache-control"] == FOR_AN_HOUR

    def test_pictures_are_shown_and_run_nothing(self, behind: Behind) -> None:
        answer = behind.ask("/media/images/ferry.jpg")
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"] == FOR_EVER
        for name, value in {
            **dict(public_headers()),
            "Content-Security-Policy": UPLOADED_POLICY,
        }.items():
            assert answer.headers[name.lower()] == value
        assert "content-disposition" not in answer.headers

    @pytest.mark.parametrize("target", ["/media/images/drawing.svg", "/media/media/report.html"])
    def test_what_could_run_is_a_download(self, behind: Behind, target: str) -> None:
        answer = behind.ask(target)
        assert answer.status == 200
        assert answer.headers["content-disposition"] == "attachment"
        assert answer.headers["content-security-policy"] == UPLOADED_POLICY

    def test_a_part_of_a_film(self, behind: Behind) -> None:
        answer = behind.ask("/media/images/ferry.jpg", Range="bytes=10-13")
        assert (answer.status, answer.headers["content-range"]) == (206, "bytes 10-13/1200")

    def test_originals_are_the_applications_business(self, behind: Behind) -> None:
        assert behind.ask("/media/original_images/ferry.jpg").asked["method"] == "GET"

    @pytest.mark.parametrize(
        ("target", "status"),
        [
            ("/static/.hidden", 404),
            ("/media/.hidden", 404),
            ("/static/../broadsheet.sqlite3", 400),
            ("/static/%2e%2e/broadsheet.sqlite3", 400),
            ("/media/..%2fsecrets/secret-key", 400),
            ("/media/images/way-out.jpg", 403),
            ("/media/images/", 403),
            ("/broadsheet.sqlite3", 200),
            ("/secrets/secret-key", 200),
        ],
    )
    def test_nothing_else_leaves_the_folder(self, behind: Behind, target: str, status: int) -> None:
        answer = behind.ask(target)
        assert answer.status == status
        assert b"secret" not in answer.body.replace(target.encode(), b"")
        assert b"rows" not in answer.body
        if status in {403, 404}:
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "cache-control" not in answer.headers


class TestPassingOn:
    def test_who_asks_is_what_nginx_says(self, behind: Behind) -> None:
        asked = behind.ask(
            "/desk/", X_Forwarded_For="203.0.113.7", X_Forwarded_Proto="https", Forwarded="for=x"
        ).asked
        assert asked["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
        assert asked["HTTP_X_FORWARDED_PROTO"] == "http"
        assert asked["HTTP_HOST"] == NAME
        assert "HTTP_FORWARDED" not in asked

    def test_only_the_desk_takes_large_bodies(self, behind: Behind) -> None:
        body = b"x" * 200_000
        assert behind.ask("/desk/images/add/", "POST", body).asked["size"] == len(body)
        assert behind.ask("/search/", "POST", body).status == 413
        assert behind.ask("/desk/login/", "POST", body).status == 413

    def test_beacons_reach_the_reader_with_their_senders_address(self, behind: Behind) -> None:
        browser = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
        for forged in ("203.0.113.7", "203.0.113.8"):
            answer = behind.ask(
                "/read/7?f=search.example",
                "POST",
                b"",
                X_Forwarded_For=forged,
                User_Agent=browser,
            )
            assert (answer.status, answer.headers["cache-control"]) == (204, "no-store")
        assert behind.ask("/read/7.gif", User_Agent=browser).body.startswith(b"GIF89a")
        assert behind.ask("/read/7", "POST", b"x" * 2000).status == 413
        time.sleep(2.2)
        found = [read(log) for log in logs(hits_folder(behind.home), 1 << 40)]
        reads = [one for some in found for one in some.tolist() if one[2]]
        assert len(reads) == 3
        # One visitor, whatever it says of itself, of each minute there may be.
        assert len({one[3] for one in reads}) <= 2
        assert {one[7] for one in reads} == {b"search.example", b""}
        for salt in Path("/dev/shm").glob(f"{Salts(hits_folder(behind.home))._stem}*"):
            salt.unlink()

    def test_large_headers_are_refused(self, behind: Behind) -> None:
        assert behind.ask("/search/", X_Long="a" * 70_000).status == 400

    def test_attempts_to_sign_in_are_limited_and_reading_is_not(self, behind: Behind) -> None:
        tried = [behind.ask("/desk/login/", "POST", b"").status for _ in range(20)]
        assert tried[:10] == [200] * 10
        assert tried[-1] == 429
        assert behind.ask("/desk/login/").status == 200
        assert behind.ask("/desk/", "POST", b"").status == 200

    def test_readers_read_on_while_the_application_is_gone(self, behind: Behind) -> None:
        """The last test of this module's nginx: it ends the application."""
        behind.stack.close()
        time.sleep(0.1)
        assert behind.ask("/politics/").body == PAGE
        assert behind.ask("/media/images/ferry.jpg").status == 200
        for target, said in (("/nothing/", "Back soon"), ("/zh/nothing/", "稍后")):
            answer = behind.ask(target)
            assert (answer.status, answer.body.decode()) == (503, said)
            assert answer.headers["retry-after"] == "20"
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert behind.ask("/desk/login/", "POST", b"").status in {429, 503}
        assert behind.ask("/politics/", "DELETE").status == 503
        assert behind.ask("/.unavailable").status == 404
