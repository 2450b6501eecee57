"""Text wires become items: IPTC 7901 and ANPA 1312."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadsheet.formats import FormatError, Item, detect, read, text_of
from broadsheet.formats.encodings import decode
from broadsheet.formats.iptc7901.messages import MAX_BYTES
from broadsheet.formats.iptc7901.stamp import iptc_time

from .allowed import offences
from .losses import leaves, words

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "iptc7901"
REAL: dict[str, Any] = json.loads((CORPUS / "real" / "facts.json").read_text("utf-8"))
LISBON = ZoneInfo("Europe/Lisbon")


def iptc(text: str, header: str = "hil0417 4 pl 61 vvvva hill 0417", time: str = "") -> Item:
    """The item of a message of IPTC 7901 with this text (or title lines and text)."""
    data = f"\x01{header}\r\nFerry/\r\n\x02{text}\r\n\x03{time}\r\n\x04"
    return read(data.encode(), LISBON)[0]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_our_own_samples(path: Path) -> None:
    expected = json.loads((CORPUS / "expected" / f"{path.stem}.json").read_text("utf-8"))
    items = read(path.read_bytes(), LISBON, "hill")
    assert [each.as_json() for each in items] == expected
    assert detect(path.read_bytes()) == ("anpa1312" if "1312" in path.stem else "iptc7901")


def facts(item: Item) -> dict[str, Any]:
    """What the corpus notes of a real message: short facts, and a digest of the text."""
    told = item.as_json()
    names = ("guid", "is_news", "source", "slugline", "place", "urgency", "pubstatus", "updated")
    text = "\n".join(text_of(block) for block in item.body)
    return {name: told[name] for name in names} | {
        "headline": len(item.headline or ""),
        "byline": len(item.byline or ""),
        "blocks": [sum(block.kind == kind for block in item.body) for kind in
                   ("paragraph", "heading", "table")],
        "text": hashlib.sha256(text.encode()).hexdigest()[:12],
    }  # fmt: skip


def test_real_samples(shared: Path) -> None:
    folder = shared / "iptc7901-anpa"
    found = {str(path.relative_to(folder)): path for path in folder.glob("*/*")}
    assert set(found) == set(REAL)
    for name, path in found.items():
        data = path.read_bytes()
        assert detect(data) == ("anpa1312" if name.startswith("ap/") else "iptc7901"), name
        items = read(data, LISBON)
        assert [facts(each) for each in items] == REAL[name], name
        assert [bad for each in items for b in each.body for bad in offences(b.html)] == []


def test_nothing_in_a_sample_disappears(shared: Path) -> None:
    for path in (shared / "iptc7901-anpa").glob("*/*"):
        data = path.read_bytes()
        told = "".join(words(leaf) for each in read(data) for leaf in leaves(each.as_json()))
        said = decode(data).translate(dict.fromkeys(range(32), " "))
        said = (
            re.sub(r"\d{6} GMT \w{3} \d\d", "", said)
            .replace("{", "½")
            .replace(";", " ")
            .replace(",", " ")
        )
        assert [word for word in said.split() if words(word).lstrip("0") not in told] == [], (
            path.name
        )


@pytest.mark.parametrize(
    ("lines", "headline", "byline", "ednote"),
    [
        ("Ferry runs =\r\n\r\n   Text.", "Ferry runs", None, None),
        ("Ferry\r\nruns again =\r\n\r\n   Text.", "Ferry runs again", None, None),
        ("EXTRA\r\nFerry runs =\r\n\r\n   Text.", "Ferry runs", None, "EXTRA"),
        ("(Achtung)\r\nFerry runs=\r\nText.", "Ferry runs", None, "(Achtung)"),
        ("Ferry runs\r\nBy Ada Lo, hill =\r\n\r\nText.", "Ferry runs", "Ada Lo", None),
        ("Ferry runs\r\n\r\n   Text.", "Ferry runs", None, None),
        ("Ferry runs\r\nagain\r\n   Text.", "Ferry runs again", None, None),
        ("EXTRA\r\n\r\nFerry runs\r\n\r\n   Text.", "Ferry runs", None, "EXTRA"),
        ("FERRY RUNS\r\n\r\n   Text.", "FERRY RUNS", None, None),
        ("FERRY RUNS AGAIN AFTER\r\nTHE LONG FLOOD =\r\n\r\nText.",
         "FERRY RUNS AGAIN AFTER THE LONG FLOOD", None, None),
    ],
)  # fmt: skip
def test_titles(lines: str, headline: str, byline: str | None, ednote: str | None) -> None:
    item = iptc(lines)
    assert (item.headline, item.byline, item.ednote) == (headline, byline, ednote)
    assert [text_of(block) for block in item.body] == ["Text."]


def test_lines_are_joined_to_paragraphs() -> None:
    item = iptc(
        "T =\r\n\r\n   Lowgate (hill) - The ferry runs again. It had stood still\r\n"
        "for nine days.\r\n   And then:\r\n- one\r\n- two\r\n\r\nEnd."
    )
    assert item.dateline == "Lowgate (hill)"
    assert [text_of(block) for block in item.body] == [
        "The ferry runs again. It had stood still for nine days.",
        "And then:",
        "- one",
        "- two",
        "End.",
    ]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["Mon      10   3", "Tuesday   9  14"], ["table"]),
        (["Mon\t10\t3", "Tuesday\t9\t14"], ["table"]),
        (["   Runs:", "", "  Mon     full", "  Tuesday empty", "  Wed     full", "", "   End."],
         ["paragraph"] * 5),
        (["Runs:", "", "  Mon      full", "  Tuesday  empty", "  Wed      full", "", "End."],
         ["paragraph", "table", "paragraph"]),
        (["Mon      10   3"], ["paragraph"]),
        (["It runs.  It has run for", "nine days now.  And so on."], ["paragraph"]),
        (["It  runs  again  and", "has   run  for  nine"], ["paragraph"]),
    ],
)  # fmt: skip
def test_columns_are_tables(lines: list[str], kinds: list[str]) -> None:
    text = "\r\n".join(["T =", "", "Lowgate (hil) - Ferry.", "", *lines, "", "(hil)"])
    item = iptc(text)
    assert item.dateline == "Lowgate (hil)"
    first, *others = item.body
    assert text_of(first) == "Ferry."
    assert [block.kind for block in others] == kinds
    tables = [block for block in others if block.kind == "table"]
    assert all(block.html.count("<tr>") == 2 + (len(kinds) > 1) for block in tables)
    if kinds == ["table"]:
        assert "<td>Tuesday</td><td>9</td><td>14</td>" in tables[0].html


@pytest.mark.parametrize(
    ("text", "dateline", "place", "source"),
    [
        ("LOWGATE, May 5, 2031 (HLP) - Ferry.", "LOWGATE, May 5, 2031 (HLP)", "LOWGATE", "HLP"),
        ("Lowgate, 5 de mayo de 2031 (HL).- Ferry.", "Lowgate, 5 de mayo de 2031 (HL)", "Lowgate",
         "HL"),
        ("LOWGATE 5/5 (HILL) = Ferry.", "LOWGATE 5/5 (HILL)", "LOWGATE", "HILL"),
        ("5.5. Lowgate (HIL) - Ferry.", "5.5. Lowgate (HIL)", "Lowgate", "HIL"),
        ("Lowgate, 5 października (HL) - Ferry.", "Lowgate, 5 października (HL)", "Lowgate",
         "HL"),
        ("May 5 (Hill) - Ferry.", "May 5 (Hill)", None, "Hill"),
        ("(HILL) - LOWGATE, 5 MAG - Ferry.(HILL).", "(HILL) - LOWGATE, 5 MAG", "LOWGATE", "HILL"),
        ("LOWGATE, May 5. /HILL/. Ferry.", "LOWGATE, May 5. /HILL/", "LOWGATE", "HILL"),
        ("LOWGATE, Hi, May 5 Hill - Ferry.", "LOWGATE, Hi, May 5 Hill", "LOWGATE, Hi", "Hill"),
        ("Lowgate, May 5 (HLP) Ferry.", "Lowgate, May 5 (HLP)", "Lowgate", "HLP"),
        ("Lowgate (sda) Ferry.", "Lowgate (sda)", "Lowgate", "sda"),
        ("Lowgate (hil) Ferry.", "Lowgate (hil)", "Lowgate", "hil"),
    ],
)  # fmt: skip
def test_datelines(text: str, dateline: str, place: str | None, source: str) -> None:
    item = iptc(f"T =\r\n\r\n   {text}")
    assert (item.dateline, item.place, item.source) == (dateline, place, source)
    assert [text_of(block).rstrip(".") for block in item.body] == ["Ferry"]


@pytest.mark.parametrize(
    "text",
    [
        "On May 5 Hill - the old one - sailed.",
        "LOWGATE Ferry - the old one - sailed.",
        "On May 5 (Monday) the ferry sailed.",
        "The ferry (Lowgate) sailed.",
        "Lowgate, Ferry 5 /old/ sailed.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    item = iptc(f"T =\r\n\r\n   {text}")
    assert (item.dateline, [text_of(block) for block in item.body]) == (None, [text])


@pytest.mark.parametrize(
    ("header", "guid", "words"),
    [
        ("HILL1 4 spo 0061", "HILL1", 61),
        ("HLP0417 3 i", "HLP0417", None),
        ("HILLENG0417 4 pol 61", "HILLENG0417", 61),
        ("hil-hx0417 4 wi 61 hil-hx 17", "hil-hx0417", 61),
        ("HLP0417 3 i 0061 LOW /HLP-AB12", "HLP0417", 61),
    ],
)
def test_headers_as_agencies_write_them(header: str, guid: str, words: int | None) -> None:
    item = iptc("T =\r\n\r\nText.", header, "050930 GMT May 31")
    assert item.guid == f"iptc7901:{guid}:2031-05-05"
    assert item.extra.get("words") == words
    assert (item.source == "HLP") == ("/HLP" in header)


@pytest.mark.parametrize("mark", ["not for publication", "nicht zur Veröffentlichung bestimmt"])
def test_what_is_for_the_desk_never_reaches_readers(mark: str) -> None:
    item = iptc(f"T =\r\n\r\nPublic.\r\n\r\n* * * *\r\nThe following is {mark}\r\n\r\nTel: 17")
    assert [text_of(block) for block in item.body] == ["Public."]
    assert "Tel: 17" in (item.ednote or "")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "hil ab cd",
            "ab/cd/ef",
            "HLP ab/cd",
            "(HIL/ab cd)",
            "(HIL\\/ab cd)",
            "Rm1/Abc",
            "H17-AB",
        ),
        *("ab/ cd/ ef/", "abc/", "(Schluss) ab/cd", "(Schluss)", "ABC // DE", "ABC (DE) // FGH"),
        "((ada@lowgate.example; +351 17))",
        *("(END)", "(Fine)", "Enditem", "（完）", "PTI ABC DE FGH", "/hil/", "(©HIL)"),
    ],
)
def test_who_wrote_and_edited_is_for_the_desk(line: str) -> None:
    for parted in ("\r\n\r\n", "\r\n", "\r\n    "):
        item = iptc(f"T =\r\n\r\nThe ferry runs.{parted}{line}")
        assert [text_of(block) for block in item.body] == ["The ferry runs."]
        assert item.ednote == line
    wrapped = f"The ferry runs for those who love the river\r\n{line}"
    if not line.startswith("(("):
        assert iptc(f"T =\r\n\r\n{wrapped}").ednote is None


def test_initials_above_the_agency_s_end_are_for_the_desk_too() -> None:
    item = iptc("T =\r\n\r\nThe ferry runs.\r\n\r\nABC // DEF\r\nLusa/fim")
    assert [text_of(block) for block in item.body] == ["The ferry runs."]
    assert item.ednote == "ABC // DEF\nLusa/fim"


def test_contacts_in_double_brackets_may_take_several_lines() -> None:
    item = iptc("T =\r\n\r\nThe ferry runs.\r\n\r\n((ada@lowgate.example;\r\n+351 17))")
    assert [text_of(block) for block in item.body] == ["The ferry runs."]


def test_a_signature_without_brackets_is_cut_off() -> None:
    said = iptc('T =\r\n\r\nLowgate, 5 may (HIL).- It runs, he said: "Good". HIL')
    assert text_of(said.body[-1]) == 'It runs, he said: "Good".'
    assert text_of(iptc("T =\r\n\r\nLowgate (HIL) - It is of HIL").body[-1]) == "It is of HIL"
    assert text_of(iptc("T =\r\n\r\nOslo (NTB): It runs. (©NTB)").body[-1]) == "It runs."


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ("KILL", "canceled"),
        ("(Zurückgezogen)", "canceled"),
        ("MANDATORY KILL", "canceled"),
        ("(ANULACIÓN)", "canceled"),
        ("(Annullamento)", "canceled"),
        ("MAKULERAS", "canceled"),
        ("EMBARGO 1800 GMT", "withheld"),
        ("(Sperrfrist: 18.00 Uhr)", "withheld"),
        ("KLAUSULERET TIL TORSDAG KL. 06.00", "withheld"),
        ("SPERREFRIST TIL 13.11 KL. 18.00", "withheld"),
        ("EXTRA", "usable"),
        ("CORRECTION", "usable"),
        ("(Rättelse: rätt namn)", "usable"),
    ],
)
def test_orders_above_the_headline(order: str, status: str) -> None:
    item = iptc(f"{order}\r\nFerry runs =\r\n\r\nText.")
    assert item.pubstatus == status
    assert ("embargo_unparsed" in item.extra) == (status == "withheld")
    corrects = order.startswith(("CORRECTION", "(Rättelse"))
    assert ("sig:correction" in str(item.extra)) == corrects


def test_a_kill_beside_the_keywords_is_one_in_every_language() -> None:
    item = iptc("FERRY LOWGATE (ANULACIÓN)\r\nAnulación de la noticia =\r\n\r\nText.")
    assert item.pubstatus == "canceled"
    item = iptc("FERRY LOWGATE ANULACIÓN\r\nLa anulación de la venta =\r\n\r\nText.")
    assert item.pubstatus == "usable"


def test_a_kill_cancels_the_messages_that_it_names() -> None:
    kill = "\x01hil0418 1 pl 9\r\n\x02KILL\r\nFerry =\r\n\r\nDo not use hil0417, hil 0416.\x03"
    notice, *killed = read(f"{kill}051000 GMT May 31\r\n\x04".encode())
    assert notice.guid == "iptc7901:hil0418:2031-05-05"
    assert [(each.guid[9:16], each.pubstatus, each.body) for each in killed] == [
        ("hil0417", "canceled", ()),
        ("hil0416", "canceled", ()),
    ]
    assert len(read(kill.replace("KILL", "EXTRA").encode())) == 1


def test_a_kill_after_midnight_names_messages_of_the_day_before() -> None:
    _notice, *killed = read(
        b"\x01hil0002 1 pl 9\r\n\x02KILL\r\nFerry =\r\n\r\nNot hil1203, hil0001.\x03"
        b"050010 GMT May 31\r\n\x04"
    )
    assert [each.guid for each in killed] == [
        "iptc7901:hil1203:2031-05-04",
        "iptc7901:hil0001:2031-05-05",
    ]


def test_a_kill_without_a_time_guesses_no_day() -> None:
    (notice,) = read(b"\x01hil0418 1 pl 9\r\n\x02KILL\r\nFerry =\r\n\r\nNot hil0417.\x03\x04")
    assert (notice.pubstatus, notice.extra["names"]) == ("canceled", ["hil0417"])
    assert notice.extra["cancels"] == {}


def test_a_kill_without_numbers_names_keywords_and_headline() -> None:
    item = iptc("KILL\r\nFerry runs =\r\n\r\nText.")
    assert item.extra["cancels"] == {"slugline": "Ferry", "headline": "Ferry runs"}
    assert "cancels" not in iptc("KILL\r\nFerry =\r\n\r\nNot hil0416.", time="050930 Mai 31").extra


def test_numbers_of_other_days_without_a_time_are_other_messages() -> None:
    first, second = iptc("Ferry runs =\r\n\r\nText."), iptc("Ferry stops =\r\n\r\nText.")
    assert first.guid != second.guid
    assert first.guid.startswith("iptc7901:hil0417:")
    # The same message again, by a line that lost the frame.
    again = "hil0417 4 pl 61 vvvva hill 0417\n\nFerry/\nFerry runs =\n\nText.\n"
    assert read(again.encode())[0].guid == first.guid
    assert iptc("Ferry runs =", time="050930 GMT May 31").guid == "iptc7901:hil0417:2031-05-05"


@pytest.mark.parametrize(
    "text",
    [
        "Storm kills nine =\r\n\r\nEmbargo lifted, troops withdrawn.",
        "KILL BILL AT FIFTY =\r\n\r\nA film.",
    ],
)
def test_words_of_the_news_are_no_orders(text: str) -> None:
    assert iptc(text).pubstatus == "usable"


def test_messages_to_the_desks_are_no_news() -> None:
    assert iptc("T =\r\n\r\nText.", "hil0001 4 rs 5 hill 1").is_news is False


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("131137 GMT Nov 13", datetime(2013, 11, 13, 11, 37, tzinfo=UTC)),
        ("101137 GMT Dez 18", datetime(2018, 12, 10, 11, 37, tzinfo=UTC)),
        ("051000 MET Mai 31", datetime(2031, 5, 5, 9, tzinfo=UTC)),
        ("051000 MESZ Mai 31", datetime(2031, 5, 5, 8, tzinfo=UTC)),
        ("05-MAG-31 09:30", datetime(2031, 5, 5, 8, 30, tzinfo=UTC)),
        ("231234 Jan 17", datetime(2017, 1, 23, 12, 34, tzinfo=UTC)),
        ("231234 Jul 17", datetime(2017, 7, 23, 11, 34, tzinfo=UTC)),
        ("231234 XYZ Jul 17", None),
        ("321234 GMT Jul 17", None),
        ("words", None),
    ],
)
def test_closing_times_of_iptc(line: str, expected: datetime | None) -> None:
    assert iptc_time(line, LISBON) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "\x01hil0417 4 pl 61\r\nFähre/\r\n\x02Fähre fährt =\r\n\r\nZoë.\r\n\x03\r\n\x04"
    (item,) = read(text.encode(encoding))
    assert (item.headline, item.slugline) == ("Fähre fährt", "Fähre")


def test_frames_that_were_lost() -> None:
    header, time = "hil0417 4 pl 61 hill 0417", "050930 GMT May 31"
    text = f"{header}\n\n/Ferry/harbour/\nEXTRA\nFerry runs =\n\nText.\n\n{time}\n"
    (item,) = read(text.encode())
    assert (item.headline, item.slugline) == ("Ferry runs", "Ferry/harbour")
    assert item.updated == datetime(2031, 5, 5, 9, 30, tzinfo=UTC)
    assert [text_of(block) for block in item.body] == ["Text."]


def test_a_line_alone_in_capitals_is_the_title_of_what_stands_flush() -> None:
    item = iptc("FERRY RUNS\r\n\r\nIt runs.\r\n\r\nEvery day.\r\n")
    assert item.headline == "FERRY RUNS"
    assert [text_of(block) for block in item.body] == ["It runs.", "Every day."]


def test_keywords_above_the_title() -> None:
    header, text = "hil0417 4 pl 61 hill 0417", "Ferry runs =\n\nText.\n"
    for keywords in ("Ferry boats/", "/Ferry boats/", "Ferry boats\n"):
        (item,) = read(f"{header}\n\n{keywords}\n{text}".encode())
        assert (item.headline, item.slugline) == ("Ferry runs", "Ferry boats")
    (item,) = read(f"{header}\n\nEXTRA\n\n{text}".encode())
    assert (item.slugline, item.ednote, item.headline) == (None, "EXTRA", "Ferry runs")


@pytest.mark.parametrize(
    ("line", "slugline", "ednote"),
    [
        ("Lowgate-ferry-flood", "Lowgate-ferry-flood", None),
        ("URGENT Lowgate-ferry", "Lowgate-ferry", "URGENT"),
        ("ПАРОМ-РЕКА", "ПАРОМ-РЕКА", None),
    ],
)
def test_keywords_joined_by_hyphens(line: str, slugline: str, ednote: str | None) -> None:
    data = f"\x01hil0417 4 pl 61 h 1\r\n\x02{line}\r\nFerry runs =\r\n\r\nText.\x03\x04"
    (item,) = read(data.encode())
    assert (item.slugline, item.headline, item.ednote) == (slugline, "Ferry runs", ednote)


@pytest.mark.parametrize(
    ("below", "byline", "ednote"),
    [
        ("(ACTUALISE avec réactions)\r\nPar Ada LO", "Ada LO", "(ACTUALISE avec réactions)"),
        ("(Adds quotes)", None, "(Adds quotes)"),
        ("By Ada Lo and Sam de Po", "Ada Lo and Sam de Po", None),
    ],
)
def test_remarks_and_bylines_below_the_title(
    below: str, byline: str | None, ednote: str | None
) -> None:
    item = iptc(f"Ferry runs =\r\n{below}\r\n\r\nLOWGATE, May 5 (HIL) - Text.")
    assert (item.byline, item.ednote, item.place) == (byline, ednote, "LOWGATE")
    assert [text_of(block) for block in item.body] == ["Text."]


@pytest.mark.parametrize(
    "line", ["By Monday the ferry", "(A ferry is a boat)", "Von der Leyen kommt", "Por fin llega"]
)
def test_text_below_the_title_stays(line: str) -> None:
    assert text_of(iptc(f"Ferry runs =\r\n\r\n{line}\r\n\r\nEnd.").body[0]) == line


def test_a_second_title_is_the_standfirst() -> None:
    item = iptc("Ferry runs\r\nUtl.: Nine days after\r\nthe flood =\r\n\r\nText.")
    assert (item.headline, item.standfirst) == ("Ferry runs", "Nine days after the flood")


def test_a_telegram_of_another_kind_is_refused() -> None:
    with pytest.raises(FormatError, match="no format"):
        read(b"ZCZC\n$s\n:Ferry\nText.\nNNNN\n")
    with pytest.raises(FormatError, match="header"):
        read(b"ZCZC0417/HLA\nA\n (HILL) - B.\nNNNN\nZCZC\n$s\nText.\nNNNN\n")


def test_a_message_without_a_header_refuses_the_delivery() -> None:
    with pytest.raises(FormatError, match="IPTC 7901"):
        read(b"\x01hil0417 4 pl 61\r\n\x02A =\r\n\r\nB\x03\x04\x01no header\r\n\x02A\x03\x04")
    with pytest.raises(FormatError, match="more than"):
        read(b"\x01hil0417 4 pl 61\r\n\x02A" + b" " * MAX_BYTES)


@pytest.mark.parametrize(
    "data",
    [
        *(b"abc123 words", b"\x01\x02\x03\x04", b"eca062 4 i", b"\x01A1\x1f", b"ZCZC", b"ZCZC12X"),
        *(b"Route66 4 a\nroad trip", b"A1\nr i Ferry", b"A4 paper\nr i Ferry   05-05 12"),
    ],
)
def test_other_text_is_not_taken_for_a_wire(data: bytes) -> None:
    with pytest.raises(FormatError, match="no format"):
        detect(data)


def headed(text: str) -> Item:
    """The item of a message whose keywords stand in its text."""
    return read(f"\x01hil0417 4 pl 61 hill\r\n\x02{text}\r\n\x03\r\n\x04".encode(), LISBON)[0]


@pytest.mark.parametrize(
    "above",
    [
        "Ferry-harbour-flood\r\n\r\nThe ferry runs",
        "Ferry-harbour\r\n\r\nThe ferry\r\nruns",
        "Ferry-harbour\r\n\r\nATTENTION - EMBARGO JUSQU'A VENDREDI 18H00\r\n\r\nThe ferry runs",
    ],
)
def test_joined_keywords_above_a_title_that_nothing_marks(above: str) -> None:
    item = headed(f"{above}\r\n\r\nLOWGATE, Jan 2 (HILL) - It runs.\r\n")
    assert (item.slugline or "").startswith("Ferry-harbour")
    assert (item.headline, item.place) == ("The ferry runs", "LOWGATE")
    assert [text_of(block) for block in item.body] == ["It runs."]
    assert item.pubstatus == ("withheld" if "EMBARGO" in above else "usable")


def test_a_joined_word_may_be_a_headline() -> None:
    item = headed("Ferry-Sieg\r\n\r\nLOWGATE, Jan 2 (HILL) - It runs.\r\n")
    assert (item.headline, item.slugline) == ("Ferry-Sieg", None)


def test_a_request_to_annul_kills_what_it_names() -> None:
    item, killed = read(
        b"\x01hil0129 3 p 80 hill\r\n\x02FERRY-HARBOUR\r\n\r\nANULACION ANULACION\r\n\r\n"
        b"Rogamos anulen nuestra noticia HIL0110 por contener errores.\r\n\r\nHILL\r\n"
        b"\x03\r\n021005 GMT MAY 31\r\n\x04".replace(b"HIL0110", b"hil0110"),
        LISBON,
    )
    assert (item.pubstatus, killed.pubstatus) == ("canceled", "canceled")
    assert killed.guid.startswith("iptc7901:hil0110:")


def test_initials_in_capitals_stay_with_the_desk() -> None:
    item = iptc("Ferry runs =\r\n\r\n   It runs.\r\n\r\n     AB/CD")
    assert [text_of(block) for block in item.body] == ["It runs."]
    assert item.ednote == "AB/CD"


def test_what_afp_says_of_a_version_stays_with_the_desk() -> None:
    item = headed(
        "Ferry-harbour,LEAD\r\n\r\nThe ferry runs\r\n   ATTENTION - ADDS quotes ///\r\n\r\n"
        "LOWGATE, Jan 2 (HILL) - It runs.\r\n\r\n   Daily.\r\n"
    )
    assert (item.headline, item.ednote) == ("The ferry runs", "ATTENTION - ADDS quotes ///")
    assert [text_of(block) for block in item.body] == ["It runs.", "Daily."]
