"""What a line of a text wire orders, and what is only news about kills and embargoes."""

from __future__ import annotations

import pytest

from broadsheet.formats import Item, read, text_of
from broadsheet.formats.iptc7901.order_lines import order_of, take_orders

from .test_anpa1312 import anpa
from .test_iptc7901 import iptc

EMBARGOES = [
    "Sperrfrist 18.00 Uhr",
    "Sperrfrist: 18.00 Uhr",
    "Sperrfrist bis Samstag, 13. November, 18 Uhr",
    "Sperrfrist: 13. November 2031, 18.00 Uhr MEZ, gesperrt auch für Online",
    "Sperrfrist bis zum Redebeginn (ca. 18.00 Uhr)",
    "Achtung: Sperrfrist 18.00 Uhr",
    "Achtung, Redaktionen! Sperrfrist 18.00 Uhr",
    "(Sperrfrist: 13. November 18.00 Uhr)",
    "Frei ab Samstag",
    "Nicht zur Veröffentlichung vor 18.00 Uhr bestimmt",
    "Bitte nicht veröffentlichen bis auf weiteres",
    "EMBARGOED until 1800 GMT",
    "Embargoed until Nov. 13, 2031",
    "Embargoed for release at 6 p.m. EST",
    "Embargo: not for publication before 18:00 GMT",
    "Not for publication until 0001 BST Tuesday",
    "Hold for release",
    "For release Sunday, Jan. 10",
    "For release Sunday, Jan. 10, and thereafter, in the Lowgate Herald",
    "Attention editors: embargo until midnight",
    "Embargo jusqu'à 18h00",
    "Sous embargo jusqu'au 13 novembre 2031 à 18 heures",
    "Attention : embargo jusqu'à lundi minuit",
    "Ne pas diffuser avant 18h",
    "Embargo hasta las 18.00 horas",
    "Atención: embargado hasta el 13 de noviembre",
    "No publicar hasta nuevo aviso",
    "Embargo fino alle 18.00 di lunedì",
    "Attenzione: sotto embargo fino alle ore 18:00",
    "Non pubblicare prima di domani",
    "Embargo até às 18h00",
    "Atenção: sob embargo até 13 de novembro",
    "Não publicar antes de terça-feira",
    "Embargoed to 0001 Tuesday June 03",
    "Strictly embargoed until 00:01 GMT, Friday",
    "Embargoed until after delivery",
    "Bitte Sperrfrist beachten",
    "Advance for release Sunday, May 4",
    "Onder embargo tot dinsdag 06.00 uur",
    "Klausuleret til torsdag kl. 06.00",
    "Ikke til offentliggørelse før kl. 18",
    "Julkaisuvapaa perjantaina klo 6",
    "Эмбарго до 18:00",
    "解禁：5月3日午前5時",
]
KILLS = [
    "Kill",
    "Mandatory Kill",
    "Bulletin kill: Ferry",
    "Achtung: KILL",
    "Attention editors: kill hil0417",
    "Kill hil 0417",
    "Mandatory kill of BC-Ferry",
    "KILL: Ferry",
    "Story withdrawn",
    "Achtung - Bitte streichen",
    "Die Meldung wird zurückgezogen",
    "Zurückziehung",
    "Dépêche annulée",
    "Attention : dépêche annulée : bateau",
    "Attention: annulation",
    "Noticia anulada",
    "Anulación",
    "Attenzione, notizia annullata",
    "Annullamento",
    "Notícia anulada",
    "Atenção: anulação",
    "Kill kill kill",
    "ANULACION ANULACION ANULACION",
    "Anulación urgente",
    "Annulation de la dépêche HIL0127",
    "Prière d'annuler notre dépêche HIL0127",
    "Merci d'annuler cette dépêche",
    "Rogamos anulen nuestra noticia HIL0110 por contener errores.",
    "Por favor, anulen la noticia anterior",
    "Si prega di annullare la notizia",
    "Annullare notizia",
    "Please kill story HIL0127",
    "Editors: please kill BC-Ferry",
    "Please disregard the previous story",
    "Bitte streichen Sie die Meldung hil0417",
    "Meldung hil0417 bitte nicht verwenden",
    "Text wird zurückgezogen",
    "Por favor anulem a notícia HIL0130",
    "Аннулировано",
    "Просим аннулировать сообщение",
    "Bericht ingetrokken",
    "Annulering",
    "Utgår",
    "Story killed",
    "Retracted",
    "Storniert",
    "撤稿",
    "本稿作废",
    "配信取り消し",
]
NEWS = [
    "Ten killed in ferry fire",
    "Kill Bill at fifty",
    "Kill switch for cars ordered by council",
    "Kill-Switch im Auto wird Pflicht",
    "Mandatory kill of wolves ordered",
    "Withdrawn: Boeing 737 over Lowgate",
    "Withdrawn candidate speaks",
    "Embargo on Iran oil extended",
    "Embargo until 2030 on Iran oil agreed",
    "Embargo until Monday on oil, council says",
    "Embargo: 13 countries back an oil ban",
    "Embargoed oil lands in Lowgate",
    "For release from jail, a governor waits",
    "For immediate release",
    "Do not use the ferry, harbour master warns",
    "Not for publication, minister told the press",
    "Withholding tax rises on Monday",
    "Urgent: embargo on Iran oil extended",
    "Embargo gegen Nordhafen verlängert",
    "Embargo gegen Nordhafen bis 13. November verlängert",
    "Sperrfrist-Streit im Parlament",
    "Sperrfrist bis 2040 für Akten beschlossen",
    "Zurückgezogen: Boeing 737 bleibt am Boden",
    "Achtung: Embargo gegen Nordhafen verlängert",
    "Freibad ab Montag offen",
    "Embargo sur le pétrole : l'accord de 18 pays",
    "Embargo jusqu'en 2030 contre l'Iran",
    "Annulée : la Fête du lac victime de la pluie",
    "Annulation de la vente du bateau",
    "Embargo petrolero hasta 2030 contra Irán",
    "Anulada la venta del barco",
    "Embargado un barco en el puerto",
    "Embargo sul petrolio fino al 2030",
    "Annullata la vendita del battello",
    "Embargo ao petróleo até 2030",
    "Anulada a venda do barco",
    "Please kill the lights, says mayor",
    "Embargo to end Tuesday",
    "Annuler la dette, demande le FMI",
    "Merci d'annuler la guerre, dit la reine",
    "Retraction of claws explained",
    "Withdrawn champion returns",
    "Storno der Reise kostet 40 Euro",
    "Report: killed by a wave",
    "Anulación de la boda",
    "鮎漁が解禁",
    "",
    "Embargo " * 200,
]


