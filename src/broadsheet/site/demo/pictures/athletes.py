"""Small figures at sport: cyclists and footballers."""

from __future__ import annotations

import numpy as np

from .curves import Points, ellipse, points, ribbon, smooth, turn
from .figures import limb
from .inks import Ink
from .sheet import Sheet


def cyclist(
    sheet: Sheet, x: float, y: float, size: float, ink: Ink, shirt: Ink, climb: float = 0.0
) -> None:
    """A racing cyclist, wheels at (x, y), riding right up a slope of `climb` radians."""
    u = size / 100

    def put(shapes: list[Points], colour: Ink) -> None:
        sheet.fill([turn(s, -climb, x, y) for s in shapes], colour)

    phase = sheet.rng.uniform(0, 2 * np.pi)
    back, front, axle = (x - 27 * u, y - 17 * u), (x + 27 * u, y - 17 * u), (x - 3 * u, y - 15 * u)
    wheels = []
    for hub in (back, front):
        ring = ellipse(*hub, 16 * u)
        wheels.append(ribbon(np.vstack([ring, ring[:2]]), 2.0 * u))
        wheels += [
            ribbon(
                points(hub, (hub[0] + 16 * u * np.cos(a), hub[1] + 16 * u * np.sin(a))), 0.45 * u
            )
            for a in np.linspace(0, 2 * np.pi, 14)
        ]
    saddle, bars = (x - 10 * u, y - 42 * u), (x + 21 * u, y - 41 * u)
    frame = [
        (back, axle),
        (back, saddle),
        (saddle, axle),
        (axle, bars),
        (saddle, (bars[0] - 2 * u, bars[1])),
        (bars, front),
    ]
    put(wheels + [ribbon(points(a, b), 1.9 * u) for a, b in frame], ink)
    for side in (0.0, np.pi):
        foot = (axle[0] + 8 * u * np.cos(phase + side), axle[1] + 8 * u * np.sin(phase + side))
        knee = (x + 9 * u + 4 * u * np.cos(phase + side), y - 39 * u + 5 * u * np.sin(phase + side))
        put(
            [
                limb(8.5 * u, 3.6 * u, (saddle[0], saddle[1] - 3 * u), knee, foot),
                limb(4 * u, 3 * u, (foot[0] - 3 * u, foot[1]), (foot[0] + 7 * u, foot[1] + u)),
            ],
            ink,
        )
    shoulder = (x + 12 * u, y - 65 * u)
    put(
        [
            limb(
                12 * u,
                13 * u,
                (saddle[0] - u, saddle[1] - 3 * u),
                (x - 2 * u, y - 60 * u),
                shoulder,
            )
        ],
        shirt,
    )
    put(
        [limb(5.5 * u, 3.4 * u, shoulder, (x + 17 * u, y - 52 * u), (bars[0] + 4 * u, bars[1]))],
        ink,
    )
    put(
        [
            ellipse(x + 20 * u, y - 73 * u, 6 * u, 7 * u, 0.4),
            limb(5 * u, 5 * u, shoulder, (x + 18 * u, y - 70 * u)),
        ],
        ink,
    )
    put(
        [
            smooth(
                [
                    (x + 12 * u, y - 74 * u),
                    (x + 17 * u, y - 82 * u),
                    (x + 25 * u, y - 80 * u),
                    (x + 28 * u, y - 74 * u),
                ]
            )
        ],
        shirt,
    )


def kicker(
    x: float, y: float, h: float, pose: int, face: int = 1
) -> tuple[list[Points], list[Points]]:
    """A footballer: the body's dark parts and the shirt; `pose` 0 runs, 1 kicks, 2 leaps."""
    u, f = h / 100, face
    lift = 16 * u if pose == 2 else 0.0
    y -= lift
    hip, chest = (x, y - 48 * u), (x + 6 * f * u, y - 80 * u)
    far = (
        ((x + 24 * f * u, y - 34 * u), (x + 34 * f * u, y - 14 * u))
        if pose == 1
        else ((x + 16 * f * u, y - 32 * u), (x + 12 * f * u, y - 8 * u))
    )
    near = (
        ((x - 5 * f * u, y - 25 * u), (x - 13 * f * u, y - 1 * u))
        if pose != 0
        else ((x - 8 * f * u, y - 26 * u), (x - 30 * f * u, y - 16 * u))
    )
    dark = [
        limb(10 * u, 4.5 * u, hip, *far),
        limb(10 * u, 4.5 * u, hip, *near),
        limb(4.5 * u, 4 * u, far[1], (far[1][0] + 8 * f * u, far[1][1] + 2 * u)),
        limb(4.5 * u, 4 * u, near[1], (near[1][0] + 7 * f * u, near[1][1] + 2 * u)),
        limb(
            6 * u, 3.5 * u, chest, (x - 9 * f * u, y - 70 * u), (x - 19 * f * u, y - 62 * u - lift)
        ),
        limb(
            6 * u, 3.5 * u, chest, (x + 19 * f * u, y - 72 * u), (x + 24 * f * u, y - 84 * u - lift)
        ),
        ellipse(x + 9 * f * u, y - 93 * u, 5.8 * u, 7 * u),
        limb(5 * u, 5 * u, chest, (x + 8 * f * u, y - 88 * u)),
    ]
    shirt = smooth(
        [
            (x - 8 * f * u, y - 42 * u),
            (x - 9 * f * u, y - 62 * u),
            (x - 7 * f * u, y - 79 * u),
            (x + 6 * f * u, y - 85 * u),
            (x + 17 * f * u, y - 79 * u),
            (x + 14 * f * u, y - 62 * u),
            (x + 10 * f * u, y - 42 * u),
        ],
        steps=5,
    )
    sleeves = [
        limb(9 * u, 7 * u, chest, (x - 7 * f * u, y - 72 * u)),
        limb(9 * u, 7 * u, chest, (x + 17 * f * u, y - 74 * u)),
    ]
    return dark, [shirt, *sleeves]
