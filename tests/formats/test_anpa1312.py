"""ANPA 1312 becomes items, as AP marks it and as others write it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet.formats import Item, detect, read, text_of
from broadsheet.formats.iptc7901.stamp import anpa_time

LISBON = ZoneInfo("Europe/Lisbon")


def anpa(
    text: str, header: str = "r i\x13\x11 BC-Ferry   05-05 0061", level: str = "H0417"
) -> Item:
    """The item of a message of ANPA 1312 with these lines above and in its text."""
    data = (
        f"\x16\x16\x01{level}\x1fhilla\r\n{header}\r\n\x02{text}\x03HL-WF-05-05-31 0930GMT<\r\n\x04"
    )
    return read(data.encode(), LISBON)[0]


def test_numbers_of_anpa_without_a_time_have_the_day_of_the_header() -> None:
    def guid(day: str, text: str) -> str:
        data = f"\x01H0417\x1fhilla\r\nr i\x13\x11 BC-Ferry   {day} 0061\r\n\x02{text}\x03\r\n\x04"
        return read(data.encode())[0].guid

    found = {guid(day, text) for day in ("05-05", "05-06") for text in ("\tRuns.", "\tStops.")}
    assert len(found) == 4
    assert guid("05-05", "\tRuns.").startswith("anpa1312:H0417:05-05:")
    assert guid("05-05", "\tRuns.") == guid("05-05", "\tRuns. \n\n")


@pytest.mark.parametrize(
    ("version", "lines", "status"),
    [
        ("1stLd-Writethru", "^BC-Ferry, 1st Ld-Writethru,61<\r\n", "usable"),
        ("Kill", "", "canceled"),
        ("", "^BC-Ferry,KILL,61<\r\n", "canceled"),
        ("", "^BC-Ferry-KILL,61<\r\n", "canceled"),
        ("", "^BC-Ferry, 1st Ld, KILL,61<\r\n", "canceled"),
        ("", "^BC-Ferry Skill,61<\r\n", "usable"),
        ("", "^BC-Ferry,61<\r\n^Eds: BULLETIN KILL. Not true.<\r\n", "canceled"),
        ("", "^BC-Ferry,61<\r\n^Storm kills nine<\r\n^Eds: Updates with nominee withdrawn.<\r\n",
         "usable"),
        ("Adv15", "^BC-Ferry, Adv 15,61<\r\n", "withheld"),
        ("", "^BC-Ferry,61<\r\n^Eds: For release Sunday.<\r\n", "withheld"),
    ],
)  # fmt: skip
def test_orders_of_anpa(version: str, lines: str, status: str) -> None:
    item = anpa(f"{lines}\t   Text.\r\n", f"r i\x13\x11 BC-Ferry {version}   05-05 0061")
    assert item.pubstatus == status
    named = {"slugline": "BC-Ferry"} if status == "canceled" else None
    assert item.extra.get("cancels") == named


@pytest.mark.parametrize(
    ("priority", "urgency"), [("f", 1), ("b", 2), ("u", 3), ("r", 4), ("d", 5), ("s", None)]
)
def test_priorities_of_anpa(priority: str, urgency: int | None) -> None:
    item = anpa("\t   Text.\r\n", f"{priority} a\x13\x11 BC-Ferry   05-05 0061")
    assert (item.urgency, item.extra["priority"]) == (urgency, priority)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AP-WF-02-20-16 0337GMT", datetime(2016, 2, 20, 3, 37, tzinfo=UTC)),
        ("16:35ET 31-10-14", datetime(2014, 10, 31, 20, 35, tzinfo=UTC)),
        ("AP-NY-07-04-31 0930EDT", datetime(2031, 7, 4, 13, 30, tzinfo=UTC)),
        ("HLS-21:37-09-12-18", datetime(2018, 12, 9, 21, 37, tzinfo=UTC)),
        ("HLS-21:37-07-13-18", datetime(2018, 7, 13, 20, 37, tzinfo=UTC)),
        ("HLS-24:37-09-12-18", None),
        ("AP-WF-13-13-16 0337GMT", None),
        ("AP-WF", None),
    ],
)
def test_closing_times_of_anpa(line: str, expected: datetime | None) -> None:
    assert anpa_time(line, LISBON) == expected


@pytest.mark.parametrize(
    ("soh", "us", "stx", "etx"),
    [
        ("\x16\x01", "\x1f", "\x02", "\x03"),
        ("\x01", "\x1f", "", ""),
        ("\x01", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_anpa_without_its_control_characters(soh: str, us: str, stx: str, etx: str) -> None:
    data = (
        f"{soh}H0417{us}hilla-\r\nr i BC-HL--Ferry     05-05 0061\r\n"
        f"{stx}^*9006< ^BC-HL--Ferry Boats,61<\r\n^Ferry runs<\r\n"
        "\t   LOWGATE (HL) _ It runs\r\nand runs.\r\n \r\n\t   Every day.\r\n"
        f"{etx}\t   ^HL-WF-05-05-31 0930GMT<\r\n"
    )
    assert detect(data.encode()) == "anpa1312"
    (item,) = read(data.encode())
    assert (item.guid, item.slugline) == ("anpa1312:H0417:2031-05-05", "BC-HL--Ferry Boats")
    assert (item.headline, item.place, item.source) == ("Ferry runs", "LOWGATE", "HL")
    assert [text_of(block) for block in item.body] == ["It runs and runs.", "Every day."]
    assert (item.extra["code"], item.extra["closing"]) == ("*9006", ["HL-WF-05-05-31 0930GMT"])


@pytest.mark.parametrize(
    ("lines", "headline", "body"),
    [
        ("BC-Ferry\nFerry runs+\n     Text.", "Ferry runs", ["Text."]),
        ("BC-Ferry boats\nFerry runs\n     Text.", "Ferry runs", ["Text."]),
        ("Ferry runs+\n     Text.", "Ferry runs", ["Text."]),
        ("BC-Ferry\nFerry runs+\nText\nfor all.", "Ferry runs", ["Text for all."]),
        ("BC-Ferry\nText for all.", None, ["Text for all."]),
        ("     Text for all.", None, ["Text for all."]),
    ],
)
def test_anpa_without_signs_for_machines(lines: str, headline: str | None, body: list[str]) -> None:
    item = anpa(lines.replace("\n", "\r\n") + "\r\n==Hill Press\r\n")
    assert (item.headline, item.source) == (headline, "Hill Press")
    assert (item.slugline or "").startswith("BC-Ferry")
    assert [text_of(block) for block in item.body] == body


@pytest.mark.parametrize(
    ("text", "place", "body"),
    [
        ("LOWGATE _ The ferry runs.", "LOWGATE", "The ferry runs."),
        ("HIGH GATE, Que. _ La barque.", "HIGH GATE, Que.", "La barque."),
        ("HMFB _ the ferry board _ met.", None, "HMFB — the ferry board — met."),
        ("The HLP _ A Board _ met.", None, "The HLP — A Board — met."),
    ],
)
def test_towns_without_an_agency(text: str, place: str | None, body: str) -> None:
    item = anpa(f"^BC-Ferry,61<\r\n^Ferry runs<\r\n\t   {text}\r\n")
    assert (item.place, [text_of(block) for block in item.body]) == (place, [body])


@pytest.mark.parametrize("alert", ["URGENT", "APNewsAlert", "BULLETIN", "Alerte"])
def test_what_announces_a_story_is_no_headline(alert: str) -> None:
    item = anpa(f"^BC-Ferry,61<\r\n^{alert}<\r\n^Ferry runs<\r\n\t   Text.\r\n")
    assert (item.headline, item.standfirst, item.ednote) == ("Ferry runs", None, alert)


def test_bylines_in_french() -> None:
    item = anpa(
        "^BC-Ferry,61<\r\n^La barque<\r\n^Par ADA LO=\r\n^La Presse Canadienne=\r\n\t   Texte.\r\n"
    )
    assert (item.byline, item.ednote) == ("ADA LO", None)


def test_a_table_alone_is_a_table() -> None:
    item = anpa("BC-Ferry\r\n\x08Mon;7\r\n\x08Tue;8\r\n")
    assert [block.kind for block in item.body] == ["paragraph", "table"]


def test_a_list_of_headlines_is_text() -> None:
    item = anpa("^BC-Ferry<\r\n^Today<\r\n^Ferry runs<\r\n^Flood ends<\r\n")
    assert (item.headline, item.standfirst) == ("Today", None)
    assert [text_of(block) for block in item.body] == ["Ferry runs", "Flood ends"]


def test_advisories_are_no_news_but_kills_are_told() -> None:
    assert anpa("\t   Budget.\r\n", "r v\x13\x11 BC-Budget   05-05 0061").is_news is False
    assert anpa("\t   No.\r\n", "f v\x13\x11 BC-Ferry Kill   05-05 0061").is_news is True


def test_the_sign_of_an_advance_is_no_headline() -> None:
    item = anpa("^BC-Ferry, Adv 04,61<\r\n^$adv04<\r\n^Ferry runs<\r\n\t   Text.\r\n")
    assert (item.headline, item.pubstatus) == ("Ferry runs", "withheld")
    assert "$adv04" in (item.ednote or "")
