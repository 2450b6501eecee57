"""How a picture came to be: the IPTC NewsCodes scheme digitalsourcetype."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_RETIRED = {
    "minorHumanEdits": "humanEdits",
    "digitalArt": "digitalCreation",
    "softwareImage": "digitalCreation",
}


class DigitalSource(models.TextChoices):
    """The scheme's concepts; the value is the code behind SCHEME."""

    CAPTURE = "digitalCapture", _("Taken by a camera")
    COMPUTATIONAL = "computationalCapture", _("Put together by a camera from several exposures")
    NEGATIVE = "negativeFilm", _("Scanned from a negative")
    POSITIVE = "positiveFilm", _("Scanned from a slide")
    PRINT = "print", _("Scanned from paper")
    EDITED = "humanEdits", _("Edited by a person")
    ENHANCED = "algorithmicallyEnhanced", _("Enhanced by software")
    CREATED = "digitalCreation", _("Drawn by a person with software")
    DATA_DRIVEN = "dataDrivenMedia", _("Drawn from data")
    COMPOSITE = "composite", _("Composite")
    COMPOSITE_CAPTURE = "compositeCapture", _("Composite of photographs")
    COMPOSITE_SYNTHETIC = "compositeSynthetic", _("Composite with synthetic parts")
    COMPOSITE_TRAINED = (
        "compositeWithTrainedAlgorithmicMedia",
        _("Composite with parts made by generative AI"),
    )
    TRAINED = "trainedAlgorithmicMedia", _("Made by generative AI")
    ALGORITHMIC = "algorithmicMedia", _("Made by an algorithm without training data")
    SCREEN = "screenCapture", _("Screen shot")
    VIRTUAL = "virtualRecording", _("Recorded in a virtual world")


def code_of(address: str) -> str:
    """The code in a NewsCodes `address` (http or https), retired ones replaced; "" if unknown."""
    scheme, _slash, code = address.strip().rpartition("/")
    if f"{scheme}/".replace("https://", "http://") != SCHEME:
        return ""
    code = _RETIRED.get(code, code)
    return code if code in DigitalSource.values else ""
