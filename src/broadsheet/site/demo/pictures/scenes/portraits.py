"""The twelve sitters."""

from __future__ import annotations

import dataclasses

from .. import beards, dress, hair, headwear
from ..features import features
from ..heads import Face, ear, flesh
from ..inks import Ink, mix
from ..registry import PORTRAIT, scene
from ..sheet import Sheet

ROSE = ((240, 208, 178), (150, 84, 62))
SAND = ((232, 190, 150), (132, 76, 50))
OLIVE = ((214, 166, 122), (112, 64, 42))
COPPER = ((186, 126, 84), (92, 50, 34))
UMBER = ((142, 90, 60), (62, 34, 26))
EBONY = ((104, 66, 48), (40, 24, 22))
GREY = (176, 174, 168)
WHITE = (226, 222, 212)
DARK = (32, 26, 26)
BROWN = (92, 58, 38)
RED = (164, 78, 40)
SILVER = (132, 130, 130)


def _sit(sheet: Sheet, colours: tuple[Ink, Ink], **build: float) -> Face:
    """A face, each printing a little different in turn and bearing."""
    rng = sheet.rng
    face = Face(*colours, **build)  # type: ignore[arg-type]
    return dataclasses.replace(
        face,
        x=400 + rng.uniform(-14, 14),
        y=face.y + rng.uniform(-8, 8),
        yaw=face.yaw + rng.uniform(-0.12, 0.12),
    )


def _head(sheet: Sheet, face: Face, ears: bool = True) -> None:
    if ears:
        for side in (-1, 1):
            ear(sheet, face, side)
    flesh(sheet, face, face.outline())


def _ground(sheet: Sheet, kind: int) -> None:
    ink = sheet.ink
    dress.backdrop(sheet, ink.pale, mix(ink.wash, ink.mid, 0.35), kind)


def _shine(ink: Ink) -> Ink:
    return mix(ink, (246, 226, 190), 0.42) if sum(ink) < 420 else mix(ink, (70, 64, 66), 0.6)


@scene("portrait_a", "dawn", "day", "study", size=PORTRAIT, zoom=1.2)
def portrait_a(sheet: Sheet) -> None:
    """A harbour master of sixty: peaked cap, white full beard."""
    ink = sheet.ink
    face = _sit(sheet, ROSE, age=0.9, brow=1.35, nose=1.15, jaw=0.86)
    face = dataclasses.replace(face, brow_ink=GREY)
    _ground(sheet, 1)
    dress.neck(sheet, face, 0.66)
    dress.shoulders(sheet, face, ink.deep, ink.key, 1.05)
    dress.lapels(sheet, face, ink.deep, ink.paper, ink.key, ink.key)
    _head(sheet, face)
    hair.front(sheet, face, "sides", WHITE, _shine(WHITE))
    features(sheet, face)
    beards.beard(sheet, face, WHITE, _shine(WHITE), 0.2)
    headwear.peaked_cap(sheet, face, ink.deep, ink.key, ink.key)


@scene("portrait_b", "study", "dusk", "spring", size=PORTRAIT, zoom=1.2)
def portrait_b(sheet: Sheet) -> None:
    """A reporter in her thirties: dark bob with a fringe, round glasses."""
    ink = sheet.ink
    face = _sit(
        sheet,
        SAND,
        age=0.12,
        wide=138,
        jaw=0.76,
        nose=0.85,
        nose_wide=0.9,
        lips=1.15,
        eyes=1.1,
        yaw=-0.25,
    )
    _ground(sheet, 2)
    hair.back(sheet, face, "bob", DARK, _shine(DARK))
    dress.neck(sheet, face, 0.5)
    dress.shoulders(sheet, face, ink.spot, mix(ink.spot, ink.key, 0.7), 0.9, 1.1)
    dress.plain_collar(sheet, face, ink.paper, ink.key)
    _head(sheet, face, ears=False)
    features(sheet, face)
    hair.front(sheet, face, "fringe", DARK, _shine(DARK))
    beards.glasses(sheet, face, True, ink.key)