@pytest.mark.parametrize("line", EMBARGOES)
def test_embargoes_hold(line: str) -> None:
    assert order_of(line) == order_of(line.upper()) == order_of(f"({line})") == "hold"
    for item in (
        iptc(f"{line}\r\nFerry runs =\r\n\r\nText."),
        iptc(f"Ferry runs\r\n{line} =\r\n\r\nText."),
        iptc(f"{line}\r\n\r\nFerry runs\r\n\r\n   Text."),
        iptc(f"Ferry runs =\r\n\r\n{line}\r\n\r\n   Text."),
        iptc(f"Ferry runs =\r\n{line}\r\nText."),
        anpa(f"^BC-Ferry,61<\r\n^{line}<\r\n^Ferry runs<\r\n\t   Text.\r\n"),
        anpa(f"^{line}<\r\n^BC-Ferry,61<\r\n^Ferry runs<\r\n\t   Text.\r\n"),
        anpa(f"^BC-Ferry<\r\n^Ferry runs<\r\n^By ADA LO=\r\n^{line}<\r\n\t   Text.\r\n"),
        anpa(f"^BC-Ferry<\r\n^Ferry runs<\r\n\t   {line}\r\n\t   Text.\r\n"),
    ):
        assert_order(item, line, "withheld")
        assert item.extra["embargo_unparsed"] == line


@pytest.mark.parametrize("line", KILLS)
def test_kills_cancel(line: str) -> None:
    assert order_of(line) == order_of(line.upper()) == order_of(f"({line})") == "kill"
    for item in (
        iptc(f"{line}\r\nFerry runs =\r\n\r\nText."),
        iptc(f"Ferry runs =\r\n{line}\r\n\r\n   Text."),
        anpa(f"^BC-Ferry,61<\r\n^{line}<\r\n^Ferry runs<\r\n\t   Text.\r\n"),
    ):
        assert_order(item, line, "canceled")


