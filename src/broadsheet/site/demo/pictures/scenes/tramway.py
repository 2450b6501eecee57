"""The tramway: the street and the depot."""

from __future__ import annotations

import numpy as np

from ..curves import Points, arc, ellipse, points, rect, ribbon, smooth
from ..figures import crowd, stander, walker
from ..hatching import Field, ramp_y
from ..inks import mix
from ..rails import track, tram_front
from ..registry import scene
from ..sheet import Sheet
from ..sky import air, clouds, flock, sun
from ..town import church


def _canyon(sheet: Sheet, at: tuple[float, float], base: float, lit: float) -> None:
    """Two rows of houses that run towards a far point."""
    ink, rng = sheet.ink, sheet.rng
    walls = (
        ink.paper,
        ink.pale,
        ink.wash,
        mix(ink.spot, ink.pale, 0.35),
        mix(ink.mid, ink.pale, 0.4),
    )
    for side in (-1, 1):
        far_edge = 0.14
        for share in (0.2, 0.27, 0.36, 0.48, 0.66, 0.92):
            near, far = share * sheet.w * 0.62, far_edge * sheet.w * 0.62
            far_edge = share
            high = 1.35 * rng.uniform(0.85, 1.1)
            x0, x1 = at[0] + side * far, at[0] + side * near
            low0, low1 = at[1] + far * 0.42, at[1] + near * 0.42
            top0, top1 = at[1] - far * high, at[1] - near * high
            wall = walls[int(rng.integers(0, len(walls)))]
            wall = mix(wall, ink.pale, max(0.0, 0.6 - share))
            face = points((x0, low0), (x1, low1), (x1, top1), (x0, top0))
            sheet.fill(face, wall)
            shade = mix(wall, ink.key, 0.5)

            def tilt(
                x: Field,
                y: Field,
                x0: float = x0,
                x1: float = x1,
                top0: float = top0,
                top1: float = top1,
                low0: float = low0,
                low1: float = low1,
                near: float = near,
                high: float = high,
            ) -> Field:
                t = (x - x0) / (x1 - x0)
                return np.asarray(
                    (y - (top0 + (top1 - top0) * t))
                    / ((low0 - top0) + ((low1 - top1) - (low0 - top0)) * t)
                    * (near * (high + 0.42) / 11)
                )

            sheet.engrave(
                face, shade, 0.16 if side < 0 else 0.46, phase=tilt, spacing=7, wobble=0.15
            )
            floors, bays = 4, 3
            panes: list[Points] = []
            lights: list[Points] = []
            frames: list[Points] = []
            for bay in range(bays):
                for floor in range(floors):
                    quad = [(bay + u) / bays for u in (0.26, 0.74)]
                    rows = [(floor + v) / (floors + 0.5) + 0.04 for v in (0.2, 0.82)]
                    spots = []
                    for u, v in ((0, 0), (1, 0), (1, 1), (0, 1)):
                        t, s = quad[u], rows[v]
                        px = x0 + (x1 - x0) * t
                        upper, lower = top0 + (top1 - top0) * t, low0 + (low1 - low0) * t
                        spots.append((px, upper + (lower - upper) * s))
                    pane = np.array(spots)
                    (lights if rng.random() < lit else panes).append(pane)
                    frames.append(ribbon(np.vstack([pane, pane[:1]]), max(near * 0.008, 1.0)))
            sheet.fill(panes, mix(ink.deep, ink.key, 0.4))
            sheet.fill(lights, ink.glow)
            sheet.fill(frames, mix(wall, ink.paper, 0.6))
            eave = near * 0.05
            sheet.fill(
                points(
                    (x0, top0 - eave * 0.5),
                    (x1, top1 - eave),
                    (x1 - side * eave, top1 + eave),
                    (x0, top0 + eave * 0.4),
                ),
                ink.deep,
            )
            sheet.fill(
                points(
                    (x0, top0),
                    (x1, top1),
                    (x1 + side * near * 0.02, top1 - near * 0.16),
                    (x0 + side * far * 0.3, top0 - far * 0.16),
                ),
                mix(ink.deep, ink.mid, 0.4),
            )


