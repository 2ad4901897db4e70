"""Messages survive the wire; nothing that a hostile worker can send gets past the checks."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.documents import answers, wire
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
    "word",
]


@pytest.mark.parametrize("row", BAD_WORDS)
def test_words_that_are_none_are_refused(row: object) -> None:
    answer = json.loads(json.dumps({"words": [[0, 0, 1, 1, "fine", 0, 0, 0], row], "notes": []}))
    with pytest.raises(AnswerError):
        answers.text(answer)


@pytest.mark.parametrize("row", [[0, 1, 0, ""], [1, 1, 45, ""], [1, 1, 90, 3], [1, 1, "90", ""], [1, 1, 90]])
def test_page_sizes_that_are_none_are_refused(row: list[object]) -> None:
    with pytest.raises(AnswerError):
        answers.geometry({"pages": [row]})