@scene("portrait_c", "day", "autumn", "dusk", size=PORTRAIT, zoom=1.2)
def portrait_c(sheet: Sheet) -> None:
    """A minister of fifty: close grey hair, dark skin, suit and tie."""
    ink = sheet.ink
    face = _sit(sheet, EBONY, age=0.55, jaw=0.88, nose_wide=1.3, lips=1.4, brow=1.1)
    _ground(sheet, 0)
    dress.neck(sheet, face, 0.68)
    dress.shoulders(sheet, face, ink.mid, ink.key, 1.06)
    dress.lapels(sheet, face, ink.mid, ink.paper, ink.spot, ink.key)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "short", (72, 68, 68), GREY)


@scene("portrait_d", "winter", "spring", "dawn", size=PORTRAIT, zoom=1.2)
def portrait_d(sheet: Sheet) -> None:
    """An astronomer of seventy: white hair in a bun, pearls."""
    ink = sheet.ink
    face = _sit(sheet, ROSE, age=1.0, wide=136, jaw=0.74, nose=1.0, lips=0.85, eyes=0.95, yaw=0.35)
    face = dataclasses.replace(face, brow_ink=SILVER)
    _ground(sheet, 1)
    hair.back(sheet, face, "bun", WHITE, _shine(WHITE))
    dress.neck(sheet, face, 0.5)
    dress.shoulders(sheet, face, ink.deep, ink.key, 0.88, 1.2)
    dress.pearls(sheet, face)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "parted", WHITE, _shine(WHITE))
    beards.glasses(sheet, face, False, ink.spot)


@scene("portrait_e", "autumn", "storm", "day", size=PORTRAIT, zoom=1.2)
def portrait_e(sheet: Sheet) -> None:
    """A young fisherman: wool cap, roll-neck, short red beard."""
    ink = sheet.ink
    face = _sit(sheet, ROSE, age=0.2, jaw=0.86, nose=1.05, brow=1.1, yaw=-0.4)
    face = dataclasses.replace(face, brow_ink=RED)
    _ground(sheet, 0)
    dress.neck(sheet, face, 0.64)
    dress.shoulders(sheet, face, ink.wash, ink.deep, 1.08)
    dress.roll_neck(sheet, face, ink.wash, ink.deep)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "sides", RED, _shine(RED))
    beards.beard(sheet, face, RED, _shine(RED), 0.0)
    headwear.wool_cap(sheet, face, ink.spot, ink.key)


@scene("portrait_f", "dusk", "velvet", "day", size=PORTRAIT, zoom=1.2)
def portrait_f(sheet: Sheet) -> None:
    """A singer in her twenties: a halo of curls, bare collar."""
    ink = sheet.ink
    face = _sit(
        sheet,
        UMBER,
        age=0.05,
        wide=138,
        jaw=0.76,
        nose=0.85,
        nose_wide=1.2,
        lips=1.55,
        eyes=1.2,
        yaw=0.3,
        smile=0.55,
    )
    _ground(sheet, 1)
    hair.back(sheet, face, "afro", DARK, (122, 84, 62))
    dress.neck(sheet, face, 0.5)
    dress.shoulders(sheet, face, ink.glow, ink.spot, 0.86, 1.25)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "curly", DARK, (122, 84, 62))


@scene("portrait_g", "study", "parlour", "winter", size=PORTRAIT, zoom=1.2)
def portrait_g(sheet: Sheet) -> None:
    """A judge, bald, with heavy spectacles and a moustache."""
    ink = sheet.ink
    face = _sit(
        sheet,
        OLIVE,
        age=0.75,
        wide=152,
        jaw=0.9,
        nose=1.2,
        nose_wide=1.15,
        brow=1.3,
        yaw=0.2,
        smile=-0.1,
    )
    face = dataclasses.replace(face, brow_ink=SILVER)
    _ground(sheet, 2)
    dress.neck(sheet, face, 0.72)
    dress.shoulders(sheet, face, ink.key, ink.mid, 1.1)
    dress.lapels(sheet, face, ink.key, ink.paper, ink.key, ink.mid)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "sides", SILVER, _shine(GREY))
    beards.moustache(sheet, face, SILVER, WHITE)
    beards.glasses(sheet, face, False, ink.key)


