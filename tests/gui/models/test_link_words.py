"""What a link says before anything opens: the whole truth, and nothing that looks like something else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QUrl

from reviewer_app.domain.contents import Link
from reviewer_app.domain.pages import Rect
from reviewer_app.gui.models.link_words import (
    LEADS_OUT,
    MISLEADING,
    ONLY_ADDRESSES,
    LinkWords,
    plain,
    words_of,
)

BOX = Rect(0, 0, 10, 10)
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"
CYRILLIC = "https://\N{CYRILLIC SMALL LETTER A}pple.com/"


def said(target: str) -> LinkWords:
    return words_of(Link(BOX, target=target, opens=True))


def test_a_link_inside_names_the_page_and_what_is_printed_on_it() -> None:
    assert words_of(Link(BOX, page=12)).heading == "Leads to page 12 of this document"
    assert words_of(Link(BOX, page=12), "12").heading == "Leads to page 12 of this document"
    assert words_of(Link(BOX, page=4), "iv").heading == "Leads to page 4 (iv) of this document"
    assert words_of(Link(BOX)) == LinkWords("Leads nowhere: the document does not say where.")


@pytest.mark.parametrize(
    ("target", "heading"),
    [
        ("https://www.example.org/a?b=c#d", "Leads to www.example.org"),
        ("HTTPS://Example.org", "Leads to example.org"),
        ("https://example.org:8443/", "Leads to example.org"),
        ("https://192.0.2.1/x", "Leads to 192.0.2.1"),
        ("mailto:desk@example.org", "Writes a mail to desk@example.org"),
    ],
)
def test_an_address_that_hides_nothing_is_opened_as_it_stands(target: str, heading: str) -> None:
    words = said(target)
    assert words.heading == heading
    assert words.remarks == ()
    assert words.address == words.target
    assert words.address.lower() == target.lower()


@pytest.mark.parametrize(
    ("target", "host", "remark"),
    [
        ("http://example.org/", "example.org", "not encrypted"),
        ("https://xn--pple-43d.com/", "xn--pple-43d.com", "letters beyond a to z"),
    ],
)
def test_what_one_should_know_about_an_address_is_told(target: str, host: str, remark: str) -> None:
    words = said(target)
    assert words.heading == f"Leads to {host}"
    assert remark in " ".join(words.remarks)
    assert words.address == words.target == target


def test_what_is_opened_is_exactly_what_is_shown() -> None:
    for target in (
        "HTTPS://Example.ORG:443/%2e%2e/%61?x=%3Cscript%3E#a",
        "https://example.org/a'(b)*c",
        "https://example.org/" + "long/" * 400,
        "mailto:a@example.org?subject=A%20b%E2%82%AC",
    ):
        words = said(target)
        assert words.address, target
        opened = QUrl.fromEncoded(QByteArray(words.address.encode("ascii")))
        assert bytes(opened.toEncoded().data()).decode() == words.target


@pytest.mark.parametrize(
    "target",
    [
        "https://",
        "https:///etc/passwd",
        "https://bank.example@evil.example/",
        "https://bank.example:pw@evil.example/",
        "https://exa\nmple.org",
        "https://exa mple.org/",
        "https://example.org/a b",
        f"https://example.org/{TURNED}gpj.exe",
        CYRILLIC,
        "mailto:",
        "mailto:a@example.org?subject=x&attach=/home/me/.ssh/id",
        "mailto:a@example.org?%61ttachment=/home/me/.ssh/id",
        "mailto:a@example.org?bcc=b@example.org",
    ],
)
def test_an_address_that_can_mislead_is_shown_and_never_opened(target: str) -> None:
    """Even when whoever read the document takes it for one that may be opened."""
    words = said(target)
    assert words.address == ""
    assert words.remarks == (MISLEADING,)
    assert TURNED not in words.target
    assert "\n" not in words.target


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailtox:a@b",
        "example.org",
        "//example.org",
        "\\\\host\\x",
    ],
)
def test_what_is_no_address_is_never_opened(target: str) -> None:
    assert said(target) == LinkWords(LEADS_OUT, target, (ONLY_ADDRESSES,))


def test_programs_files_and_scripts_are_shown_and_not_opened() -> None:
    target = f"C:\\tools\\run{TURNED}fdp.exe /x"
    words = words_of(Link(BOX, target=target))
    assert words.remarks == (ONLY_ADDRESSES,)
    assert words.address == ""
    assert words.target == "C:\\tools\\run⟨U+202E⟩fdp.exe /x"
    # An address that the reader of the document would not vouch for is not opened either.
    assert words_of(Link(BOX, target="https://example.org/")) == LinkWords(
        LEADS_OUT, "https://example.org/", (MISLEADING,)
    )


def test_a_mail_says_what_it_fills_in() -> None:
    words = said("mailto:a@example.org?subject=Records&body=Hi")
    assert words.heading == "Writes a mail to a@example.org"
    assert words.remarks == ("Fills in: subject, body.",)
    assert words.address


def test_plain_text_shows_what_conceals_something() -> None:
    assert plain("a b\tc") == "a b⟨U+0009⟩c"
    assert plain("x\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}y") == "x⟨U+200B⟩⟨U+00A0⟩y"
    assert plain("Grüße") == "Grüße"


def test_everything_is_said_to_a_screen_reader() -> None:
    spoken = said("http://example.org/").spoken
    assert spoken == "Leads to example.org. The connection is not encrypted (http). http://example.org/"
