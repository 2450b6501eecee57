"""Small figures: people who walk, stand, ride and play, as cut silhouettes."""

from __future__ import annotations

import numpy as np

from .curves import Points, arc, ellipse, points, ribbon, smooth
from .inks import Ink
from .sheet import Sheet


def limb(width: float, end: float, *spots: tuple[float, float]) -> Points:
    return ribbon(smooth(spots, closed=False, steps=5), width, end)


def walker(
    x: float, y: float, h: float, stride: float = 0.5, coat: bool = True, face: int = 1
) -> list[Points]:
    """Someone walking, `h` tall, feet at (x, y), turned to the right (1) or left (-1)."""
    u, f = h / 100, face
    hip, neck = (x, y - 48 * u), (x + 3 * f * u, y - 82 * u)
    s = 17 * stride * u
    parts = [
        limb(9 * u, 5 * u, hip, (x + (4 * u + s * 0.7) * f, y - 25 * u), (x + s * f, y - 2 * u)),
        limb(9 * u, 5 * u, hip, (x - s * 0.3 * f, y - 25 * u), (x - s * 1.2 * f, y - 3 * u)),
        limb(5 * u, 3 * u, (x + s * f - 2 * f * u, y - 2 * u), (x + s * f + 8 * f * u, y - 1 * u)),
        limb(5 * u, 3 * u, (x - s * 1.2 * f - u * f, y - 3 * u), (x - s * 1.2 * f + 7 * f * u, y)),
        limb(
            6 * u,
            4 * u,
            (x + 3 * f * u, y - 77 * u),
            (x - (4 * u + s * 0.6) * f, y - 60 * u),
            (x - s * 0.5 * f, y - 46 * u),
        ),
        limb(
            6 * u,
            4 * u,
            (x + 4 * f * u, y - 77 * u),
            (x + (5 * u + s * 0.5) * f, y - 61 * u),
            (x + (11 * u + s * 0.5) * f, y - 50 * u),
        ),
        ellipse(neck[0] + 1.5 * f * u, neck[1] - 9.5 * u, 6.2 * u, 7.6 * u),
        limb(6 * u, 6 * u, neck, (neck[0] + f * u, neck[1] - 6 * u)),
    ]
    hem = 30 * u if coat else 46 * u
    parts.append(
        smooth(
            [
                (neck[0] - 9 * u, neck[1] + 3 * u),
                (neck[0], neck[1] - 2 * u),
                (neck[0] + 9 * u, neck[1] + 3 * u),
                (x + 9 * u, y - 60 * u),
                (x + 11 * u + s * 0.3 * f, y - hem),
                (x - 11 * u + s * 0.3 * f, y - hem + 2 * u),
                (x - 9 * u, y - 60 * u),
            ],
            steps=5,
        )
    )
    return parts


def stander(x: float, y: float, h: float, skirt: bool = False, hat: int = 0) -> list[Points]:
    """Someone standing, feet at (x, y); `hat` 0 none, 1 brimmed, 2 cap."""
    u = h / 100
    head = (x, y - 91 * u)
    body = [
        (x - 11 * u, y - 78 * u),
        (x, y - 84 * u),
        (x + 11 * u, y - 78 * u),
        (x + 12 * u, y - 50 * u),
    ]
    if skirt:
        body += [(x + 16 * u, y - 14 * u), (x - 16 * u, y - 14 * u)]
    else:
        body += [(x + 11 * u, y - 36 * u), (x - 11 * u, y - 36 * u)]
    parts = [
        smooth([*body, (x - 12 * u, y - 50 * u)], steps=5),
        ellipse(*head, 6.4 * u, 7.8 * u),
        limb(7 * u, 6 * u, (x - 5 * u, y - 40 * u), (x - 5 * u, y)),
        limb(7 * u, 6 * u, (x + 5 * u, y - 40 * u), (x + 5.5 * u, y)),
        limb(
            6 * u,
            4 * u,
            (x - 10 * u, y - 77 * u),
            (x - 14 * u, y - 60 * u),
            (x - 12 * u, y - 42 * u),
        ),
        limb(
            6 * u,
            4 * u,
            (x + 10 * u, y - 77 * u),
            (x + 14 * u, y - 60 * u),
            (x + 12 * u, y - 42 * u),
        ),
        limb(5 * u, 5 * u, (x, y - 86 * u), (x, y - 80 * u)),
    ]
    if hat == 1:
        parts += [
            ellipse(x, head[1] - 4 * u, 12 * u, 2 * u),
            ellipse(x, head[1] - 7 * u, 6.6 * u, 5.5 * u),
        ]
    elif hat == 2:
        parts += [ellipse(x + 1.5 * u, head[1] - 5 * u, 8.4 * u, 3.6 * u)]
    return parts


