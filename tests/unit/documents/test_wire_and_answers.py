"""Messages survive the wire; nothing that a hostile worker can send gets past the checks."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.documents import answers, content_answers, wire
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.pixel_buffer import create

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
messages = st.dictionaries(st.text(), plain, max_size=5)
KEYS = [
    "ok",
    "pages",
    "notes",
    "words",
    "format",
    "width",
    "height",
    "stride",
    "scale",
    "x",
    "y",
    "page_width",
    "attachments",
    "outline",
    "links",
    "text",
    "count",
    "boxes",
    "length",
    "more",
]


@settings(deadline=None)
@given(st.lists(messages, max_size=3))
def test_messages_come_back_as_they_were(sent: list[wire.Message]) -> None:
    stream = io.BytesIO(b"".join(wire.encode(message) for message in sent))
    for message in sent:
        body = wire.read_body(stream)
        assert body is not None
        assert wire.decode(body) == message
    assert wire.read_body(stream) is None


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    body = wire.read_body(io.BytesIO(data))
    if body is not None:
        with suppress(wire.WireError):
            assert isinstance(wire.decode(body), dict)


def test_too_long_a_message_is_not_sent() -> None:
    with pytest.raises(wire.WireError):
        wire.encode({"text": "x" * wire.MAX_MESSAGE})


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), plain, max_size=12))
def test_any_answer_is_a_value_or_refused(answer: wire.Message) -> None:
    pixels = create()
    for check in (
        lambda: answers.opened(answer),
        lambda: answers.geometry(answer),
        lambda: answers.text(answer),
        lambda: answers.picture(answer, 0, pixels),
        lambda: answers.png(answer, pixels),
        lambda: content_answers.searchable(answer),
        lambda: content_answers.contents(answer),
        lambda: content_answers.links(answer),
        lambda: content_answers.portion(answer, pixels),
    ):
        with suppress(AnswerError):
            assert check() is not None
    pixels.close()


BAD_WORDS = [
    [0, 0, 1, 1, "a", 0, 0],
    [0, 0, 1, 1, "a", 0, 0, -1],
    [0, 0, 1, 1, None, 0, 0, 0],
    [2, 0, 1, 1, "swapped", 0, 0, 0],
    [0, 0, float("nan"), 1, "a", 0, 0, 0],
    [0, 0, float("inf"), 1, "a", 0, 0, 0],
    [0, 0, "1", 1, "a", 0, 0, 0],
    [0, 0, 1, 1, "\ud800", 0, 0, 0],
    "word",
]


@pytest.mark.parametrize("row", BAD_WORDS)
def test_words_that_are_none_are_refused(row: object) -> None:
    answer = json.loads(json.dumps({"words": [[0, 0, 1, 1, "fine", 0, 0, 0], row], "notes": []}))
    with pytest.raises(AnswerError):
        answers.text(answer)


def test_a_label_that_could_not_be_printed_is_written_out() -> None:
    (page,) = answers.geometry({"pages": [[612, 792, 90, "a\ud800\nb\x00"]]})
    assert page.label == "a\\ud800 b\\x00"


BAD_CONTENTS = [
    {"outline": [["title", 0, 1]], "attachments": []},
    {"outline": [["title", 33, 1]], "attachments": []},
    {"outline": [["title", 1, -1]], "attachments": []},
    {"outline": [[None, 1, 1]], "attachments": []},
    {"outline": [["t" * 301, 1, 1]], "attachments": []},
    {"outline": [["title", 1, 1]] * 5_001, "attachments": []},
    {"outline": [], "attachments": [["name", -1, ""]]},
    {"outline": [], "attachments": [["name", 0]]},
    {"outline": [], "attachments": [["n" * 2_001, 0, ""]]},
    {"outline": [], "attachments": [["name", 0, ""]] * 1_001},
    {"outline": []},
]


@pytest.mark.parametrize("answer", BAD_CONTENTS)
def test_contents_that_are_none_are_refused(answer: wire.Message) -> None:
    with pytest.raises(AnswerError):
        content_answers.contents(answer)


BAD_LINKS = [
    [0, 0, 1, 1, 1, "unknown", ""],
    [0, 0, 1, 1, -1, "page", ""],
    [0, 0, 1, 1, 0, "address", None],
    [2, 0, 1, 1, 0, "address", "x"],
    [0, 0, 1, float("inf"), 0, "address", "x"],
    [0, 0, 1, 1, 0, "address", "x" * 2_002],
    [0, 0, 1, 1, 0, "address"],
]


@pytest.mark.parametrize("row", BAD_LINKS)
def test_links_that_are_none_are_refused(row: list[object]) -> None:
    with pytest.raises(AnswerError):
        content_answers.links({"links": [row]})


def test_only_the_program_decides_which_addresses_may_be_opened() -> None:
    row = [0, 0, 1, 1, 7, "address", "https://known.example\\@other.example"]
    (link,) = content_answers.links({"links": [row]})
    assert (link.page, link.target, link.opens) == (0, "https://known.example\\@other.example", False)


@pytest.mark.parametrize(
    "answer", [{"length": 5}, {"length": 5, "more": True}, {"length": -1, "more": False}, {"length": 1 << 25}]
)
def test_a_part_of_a_file_that_is_none_is_refused(answer: wire.Message) -> None:
    pixels = create()
    with pytest.raises(AnswerError):
        content_answers.portion(answer, pixels)
    pixels.close()


@pytest.mark.parametrize(
    "row", [[0, 1, 0, ""], [1, 1, 45, ""], [1, 1, 90, 3], [1, 1, "90", ""], [1, 1, 90], [1, 1, 0, "x" * 101]]
)
def test_page_sizes_that_are_none_are_refused(row: list[object]) -> None:
    with pytest.raises(AnswerError):
        answers.geometry({"pages": [row]})
