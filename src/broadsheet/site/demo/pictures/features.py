"""Eyes, brows, noses and mouths for the portraits, in line."""

from __future__ import annotations

import numpy as np

from .curves import arc, blade, ellipse, points, ribbon, shift, smooth
from .heads import Face
from .inks import Ink, mix
from .sheet import Sheet


def features(sheet: Sheet, face: Face) -> None:
    """Eyes, brows, nose and mouth in line."""
    key, light = sheet.ink.key, mix(face.skin, sheet.ink.paper, 0.75)
    for side in (-1, 1):
        _eye(sheet, face, side, key, light)
    w, h = face.wide, face.high
    nx, ny = face.at(0.1 * face.yaw, 0.34)
    n = face.nose_wide
    lines = [
        blade(
            arc(nx - 0.155 * n * w, ny - 0.01 * h, 0.055 * w, 0.05 * h, 0.3 * np.pi, 1.5 * np.pi),
            4.2,
        ),
        blade(
            arc(nx + 0.155 * n * w, ny - 0.01 * h, 0.055 * w, 0.05 * h, -0.5 * np.pi, 0.7 * np.pi),
            5.5,
        ),
        blade(arc(nx - 0.075 * n * w, ny + 0.015 * h, 0.06 * w, 0.022 * h, np.pi, 2.1 * np.pi), 7),
        blade(
            arc(nx + 0.075 * n * w, ny + 0.015 * h, 0.06 * w, 0.022 * h, 0.9 * np.pi, 2.0 * np.pi),
            7,
        ),
        blade(arc(nx, ny + 0.03 * h, 0.07 * w, 0.022 * h, 0.15 * np.pi, 0.85 * np.pi), 3),
    ]
    sheet.fill(lines, key)
    mx, my = face.at(0.03 * face.yaw, 0.605)
    half, lift = 0.32 * w * (1 + 0.12 * face.smile), 0.05 * h * face.smile
    lip = face.lips
    middle = smooth(
        [
            (mx - half, my - lift),
            (mx - half * 0.45, my + 0.004 * h),
            (mx - half * 0.14, my - 0.007 * h),
            (mx, my + 0.004 * h),
            (mx + half * 0.14, my - 0.007 * h),
            (mx + half * 0.45, my + 0.004 * h),
            (mx + half, my - lift),
        ],
        closed=False,
    )
    upper = smooth(
        [
            (mx - half * 0.9, my - lift),
            (mx - half * 0.16, my - 0.062 * h * lip),
            (mx, my - 0.046 * h * lip),
            (mx + half * 0.16, my - 0.062 * h * lip),
            (mx + half * 0.9, my - lift),
        ],
        closed=False,
    )
    lower = smooth(
        [
            (mx - half * 0.86, my - lift * 0.8),
            (mx - half * 0.35, my + 0.07 * h * lip),
            (mx, my + 0.084 * h * lip),
            (mx + half * 0.35, my + 0.07 * h * lip),
            (mx + half * 0.86, my - lift * 0.8),
        ],
        closed=False,
    )
    tint = mix(face.skin, mix(sheet.ink.spot, face.shade, 0.5), 0.42)
    sheet.fill([np.vstack([upper, middle[::-1]]), np.vstack([middle, lower[::-1]])], tint)
    sheet.engrave(
        np.vstack([upper, middle[::-1]]), face.shade, 0.55, angle=1.2, spacing=4.5, wobble=0
    )
    sheet.engrave(
        np.vstack([middle, lower[::-1]]),
        face.shade,
        lambda x, y: 0.12 + 0.4 * (x - mx) / half + 0.3 * (y - my) / (0.08 * h),
        angle=1.9,
        spacing=4.5,
        wobble=0,
    )
    corners = [
        blade(
            points(
                (mx + s * half * 0.9, my - lift * 0.7),
                (mx + s * half * 1.0, my - lift - 1),
                (mx + s * half * 1.12, my - lift + 2),
            ),
            4,
        )
        for s in (-1, 1)
    ]
    sheet.fill([blade(middle, 6.5), *corners], key)


