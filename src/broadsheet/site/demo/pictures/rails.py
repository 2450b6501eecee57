"""Trams, trains, bridges and overhead wires."""

from __future__ import annotations

import numpy as np

from .curves import Points, ellipse, points, rect, ribbon, smooth, turn
from .hatching import ramp_x, ramp_y
from .inks import Ink, mix
from .sheet import Sheet


def tram_side(
    sheet: Sheet, x: float, y: float, size: float, body: Ink, cream: Ink, lit: bool
) -> None:
    """A single-deck tram seen from the side, its rails at y, `size` long."""
    u = size / 100
    ink = sheet.ink
    sheet.fill(
        [rect(x - 33 * u, y - 5 * u, 22 * u, 4 * u), rect(x + 11 * u, y - 5 * u, 22 * u, 4 * u)],
        ink.key,
    )
    wheels = [ellipse(x + k * u, y - 3.4 * u, 3.4 * u) for k in (-29, -15, 15, 29)]
    sheet.fill(wheels, ink.key, 0.4 * u)
    shell = smooth(
        [
            (x - 46 * u, y - 6 * u),
            (x - 49 * u, y - 15 * u),
            (x - 47.5 * u, y - 27 * u),
            (x - 44 * u, y - 31.5 * u),
            (x, y - 32.5 * u),
            (x + 44 * u, y - 31.5 * u),
            (x + 47.5 * u, y - 27 * u),
            (x + 49 * u, y - 15 * u),
            (x + 46 * u, y - 6 * u),
        ],
        steps=5,
    )
    sheet.fill(shell, body, 0.5 * u)
    sheet.fill(rect(x - 47 * u, y - 28 * u, 94 * u, 11.5 * u), cream)
    sheet.fill(
        [
            rect(x - 48 * u, y - 17 * u, 96 * u, 0.8 * u),
            rect(x - 47 * u, y - 9.5 * u, 94 * u, 0.7 * u),
        ],
        ink.glow,
    )
    sheet.engrave(
        rect(x - 48 * u, y - 16 * u, 96 * u, 10 * u),
        mix(body, ink.key, 0.6),
        ramp_y(y - 16 * u, y - 6 * u, 0.05, 0.6),
        spacing=4.5,
    )
    panes, doors = [], []
    for k in range(10):
        left = x + (-45 + k * 9.1) * u
        if k in (1, 8):
            doors += [
                rect(left + 0.8 * u, y - 27 * u, 3.2 * u, 19 * u),
                rect(left + 4.4 * u, y - 27 * u, 3.2 * u, 19 * u),
            ]
        else:
            panes.append(rect(left + 0.6 * u, y - 27 * u, 7.4 * u, 8.8 * u))
    sheet.fill(panes + doors, ink.glow if lit else ink.deep)
    sheet.engrave(panes, ink.paper, 0.2, angle=0.9, spacing=7)
    heads: list[Points] = []
    for pane in panes:
        for share in (0.3, 0.7):
            if sheet.rng.random() < 0.6:
                hx, hy = pane[0, 0] + 7.4 * u * share, y - 20.6 * u
                heads += [
                    ellipse(hx, hy - 1.6 * u, 1.1 * u, 1.4 * u),
                    ellipse(hx, hy + 2.4 * u, 2 * u, 2.4 * u),
                ]
    sheet.fill([h for h in heads if h[:, 1].max() <= y - 15 * u], ink.key)
    sheet.fill(rect(x - 48 * u, y - 18.2 * u, 96 * u, 1.8 * u), cream)
    sheet.fill(rect(x - 16 * u, y - 34.4 * u, 32 * u, 2.2 * u), ink.key)
    pole = [
        ribbon(
            points((x - 4 * u, y - 34 * u), (x + 6 * u, y - 40 * u), (x - 2 * u, y - 46 * u)),
            0.8 * u,
        ),
        rect(x - 7 * u, y - 46.6 * u, 11 * u, 0.9 * u),
    ]
    sheet.fill(pole, ink.key)
    lampx = x + 47.4 * u
    sheet.fill(ellipse(lampx, y - 12.5 * u, 1.4 * u), ink.glow)


