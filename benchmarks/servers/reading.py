"""The reader by itself, and a callable that does nothing, for granian to serve."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.stories import story_page
from broadsheet.plates import PlateTree
from broadsheet.plates.hits import hits_folder
from broadsheet.reader import Reader, ReaderConfig, Rendered

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# As the site sends them: nginx bears the same in the comparison.
HEADERS = (
    (
        "Content-Security-Policy",
        (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
            "worker-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; "
            "base-uri 'none'"
        ),
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
TREE = "BENCHMARK_TREE"


def _no_django() -> WSGIApplication:
    def refuse(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        raise LookupError("everything that is asked for here is a page")

    return refuse


def _nothing(path: str) -> Rendered:
    raise LookupError(path)


def make_reader() -> Reader:
    """The reader on the tree that the environment names."""
    config = ReaderConfig(tree=Path(os.environ[TREE]), security_headers=HEADERS)
    return Reader(config, _no_django, _nothing, _nothing)


def make_counting_reader() -> Reader:
    """The same, which counts reads as well, behind a proxy."""
    tree = Path(os.environ[TREE])
    config = ReaderConfig(
        tree=tree,
        security_headers=HEADERS,
        hits=hits_folder(tree.parent),
        trust_forwarded_for=True,
    )
    return Reader(config, _no_django, _nothing, _nothing)


def make_slow_reader() -> Reader:
    """A reader on an empty tree, where every page takes 200 ms to render and is then pressed."""
    tree = PlateTree(Path(os.environ[TREE]))

    def render(path: str) -> Rendered:
        with rendered_log(tree.root).open("a") as log:
            log.write(f"{path}\n")
        time.sleep(0.2)
        with tree.lock(path):
            tree.press(path, story_page(0))
        return Rendered(200, (("Content-Type", "text/html; charset=utf-8"),), story_page(0))

    config = ReaderConfig(tree=tree.root, security_headers=HEADERS)
    return Reader(config, _no_django, render, _nothing)


def rendered_log(tree: Path) -> Path:
    """Where `make_slow_reader` writes a line for each page that it renders."""
    return tree.with_name("rendered")


def make_constant() -> WSGIApplication:
    """Always the same answer, as long as a story's: what the server alone takes."""
    tree = Path(os.environ[TREE])
    body = next(tree.rglob("index.html.gz")).read_bytes()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", ReaderConfig(tree=tree).cache_control),
        *HEADERS,
        ("Content-Length", str(len(body))),
    ]
    answer = [body]

    def constant(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return answer

    return constant
