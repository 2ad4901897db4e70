"""What is amiss with a page: in a word, in a sentence, and on the page itself."""

from __future__ import annotations

from reviewer_app.domain import pages
from reviewer_app.gui.models.page_notes import SHORT, painted, sentences, short_words


def test_every_note_that_a_page_can_have_has_its_word() -> None:
    assert set(SHORT) == {note for name, note in vars(pages).items() if name.startswith("NOTE_")}


def test_notes_are_told_in_a_word_and_in_a_sentence() -> None:
    notes = (pages.NOTE_INVISIBLE_TEXT, pages.NOTE_BLANK)
    assert short_words(notes) == "invisible text, blank or failed"
    assert sentences(1_204, notes)[1] == "Page 1,204: blank or failed to draw."
    assert short_words(()) == ""


def test_what_every_scan_has_is_not_painted_over_its_pages() -> None:
    assert painted((pages.NOTE_INVISIBLE_TEXT,)) == ""
    assert painted((pages.NOTE_INVISIBLE_TEXT, pages.NOTE_UNSEEN_TEXT)) == pages.NOTE_UNSEEN_TEXT
