"""What stands behind nginx in its tests: the reader on a real folder, a stub for Django."""

from __future__ import annotations

import json
import time
from typing import Any

from broadsheet.plates import PlateTree
from broadsheet.reader import Reader, Rendered
from broadsheet.site.reading import config
from tests.reader.asking import HTML, PAGE


def make() -> Reader:
    """The reader on BROADSHEET_HOME."""
    told = config()
    tree = PlateTree(told.tree)

    def render(path: str) -> Rendered:
        if path == "/slow/":
            time.sleep(30)
        if path != "/science/":
            return Rendered(404, (HTML,), b"no such page")
        tree.press(path, PAGE)
        return Rendered(200, (HTML,), PAGE)

    return Reader(told, lambda: django, render, lambda path: None)


def django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Say what was asked."""
    size = int(environ.get("CONTENT_LENGTH") or 0)
    said = {
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"],
        "query": environ.get("QUERY_STRING", ""),
        "size": len(environ["wsgi.input"].read(size)) if size else 0,
        **{key: value for key, value in environ.items() if key.startswith("HTTP_")},
    }
    body = json.dumps(said).encode()
    start_response(
        "200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    )
    return [body]