@scene("portrait_h", "spring", "dawn", "winter", size=PORTRAIT, zoom=1.2)
def portrait_h(sheet: Sheet) -> None:
    """A kelp farmer of forty in a headscarf."""
    ink = sheet.ink
    face = _sit(
        sheet,
        OLIVE,
        age=0.35,
        wide=138,
        jaw=0.78,
        nose=1.0,
        lips=1.1,
        eyes=1.1,
        brow=1.1,
        yaw=-0.3,
        smile=0.4,
    )
    face = dataclasses.replace(face, brow_ink=DARK)
    _ground(sheet, 1)
    dress.shoulders(sheet, face, ink.deep, ink.key, 0.95, 1.1)
    _, opening = headwear.headscarf(sheet, face, ink.spot, mix(ink.spot, ink.key, 0.65))
    sheet.fill(opening, ink.paper, 5, mix(ink.spot, ink.key, 0.7))
    flesh(sheet, face, opening)
    features(sheet, face)


@scene("portrait_i", "day", "fog", "spring", size=PORTRAIT, zoom=1.2)
def portrait_i(sheet: Sheet) -> None:
    """A tram driver of forty-five: black swept hair, scarf."""
    ink = sheet.ink
    face = _sit(
        sheet, SAND, age=0.4, jaw=0.84, nose=0.9, nose_wide=1.1, eyes=0.85, brow=1.15, yaw=-0.2
    )
    _ground(sheet, 0)
    dress.neck(sheet, face, 0.62)
    dress.shoulders(sheet, face, ink.mid, ink.key, 1.0)
    dress.scarf(sheet, face, ink.glow, ink.deep)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "swept", DARK, _shine(DARK))


@scene("portrait_j", "parlour", "autumn", "dusk", size=PORTRAIT, zoom=1.2)
def portrait_j(sheet: Sheet) -> None:
    """A painter of sixty-five in a felt hat, grey goatee."""
    ink = sheet.ink
    face = _sit(sheet, COPPER, age=0.8, wide=140, jaw=0.8, nose=1.25, yaw=0.4)
    face = dataclasses.replace(face, brow_ink=GREY, y=face.y + 26)
    _ground(sheet, 0)
    dress.neck(sheet, face, 0.58)
    dress.shoulders(sheet, face, ink.mid, ink.key, 1.0)
    dress.plain_collar(sheet, face, ink.pale, ink.key)
    _head(sheet, face)
    hair.front(sheet, face, "sides", GREY, _shine(GREY))
    features(sheet, face)
    beards.beard(sheet, face, GREY, _shine(GREY), 0.14, full=False)
    headwear.brimmed_hat(sheet, face, ink.deep, ink.spot, ink.key)


@scene("portrait_k", "dawn", "velvet", "study", size=PORTRAIT, zoom=1.2)
def portrait_k(sheet: Sheet) -> None:
    """A violinist of thirty: long chestnut hair, parted."""
    ink = sheet.ink
    face = _sit(
        sheet,
        ROSE,
        age=0.08,
        wide=134,
        jaw=0.74,
        nose=0.95,
        nose_wide=0.88,
        lips=1.2,
        eyes=1.15,
        yaw=0.4,
    )
    face = dataclasses.replace(face, brow_ink=BROWN)
    _ground(sheet, 1)
    hair.back(sheet, face, "long", BROWN, _shine(BROWN))
    dress.neck(sheet, face, 0.5)
    dress.shoulders(sheet, face, ink.key, ink.mid, 0.86, 1.2)
    _head(sheet, face, ears=False)
    features(sheet, face)
    hair.front(sheet, face, "parted", BROWN, _shine(BROWN))


@scene("portrait_l", "winter", "fog", "autumn", size=PORTRAIT, zoom=1.2)
def portrait_l(sheet: Sheet) -> None:
    """A football trainer of thirty-five: cropped hair, short dark beard, buttoned coat."""
    ink = sheet.ink
    face = _sit(
        sheet, COPPER, age=0.3, jaw=0.88, nose=1.1, nose_wide=1.1, brow=1.3, lips=1.15, yaw=-0.35
    )
    _ground(sheet, 2)
    dress.neck(sheet, face, 0.7)
    dress.shoulders(sheet, face, ink.deep, ink.key, 1.1)
    dress.buttons(sheet, face, ink.glow)
    dress.plain_collar(sheet, face, ink.deep, ink.key)
    _head(sheet, face)
    features(sheet, face)
    hair.front(sheet, face, "short", DARK, _shine(DARK))
    beards.beard(sheet, face, DARK, _shine(DARK), -0.02)
