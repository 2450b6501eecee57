"""The island ferry."""

from __future__ import annotations

import numpy as np

from .curves import Points, bar, ellipse, points, rect, ribbon, shift, smooth, turn
from .hatching import ramp_y
from .inks import Ink, mix
from .sheet import Sheet


def steamer(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    *,
    hull: Ink,
    house: Ink,
    lit: bool,
    tilt: float = 0.0,
) -> None:
    """An island ferry with a funnel and two decks of windows, `size` long, at (x, y)."""
    u = size / 100
    ink = sheet.ink

    def put(shapes: list[Points], colour: Ink) -> None:
        sheet.fill([turn(s, tilt, x, y) for s in shapes], colour)

    body = smooth(
        [
            (x - 50 * u, y - 9.5 * u),
            (x, y - 7.5 * u),
            (x + 34 * u, y - 9 * u),
            (x + 52 * u, y - 14 * u),
        ],
        closed=False,
    )
    hull_shape = np.vstack(
        [body, [(x + 45 * u, y + 3 * u), (x - 44 * u, y + 3 * u), (x - 50 * u, y - 3 * u)]]
    )
    pole = [
        bar((x + 30 * u, y - 12 * u), (x + 29 * u, y - 47 * u), 0.9 * u),
        bar((x - 40 * u, y - 9 * u), (x - 41 * u, y - 36 * u), 0.8 * u),
        bar((x + 29 * u, y - 46 * u), (x + 50 * u, y - 14 * u), 0.3 * u),
        bar((x + 29 * u, y - 46 * u), (x - 41 * u, y - 35 * u), 0.3 * u),
        bar((x - 41 * u, y - 35 * u), (x - 50 * u, y - 9 * u), 0.3 * u),
        bar((x + 24 * u, y - 40 * u), (x + 34 * u, y - 40 * u), 0.5 * u),
    ]
    put(pole, ink.key)
    decks = [
        rect(x - 42 * u, y - 17 * u, 76 * u, 9.5 * u),
        rect(x - 34 * u, y - 25 * u, 60 * u, 8 * u),
        rect(x + 10 * u, y - 32 * u, 13 * u, 7 * u),
    ]
    put(decks, house)
    turned = [turn(d, tilt, x, y) for d in decks]
    sheet.engrave(
        turned, mix(house, ink.deep, 0.6), ramp_y(y - 26 * u, y - 8 * u, 0.12, 0.4), spacing=3.6
    )
    put(
        [
            rect(x - 44 * u, y - 17.6 * u, 80 * u, 1.1 * u),
            rect(x - 36 * u, y - 25.6 * u, 64 * u, 1.1 * u),
            rect(x + 8.6 * u, y - 32.8 * u, 16 * u, 1.1 * u),
        ],
        ink.deep,
    )
    glass = [rect(x + (k * 4.4 - 39) * u, y - 14.6 * u, 2.6 * u, 3.6 * u) for k in range(16)]
    glass += [rect(x + (k * 4.4 - 31) * u, y - 22.6 * u, 2.8 * u, 3.4 * u) for k in range(13)]
    glass.append(rect(x + 12 * u, y - 30.4 * u, 10 * u, 2.8 * u))
    put(glass, ink.glow if lit else ink.deep)
    rails = [bar((x - 34 * u, y - 28.6 * u), (x + 9 * u, y - 28.6 * u), 0.35 * u)]
    rails += [
        bar((x + k * 4 * u, y - 25 * u), (x + k * 4 * u, y - 28.6 * u), 0.3 * u)
        for k in range(-8, 3)
    ]
    put(rails, ink.key)
    funnel = points(
        (x - 12 * u, y - 25.5 * u),
        (x - 14 * u, y - 46 * u),
        (x - 3 * u, y - 46 * u),
        (x - 2.6 * u, y - 25.5 * u),
    )
    put([funnel], ink.spot)
    put(
        [
            points(
                (x - 14.2 * u, y - 46 * u),
                (x - 13.7 * u, y - 41 * u),
                (x - 3.1 * u, y - 41 * u),
                (x - 2.8 * u, y - 46 * u),
            )
        ],
        ink.key,
    )
    sheet.engrave(
        turn(funnel, tilt, x, y),
        ink.key,
        lambda px, py: (px - x + 12 * u) / (16 * u) * 0.7 + 0 * py,
        angle=np.pi / 2,
        spacing=4,
    )
    put([hull_shape], hull)
    put([ribbon(shift(body, 0, 2.2 * u), 1.0 * u)], ink.paper)
    put(
        [ellipse(x + (k * 7 - 38) * u, y - 3.4 * u, 1.0 * u) for k in range(11)],
        ink.glow if lit else house,
    )
    for k in (-24, -4, 16):
        put(
            [
                smooth(
                    [
                        (x + k * u, y - 27.5 * u),
                        (x + (k + 8) * u, y - 27.5 * u),
                        (x + (k + 6.6) * u, y - 25.4 * u),
                        (x + (k + 1.4) * u, y - 25.4 * u),
                    ],
                    steps=4,
                )
            ],
            ink.paper,
        )
