"""Names of months as agencies and publishers write them where they should write English."""

from __future__ import annotations

_NAMES = (
    "jan ene gen jän янв",
    "feb fév fev фев",
    "mar mär mrz mrt maa мар",
    "apr avr abr апр",
    "may mai mei mag maj мая май",
    "jun jui giu июн",
    "jul lug июл",
    "aug aoû aou ago авг",
    "sep set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez déc dic des дек",
)
#: From January to December as dates have them, where the beginnings of the names mean other words
#: or, elsewhere, other months; "-" for one that only the language tells.
_IN_FULL = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
        " syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ocak şubat mart nisan mayis haziran temmuz ağustos eylül ekim kasim aralik",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    (
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου - ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου"
        " νοεμβρίου δεκεμβρίου"
    ),
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_MONTHS = {
    **{name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()},
    # French, whose June and July differ only later.
    "juil": 7,
}
_WHOLE = {
    name: number
    for names in _IN_FULL
    for number, name in enumerate(names.casefold().split(), start=1)
    if name != "-"
}


def month_named(name: str) -> int:
    """The number of the month called ``name``, in full or abbreviated; 0 if there is none."""
    name = name.casefold()
    return _WHOLE.get(name) or _MONTHS.get(name[:4]) or _MONTHS.get(name[:3], 0)
