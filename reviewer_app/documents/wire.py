"""The messages between the program and its page worker: a length in four bytes, then one JSON object.

JSON and not pickle, because the worker reads untrusted documents and its answers are untrusted too.
Imported before Qt and by the worker, so it imports next to nothing.
"""

from __future__ import annotations

import json
from typing import IO

MAX_MESSAGE = 32 * 1024 * 1024
"""Longest message in bytes; a longer one is a fault of the sender."""

Message = dict[str, object]


class WireError(Exception):
    """The other side sent something that is no message."""


def encode(message: Message) -> bytes:
    """The bytes of one message."""
    body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii")
    return framed(body)


def framed(body: bytes) -> bytes:
    """The bytes of a message whose body is encoded already."""
    if len(body) > MAX_MESSAGE:
        raise WireError("message too long")
    return len(body).to_bytes(4, "little") + body


def read_body(stream: IO[bytes]) -> bytes | None:
    """The body of the next message, or None at the end of the stream or when what follows is no message."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "little")
    if length > MAX_MESSAGE:
        return None
    body = stream.read(length)
    return body if len(body) == length else None


def decode(body: bytes) -> Message:
    """The message in a body. Raises WireError when it is not one JSON object."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WireError("not JSON") from error
    if not isinstance(message, dict):
        raise WireError("not an object")
    return message
