"""What a signature would cover, in words, before it is given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """One thing that is signed: what it is, and what it says, line by line."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SigningPreview:
    """``digest`` is the SHA-256 of the content as it would be stored now; signing with it is refused when the
    content is another one by then. What signing itself adds, the moment and the clock's entry of that moment,
    is not in it. ``attestation`` is the sentence as it is stored."""

    items: tuple[PreviewItem, ...]
    attestation: str
    digest: str