def assert_order(item: Item, line: str, pubstatus: str) -> None:
    assert (item.pubstatus, item.headline, item.ednote) == (pubstatus, "Ferry runs", line)
    assert [text_of(block) for block in item.body] == ["Text."]


@pytest.mark.parametrize("line", NEWS)
def test_news_of_embargoes_and_kills_is_printed(line: str) -> None:
    assert order_of(line) == ""


@pytest.mark.parametrize("line", NEWS[:-2])
def test_headlines_hold_nothing(line: str) -> None:
    for item in (
        iptc(f"{line} =\r\n\r\nText."),
        iptc(f"EXTRA\r\n{line} =\r\n\r\nText."),
        anpa(f"^BC-Ferry,61<\r\n^{line}<\r\n\t   Text.\r\n"),
    ):
        assert (item.pubstatus, item.headline) == ("usable", line)
        assert [text_of(block) for block in item.body] == ["Text."]


@pytest.mark.parametrize(
    ("title", "headline", "pubstatus"),
    [
        # A headline that was cut at a width may end with such a word.
        ("Lowgate lifts\r\nembargo", "Lowgate lifts embargo", "usable"),
        ("Fête du lac\r\nannulée", "Fête du lac annulée", "usable"),
        ("FERRY WAR ENDS AS KING\r\nWITHDRAWN", "FERRY WAR ENDS AS KING WITHDRAWN", "usable"),
        ("Ferry runs\r\nKILL", "Ferry runs", "canceled"),
        ("MANDATORY KILL", None, "canceled"),
        ("Sperrfrist 18.00 Uhr", None, "withheld"),
    ],
)
def test_orders_below_a_headline_and_without_one(
    title: str, headline: str | None, pubstatus: str
) -> None:
    item = iptc(f"{title} =\r\n\r\n   Text.")
    assert (item.headline, item.pubstatus) == (headline, pubstatus)


@pytest.mark.parametrize(
    ("keywords", "pubstatus", "slugline", "ednote"),
    [
        ("Ferry/dock/ (Sperrfrist 18.00 Uhr)", "withheld", "Ferry/dock", "(Sperrfrist 18.00 Uhr)"),
        ("Ferry/dock/ (Kill)", "canceled", "Ferry/dock", "(Kill)"),
        ("Ferry/dock/\r\nSperrfrist 18.00 Uhr", "withheld", "Ferry/dock", "Sperrfrist 18.00 Uhr"),
        ("Ferry/dock (Hill)/", "usable", "Ferry/dock (Hill)", None),
    ],
)  # fmt: skip
def test_orders_beside_the_keywords(
    keywords: str, pubstatus: str, slugline: str, ednote: str | None
) -> None:
    header = "\x01hil0417 4 pl 61 hill 0417\r\n"
    for data in (
        f"{header}{keywords}\r\n\x02Ferry runs =\r\n\r\nText.\x03",
        f"{header}\x02{keywords}\r\nFerry runs =\r\n\r\nText.\x03",
    ):
        (item,) = read(data.encode())
        assert (item.pubstatus, item.slugline, item.ednote) == (pubstatus, slugline, ednote)
        assert item.headline == "Ferry runs"
        assert [each.name for each in item.subjects if each.name] == slugline.split("/")


def test_a_text_that_is_all_for_the_desk_is_held() -> None:
    item = iptc("Ferry runs =\r\n\r\nThis note is not for publication.\r\n\r\nTel: 17")
    assert (item.pubstatus, item.body) == ("withheld", ())
    assert "Tel: 17" in (item.ednote or "")


def test_orders_end_where_the_text_begins() -> None:
    lines = ["", "Sperrfrist 18.00 Uhr", "", "Text.", "Sperrfrist 18.00 Uhr"]
    assert take_orders(lines) == ["Sperrfrist 18.00 Uhr"]
    assert [line for line in lines if line] == ["Text.", "Sperrfrist 18.00 Uhr"]
