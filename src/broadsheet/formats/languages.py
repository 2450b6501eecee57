"""Language tags (BCP 47, RFC 5646)."""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.ASCII,
)

# ISO 639-2 (both of its codes, where there are two) to ISO 639-1, for languages that news is in.
_CODES = """
    afr=af alb=sq amh=am ara=ar arm=hy aze=az baq=eu bel=be ben=bn bos=bs bul=bg bur=my cat=ca
    ces=cs chi=zh cym=cy cze=cs dan=da deu=de dut=nl ell=el eng=en est=et eus=eu fao=fo fas=fa
    fin=fi fra=fr fre=fr geo=ka ger=de gle=ga glg=gl gre=el guj=gu hau=ha heb=he hin=hi hrv=hr
    hun=hu hye=hy ice=is ind=id isl=is ita=it jpn=ja kal=kl kan=kn kat=ka kaz=kk khm=km kor=ko
    kur=ku lao=lo lav=lv lit=lt ltz=lb mac=mk mal=ml mar=mr may=ms mkd=mk mlt=mt mon=mn msa=ms
    mya=my nep=ne nld=nl nno=nn nob=nb nor=no pan=pa per=fa pol=pl por=pt pus=ps roh=rm ron=ro
    rum=ro rus=ru sin=si slk=sk slo=sk slv=sl som=so spa=es sqi=sq srp=sr swa=sw swe=sv tam=ta
    tel=te tgl=tl tha=th tur=tr ukr=uk urd=ur uzb=uz vie=vi wel=cy yor=yo zho=zh zul=zu
"""
_SHORTER = {code: short for code, _, short in (pair.partition("=") for pair in _CODES.split())}


@lru_cache(1_000)
def language_tag(value: str) -> str | None:
    """``value`` as a well-formed tag in the usual case (``zh-Hant-TW``; RFC 5646 section 2.1.1),
    or None. Underscores are read as hyphens, and a code of three letters as the one of two, where
    there is one (section 2.2.1). Longer primary subtags are well-formed, but none has
    ever been registered: they are names of languages, not tags."""
    match = _TAG.fullmatch(value.strip().replace("_", "-").lower())
    if match is None:
        return None
    script, region = match["script"], match["region"]
    language = _SHORTER.get(match["language"], match["language"])
    parts = [language, script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + match["rest"]