def _eye(sheet: Sheet, face: Face, side: int, key: Ink, light: Ink) -> None:
    rng = sheet.rng
    ex, ey = face.at(side * 0.41, -0.055)
    near = 1 - 0.1 * face.yaw * side
    rx, ry = 0.2 * face.wide * near, 0.075 * face.high * face.eyes
    upper = smooth(
        [
            (ex - rx, ey + 2 - side * 1.5),
            (ex - rx * 0.45, ey - ry * 0.82),
            (ex + rx * 0.2, ey - ry * 0.86),
            (ex + rx, ey + 2 + side * 1.5),
        ],
        closed=False,
    )
    lower = smooth(
        [
            (ex - rx, ey + 2 - side * 1.5),
            (ex - rx * 0.3, ey + ry * 0.62),
            (ex + rx * 0.35, ey + ry * 0.62),
            (ex + rx, ey + 2 + side * 1.5),
        ],
        closed=False,
    )
    sheet.fill(np.vstack([upper, lower[::-1]]), light)
    look = ex + 0.1 * rx * np.sign(face.yaw)
    iris_r = ry * 0.86
    a = np.linspace(0, 2 * np.pi, 36)
    iris = np.column_stack([look + iris_r * np.cos(a), ey - ry * 0.1 + iris_r * np.sin(a)])
    iris[:, 1] = np.maximum(iris[:, 1], np.interp(iris[:, 0], upper[:, 0], upper[:, 1]))
    iris[:, 1] = np.minimum(iris[:, 1], np.interp(iris[:, 0], lower[:, 0], lower[:, 1]))
    sheet.fill(iris, mix(face.shade, key, 0.55))
    sheet.fill(ellipse(look, ey - ry * 0.1, iris_r * 0.5), key)
    sheet.fill(ellipse(look - iris_r * 0.35, ey - ry * 0.42, iris_r * 0.22), sheet.ink.paper)
    lid = shift(upper, 0, -1.0)
    sheet.fill(
        [
            blade(
                np.vstack([lid, [lid[-1] + (side * 4, 1.5)]])
                if side > 0
                else np.vstack([[lid[0] + (side * 4, 1.5)], lid]),
                8.5,
            )
        ],
        key,
    )
    crease = upper * (1.0, 1.0) + (0, -ry * 0.46)
    sheet.fill([blade(crease, 3.2), blade(shift(lower, 0, 1), 2.6)], mix(face.shade, key, 0.5))
    if face.age > 0.45:
        bags = [blade(lower * (1, 1) + (side * 2, ry * (0.5 + 0.32 * k)), 2.4) for k in range(2)]
        feet = [
            blade(
                points(
                    (ex + side * rx * 1.25, ey + k * 5),
                    (ex + side * rx * 1.42, ey + k * 8),
                    (ex + side * rx * 1.62, ey + k * 12),
                ),
                2.4,
            )
            for k in (-1, 0, 1)
        ]
        sheet.fill(bags + feet, mix(face.shade, key, 0.4))
    inner, outer = face.at(side * 0.17, -0.235), face.at(side * 0.68, -0.215)
    peak = face.at(side * 0.47, -0.235 - 0.06 * face.brow)
    spine = smooth([inner, peak, outer], closed=False, steps=8)
    sheet.fill(blade(spine, 9 * face.brow), face.brow_ink)
    hairs = []
    for k in np.linspace(0, len(spine) - 2, 22).astype(int):
        x, y = spine[k]
        long = (9 + 5 * rng.random()) * face.brow
        hairs.append(
            ribbon(
                points(
                    (x - side * 3, y + 4),
                    (x + side * long * 0.6, y - long * (0.55 - 0.45 * k / len(spine))),
                ),
                2.2,
                0.5,
            )
        )
    sheet.fill(hairs, face.brow_ink)
