"""Who looked at the images: how a sentence says so."""

from pathlib import Path

import pytest

from reviewer_app.evidence.own_readings import PICTURES, Voices, says_looked
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder

VOICES = Voices(load_evidence_rules(resources_folder(), Path("no user's rules")).readings)


def _looked(text: str) -> bool:
    voices = VOICES.names(text)
    return says_looked(text, voices, of_images=PICTURES in voices or "MRI" in text)


@pytest.mark.parametrize(
    "text",
    [
        "I looked at the MRI with him.",
        "We went over the films of 5/2 together.",
        "I put the July series on the screen again.",
        "The slices I scrolled through myself.",
        "Looked at the November MRI again.",
        "Pulled up the pictures in the room.",
        "MRI reviewed by me.",
        "To my eye the canal is tight.",
        "On my measurement it is 5 cm.",
        "MRI May 2: on our workstation the tendon is whole.",
        "I laid the series next to that of February.",
    ],
)
def test_a_sentence_says_that_its_writer_looked(text: str) -> None:
    assert _looked(text)


@pytest.mark.parametrize(
    "text",
    [
        "I examined her and reviewed the medicines.",
        "The MRI shows a tear.",
        "The radiologist reads no tear on the images.",
        "MRI report received and filed.",
        "She brought a disc.",
        "I see no reason to wait.",
    ],
)
def test_what_is_said_of_other_things_is_no_look_at_images(text: str) -> None:
    assert not _looked(text)
