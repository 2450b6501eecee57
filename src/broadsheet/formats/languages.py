"""Language tags (BCP 47, RFC 5646)."""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.formats.language_names import language_named

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.ASCII,
)

# ISO 639-2 (both of its codes, where there are two) to ISO 639-1, for languages that news is in.
_CODES = """
    afr=af alb=sq amh=am ara=ar arm=hy asm=as aze=az baq=eu bel=be ben=bn bod=bo bos=bs bre=br
    bul=bg bur=my cat=ca ces=cs chi=zh cos=co cym=cy cze=cs dan=da deu=de dut=nl ell=el eng=en
    epo=eo est=et eus=eu fao=fo fas=fa fin=fi fra=fr fre=fr fry=fy geo=ka ger=de gla=gd gle=ga
    glg=gl gre=el guj=gu hau=ha heb=he hin=hi hrv=hr hun=hu hye=hy ibo=ig ice=is ind=id isl=is
    ita=it jav=jv jpn=ja kal=kl kan=kn kat=ka kaz=kk khm=km kin=rw kir=ky kor=ko kur=ku lao=lo
    lat=la lav=lv lit=lt ltz=lb mac=mk mal=ml mao=mi mar=mr may=ms mkd=mk mlg=mg mlt=mt mon=mn
    mri=mi msa=ms mya=my nep=ne nld=nl nno=nn nob=nb nor=no oci=oc ori=or pan=pa per=fa pol=pl
    por=pt pus=ps roh=rm ron=ro rum=ro rus=ru sin=si slk=sk slo=sk slv=sl sme=se snd=sd som=so
    spa=es sqi=sq srp=sr sun=su swa=sw swe=sv tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th tib=bo
    tir=ti tuk=tk tur=tr uig=ug ukr=uk urd=ur uzb=uz vie=vi wel=cy xho=xh yid=yi yor=yo zho=zh
    zul=zu
"""
# Codes that are no language's: a country's in its place, or what one was before (RFC 5646, 2.2.1,
# "Preferred-Value" in the registry). Those that are another language's mean that one.
_MEANT = """
    by=be cn=zh cz=cs dk=da gr=el jp=ja kr=ko rs=sr sp=es ua=uk us=en vn=vi
    in=id iw=he ji=yi jw=jv mo=ro mol=ro scc=sr scr=hr chs=zh-Hans cht=zh-Hant
"""
# Scripts as Windows named them once (``zh-CHT``), and the country that is none (``en-UK``).
_SCRIPTS = {"zh-chs": "zh-hans", "zh-cht": "zh-hant"}
_REGIONS = {"UK": "GB"}
_SHORTER = {
    code: short for code, _, short in (pair.partition("=") for pair in (_CODES + _MEANT).split())
}
_LOCALE = re.compile(r"[.@].*")


@lru_cache(1_000)
def language_tag(value: str) -> str | None:
    """``value`` as a well-formed tag in the usual case (``zh-Hant-TW``; RFC 5646 section 2.1.1),
    or None.

    Underscores are read as hyphens, a locale's encoding (``en_US.UTF-8``) is left out, a code of
    three letters becomes the one of two, where there is one (section 2.2.1), a code that is wrong
    or was withdrawn (``jp``, ``iw``) the one that is meant, and a name (``English``, ``Deutsch``)
    its tag. Other primary subtags of more than three letters are well-formed, but none has ever
    been registered.
    """
    written = _LOCALE.sub("", value.strip()).replace("_", "-").lower()
    for old, new in _SCRIPTS.items():
        if written.startswith(old):
            written = new + written[len(old) :]
    match = _TAG.fullmatch(written)
    if match is None:
        return language_named(value)
    script, region = match["script"], match["region"]
    language = _SHORTER.get(match["language"], match["language"])
    parts = [language, script and script.title(), region and region.upper()]
    parts[2] = _REGIONS.get(parts[2] or "", parts[2])
    return "-".join(part for part in parts if part) + match["rest"]
