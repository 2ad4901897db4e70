"""What a review knows of its case folder besides the documents with a content: the request as it was sent,
and files that could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestAsRead:
    """The request of request.json as the review was made with it: each field that is not empty, as its path
    and its value in words. To notice that the file changed."""

    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file without a content that could be read, as the review knows it. ``why`` is the sentence that was
    shown in its place."""

    file: str
    why: str = ""