def crowd(
    sheet: Sheet,
    left: float,
    right: float,
    base: float,
    height: float,
    count: int,
    inks: tuple[Ink, ...],
    carve: float = 0.0,
    depth: float = 10.0,
) -> None:
    """People of all kinds on a strip of ground, the nearest printed last."""
    rng = sheet.rng
    for y in np.sort(rng.uniform(base - depth, base, count)):
        x, h = rng.uniform(left, right), height * rng.uniform(0.82, 1.08)
        if rng.random() < 0.45:
            who = walker(
                x, y, h, rng.uniform(0.3, 0.9), rng.random() < 0.6, int(rng.choice([-1, 1]))
            )
        else:
            who = stander(x, y, h, rng.random() < 0.45, int(rng.integers(0, 3)))
        sheet.fill(who, inks[int(rng.integers(0, len(inks)))], carve)


def audience(
    sheet: Sheet, left: float, right: float, y: float, size: float, ink: Ink, edge: Ink | None
) -> None:
    """A row of heads and shoulders seen from behind, with an edge of light."""
    rng = sheet.rng
    for x in np.arange(left, right, size * 2.1):
        cx, cy = x + rng.normal() * size * 0.15, y + rng.normal() * size * 0.12
        bust = smooth(
            [
                (cx - size * 1.1, cy + size * 2.6),
                (cx - size * 0.95, cy + size * 1.25),
                (cx - size * 0.3, cy + size * 0.75),
                (cx + size * 0.3, cy + size * 0.75),
                (cx + size * 0.95, cy + size * 1.25),
                (cx + size * 1.1, cy + size * 2.6),
            ],
            steps=5,
        )
        head = [
            bust,
            ellipse(cx, cy, size * 0.52, size * 0.68),
            ribbon(points((cx, cy), (cx, cy + size)), size * 0.5),
        ]
        if rng.random() < 0.3:
            head.append(ellipse(cx, cy - size * 0.62, size * 0.28))
        sheet.fill(head, ink, size * 0.06 if edge else 0, edge)


def umbrella(sheet: Sheet, x: float, y: float, h: float, ink: Ink, top: Ink, face: int = 1) -> None:
    """A walker under an umbrella."""
    u = h / 100
    sheet.fill(walker(x, y, h, sheet.rng.uniform(0.4, 1.0), True, face), ink, 1.8, sheet.ink.wash)
    hx, hy = x + 8 * face * u, y - 112 * u
    sheet.fill(ribbon(points((hx, hy - 10 * u), (hx + 2 * u, y - 58 * u)), 1.6 * u), ink)
    dome = np.vstack(
        [
            arc(hx, hy, 34 * u, 24 * u, np.pi, 2 * np.pi),
            *[arc(hx + (25.5 - 17 * k) * u, hy, 8.5 * u, 5 * u, 0, -np.pi) for k in range(4)],
        ]
    )
    sheet.fill(dome, top, 1.4)
    ribs = [
        ribbon(
            smooth(
                [(hx, hy - 24 * u), (hx + k * 0.72 * u, hy - 16 * u), (hx + k * u, hy)],
                closed=False,
                steps=5,
            ),
            1.0,
        )
        for k in (-17, 0, 17)
    ]
    sheet.fill(ribs, ink)
