"""Ships and boats, drawn from the side."""

from __future__ import annotations

import numpy as np

from .curves import bar, ellipse, points, rect, ribbon, shift, smooth
from .hatching import ramp_y
from .inks import Ink, mix
from .sheet import Sheet


def schooner(
    sheet: Sheet, x: float, y: float, size: float, hull: Ink, rig: Ink, sail: Ink | None
) -> None:
    """A two-masted schooner, `size` long, floating at (x, y); with sails set or furled."""
    u = size / 100
    body = smooth(
        [
            (x - 46 * u, y - 9 * u),
            (x - 20 * u, y - 6.2 * u),
            (x + 20 * u, y - 6.5 * u),
            (x + 54 * u, y - 11.5 * u),
        ],
        closed=False,
    )
    keel = smooth(
        [
            (x + 46 * u, y - 2 * u),
            (x + 38 * u, y + 1.5 * u),
            (x - 38 * u, y + 1.5 * u),
            (x - 44 * u, y - 3 * u),
        ],
        closed=False,
    )
    masts = ((x - 14 * u, 74 * u), (x + 17 * u, 68 * u))
    lines, spars, sails = [], [], []
    for mx, high in masts:
        spars += [
            bar((mx, y - 5 * u), (mx - 1 * u, y - high), 1.5 * u),
            ellipse(mx - u, y - high, u),
        ]
        spars.append(bar((mx, y - 14 * u), (mx - 26 * u, y - 15 * u), 1.2 * u))
        spars.append(bar((mx, y - 54 * u), (mx - 19 * u, y - 62 * u), 1.0 * u))
        lines += [
            bar((mx - u, y - high * 0.86), (mx + step * u, y - 7 * u), 0.42 * u)
            for step in (-9, -5, 6, 10)
        ]
        for rung in np.linspace(0.15, 0.7, 8):
            h = y - 7 * u - rung * (high * 0.86 - 7 * u)
            lines.append(
                bar((mx - 9 * u * (1 - rung), h), (mx + 9.5 * u * (1 - rung), h), 0.32 * u)
            )
        if sail is not None:
            sails.append(
                smooth(
                    [
                        (mx - 0.8 * u, y - 15 * u),
                        (mx - 0.8 * u, y - 54 * u),
                        (mx - 19 * u, y - 61.5 * u),
                        (mx - 24 * u, y - 38 * u),
                        (mx - 26 * u, y - 16 * u),
                    ],
                    steps=5,
                )
            )
        else:
            sails.append(
                smooth(
                    [
                        (mx - u, y - 15.2 * u),
                        (mx - 12 * u, y - 18 * u),
                        (mx - 25 * u, y - 16 * u),
                        (mx - 12 * u, y - 14 * u),
                    ]
                )
            )
    bow = (x + 72 * u, y - 16 * u)
    spars.append(bar((x + 50 * u, y - 10.5 * u), bow, 1.3 * u))
    for top, foot in (
        (0.97, bow),
        (0.8, (x + 62 * u, y - 13.5 * u)),
        (0.7, (x + 52 * u, y - 11 * u)),
    ):
        lines.append(bar((masts[1][0] - u, y - masts[1][1] * top), foot, 0.45 * u))
        if sail is not None and top < 0.9:
            mx = masts[1][0]
            sails.append(
                smooth(
                    [
                        (mx + 2 * u, y - masts[1][1] * top * 0.93),
                        (foot[0] - 2 * u, foot[1] - 2 * u),
                        (mx + 9 * u, y - 14 * u),
                    ],
                    steps=6,
                )
            )
    lines += [
        bar((masts[0][0] - u, y - masts[0][1]), (masts[1][0] - u, y - masts[1][1]), 0.4 * u),
        bar((masts[0][0] - u, y - masts[0][1]), (x - 46 * u, y - 9 * u), 0.4 * u),
    ]
    cloth = sail or mix(sheet.ink.paper, hull, 0.3)
    sheet.fill(sails, cloth)
    if sail is not None:
        sheet.engrave(
            sails, mix(cloth, hull, 0.5), 0.3, angle=np.pi / 2 - 0.1, spacing=5, wobble=0.6
        )
    sheet.fill(lines, rig)
    sheet.fill(spars, rig)
    hull_shape = np.vstack([body, keel])
    sheet.fill(hull_shape, hull)
    sheet.fill(ribbon(shift(body, 0, 1.6 * u), 1.1 * u), sheet.ink.spot)
    sheet.engrave(
        hull_shape, mix(hull, sheet.ink.pale, 0.5), ramp_y(y - 8 * u, y, 0.3, 0), spacing=3.4
    )
    sheet.fill(
        [
            rect(x - 38 * u, y - 11.5 * u, 14 * u, 4 * u),
            rect(x - 3 * u, y - 9.5 * u, 10 * u, 3 * u),
        ],
        hull,
    )


