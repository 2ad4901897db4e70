"""All text of a page as it is indexed: the words that are drawn, then what fields and annotations say."""

from __future__ import annotations

import base64
import io
import struct
import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.documents import answers, content_answers
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.limits import MAX_WORDS
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.pages import NOTE_TEXT_CUT, Rect
from reviewer_app.domain.search import SearchableText
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import page_pdf, pdf, stream, text_content

EMPTY = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]")
"""An appearance that shows nothing, as forms have that are filled in by other programs."""


def boxes(found: SearchableText) -> list[Rect]:
    numbers = struct.unpack(f"<{len(found.boxes) // 4}f", found.boxes)
    return [Rect(*numbers[at : at + 4]) for at in range(0, len(numbers), 4)]


def annotated(*annotations: bytes, content: bytes = b"", form: bytes = b"", page: bytes = b"") -> bytes:
    """A page with annotations, whose appearance object 6 is empty."""
    numbers = b"".join(b"%d 0 R " % (7 + at) for at in range(len(annotations)))
    return page_pdf(
        content,
        catalog=b"/AcroForm<</Fields[%s]/DA(/F1 12 Tf 0 g)%s>>" % (numbers, form),
        page=b"/Annots[%s]" % numbers + page,
        objects={
            6: EMPTY,
            20: stream(b"from a stream"),
            **{7 + at: one for at, one in enumerate(annotations)},
        },
    )


def widget(entries: bytes, appearance: bytes = b"/AP<</N 6 0 R>>") -> bytes:
    return b"<</Subtype/Widget/T(f)/Rect[100 600 300 620]/F 4%s%s>>" % (entries, appearance)


def note(kind: bytes, entries: bytes) -> bytes:
    return b"<</Subtype/%s/Rect[100 500 300 520]/AP<</N 6 0 R>>%s>>" % (kind, entries)


def test_drawn_words_are_those_that_can_be_selected(module_reader: PageReader, register: Registered) -> None:
    content = text_content("two words", 72, 700) + text_content(" next  line", 72, 670)
    key = register(pdf(content))
    found = module_reader.searchable(key, 1)
    words = module_reader.text(key, 1).words
    assert found.text == "two words\nnext line"
    assert found.text.split() == [word.text for word in words]
    for box, word in zip(boxes(found), words, strict=True):
        edges = (word.rect.x0, word.rect.y0, word.rect.x1, word.rect.y1)
        assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(edges, abs=0.01)
    assert found.notes == ()


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        (b"/FT/Tx/V(Sciatica, right)", "Sciatica, right"),
        (b"/FT/Tx/V<FEFF0047007200F600DF0065>", "Größe"),
        (b"/FT/Tx/V(first line\\rsecond  line)", "first line\nsecond line"),
        (b"/FT/Tx/V 20 0 R", "from a stream"),
        (b"/FT/Tx/Ff 8192/V(a password)", ""),
        (b"/FT/Tx", ""),
        (b"/FT/Tx/V()", ""),
        (b"/FT/Tx/V 42", ""),
        (b"/FT/Ch/Ff 131072/V(b)/Opt[[(a)(Neck)][(b)(Lumbar spine)]]", "Lumbar spine"),
        (b"/FT/Ch/V[(a)(c)]/Opt[[(a)(Neck)][(b)(Back)](c)]", "Neck\nc"),
        (b"/FT/Ch/V(typed by hand)/Opt[(a)(b)]", "typed by hand"),
        (b"/FT/Btn/V/Yes/AS/Yes", "Yes"),
        (b"/FT/Btn/V/Off/AS/Off", ""),
        (b"/FT/Btn/Ff 32768/V/1/AS/1/Opt[(conservative care)(surgery)]", "surgery"),
        (b"/FT/Btn/Ff 32768/V/1/AS/Off/Opt[(conservative care)(surgery)]", ""),
        (b"/FT/Btn/Ff 65536/MK<</CA(Submit)>>", ""),
        (b"/FT/Sig/V<</Name(A Signer)>>", ""),
    ],
)
def test_the_value_of_a_field_is_found_though_nothing_shows_it(
    module_reader: PageReader, register: Registered, entries: bytes, text: str
) -> None:
    found = module_reader.searchable(register(annotated(widget(entries))), 1)
    assert found.text == text
    assert boxes(found) == [Rect(100, 172, 300, 192)] * len(text.split())


@pytest.mark.parametrize("appearance", [b"", b"/AP<</N 6 0 R>>"])
def test_a_choice_is_drawn_as_it_is_displayed_however_often_its_page_is_read(
    module_reader: PageReader, register: Registered, appearance: bytes
) -> None:
    """The text that is displayed for one choice may be what is stored for the next."""
    choice = widget(b"/FT/Ch/Ff 131072/V(a)/Opt[[(a)(b)][(b)(c)]]/DA(/F1 12 Tf 0 g)", appearance)
    form = annotated(choice, form=b"/NeedAppearances true")
    key = register(form.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%s]/Count 9" % (b"3 0 R " * 9)))
    assert len(module_reader.geometry(key, 1, 9)) == 9
    for page in (1, 2, 3, 4, 5, 6, 1, 2):
        assert [word.text for word in module_reader.text(key, page).words] == ["b"]
        assert module_reader.searchable(key, page).text == "b"


