"""What a link says before anything opens: where it leads, in full, and what one should know first.

An address is shown in the very form in which it is handed to the desktop: plain ASCII letters, foreign names
as ``xn--``, everything else percent-encoded. What could look like something else is shown and never opened.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QUrl, QUrlQuery

from reviewer_app.domain.contents import Link
from reviewer_app.gui.models.page_names import printed_number

WEB = ("http", "https")
MAIL = "mailto"
ADDRESS_STARTS = tuple(f"{scheme}:" for scheme in (*WEB, MAIL))
MAIL_FIELDS = frozenset(("subject", "body"))
"""What a mail address may fill in; by other fields some mail programs attach a file of this computer."""

CONCEALING = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"))
"""Unicode categories that do not show or that change the order of what stands beside them; the plain space is
let through."""

LEADS_OUT = "Leads out of this document"
ONLY_ADDRESSES = "Not opened: only web and mail addresses are, nothing that starts a program or opens a file."
MISLEADING = "Not opened: the address is incomplete, or written in a way that can look like another one."


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
        first = f"{self.heading.rstrip('.')}."
        return " ".join(part for part in (first, *self.remarks, self.target) if part)


def words_of(link: Link, label: str = "") -> LinkWords:
    """What is said about a link. ``label`` is what is printed on the page that it leads to."""
    if link.page:
        printed = printed_number(link.page, label)
        called = f"{link.page:,} ({printed})" if printed else f"{link.page:,}"
        return LinkWords(f"Leads to page {called} of this document")
    if not link.target:
        return LinkWords("Leads nowhere: the document does not say where.")
    opened = _opened_words(link.target) if link.opens else None
    if opened is not None:
        return opened
    like_address = link.target.lstrip().lower().startswith(ADDRESS_STARTS)
    return LinkWords(LEADS_OUT, plain(link.target), (MISLEADING if like_address else ONLY_ADDRESSES,))


def _opened_words(target: str) -> LinkWords | None:
    """What is said of an address that may be opened; ``None`` for one that may not."""
    url = QUrl(target, QUrl.ParsingMode.StrictMode)
    # What is opened is made from what is shown, not from what the document has.
    shown = bytes(url.toEncoded().data()).decode("ascii")
    url = QUrl.fromEncoded(QByteArray(shown.encode("ascii")), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.userInfo() or not target.isascii() or plain(target) != target:
        return None
    if url.scheme() == MAIL:
        return _mail_words(url, shown)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    if url.scheme() not in WEB or not host:
        return None
    return LinkWords(f"Leads to {host}", shown, tuple(_web_remarks(url, host)), shown)


def _web_remarks(url: QUrl, host: str) -> list[str]:
    remarks = []
    if any(part.startswith("xn--") for part in host.split(".")):
        remarks.append("The name has letters beyond a to z (xn--), which can look like others.")
    if url.scheme() == "http":
        remarks.append("The connection is not encrypted (http).")
    return remarks


def _mail_words(url: QUrl, shown: str) -> LinkWords | None:
    decoded = QUrl.ComponentFormattingOption.FullyDecoded
    fields = [name for name, _value in QUrlQuery(url).queryItems(decoded)]
    receiver = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    if not receiver or not MAIL_FIELDS.issuperset(name.lower() for name in fields):
        return None
    remarks = (f"Fills in: {', '.join(fields)}.",) if fields else ()
    return LinkWords(f"Writes a mail to {receiver}", shown, remarks, shown)


def plain(text: str) -> str:
    """The text with every character that conceals something written out as its number."""
    return "".join(
        f"⟨U+{ord(one):04X}⟩" if one != " " and unicodedata.category(one) in CONCEALING else one
        for one in text
    )
