"""The engraved map of the island; it bears no words."""

from __future__ import annotations

import numpy as np

from ..curves import crag, ellipse, points, rect, ribbon, shift, smooth, sway
from ..hatching import Field
from ..inks import mix
from ..registry import scene
from ..sheet import Sheet


@scene("map_island", "day", "autumn", "study", "winter", mirrored=False)
def map_island(sheet: Sheet) -> None:
    """The island: coast hatching, contours, the lake, the railway, the harbour."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.pale)
    cx, cy = sheet.w * 0.5, 500.0
    a = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    radius = 300 + 74 * sway(rng, 26, 6, 3)
    coarse = np.column_stack([cx + 1.62 * radius * np.cos(a), cy + 1.02 * radius * np.sin(a)])
    bay = int(rng.integers(2, 6))
    coarse[bay] = (coarse[bay] - (cx, cy)) * 0.62 + (cx, cy)
    coarse[bay + 1] = (coarse[bay + 1] - (cx, cy)) * 0.8 + (cx, cy)
    coast = crag(np.vstack([smooth(coarse, steps=8), smooth(coarse, steps=8)[:1]]), rng, 5, 11)
    islets = [
        smooth(
            ellipse(cx + 1.62 * 400 * np.cos(t), cy + 400 * np.sin(t), s, s * 0.7)[::5]
            + rng.normal(0, s * 0.15, (8, 2))
        )
        for t, s in zip(rng.uniform(0, 6.2, 7), rng.uniform(8, 34, 7), strict=True)
    ]
    sheet.engrave(sheet.all, ink.wash, 0.26, spacing=8, wobble=0.6)
    for grow, wide in ((66, 3), (48, 4), (32, 5), (18, 6.5), (8, 8)):
        for shape in (coast, *islets):
            mid = shape.mean(axis=0)
            out = shape - mid
            ring = mid + out * (1 + grow / np.hypot(*out.T)[:, None])
            sheet.fill(
                ribbon(np.vstack([ring, ring[:2]]), wide),
                mix(ink.wash, ink.mid, 0.3 + (66 - grow) / 100),
            )
    sheet.fill([coast, *islets], ink.paper, 5, ink.key)
    peaks = [
        (cx + rng.uniform(-300, -60), cy + rng.uniform(-110, 20), 1.0),
        (cx + rng.uniform(40, 240), cy + rng.uniform(-120, -10), 0.7),
        (cx + rng.uniform(-200, 200), cy + rng.uniform(60, 150), 0.4),
    ]
    wild = sheet.clouded(200, 200, 3)

    def height(x: Field, y: Field) -> Field:
        z = 0.32 * (wild(x, y) - 0.5)
        for px, py, high in peaks:
            z = z + high * np.exp(-(((x - px) / 190) ** 2) - ((y - py) / 130) ** 2)
        return z

    sheet.engrave(
        coast,
        mix(ink.glow, ink.wash, 0.5),
        lambda x, y: 0.75 * height(x, y) - 0.05,
        spacing=6,
        wobble=0.2,
    )

    def shade(x: Field, y: Field) -> Field:
        down, across = np.gradient(height(x, y))
        return np.asarray((across + down) * -150 * sheet.scale)

    sheet.engrave(coast, ink.deep, shade, angle=0.8, spacing=6, wobble=0.2)
    sheet.engrave(
        coast,
        mix(ink.spot, ink.key, 0.35),
        lambda x, y: np.clip(height(x, y) * 3, 0.0, 0.16),
        phase=lambda x, y: height(x, y) * 11,
        spacing=14,
        wobble=0,
        broken=0,
    )
    lake = smooth(
        ellipse(cx + rng.uniform(-60, 60), cy + rng.uniform(70, 120), 96, 44, 0.2)[::4]
        + rng.normal(0, 4, (10, 2))
    )
    sheet.fill(lake, ink.wash, 2.6, ink.deep)
    sheet.engrave(lake, ink.deep, 0.32, spacing=6, wobble=0.2)
    port = coarse[bay] * 0.94 + np.array([cx, cy]) * 0.06
    end = shift(np.array(peaks[0][:2]), 70, 40)
    line = smooth(
        [
            tuple(port),
            tuple((port * 2 + lake.mean(axis=0)) / 3 + rng.normal(0, 20, 2)),
            tuple(shift(lake.mean(axis=0), -20, -70)),
            tuple(end),
            tuple(shift(np.array(peaks[0][:2]), -120, 80)),
        ],
        closed=False,
    )
    sheet.fill(ribbon(line, 4), ink.key)
    step = np.gradient(line, axis=0)
    norm = np.column_stack([-step[:, 1], step[:, 0]]) / np.hypot(*step.T)[:, None]
    sheet.fill(
        [
            ribbon(np.array([line[k] - norm[k] * 8, line[k] + norm[k] * 8]), 3.4)
            for k in range(2, len(line), 2)
        ],
        ink.key,
    )
    sheet.fill(
        [ellipse(line[k, 0], line[k, 1], 9) for k in (0, 12, 22, len(line) - 1)],
        ink.paper,
        4,
        ink.key,
    )
    blocks = [
        rect(
            port[0] + rng.normal() * 34,
            port[1] + rng.normal() * 26,
            rng.uniform(6, 15),
            rng.uniform(6, 13),
        )
        for _ in range(44)
    ]
    sheet.fill(blocks, ink.key)
    sheet.fill(ellipse(port[0], port[1], 14), ink.spot, 4, ink.key)
    out = (port - (cx, cy)) / np.hypot(*(port - (cx, cy)))
    routes = [
        smooth(
            [
                tuple(port),
                tuple(port + out * 150 + np.array([-out[1], out[0]]) * s * 60),
                tuple(port + out * 420 + np.array([-out[1], out[0]]) * s * 260),
            ],
            closed=False,
        )
        for s in (-1, 0.4)
    ]
    for route in routes:
        sheet.fill([ribbon(route[k : k + 2], 3.4) for k in range(3, len(route) - 2, 2)], ink.key)
    _rose(sheet, 150 if port[0] > cx else sheet.w - 150, 830)
    sheet.fill(
        [
            ribbon(
                points((26, 26), (sheet.w - 26, 26), (sheet.w - 26, 974), (26, 974), (26, 26)), 3
            ),
            ribbon(
                points((40, 40), (sheet.w - 40, 40), (sheet.w - 40, 960), (40, 960), (40, 40)), 1.6
            ),
        ],
        ink.key,
    )
    marks = [rect(40 + k * (sheet.w - 80) / 12, 28, (sheet.w - 80) / 24, 11) for k in range(12)] + [
        rect(40 + k * (sheet.w - 80) / 12, 961, (sheet.w - 80) / 24, 11) for k in range(12)
    ]
    sheet.fill(marks, ink.key)


def _rose(sheet: Sheet, x: float, y: float) -> None:
    ink = sheet.ink
    for r in (92, 70):
        ring = ellipse(x, y, r)
        sheet.fill(ribbon(np.vstack([ring, ring[:2]]), 2.4), ink.key)
    for k in range(16):
        t = k * np.pi / 8
        long = (104, 44, 66, 44)[k % 4]
        tip = (x + long * np.sin(t), y - long * np.cos(t))
        for side, colour in ((-1, ink.key), (1, ink.spot if k == 0 else ink.paper)):
            root = (x + 16 * np.sin(t + side * 0.4), y - 16 * np.cos(t + side * 0.4))
            sheet.fill(points((x, y), root, tip), colour, 1.2, ink.key)
    sheet.fill(ellipse(x, y, 7), ink.glow, 2, ink.key)