@scene("tram_street", "day", "autumn", "dusk", "winter", "dawn")
def tram_street(sheet: Sheet) -> None:
    """A tram comes down the hill street between tall houses."""
    ink, rng = sheet.ink, sheet.rng
    at = (sheet.w * rng.uniform(0.46, 0.56), rng.uniform(430, 480))
    air(sheet, at[1] + 60, ink.pale, ink.wash, light=(at[0], at[1]), halo=420)
    clouds(sheet, at[1], ink.paper, ink.wash, 0.45)
    sun(sheet, at[0] + 30, at[1] - 60, 36, ink.glow, ink.paper)
    church(sheet, at[0] - 30, at[1] + 30, 40, 260, mix(ink.wash, ink.pale, 0.5), ink.mid)
    street = points(
        (at[0] - 60, at[1] + 24), (at[0] + 60, at[1] + 24), (sheet.w + 600, 1010), (-600, 1010)
    )
    sheet.fill(street, mix(ink.wash, ink.pale, 0.4))
    sheet.engrave(
        street,
        ink.deep,
        ramp_y(at[1], 1000, 0.05, 0.3),
        phase=lambda x, y: 9000 / np.maximum(y - at[1] + 60, 8) + 0 * x,
        spacing=9,
        wobble=0.25,
        broken=0.5,
    )
    sheet.engrave(
        street,
        ink.deep,
        ramp_y(at[1], 1000, 0.0, 0.16),
        phase=lambda x, y: (x - at[0]) / np.maximum(y - at[1] + 60, 8) * 16,
        spacing=20,
        wobble=0.3,
        broken=0.6,
    )
    _canyon(sheet, at, 1000, 0.3)
    for side in (-1, 1):
        kerb = points(
            (at[0] + side * 66, at[1] + 28),
            (at[0] + side * 84, at[1] + 28),
            (at[0] + side * 1000, 740),
            (at[0] + side * 700, 760),
        )
        sheet.fill(kerb, ink.pale)
    track(sheet, (at[0], at[1] + 12), at[0] - 250, at[0] + 130, 1010, ink.key)
    crowd(sheet, at[0] - 230, at[0] - 130, 590, 84, 5, (ink.key, ink.deep, ink.spot), 1.4, 30)
    crowd(sheet, at[0] + 190, at[0] + 330, 640, 110, 7, (ink.key, ink.deep, ink.spot), 1.6, 40)
    wires = [
        ribbon(points((at[0] - 20, at[1] - 60), (at[0] - 420, -10)), 1, 2.6),
        ribbon(points((at[0] - 16, at[1] - 60), (at[0] + 10, -10)), 1, 2.6),
    ]
    wires += [
        ribbon(
            smooth(
                [
                    (at[0] - 900 * k, 330 - 330 * k),
                    (at[0], 380 - 330 * k),
                    (at[0] + 900 * k, 330 - 330 * k),
                ],
                closed=False,
            ),
            1.6,
        )
        for k in (0.2, 0.5)
    ]
    sheet.fill(wires, ink.key)
    tram_front(sheet, at[0] - 50, 850, 250, ink.spot, ink.paper, True)
    shadow = ellipse(at[0] - 40, 856, 190, 16)
    sheet.engrave(shadow, ink.key, 0.7, spacing=6)
    for x, y, h in ((at[0] + 330, 930, 240), (at[0] - 420, 880, 210), (at[0] + 470, 965, 260)):
        sheet.fill(
            walker(x, y, h, rng.uniform(0.4, 0.9), True, int(rng.choice([-1, 1]))), ink.key, 2.6
        )
    flock(sheet, at[0] + 60, 180, 120, 7, ink.deep, 30)