def test_a_field_has_its_kind_and_value_from_its_parent(
    module_reader: PageReader, register: Registered
) -> None:
    child = b"<</Subtype/Widget/Parent 8 0 R/Rect[100 600 300 620]/AP<</N 6 0 R>>>>"
    content = page_pdf(
        page=b"/Annots[7 0 R]",
        objects={6: EMPTY, 7: child, 8: b"<</FT/Tx/V(from above)/Kids[7 0 R]>>"},
    )
    assert module_reader.searchable(register(content), 1).text == "from above"


def test_what_is_hidden_is_not_found(module_reader: PageReader, register: Registered) -> None:
    content = annotated(widget(b"/FT/Tx/V(unseen)"), note(b"Text", b"/Contents(seen)"))
    assert module_reader.searchable(register(content.replace(b"/F 4", b"/F 2")), 1).text == "seen"


@pytest.mark.parametrize(
    ("kind", "entries", "text"),
    [
        (b"FreeText", b"/Contents(Failed physical therapy)", "Failed physical therapy"),
        (b"Text", b"/Contents(A note\\nof two lines)", "A note\nof two lines"),
        (b"Stamp", b"/Name/Approved/Contents(Received 2025-03-04)", "Received 2025-03-04"),
        (b"Highlight", b"/Contents(ask about this)", "ask about this"),
        (b"FreeText", b"/RC(<body><p>rich &amp; <b>bold</b></p></body>)", "rich & bold"),
        (b"Popup", b"/Contents(the words of its parent)", ""),
        (b"Link", b"/Contents(the words of the page)", ""),
        (b"Ink", b"", ""),
    ],
)
def test_what_an_annotation_says_is_found(
    module_reader: PageReader, register: Registered, kind: bytes, entries: bytes, text: str
) -> None:
    found = module_reader.searchable(register(annotated(note(kind, entries))), 1)
    assert found.text == text
    assert boxes(found) == [Rect(100, 272, 300, 292)] * len(text.split())


def test_what_is_drawn_in_its_place_is_not_listed_twice(
    module_reader: PageReader, register: Registered
) -> None:
    """However the drawn words are spaced, as in a form with a cell for each character."""
    content = annotated(
        widget(b"/FT/Tx/V(GH 4710 233)"),
        widget(b"/FT/Tx/V(other value)"),
        note(b"Highlight", b"/Contents(Sciatica)"),
        content=text_content("G H 4 7 1 0 2 3 3", 102, 604) + b"\n" + text_content("Sciatica", 102, 504),
    )
    found = module_reader.searchable(register(content), 1)
    assert found.text.split() == [*"GH4710233", "Sciatica", "other", "value"]


def test_the_same_words_elsewhere_do_not_count_as_drawn(
    module_reader: PageReader, register: Registered
) -> None:
    content = annotated(widget(b"/FT/Tx/V(Sciatica)"), content=text_content("Sciatica", 102, 100))
    assert module_reader.searchable(register(content), 1).text == "Sciatica\nSciatica"


@pytest.mark.parametrize("form", [b"", b"/NeedAppearances true"])
def test_a_form_filled_in_by_a_common_library_is_found(
    module_reader: PageReader, register: Registered, form: bytes
) -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(612, 792))
    canvas.drawString(72, 740, "Request form")
    canvas.acroForm.textfield(name="dx", value="Lumbar radiculopathy", x=72, y=700, width=200, height=20)
    canvas.acroForm.checkbox(name="pt", checked=True, x=72, y=660)
    canvas.acroForm.choice(
        name="side", value="right", options=[("left side", "left"), ("right side", "right")], x=72, y=620
    )
    canvas.save()
    key = register(target.getvalue().replace(b"/NeedAppearances (true)", form))
    words = module_reader.searchable(key, 1).text.split()
    assert words[:2] == ["Request", "form"]
    assert {"Lumbar", "radiculopathy", "Yes", "right"} <= set(words)
    assert words.count("radiculopathy") == 1


@pytest.mark.parametrize(
    ("boxes_of_page", "place"),
    [
        (b"/Rotate 90", Rect(600, 100, 620, 300)),
        (b"/Rotate 180", Rect(312, 600, 512, 620)),
        (b"/CropBox[50 50 500 700]", Rect(50, 80, 250, 100)),
        (b"/UserUnit 2", Rect(200, 344, 600, 384)),
    ],
)
def test_a_value_lies_where_its_field_is_seen(
    module_reader: PageReader, register: Registered, boxes_of_page: bytes, place: Rect
) -> None:
    content = annotated(widget(b"/FT/Tx/V(here)"), page=boxes_of_page)
    assert boxes(module_reader.searchable(register(content), 1)) == [place]


