"""Plausible text from a seed: headlines, standfirsts and paragraphs of a paper that never was."""

from __future__ import annotations

import random
from dataclasses import dataclass

_WHO = """The harbour office|The upper town council|Tram drivers|The grain exchange|Ferry owners
The school board|Beekeepers of the north bank|The lighthouse trust|Market women|The night bakers
The weather station|The river police|Museum wardens|The quarry company|Orchard growers
The library|The chess league|The ropewalk|The fire watch|Students of the maritime college"""
_DID = """asks for|votes against|postpones|welcomes|pays for|loses|finds|counts|repairs|opens
closes|moves|defends|measures|doubles|halves|remembers|sells|rents|paints"""
_WHAT = """the new breakwater|a third ferry|last year's accounts|the winter timetable
its oldest bell|the bridge toll|forty lamps|the flood wall|an empty warehouse
the fish auction|a rare manuscript
the summer school|the eastern quay|a disputed will|the town clock|the salt store|a wall of murals
the spring regatta|the customs house|twelve hectares of reeds"""
_WHEN = """after a long evening|for the second time|in spite of the rain|before the holidays
without a word|by a single vote|to general surprise|as the river falls|with some regret
at half the price"""
_SENTENCES = """Nobody in the room had expected the figures to be so plain.
The decision takes effect at the end of the month, and may be appealed until then.
Three people spoke for it, four against, and one fell asleep.
What it will cost is known to the last coin; who pays is not.
The engineers drew two lines on the map and asked which of them was shorter.
A report on the matter runs to ninety pages, of which eleven are tables.
Rain is likely to settle the question before the committee does.
Those who live closest have known for years what the survey has now found.
The chair thanked everyone for their patience and adjourned for soup.
It was the first time since the great frost that the quay stood empty at noon.
Shopkeepers put out their signs again, a little further from the kerb.
An earlier attempt had ended in court, where it was forgotten.
The oldest member remembered when it had been the other way round.
Two copies of the agreement exist, and they differ in one word.
The lamps were lit an hour early, to be on the safe side.
By evening the water had fallen by the breadth of a hand.
Letters on the subject fill two boxes in the archive.
Work begins on Monday, weather and the carters permitting.
The proposal had been on the table so long that the varnish had gone pale beneath it.
Asked whether it would happen again, the surveyor looked at the river and did not answer."""


def _lines(text: str) -> list[str]:
    return [part.strip() for line in text.splitlines() for part in line.split("|")]


WHO, DID, WHAT, WHEN = map(_lines, (_WHO, _DID, _WHAT, _WHEN))
SENTENCES = _SENTENCES.splitlines()


@dataclass(frozen=True)
class Text:
    """The words of one story; `paragraphs` are plain text."""

    headline: str
    standfirst: str
    paragraphs: list[str]


class Writer:
    """Writes the same stories for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - nothing is kept secret with it

    def write(self) -> Text:
        """One story of five to nine paragraphs."""
        pick = self.dice.choice
        return Text(
            headline=f"{pick(WHO)} {pick(DID)} {pick(WHAT)} {pick(WHEN)}",
            standfirst=pick(SENTENCES),
            paragraphs=[
                " ".join(self.dice.sample(SENTENCES, 4)) for _ in range(self.dice.randint(5, 9))
            ],
        )