def tram_front(
    sheet: Sheet, x: float, y: float, w: float, body: Ink, cream: Ink, lit: bool
) -> None:
    """A tram coming towards the viewer; `w` wide, on its rails at y."""
    ink, h = sheet.ink, w * 1.32
    shell = smooth(
        [
            (x - w * 0.5, y - w * 0.1),
            (x - w * 0.5, y - h * 0.75),
            (x - w * 0.42, y - h * 0.93),
            (x, y - h),
            (x + w * 0.42, y - h * 0.93),
            (x + w * 0.5, y - h * 0.75),
            (x + w * 0.5, y - w * 0.1),
        ],
        steps=8,
    )
    sheet.fill([rect(x - w * 0.42, y - w * 0.14, w * 0.84, w * 0.13)], ink.key)
    sheet.fill(shell, body, 3)
    top = points(
        (x - w * 0.49, y - h * 0.47),
        (x - w * 0.49, y - h * 0.78),
        (x + w * 0.49, y - h * 0.78),
        (x + w * 0.49, y - h * 0.47),
    )
    sheet.fill(top, cream)
    sheet.engrave(
        shell,
        mix(body, ink.key, 0.65),
        ramp_x(x - w * 0.3, x + w * 0.55, -0.05, 0.62),
        angle=np.pi / 2,
        spacing=5,
        wobble=0.1,
    )
    panes = [
        rect(x - w * 0.44, y - h * 0.75, w * 0.2, h * 0.26),
        rect(x - w * 0.2, y - h * 0.77, w * 0.4, h * 0.28),
        rect(x + w * 0.24, y - h * 0.75, w * 0.2, h * 0.26),
    ]
    sheet.fill(panes, ink.glow if lit else ink.deep)
    sheet.engrave(panes, ink.paper, 0.18, angle=0.9, spacing=8)
    sheet.fill(
        [
            ellipse(x + w * 0.02, y - h * 0.61, w * 0.055, w * 0.07),
            ellipse(x + w * 0.02, y - h * 0.49, w * 0.12, w * 0.1),
        ],
        ink.key,
    )
    sheet.fill([rect(x - w * 0.5, y - h * 0.49, w, h * 0.035)], cream)
    sheet.fill([rect(x - w * 0.18, y - h * 0.92, w * 0.36, h * 0.1)], ink.key)
    sheet.fill([rect(x - w * 0.15, y - h * 0.9, w * 0.3, h * 0.06)], ink.glow if lit else ink.pale)
    sheet.fill(
        [rect(x - w * 0.11 + k * w * 0.06, y - h * 0.89, w * 0.035, h * 0.04) for k in range(4)],
        ink.key,
    )
    sheet.fill(ellipse(x, y - h * 0.3, w * 0.085), ink.key)
    sheet.fill(ellipse(x, y - h * 0.3, w * 0.065), ink.glow)
    sheet.fill(
        [
            rect(x - w * 0.5, y - h * 0.2, w, h * 0.018),
            rect(x - w * 0.5, y - h * 0.43, w, h * 0.014),
        ],
        ink.glow,
    )
    sheet.fill([rect(x - w * 0.46, y - h * 0.12, w * 0.92, h * 0.05)], ink.key)
    sheet.fill(
        [
            ribbon(points((x, y - h), (x - w * 0.12, y - h * 1.16), (x, y - h * 1.3)), w * 0.025),
            rect(x - w * 0.22, y - h * 1.31, w * 0.44, w * 0.03),
        ],
        ink.key,
    )


def engine(
    sheet: Sheet, x: float, y: float, size: float, ink_body: Ink, climb: float = 0.0
) -> tuple[float, float]:
    """A small steam engine with two coaches, heading right; returns the top of its chimney."""
    u, ink = size / 100, sheet.ink

    def put(shapes: list[Points], colour: Ink) -> None:
        sheet.fill([turn(s, -climb, x, y) for s in shapes], colour)

    put(
        [
            rect(x - 118 * u, y - 24 * u, 50 * u, 19 * u),
            rect(x - 64 * u, y - 24 * u, 50 * u, 19 * u),
        ],
        ink.spot,
    )
    put(
        [
            rect(x - 120 * u, y - 27 * u, 54 * u, 3.4 * u),
            rect(x - 66 * u, y - 27 * u, 54 * u, 3.4 * u),
        ],
        ink.key,
    )
    put(
        [
            rect(
                x - 115 * u + k * 8 * u + (14 * u if k > 5 else 0) - (8 * u if k > 5 else 0),
                y - 21 * u,
                5.4 * u,
                7 * u,
            )
            for k in range(12)
        ],
        ink.glow,
    )
    put(
        [
            rect(x - 6 * u, y - 32 * u, 17 * u, 25 * u),
            rect(x - 8 * u, y - 34 * u, 21 * u, 3 * u),
            rect(x + 10 * u, y - 22 * u, 34 * u, 14 * u),
            ellipse(x + 44 * u, y - 15 * u, 4 * u, 7 * u),
            rect(x - 12 * u, y - 8 * u, 62 * u, 4 * u),
        ],
        ink_body,
    )
    put(
        [
            points(
                (x + 36 * u, y - 21 * u),
                (x + 34.5 * u, y - 36 * u),
                (x + 43 * u, y - 36 * u),
                (x + 41.5 * u, y - 21 * u),
            ),
            ellipse(x + 23 * u, y - 22 * u, 4.4 * u, 5 * u),
        ],
        ink_body,
    )
    put([rect(x - 2 * u, y - 29 * u, 8 * u, 8 * u)], ink.glow)
    wheels = [
        ellipse(x + k * u, y - 4 * u, r * u)
        for k, r in (
            (-110, 3.4),
            (-78, 3.4),
            (-56, 3.4),
            (-24, 3.4),
            (0, 5.4),
            (15, 5.4),
            (30, 5.4),
            (42, 3.4),
        )
    ]
    put(wheels, ink.key)
    put([ellipse(w[:, 0].mean(), w[:, 1].mean(), 1.2 * u) for w in wheels], ink.pale)
    put([rect(x, y - 5 * u, 31 * u, 1.3 * u)], ink.pale)
    tip = turn(points((x + 38.6 * u, y - 37 * u)), -climb, x, y)[0]
    return float(tip[0]), float(tip[1])


def track(
    sheet: Sheet, at: tuple[float, float], left: float, right: float, base: float, ink: Ink
) -> None:
    """Two rails in a street that run together at a far point."""
    for foot in (left, right):
        sheet.fill(
            points((at[0] - 0.6, at[1]), (at[0] + 0.6, at[1]), (foot + 7, base), (foot - 7, base)),
            ink,
        )
