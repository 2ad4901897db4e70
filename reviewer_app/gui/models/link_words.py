"""What a link says before anything opens: where it leads, in full, and what may mislead about it.

An address is shown in the very form in which it is handed to the desktop: plain ASCII letters, foreign names
as ``xn--``, everything else percent-encoded. Nothing that is shown can so look like something else.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QUrl, QUrlQuery

from reviewer_app.domain.contents import Link

WEB = ("http", "https")
MAIL = "mailto"
CONCEALING = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"))
"""Unicode categories that do not show or change the order of what stands beside them; the plain space is let
through."""

MAIL_FILES = frozenset(("attach", "attachment"))
"""Fields of a mail address by which some mail programs attach a file of this computer."""

ONLY_ADDRESSES = "Not opened: only web and mail addresses are, nothing that starts a program or opens a file."
NOT_AN_ADDRESS = "Not opened: this is not a complete web or mail address."
ATTACHES = "Not opened: it asks the mail program to attach a file."


@dataclass(frozen=True, slots=True)
class LinkWords:
    """``heading`` says where the link leads, ``target`` is what the document has, safe to read, ``remarks``
    are what one should know first, and ``address`` is what may be opened: empty, or equal to ``target``."""

    heading: str
    target: str = ""
    remarks: tuple[str, ...] = ()
    address: str = ""

    @property
    def spoken(self) -> str:
        return ". ".join(part for part in (self.heading, *self.remarks, self.target) if part)


def words_of(link: Link, label: str = "") -> LinkWords:
    """What is said about a link. ``label`` is the printed number of the page that it leads to."""
    if link.page:
        printed = f" ({label})" if label and label != str(link.page) else ""
        return LinkWords(f"Leads to page {link.page}{printed} of this document")
    if not link.target:
        return LinkWords("Leads nowhere: the document does not say where.")
    if not link.opens:
        return LinkWords("Leads out of this document", plain(link.target), (ONLY_ADDRESSES,))
    return _address_words(link.target)


def _address_words(target: str) -> LinkWords:
    url = QUrl(target, QUrl.ParsingMode.TolerantMode)
    # What is opened is made from what is shown, not from what the document has.
    shown = bytes(url.toEncoded().data()).decode("ascii")
    opened = QUrl.fromEncoded(QByteArray(shown.encode()), QUrl.ParsingMode.StrictMode)
    scheme = opened.scheme()
    if not opened.isValid() or opened != url or hidden(target) or scheme not in (*WEB, MAIL):
        return LinkWords("Leads out of this document", plain(target), (NOT_AN_ADDRESS,))
    if scheme == MAIL:
        return _mail_words(opened, shown)
    host = opened.host(QUrl.ComponentFormattingOption.FullyEncoded)
    if not host:
        return LinkWords("Leads out of this document", plain(target), (NOT_AN_ADDRESS,))
    return LinkWords(f"Leads to {host}", shown, tuple(_web_remarks(opened, host)), shown)


def _web_remarks(url: QUrl, host: str) -> list[str]:
    remarks = []
    login = url.userInfo(QUrl.ComponentFormattingOption.FullyEncoded)
    if login:
        remarks.append(f"What stands before the @ ({login}) is a name to log in with, not where it leads.")
    if any(part.startswith("xn--") for part in host.split(".")):
        remarks.append("The name has letters beyond a to z (xn--), which can look like others.")
    if url.scheme() == "http":
        remarks.append("The connection is not encrypted (http).")
    return remarks


def _mail_words(url: QUrl, shown: str) -> LinkWords:
    decoded = QUrl.ComponentFormattingOption.FullyDecoded
    fields = [name for name, _value in QUrlQuery(url).queryItems(decoded)]
    if any(name.lower() in MAIL_FILES for name in fields):
        return LinkWords("Writes a mail", shown, (ATTACHES,))
    remarks = (f"Fills in: {', '.join(plain(name) for name in fields)}.",) if fields else ()
    receiver = url.path(QUrl.ComponentFormattingOption.FullyEncoded) or "nobody yet"
    return LinkWords(f"Writes a mail to {receiver}", shown, remarks, shown)


def hidden(text: str) -> bool:
    """Whether the text has characters that do not show or that turn the order of others."""
    return plain(text) != text


def plain(text: str) -> str:
    """The text with every character that conceals something written out as its number."""
    return "".join(
        f"⟨U+{ord(one):04X}⟩" if one != " " and unicodedata.category(one) in CONCEALING else one
        for one in text
    )
