"""Lines that order the desk to hold or kill a story by their own words, wherever they stand.

Agencies write them above the headline, below it, or as the first lines of the text. Headlines
speak of embargoes and kills too ("Embargo on Iran oil extended", "Kill Bill at fifty"): an order
begins the line, after a call for attention, and has nothing behind it but when it ends.
"""

from __future__ import annotations

import re
from typing import Literal

from broadsheet.formats.iptc7901.stamp import ZONES
from broadsheet.formats.months import month_named

Kind = Literal["", "kill", "hold"]

_ATTENTION = (
    r"(?:(?:achtung|attention|attn|atenci[oó]n|aten[cç][aã]o|attenzione|eds|editors?|editores"
    r"|[eé]diteurs|redaktion(?:en)?|r[eé]dactions?|redacciones|redazioni|reda[cç][oõ]es"
    r"|(?:note|notice|advisory) to editors|wichtig|hinweis|important|bulletin|urgent)\b\W*)"
)
#: As the whole line: news begins with them, too ("Annulée : la Fête du lac").
_GONE = (
    r"(?:withdrawn|retract(?:ed|ion)|elimination|zur(?:ü|ue)ck(?:gezogen|ziehung)|storn(?:o|iert)"
    r"|annul(?:[eé]e?|ation)|anula(?:d[ao]|ci[oó]n|[cç][aã]o|r)|an[uú]le-?se|annulla(?:t[ao]|mento|re)"
    r"|annull?er(?:ing|et|t)|makulerad|utgår|ingetrokken|verval(?:t|len)|отмена|аннулирован[аоы]?"
    r"|取消|撤稿|作[废廢]|(?:配信)?取り消し)\b"
)
_STORIES = (
    r"(?:story|item|report|message|meldung|nachricht|bericht|text|d[eé]p[eê]che|nota|not[ií]cia"
    r"|despacho|notizia|сообщение|новость|稿件|本稿)"
)
#: Nothing but that, said more than once.
_AGAIN = rf"(?:(?:{_GONE}|kill\b)\W*(?:urgente?\b\W*)?){{1,5}}$"
_KILLS = (
    r"(?:(?:(?:mandatory|bulletin|urgent|story|advisory)\W+)*kill(?!-?\w)"
    r"(?:\W+(?:mandatory|advisory|notice|order|story|item)\b)*|bitte\W+streichen\b"
    rf"|(?:(?:the|die|diese|la|a)\W+)?{_STORIES}\W*(?:(?:is|wird|ist|est|has been)\W+)?"
    rf"(?:{_GONE}|killed\b)|{_GONE}\W+(?:(?:of|the|de|du|la|le|della|da|der)\W+)*{_STORIES}\b)"
)
#: ``dpa0123``, ``of BC-Ferry``: what is killed.
_NAMED = r"(?:\W+(?:of|for|the|von|der|de|di|da|nr|no)\b)*\W+(?:[a-z]{2,8} ?\d{3,6}|[a-z]{2}-+\w)"
#: Agencies ask for it, too: after these words everything may follow.
_ASKED = (
    r"(?:please|kindly|bitte|pri[eè]re\W+(?:de\b|d\b)|merci\W+(?:de\b|d\b)|veuillez|(?:les\W+)?rogamos"
    r"|por\W+favor|se\W+ruega|s[ií]rvanse|favor\W+de|si\W+prega\W+di|просим)\W+"
    r"(?:kill|withdraw|disregard|annuler|anul(?:en|ar|em|e)|annullare|streichen(?:\W+sie\b)?"
    r"|zur(?:ü|ue)ckziehen|аннулировать)\b"
    r"(?:\W+(?:the|our|this|that|previous|last|notre|nos|la|le|cette|nuestra|esta|a|die|diese|unsere"
    r"|наше|это)\b)*"
)
_NOT_ANY_MORE = (
    rf"{_STORIES}\W+[a-z]{{2,8}} ?\d{{3,6}}\W+(?:bitte\W+)?nicht\W+(?:mehr\W+)?verwenden\b"
)
_KILL = re.compile(
    rf"\W*(?:{_ATTENTION}{{0,3}}(?:{_AGAIN}|{_KILLS}(?:\W*$|{_NAMED}))"
    rf"|{_ATTENTION}{{0,3}}(?:{_ASKED}(?:\W*$|{_NAMED}|\W+{_STORIES}\b)|{_NOT_ANY_MORE})"
    rf"|(?:{_ATTENTION}{{1,3}}{_KILLS}|(?:mandatory|bulletin)\W+kill|kill(?=\s*:))"
    r"\s*(?::|[-–—,.](?=\s)))",
    re.IGNORECASE,
)
#: After these a day is enough; no headline begins so.
_STRONG = (
    r"for\W+use(?=\W+(?:on\W+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|embargoed\W+for\W+release|(?:hold\W+)?for\W+release|advance\W+for(?:\W+release)?|frei\W+ab"
    r"|(?:embargoed|(?:under|sous|bajo|sotto|sob|onder)\W+embargo)"
    r"(?=\W+(?:until|till|to|jusqu|hasta|fino|at[eé]|tot)\b)"
    r"|not\W+for\W+(?:publication|release|broadcast|use)(?=\W+(?:before|until|till))"
)
#: News has these words, too.
_WEAK = (
    r"embargo(?:ed)?|embargad[ao]|(?:under|sous|bajo|sotto|sob|onder)\W+embargo"
    r"|(?:bitte\W+)?sperr(?:frist|vermerk)|sperrefrist|klausul(?:eret|ert|erad)|spärrtid"
    r"|julk(?:aisu|istamis)vapaa|эмбарго"
    r"|(?:ikke|inte|ej)\W+(?:til|till|för)\W+(?:offentliggørelse|publisering|publicering)"
    r"|withhold|do\W+not\W+(?:publish|use)|not\W+for\W+(?:publication|release|broadcast|use)"
    r"|(?:bitte\W+)?nicht\W+(?:ver(?:ö|oe)ffentlichen|verwenden)"
    r"|nicht\W+(?:zur|für\W+die)\W+Ver(?:ö|oe)ffentlichung(?:\W+bestimmt)?"
    r"|ne\W+pas\W+(?:publier|diffuser)|no\W+(?:publicar|difundir)|non\W+(?:pubblicare|diffondere)"
    r"|n[aã]o\W+(?:publicar|divulgar)"
)
_HOLD = re.compile(
    rf"\W*{_ATTENTION}{{0,3}}(?:(?:strictly|strikt|streng)\W+)?"
    rf"(?:(?:(?P<strong>{_STRONG})|{_WEAK})\b(?!-\w)\W*){{1,3}}",
    re.IGNORECASE,
)
#: ``解禁：5月3日午前5時``, of Japan's newspapers.
_HOLD_IN_JAPAN = re.compile(r"\W*解禁(?:日時|時間|日)?\W*[\d一二三四五六七八九十]{1,4}\s*[月日時]")
_TOKEN = re.compile(r"\d+(?:[:.h/-]\d+)*|[ap]\.m\b|[^\W\d_]+", re.IGNORECASE)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:h][0-5]\d")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?")
_MILITARY = re.compile(r"(?!20[2-5]\d)(?:[01]\d|2[0-4])[0-5]\d")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: They make a time of day of the number behind them.
_BEFORE_THE_CLOCK = _words("kl klo klokken")
#: They make a time of day of the number before them.
_OF_THE_CLOCK = _words("uhr h hrs hours am pm a.m p.m heures horas") | {
    name.lower() for name in ZONES
}
_DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi"
    " mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta"
    " today tomorrow midnight noon heute morgen mitternacht aujourd demain minuit midi hoy mañana"
    " medianoche mediodía oggi domani mezzanotte mezzogiorno hoje amanhã noite dia"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag"
    " fredag lørdag søndag måndag tisdag lördag söndag maanantaina tiistaina keskiviikkona"
    " torstaina perjantaina lauantaina sunnuntaina vandaag morgen middernacht"
    " redebeginn delivery notice weiteres ordre aviso avviso beachten"
)
_AROUND = _words(
    "until till to at on by before after from and thereafter the of for in time local approx ca"
    " circa st nd rd th eastern standard daylight editions papers ams pms further o clock"
    " bis zum zur am um ab vor auf der den dem des und gegen ortszeit beginn"
    " jusqu jusque à a au aux le la les du de l et avant partir hui heure locale nouvel er"
    " hasta las los el del antes y hora nuevo"
    " fino alle al alla all di ore ora non prima dalle dell nuovo"
    " até às as ao do da feira meia meio novo º"
    " tot vrij om uur op til till kl klokken klo før den dag до"
)
_LONGEST = 300


