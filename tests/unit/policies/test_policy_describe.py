"""Packs as text for the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.errors import UsageError
from reviewer_app.policies.describe import LIST_HEADINGS, WIDTH, list_rows, list_text, show_text
from reviewer_app.policies.library import PolicyLibrary
from tests.unit.policies.packs import PackWriter


def test_list_has_a_row_for_each_version(write_pack: PackWriter, user_folder: Path) -> None:
    write_pack()
    write_pack("old.yaml", version="2020", effective_from="2020-01-01", effective_to="2020-12-31")
    library = PolicyLibrary.load(user_folder=user_folder)
    rows = list_rows(library)
    assert ("knee-care", "2020", "2020-01-01 to 2020-12-31", "guideline", "Care of the knee") in rows
    assert any(row[0] == "clinical-information" and row[2] == "from 2025-02-01" for row in rows)
    assert any(row[3] == "guideline, example" for row in rows)
    table = list_text(library).splitlines()
    assert table[0].split() == " ".join(LIST_HEADINGS).split()
    assert len(table) == len(rows) + 1
    assert len({line.index(row[1]) for line, row in zip(table[1:], rows, strict=True)}) == 1


def test_show_tells_everything_of_a_pack(shipped: PolicyLibrary) -> None:
    for pack in shipped.packs:
        text = show_text(shipped, pack.id)
        flowing = " ".join(text.split())
        assert all(len(line) <= WIDTH for line in text.splitlines())
        assert str(pack.effective_from) in text
        assert " ".join(pack.source.title.split()) in flowing
        for element in pack.elements:
            assert f"{element.row} {element.id}: {element.title}" in flowing
            assert element.question in flowing
            assert element.local_convention in flowing
        for item in (*pack.gates, *pack.statements):
            assert item.says in flowing
        assert all(prompt.question in flowing for prompt in pack.prompts)


def test_show_takes_the_newest_version_or_the_one_named(write_pack: PackWriter, user_folder: Path) -> None:
    write_pack("new.yaml", version="2", effective_from="2025-01-01", effective_to=None)
    write_pack("old.yaml", version="1", effective_from="2020-01-01")
    library = PolicyLibrary.load(user_folder=user_folder)
    assert "knee-care, version 2," in show_text(library, "knee-care")
    assert "Other installed versions: 1 (2020-01-01 to 2025-12-31)" in show_text(library, "knee-care")
    assert "knee-care, version 1," in show_text(library, "knee-care 1")


def test_an_example_says_so(shipped: PolicyLibrary) -> None:
    assert "no payer's policy" in show_text(shipped, "example-lumbar-transforaminal-injection")
    assert "no payer's policy" not in show_text(shipped, "clinical-information")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothing", "There is no policy pack nothing. Installed are: clinical-information,"),
        (
            "clinical-information 1999",
            "There is no version 1999 of clinical-information. Installed are: 2025-02-01.",
        ),
        ("", "There is no policy pack"),
    ],
)
def test_what_is_not_installed_is_told(name: str, words: str, shipped: PolicyLibrary) -> None:
    with pytest.raises(UsageError) as told:
        show_text(shipped, name)
    assert told.value.sentence.startswith(words)