def smack(
    sheet: Sheet, x: float, y: float, size: float, hull: Ink, cloth: Ink | None, rig: Ink
) -> None:
    """A small fishing boat with one mast, sail set or stowed."""
    u = size / 40
    lines = [
        bar((x - 2 * u, y - 4 * u), (x - 3 * u, y - 46 * u), 1.1 * u),
        bar((x - 3 * u, y - 45 * u), (x + 20 * u, y - 6 * u), 0.4 * u),
        bar((x - 3 * u, y - 45 * u), (x - 19 * u, y - 5 * u), 0.4 * u),
        bar((x - 2 * u, y - 10 * u), (x - 20 * u, y - 11 * u), 0.8 * u),
    ]
    if cloth is not None:
        sail = smooth(
            [
                (x - 3.4 * u, y - 11 * u),
                (x - 3.6 * u, y - 35 * u),
                (x - 12 * u, y - 43 * u),
                (x - 17 * u, y - 27 * u),
                (x - 20 * u, y - 12 * u),
            ],
            steps=5,
        )
        jib = smooth(
            [(x - 1 * u, y - 37 * u), (x + 17 * u, y - 8 * u), (x + 1 * u, y - 9 * u)], steps=6
        )
        sheet.fill([sail, jib], cloth)
        sheet.engrave([sail, jib], mix(cloth, hull, 0.55), 0.34, angle=1.45, spacing=4.5)
    sheet.fill(lines, rig)
    body = smooth(
        [
            (x - 20 * u, y - 5.6 * u),
            (x, y - 3.6 * u),
            (x + 21 * u, y - 7.6 * u),
            (x + 17 * u, y + 0.6 * u),
            (x - 17 * u, y + 0.8 * u),
        ],
        steps=8,
    )
    sheet.fill(body, hull)
    sheet.fill(
        ribbon(
            smooth(
                [(x - 19.5 * u, y - 4.6 * u), (x, y - 2.7 * u), (x + 20 * u, y - 6.6 * u)],
                closed=False,
            ),
            0.9 * u,
        ),
        mix(hull, sheet.ink.paper, 0.7),
    )
    sheet.fill(rect(x + 2 * u, y - 8.6 * u, 7 * u, 5 * u), mix(hull, sheet.ink.paper, 0.35))


def shell(sheet: Sheet, x: float, y: float, size: float, crew: int, hull: Ink, shirt: Ink) -> None:
    """A racing shell with its crew in mid stroke."""
    u = size / 100
    ink = sheet.ink
    sheet.fill(
        smooth(
            [
                (x - 50 * u, y - 1.4 * u),
                (x, y - 3 * u),
                (x + 50 * u, y - 1.4 * u),
                (x + 36 * u, y + 1.2 * u),
                (x - 36 * u, y + 1.2 * u),
            ]
        ),
        hull,
    )
    lean = sheet.rng.uniform(-0.35, 0.35)
    for seat in np.linspace(-33, 28, crew):
        sx, sy = x + seat * u, y - 2.4 * u
        top = (sx + np.sin(lean) * 8 * u, sy - 8.4 * u)
        blade_end = (sx - 9 * u + np.sin(lean) * 5 * u, y + 5.6 * u)
        sheet.fill(
            [
                ribbon(points((sx + 4 * u, sy - 4 * u), blade_end), 0.5 * u),
                ellipse(*blade_end, 2.0 * u, 0.8 * u, 0.3),
            ],
            ink.paper,
        )
        sheet.fill(
            ribbon(
                smooth([(sx, sy), (sx + np.sin(lean) * 4 * u, sy - 5 * u), top], closed=False),
                4.4 * u,
                3.2 * u,
            ),
            shirt,
        )
        sheet.fill(
            [
                ribbon(points(top, (sx + 4.6 * u, sy - 4.2 * u)), 1.4 * u),
                ellipse(top[0] + 0.5 * u, top[1] - 2.2 * u, 1.7 * u, 2.0 * u),
            ],
            ink.key,
        )
        sheet.fill(
            ribbon(
                points((sx, sy - u), (sx + 5 * u, sy - 3 * u), (sx + 8 * u, sy - 0.4 * u)),
                1.8 * u,
                1.2 * u,
            ),
            ink.key,
        )
