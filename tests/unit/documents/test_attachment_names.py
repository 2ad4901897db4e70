"""Names of attached files: whatever a document calls them, they are saved under a plain base name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.documents.attachment_names import LONGEST, NAMELESS, clean_name, clean_names

FORBIDDEN = set('/\\<>:"|?*')
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9", "com\xb9", "conin$", "conout$", "clock$"}

hostile = st.text(
    st.one_of(
        st.sampled_from('./\\:*?"<>| \t\n\r\0\x1b\x7f\u202e\u2066\u200b\u00a0\ufeff\ud800conprluxmt19$~-'),
        st.characters(),
    ),
    max_size=400,
)


@given(hostile)
def test_a_clean_name_is_safe_everywhere(wanted: str) -> None:
    name = clean_name(wanted)
    assert name
    assert name.isprintable()
    assert not FORBIDDEN & set(name)
    assert name[0] not in ". "
    assert name[-1] not in ". "
    assert name.partition(".")[0].rstrip().casefold() not in DEVICES
    assert len(name.encode()) <= LONGEST


@given(hostile)
def test_a_clean_name_is_cleaned_no_further(wanted: str) -> None:
    assert clean_name(clean_name(wanted)) == clean_name(wanted)


@given(st.lists(hostile, max_size=12))
def test_names_are_as_many_and_all_different(wanted: list[str]) -> None:
    names = clean_names(wanted)
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(clean_name(name) == name for name in names)


@given(st.integers(2, 40), st.text("a", min_size=120, max_size=300))
def test_long_names_that_are_alike_stay_short_and_keep_their_suffix(count: int, stem: str) -> None:
    names = clean_names([f"{stem}.pdf"] * count)
    assert len(set(names)) == count
    assert all(name.endswith(".pdf") and len(name.encode()) <= LONGEST for name in names)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("MRI report.pdf", "MRI report.pdf"),
        ("Größe 5 µm.txt", "Größe 5 µm.txt"),
        ("../../../../tmp/evil.exe", "evil.exe"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("C:\\Users\\x\\notes.txt", "notes.txt"),
        ("C:notes.txt", "notes.txt"),
        ("/etc/passwd", "passwd"),
        ("folder/", "folder"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("Aux .tar.gz", "_Aux .tar.gz"),
        ("...hidden", "hidden"),
        ("fdp.\u202eexe", "fdp. exe"),
        ("letter.pdf \u00a0 \u3000 .exe", "letter.pdf .exe"),
        ("a\nb\x00c.pdf", "a b c.pdf"),
        ("what?.pdf", "what_.pdf"),
        ("end. . .", "end"),
        ("", NAMELESS),
        ("..", NAMELESS),
        ("///", NAMELESS),
    ],
)
def test_names_in_particular(wanted: str, name: str) -> None:
    assert clean_name(wanted) == name


def test_names_that_differ_in_capitals_only_are_numbered() -> None:
    assert clean_names(["a.pdf", "A.pdf", "a.pdf", "a (2).pdf", "x", "x"]) == (
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "a (2) (2).pdf",
        "x",
        "x (2)",
    )