@scene("tram_depot", "study", "autumn", "winter", "storm")
def tram_depot(sheet: Sheet) -> None:
    """Three trams under the iron arches of the depot, a fitter at work."""
    ink, rng = sheet.ink, sheet.rng
    sheet.fill(sheet.all, ink.wash)
    at = (sheet.w * 0.5, 470)
    sheet.fill(arc(at[0], 640, sheet.w * 0.5, 600, np.pi, 2 * np.pi), ink.pale)
    sheet.engrave(
        rect(-5, 0, sheet.w + 10, 700),
        ink.mid,
        lambda x, y: (
            0.7
            - np.hypot(x - at[0], (y - 420) * 1.3) / -1500
            - 0.55 * np.exp(-(((x - at[0]) / 420) ** 2))
        ),
        phase=lambda x, y: np.arctan2(y - at[1], x - at[0]) * 40,
        spacing=9,
    )
    panes = [
        points(
            (at[0] + k * 118 + 5, 40 + abs(k + 0.5) * 6),
            (at[0] + (k + 1) * 118 - 5, 40 + abs(k + 0.5) * 6),
            (at[0] + (k + 1) * 62 - 3, 250),
            (at[0] + k * 62 + 3, 250),
        )
        for k in range(-6, 6)
    ]
    sheet.fill(panes, ink.glow)
    sheet.engrave(panes, ink.paper, 0.5, spacing=8)
    for rim, wide in ((1.0, 22), (0.78, 15), (0.58, 10), (0.42, 7)):
        bow = arc(at[0], at[1] + 160 * rim, sheet.w * 0.52 * rim, 520 * rim, np.pi, 2 * np.pi)
        inner = arc(
            at[0],
            at[1] + 160 * rim,
            sheet.w * 0.52 * rim - 38 * rim,
            (520 - 42) * rim,
            np.pi,
            2 * np.pi,
        )
        struts = [
            ribbon(np.array([bow[k], inner[k + 1 - 2 * (k % 2)]]), wide * 0.3) for k in range(1, 31)
        ]
        sheet.fill(
            [ribbon(bow, wide), ribbon(inner, wide * 0.6), *struts],
            ink.deep if rim > 0.6 else ink.mid,
        )
    floor = points((-600, 1010), (sheet.w + 600, 1010), (at[0] + 330, 560), (at[0] - 330, 560))
    sheet.fill(floor, mix(ink.wash, ink.mid, 0.5))
    sheet.engrave(
        floor,
        ink.key,
        ramp_y(560, 1000, 0.15, 0.5),
        phase=lambda x, y: 5200 / np.maximum(y - 440, 20) + 0 * x,
        spacing=9,
        wobble=0.5,
    )
    for k in (-520, 0, 520):
        track(sheet, (at[0], 440), at[0] + k * 1.7 - 210, at[0] + k * 1.7 + 210, 1010, ink.key)
    colours = [ink.spot, ink.deep, mix(ink.spot, ink.glow, 0.5)]
    order = rng.permutation(3)
    for k, x in ((1, sheet.w * 0.2), (2, sheet.w * 0.8), (0, sheet.w * 0.5)):
        tram_front(
            sheet,
            x,
            800 if k else 860,
            300 if k else 350,
            colours[int(order[k])],
            ink.paper,
            k == 0,
        )
    sheet.fill([*stander(sheet.w * 0.345, 905, 250, False, 2)], ink.key, 3)
    sheet.fill(
        [
            ribbon(
                points(
                    (sheet.w * 0.345 + 26, 770),
                    (sheet.w * 0.345 + 60, 740),
                    (sheet.w * 0.345 + 74, 690),
                ),
                12,
                9,
            )
        ],
        ink.key,
    )
    sheet.fill(walker(sheet.w * 0.67, 930, 270, 0.6, False, -1), ink.key, 3)
    sheet.fill(
        [rect(sheet.w * 0.39, 900, 90, 44), rect(sheet.w * 0.39 + 30, 884, 30, 20)], ink.key, 2.4
    )
