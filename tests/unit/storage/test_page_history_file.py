"""The file of the page history: kept, put aside where it is damaged, left alone where it is newer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer_app.domain.same_page import PagePlace, PageSketch, SeenCase
from reviewer_app.storage.connection import open_database, open_with_one_of
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.page_history import KIND, PageHistory
from reviewer_app.storage.page_history_file import FILE_NAME, open_page_history

KEYS = GivenKey(DatabaseKey.new())
SKETCH = PageSketch(("lumbar", "pain"), (1, 2), 7)
PLACE = PagePlace("aa", 1)
NOWHERE = PagePlace("", 0)
SEEN = datetime(2026, 1, 5, tzinfo=UTC)


def opened(folder: Path) -> PageHistory:
    found = open_page_history(folder, KEYS)
    assert found.told == ""
    assert found.history is not None
    return found.history


def filled(folder: Path) -> Path:
    with closing(opened(folder)) as history:
        history.show_case(SeenCase("one", folder, seen_at=SEEN), [("aa", "note.pdf")])
        history.keep([(PLACE, SKETCH)])
    return folder / FILE_NAME


def test_what_was_kept_is_there_again_and_the_file_says_nothing_without_its_key(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert b"lumbar" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    with closing(opened(tmp_path)) as history:
        assert [seen.place for seen in history.candidates(SKETCH, NOWHERE)] == [PLACE]


@pytest.mark.parametrize("damage", ["beginning", "another-key", "no-database", "tables"])
def test_a_file_that_cannot_be_read_is_kept_aside_and_told(tmp_path: Path, damage: str) -> None:
    path = filled(tmp_path)
    if damage == "beginning":
        path.write_bytes(b"x" * 200 + path.read_bytes()[200:])
    elif damage == "no-database":
        path.write_bytes(b"no database at all" * 500)
    elif damage == "another-key":
        path.unlink()
        open_database(path, DatabaseKey.new(), KIND).close()
    else:
        with closing(open_with_one_of(path, KEYS.keys(), KIND)) as database:
            database.execute("DROP TABLE seen_page_key")
    before = path.read_bytes()
    found = open_page_history(tmp_path, KEYS)
    assert found.history is not None
    with closing(found.history) as history:
        assert history.cases() == ()
    (aside,) = tmp_path.glob("page-history.damaged-*.db")
    assert aside.name in found.told
    assert aside.read_bytes() == before
    opened(tmp_path).close()


def test_a_file_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(open_with_one_of(path, KEYS.keys(), KIND)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    found = open_page_history(tmp_path, KEYS)
    assert found.history is None
    assert "newer version" in found.told
    assert path.read_bytes() == before


def test_a_file_in_use_elsewhere_is_done_without(tmp_path: Path) -> None:
    with closing(opened(tmp_path)):
        found = open_page_history(tmp_path, KEYS)
    assert found.history is None
    assert "in use" in found.told


def test_keys_of_another_sketch_are_made_anew_from_the_words(tmp_path: Path) -> None:
    def keys_of(words: Sequence[str]) -> Sequence[int]:
        return [len(words) * 1_000 + place for place in range(3)]

    with closing(opened(tmp_path)) as history:
        history.begin_renewal(1)
        for page in range(1, 6):
            history.keep([(PagePlace("aa", page), PageSketch(("word",) * page, (page,), page))])
        assert not history.renew(2, keys_of)
        history.begin_renewal(2)
        assert history.candidates(PageSketch((), (3,), 99), NOWHERE) == ()
        assert history.renew(2, keys_of)
        history.keep([(PagePlace("bb", 1), PageSketch(("new",), (77,), 8))])
        while history.renew(2, keys_of):
            pass
        for page in range(1, 6):
            (seen,) = history.candidates(PageSketch((), (page * 1_000,), 99), NOWHERE)[:1]
            assert seen.place == PagePlace("bb" if page == 1 else "aa", 1 if page == 1 else page)
        assert len(history.candidates(PageSketch((), (77,), 99), NOWHERE)) == 1
        history.begin_renewal(2)
        assert not history.renew(2, keys_of)
