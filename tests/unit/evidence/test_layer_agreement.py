"""The words of a file beside those that were read of the page's picture."""

from __future__ import annotations

import struct

import pytest

from reviewer_app.domain.page_reading import LayerVerdict, OcrReading
from reviewer_app.domain.pages import NOTE_INCOMPLETE, NOTE_INVISIBLE_TEXT, NOTE_UNSEEN_TEXT
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.layer_agreement import compare_layers, needs_reading

NOTE = (
    "Progress note of the spine clinic\n"
    "Pain in the left leg since March with numbness over the foot\n"
    "Straight leg raise positive on the left at 40 degrees\n"
    "Six weeks of physical therapy brought little relief\n"
    "Plan is an epidural injection at L5 on the left side"
)
OTHER = (
    "Annual wellness visit and preventive counselling\n"
    "Blood pressure controlled with lisinopril ten milligrams daily\n"
    "Colonoscopy screening discussed and declined for this year\n"
    "Vaccination against influenza given in right deltoid"
)


def text(
    words: str, notes: tuple[str, ...] = (), pictured: float = 0.0, shift: float = 0.0
) -> SearchableText:
    """Words set one after the other, seven points for each letter, lines twelve points apart."""
    boxes = b""
    for row, line in enumerate(words.split("\n")):
        left = 40.0 + shift
        for word in line.split():
            right = left + 7 * len(word)
            boxes += struct.pack("<4f", left, 40 + 12 * row, right, 50 + 12 * row)
            left = right + 5
    return SearchableText(words, boxes, notes, pictured)


def reading(words: str, sureness: int = 95) -> OcrReading:
    return OcrReading(text(words), bytes([sureness]) * len(words.split()))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (text(NOTE), False),
        (text(NOTE, (NOTE_INCOMPLETE,)), False),
        (text(NOTE, pictured=0.3), False),
        (text(""), True),
        (text(NOTE, (NOTE_INVISIBLE_TEXT,)), True),
        (text(NOTE, (NOTE_UNSEEN_TEXT,)), True),
        (text("RECEIVED", pictured=1.0), True),
        (text(NOTE, pictured=0.5), True),
    ],
)
def test_pages_are_read_whose_words_may_not_be_what_they_show(page: SearchableText, expected: bool) -> None:
    assert needs_reading(page) is expected


@pytest.mark.parametrize(
    ("held", "seen", "sureness", "expected"),
    [
        ("", NOTE, 95, LayerVerdict.NOT_COMPARED),
        ("- . -", NOTE, 95, LayerVerdict.PARTIAL),
        (NOTE, NOTE, 95, LayerVerdict.AGREES),
        (NOTE.upper(), NOTE, 95, LayerVerdict.AGREES),
        (NOTE.replace("Straight", "Stra1ght").replace("numbness", "nunbness"), NOTE, 95, LayerVerdict.AGREES),
        (NOTE, NOTE.replace("physical", "phys1cal").replace("epidural", "epidura"), 60, LayerVerdict.AGREES),
        (OTHER, NOTE, 95, LayerVerdict.DIFFERS),
        (NOTE, "a1 xq; wrr lolo ~ th- vvi ereth", 25, LayerVerdict.DIFFERS),
        (NOTE, "", 95, LayerVerdict.DIFFERS),
        ("RECEIVED 06/03/2025", "RECEIVED 06/03/2025\n" + NOTE, 95, LayerVerdict.PARTIAL),
        (NOTE, NOTE + "\n" + OTHER, 95, LayerVerdict.PARTIAL),
        (NOTE, NOTE + "\n" + OTHER, 40, LayerVerdict.AGREES),
        (NOTE + "\nNever had any trauma, surgery or previous treatment", NOTE, 95, LayerVerdict.DIFFERS),
        (NOTE.replace("positive on the left", "positive on the right"), NOTE, 95, LayerVerdict.DIFFERS),
        (NOTE.replace("40 degrees", "80 degrees"), NOTE, 95, LayerVerdict.DIFFERS),
        (NOTE.replace("40 degrees", "80 degrees"), NOTE, 75, LayerVerdict.AGREES),
    ],
)
def test_what_is_seen_is_compared_with_what_the_file_has(
    held: str, seen: str, sureness: int, expected: LayerVerdict
) -> None:
    assert compare_layers(text(held), reading(seen, sureness)) is expected


@pytest.mark.parametrize("shift", [25, 120])
def test_roughly_placed_words_that_agree_are_not_contradicted(shift: float) -> None:
    assert compare_layers(text(NOTE, shift=shift), reading(NOTE)) is LayerVerdict.AGREES


def test_words_that_were_read_together_or_apart_agree() -> None:
    seen = NOTE.replace("physical therapy", "physicaltherapy").replace("numbness", "numb ness")
    assert compare_layers(text(NOTE), reading(seen)) is LayerVerdict.AGREES