def order_of(line: str) -> Kind:
    """What ``line`` orders: to kill, or to hold a story (an embargo, which is prose); empty for
    any other line."""
    if len(line) > _LONGEST:
        return ""
    if _KILL.match(line):
        return "kill"
    if _HOLD_IN_JAPAN.match(line):
        return "hold"
    if (held := _HOLD.match(line)) and _ends(line[held.end() :], strong=bool(held["strong"])):
        return "hold"
    return ""


def take_orders(lines: list[str]) -> list[str]:
    """The orders that a text begins with, taken off its ``lines``."""
    found: list[str] = []
    while (start := next((i for i, line in enumerate(lines) if line.strip()), None)) is not None:
        if not order_of(lines[start]):
            break
        found.append(lines.pop(start))
    return found


def _ends(rest: str, *, strong: bool) -> bool:
    """Whether ``rest`` says when something ends: nothing else stands in it, or it begins with a
    time of day, or where a ``strong`` word led to it with a day. Nothing means no end at all."""
    tokens = [token.lower() for token in _TOKEN.findall(rest)]
    dated = False
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ""
        if _CLOCK.fullmatch(token) or (token in _OF_THE_CLOCK and before[:1].isdigit()):
            return True
        if token.isdigit() and before in _BEFORE_THE_CLOCK:
            return True
        if _is_day(tokens, place):
            dated = True
        elif not (token.isdigit() or token in _AROUND or token in _OF_THE_CLOCK):
            return strong and dated
        if strong and dated:
            return True
    return dated or not tokens


def _is_day(tokens: list[str], place: int) -> bool:
    token = tokens[place]
    if token in _DAYS or _DATE.fullmatch(token) or _MILITARY.fullmatch(token):
        return True
    return bool(month_named(token)) and _has_day(tokens, place)


def _has_day(tokens: list[str], place: int) -> bool:
    """Whether a number stands beside the token at ``place``, as in ``13 de noviembre``."""
    around = [token for token in tokens[max(0, place - 2) : place + 2] if token not in ("de", "of")]
    return any(token.isdigit() for token in around)