def test_white_space_of_all_kinds_separates_words(module_reader: PageReader, register: Registered) -> None:
    value = "a\u2003b\u00a0c\u3000d\u2028e\x1cf".encode("utf-16-be").hex().encode()
    found = module_reader.searchable(register(annotated(widget(b"/FT/Tx/V<FEFF%s>" % value))), 1)
    assert found.text.split() == ["a", "b", "c", "d", "e", "f"]
    assert len(found.boxes) == 6 * 16


def test_a_page_with_more_words_than_are_listed_says_so(
    module_reader: PageReader, register: Registered
) -> None:
    content = annotated(*[note(b"Text", b"/Contents(%s)" % (b"w " * 20_000))] * 3)
    found = module_reader.searchable(register(content), 1)
    assert len(found.text.split()) == MAX_WORDS
    assert found.notes == (NOTE_TEXT_CUT,)


def test_a_page_crowded_with_words_and_notes_is_read_in_time(
    module_reader: PageReader, register: Registered
) -> None:
    lines = b"\n".join(text_content("x " * 100, 10, 1 + at % 790) for at in range(400))
    notes = [note(b"Text", b"/Contents(seen %d)" % at) for at in range(3_000)]
    found = module_reader.searchable(register(annotated(*notes, content=lines)), 1)
    assert {"x", "seen", "2999"} <= set(found.text.split())


def test_checking_the_text_of_a_page_costs_little(module_reader: PageReader, register: Registered) -> None:
    """A fraction of what the same words cost one by one: thousands of pages are read while somebody works."""
    lines = b"\n".join(text_content("some words of a page " * 4, 10, 780 - 12 * at) for at in range(50))
    key = register(pdf(lines))
    words = module_reader.text(key, 1).words
    page = module_reader.searchable(key, 1)
    rows = [[w.rect.x0, w.rect.y0, w.rect.x1, w.rect.y1, w.text, w.block, w.line, w.number] for w in words]
    together = {
        "text": page.text,
        "count": len(words),
        "boxes": base64.b64encode(page.boxes).decode(),
        "pictured": page.pictured,
        "notes": [],
    }
    quick = min(timeit.repeat(lambda: content_answers.searchable(together), number=1, repeat=30))
    slow = min(timeit.repeat(lambda: answers.text({"words": rows, "notes": []}), number=1, repeat=30))
    assert len(words) > 500
    assert quick < slow / 2


def test_plain_text_is_found_too(module_reader: PageReader, register: Registered) -> None:
    found = module_reader.searchable(register(b"called the\nprovider", "note.txt", "text/plain"), 1)
    assert found.text == "called the\nprovider"


def answer(words: str, *numbers: float, **fields: object) -> dict[str, object]:
    data = base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()
    return {"text": words, "count": len(words.split()), "boxes": data, "pictured": 0, "notes": [], **fields}


@pytest.mark.parametrize(
    "sent",
    [
        answer("two words", 0, 0, 1, 1),
        answer("one", 0, 0, 1, 1, 0, 0, 1, 1),
        answer("one", 0, 0, 1, float("nan")),
        answer("one", 0, 0, 1, float("inf")),
        answer("two words", 0, 0, 1, 1, 0, float("-inf"), float("inf"), 1),
        answer("one", 2, 0, 1, 1),
        answer("one", 0, 2, 1, 1),
        answer("one", -1e38, 0, 1, 1),
        answer("one", 0, 0, 1),
        answer("one", 0, 0, 1, 1, count=2),
        answer("one", 0, 0, 1, 1, count=True),
        answer("one", 0, 0, 1, 1, notes=["unknown"]),
        answer("one", 0, 0, 1, 1, pictured=1.5),
        answer("one", 0, 0, 1, 1, pictured=None),
        answer("one", 0, 0, 1, 1, boxes="not base64"),
        answer("one", 0, 0, 1, 1, boxes="\u00e9"),
        answer("one", 0, 0, 1, 1, boxes=None),
        answer("one", 0, 0, 1, 1, text=None),
        answer("\ud800", 0, 0, 1, 1),
        answer("a" * 3_000_000, 0, 0, 1, 1),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(sent: dict[str, object]) -> None:
    with pytest.raises(AnswerError):
        content_answers.searchable(sent)


@given(st.lists(st.tuples(*[st.floats(0, 1e6, width=32)] * 4), max_size=20))
def test_an_answer_that_makes_sense_is_taken_as_it_is(rects: list[tuple[float, float, float, float]]) -> None:
    ordered = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in rects]
    sent = answer(" ".join("w" for _ in ordered), *(edge for rect in ordered for edge in rect))
    assert boxes(content_answers.searchable(sent)) == [Rect(*rect) for rect in ordered]
