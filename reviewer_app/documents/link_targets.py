"""Where links lead, as it is shown to a reader, and which addresses may be opened after a click.

An address is opened exactly as it is shown, character by character. So whatever could look like something
else is not opened at all: characters beyond plain ASCII, spaces and control characters, back slashes, a name
before the host ("https://known.example@other.example"). A host in Punycode ("xn--...") is shown as such.
"""

from __future__ import annotations

import re

from reviewer_app.documents.limits import MAX_TARGET

KINDS = {
    "address": "",
    "file": "File: ",
    "program": "Program: ",
    "script": "Script: ",
    "form": "Sends the form to: ",
    "command": "Command: ",
}
"""Kinds of links that leave the document, each with what stands before its target."""

_HOST = r"(?:[A-Za-z0-9][A-Za-z0-9.\-]*|\[[0-9A-Fa-f:.]+\])"
_WEB = re.compile(rf"(?i:https?)://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?")
_MAIL = re.compile(
    r"(?i:mailto):[A-Za-z0-9\-._~!$'*+%/]+@[A-Za-z0-9.\-]+"
    r"(?:\?(?i:subject|body)=[A-Za-z0-9\-._~!$'()*+,;:@/%]*(?:&(?i:subject|body)=[A-Za-z0-9\-._~!$'()*+,;:@/%]*)*)?"
)
"""To one address; no other fields, since some mail programs take files from them."""


def may_open(address: str) -> bool:
    """Whether a link's address may be opened at all: http, https and mailto in their plainest form (RFC 3986,
    RFC 6068)."""
    return len(address) <= MAX_TARGET and bool(_WEB.fullmatch(address) or _MAIL.fullmatch(address))


def shown_target(kind: str, target: str) -> str:
    """A target as it is shown: what nobody sees, or what turns the direction of writing, is written out."""
    cut = target[:MAX_TARGET]
    more = "\N{HORIZONTAL ELLIPSIS}" if len(target) > MAX_TARGET else ""
    return KINDS[kind] + visible(cut) + more


def visible(text: str) -> str:
    """The text with control characters, invisible and direction marks as escapes such as ``\\u202e``."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)
