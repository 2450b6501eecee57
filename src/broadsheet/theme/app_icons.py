"""The app's icons, drawn here: a sheet of newsprint with its masthead, rules and columns.

Each is drawn four times as large and scaled down, so that its edges are smooth. The maskable one
(W3C, Web Application Manifest, section "Icon masks") keeps the sheet inside the safe circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

INK = (22, 19, 15)
PAPER = (255, 253, 248)
RED = (173, 18, 32)
GREY = (164, 156, 142)
_OVERSAMPLING = 4


@dataclass(frozen=True)
class AppIcon:
    """One file: name, edge in pixels, and the part of the edge that the sheet fills."""

    name: str
    size: int
    fill: float
    purpose: str = "any"


APP_ICONS: tuple[AppIcon, ...] = (
    AppIcon("app-192.png", 192, 0.74),
    AppIcon("app-512.png", 512, 0.74),
    AppIcon("app-maskable-512.png", 512, 0.56, "maskable"),
    AppIcon("apple-touch-180.png", 180, 0.68),
)
FAVICON = "favicon.svg"
# For those who ask at /favicon.ico, whatever a page says: feed readers, search engines.
OLD_FAVICON = AppIcon("favicon.ico", 48, 0.9)

# Sheet drawn on a grid of 24 by 28 units: (x, y, width, height, colour).
_MARKS: tuple[tuple[float, float, float, float, str], ...] = (
    (3, 3, 18, 3.6, "ink"),
    (3, 8, 18, 0.9, "red"),
    (3, 11, 10, 7, "ink"),
    (14.5, 11, 6.5, 1.3, "grey"),
    (14.5, 13.8, 6.5, 1.3, "grey"),
    (14.5, 16.6, 6.5, 1.3, "grey"),
    (3, 20, 8.2, 1.3, "grey"),
    (3, 22.8, 8.2, 1.3, "grey"),
    (12.8, 20, 8.2, 1.3, "grey"),
    (12.8, 22.8, 8.2, 1.3, "grey"),
)
_COLOURS = {"ink": INK, "red": RED, "grey": GREY}
_WIDTH, _HEIGHT = 24, 28


def draw_icon(icon: AppIcon) -> Image.Image:
    """`icon` as a picture with an opaque ink ground."""
    edge = icon.size * _OVERSAMPLING
    image = Image.new("RGB", (edge, edge), INK)
    pen = ImageDraw.Draw(image)
    unit = edge * icon.fill / _HEIGHT
    left, top = (edge - _WIDTH * unit) / 2, (edge - _HEIGHT * unit) / 2
    pen.rectangle((left, top, left + _WIDTH * unit, top + _HEIGHT * unit), fill=PAPER)
    for x, y, width, height, colour in _MARKS:
        x0, y0 = left + x * unit, top + y * unit
        pen.rectangle((x0, y0, x0 + width * unit, y0 + height * unit), fill=_COLOURS[colour])
    return image.resize((icon.size, icon.size), Image.Resampling.LANCZOS)


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def favicon_svg() -> str:
    """The same sheet as SVG, for browser tabs."""
    marks = "".join(
        f'<path fill="{_hex(_COLOURS[colour])}" d="M{x} {y}h{width}v{height}h-{width}z"/>'
        for x, y, width, height, colour in _MARKS
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -2 32 32">'
        f'<path fill="{_hex(INK)}" d="M-4-2h32v32H-4z"/>'
        f'<path fill="{_hex(PAPER)}" d="M0 0h24v28H0z"/>'
        f"{marks}</svg>\n"
    )


def build_app_icons(target: Path) -> list[Path]:
    """Write the icons below `target`/theme/icons; return their paths."""
    folder = target / "theme" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for icon in APP_ICONS:
        path = folder / icon.name
        draw_icon(icon).save(path, "PNG", optimize=True)
        paths.append(path)
    favicon = folder / FAVICON
    favicon.write_text(favicon_svg(), encoding="utf-8")
    old_favicon = folder / OLD_FAVICON.name
    edges = [(edge, edge) for edge in (16, 32, OLD_FAVICON.size)]
    draw_icon(OLD_FAVICON).save(old_favicon, "ICO", sizes=edges)
    return [*paths, favicon, old_favicon]
