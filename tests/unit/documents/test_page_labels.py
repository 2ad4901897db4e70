"""Labels of pages, however they are written or meant to do harm."""

from __future__ import annotations

import pytest

from reviewer_app.documents.page_reader import PageReader
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import raw_pdf


def labelled_pdf(labels: bytes) -> bytes:
    """Two pages with these page labels in the catalog."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/PageLabels %s>>" % labels,
            2: b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            3: page,
            4: page,
        }
    )


def labels_of(reader: PageReader, key: str) -> tuple[str, ...]:
    return tuple(page.label for page in reader.geometry(key, 1, 2))


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        (b"/S/D/P<FEFF00C40020>", ("Ä 1", "Ä 2")),
        (b"/S/D/P<FEFF0041202E0042000A>", ("A\\u202eB 1", "A\\u202eB 2")),
        (b"/S/R/St 1999", ("MCMXCIX", "MM")),
        (b"/S/r/St 2147483646", ("2147483646", "2147483647")),
        (b"/S/A/St 26", ("Z", "AA")),
        (b"/S/a/St 2147483646", ("2147483646", "2147483647")),
        (b"/S/D/St -5", ("1", "2")),
        (b"/S/D/P(%s)" % (b"x" * 200), ("x" * 100, "x" * 100)),
        (b"/S/X/P(cover)", ("cover", "cover")),
        (b"/P/Name/S[]", ("Name", "Name")),
    ],
)
def test_odd_labels_are_readable(
    module_reader: PageReader, register: Registered, rule: bytes, labels: tuple[str, ...]
) -> None:
    key = register(labelled_pdf(b"<</Kids[<</Kids[<</Nums[0<<%s>>]>>]>>]>>" % rule))
    assert labels_of(module_reader, key) == labels


@pytest.mark.parametrize(
    "labels",
    [
        b"[]",
        b"<</Nums 5>>",
        b"<</Nums[(x)<<>>]>>",
        b"<</Nums[0]>>",
        b"<</Nums[0 7]>>",
        b"<</Nums[99<</S/D>>]>>",
        b"<</Kids 2 0 R>>",
    ],
)
def test_broken_labels_are_none(module_reader: PageReader, register: Registered, labels: bytes) -> None:
    assert labels_of(module_reader, register(labelled_pdf(labels))) == ("", "")


def test_many_labels_take_no_longer_than_few(module_reader: PageReader, register: Registered) -> None:
    rules = b"".join(b"%d<</S/D/St %d>>" % (index, index + 1) for index in range(100_000))
    key = register(labelled_pdf(b"<</Nums[%s]>>" % rules))
    assert labels_of(module_reader, key) == ("1", "2")
