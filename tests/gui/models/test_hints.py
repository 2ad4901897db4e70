"""Which keys the hint line names, by where the keyboard is and whether the review is open."""

from __future__ import annotations

import pytest

from reviewer_app.gui.commands.registry import Command, Where
from reviewer_app.gui.models.hints import BESIDE_PAGES, Place, hints

COMMANDS = (
    Command("finding-present", "Present", ("P",), Where.OPEN_REVIEW, "Checklist", "present"),
    Command("edit-note", "Note", ("N",), Where.OPEN_REVIEW, "Checklist"),
    Command("sign", "Sign", ("Ctrl+Return",), Where.OPEN_REVIEW, "Case"),
    Command("amend", "Amend", ("Ctrl+Shift+A",), Where.REVIEW, "Case", "amend"),
    Command("match-pane", "Match", ("M",), Where.REVIEW, "Pages", "match"),
    Command("unbound", "No key", (), Where.REVIEW, "Case", "nothing"),
)


def test_while_reading_the_hinted_commands_are_named_and_amending_only_where_it_is_possible() -> None:
    assert hints(COMMANDS, Place.READING, read_only=False) == (("P", "present"),)
    signed = tuple(command for command in COMMANDS if command.where is Where.REVIEW)
    assert hints(signed, Place.READING, read_only=True) == (("Ctrl+Shift+A", "amend"),)


def test_keys_for_two_panes_are_named_only_while_there_are_two() -> None:
    assert ("M", "match") in hints(COMMANDS, Place.READING, read_only=False, split=True)
    assert ("M", "match") not in hints(COMMANDS, Place.READING, read_only=False)
    assert ("M", "match") not in hints(COMMANDS, Place.FILTER, read_only=False, split=True)


def test_the_next_hit_is_named_only_while_the_search_is_open() -> None:
    searched = (*COMMANDS, Command("next-hit", "Next hit", ("F3",), Where.REVIEW, "Pages", "next hit"))
    assert ("F3", "next hit") in hints(searched, Place.READING, read_only=False, searching=True)
    assert ("F3", "next hit") not in hints(searched, Place.READING, read_only=False)


@pytest.mark.parametrize("place", [place for place in Place if place not in (Place.READING, *BESIDE_PAGES)])
def test_where_one_types_marking_keys_are_not_named(place: Place) -> None:
    named = hints(COMMANDS, place, read_only=False)
    assert named
    assert ("P", "present") not in named


def test_what_one_decides_with_is_named_where_one_decides() -> None:
    propose = Command("propose-rationale", "Propose", ("Ctrl+R",), Where.OPEN_REVIEW, "Case")
    assert hints((propose, *COMMANDS), Place.DECISION, read_only=False)[-2:] == (
        ("Ctrl+R", "rationale"),
        ("Ctrl+Enter", "sign"),
    )


def test_signing_is_named_where_one_decides() -> None:
    assert ("Ctrl+Enter", "sign") in hints(COMMANDS, Place.OUTCOMES, read_only=False)
    assert ("Ctrl+Enter", "sign") in hints(COMMANDS, Place.DECISION, read_only=False)
    assert ("Ctrl+Enter", "sign") not in hints((), Place.DECISION, read_only=False)
    assert ("Ctrl+Enter", "sign") not in hints(COMMANDS, Place.ONE_LINE, read_only=False)


def test_beside_discrepancies_and_matches_the_keys_have_the_words_that_they_have_there() -> None:
    commands = (*COMMANDS, Command("show-readings", "Both", ("B",), Where.REVIEW, "Checklist"))
    assert hints(commands, Place.DISCREPANCIES, read_only=False) == (("B", "both sides"),)
    assert hints(commands, Place.MATCHES, read_only=False) == (("P", "present"),)


def test_beside_a_proposed_discrepancy_taking_and_dismissing_it_are_named() -> None:
    take = Command("authority-confirm", "Confirm", ("Y",), Where.OPEN_REVIEW, "Checklist")
    dismiss = Command("remove-evidence", "Take away", ("Del",), Where.OPEN_REVIEW, "Checklist")
    named = hints((take, dismiss), Place.CANDIDATE, read_only=False)
    assert [word for _key, word in named] == ["record it", "no discrepancy"]


def test_in_a_signed_review_a_filter_keeps_its_own_keys() -> None:
    signed = tuple(command for command in COMMANDS if command.where is Where.REVIEW)
    assert hints(signed, Place.ACTS_FILTER, read_only=True)[0] == ("Enter", "to the acts")
    assert hints(signed, Place.OUTCOMES, read_only=True) == hints(signed, Place.READING, read_only=True)
