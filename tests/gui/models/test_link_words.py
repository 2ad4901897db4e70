"""What a link says before anything opens: the whole truth, and nothing that looks like something else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QUrl

from reviewer_app.domain.contents import Link
from reviewer_app.domain.pages import Rect
from reviewer_app.gui.models.link_words import (
    ATTACHES,
    NOT_AN_ADDRESS,
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
        ("https://bank.example@evil.example/", "evil.example", "before the @ (bank.example)"),
        ("https://bank.example:pw@evil.example/", "evil.example", "before the @ (bank.example:pw)"),
        ("http://example.org/", "example.org", "not encrypted"),
        (CYRILLIC, "xn--pple-43d.com", "letters beyond a to z"),
    ],
)
def test_what_misleads_about_an_address_is_told(target: str, host: str, remark: str) -> None:
    words = said(target)
    assert words.heading == f"Leads to {host}"
    assert remark in " ".join(words.remarks)
    assert words.target.isascii()
    assert words.address == words.target


def test_what_is_opened_is_exactly_what_is_shown() -> None:
    for target in (
        CYRILLIC,
        "https://example.org/a b/\N{LATIN SMALL LETTER U WITH DIAERESIS}?q=\N{EURO SIGN}",
        "https://example.org/%2e%2e/%61",
        "https://example.org/?x=<script>\"'",
        "https://example.org/" + "long/" * 400,
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
        "https://exa\nmple.org",
        f"https://example.org/{TURNED}gpj.exe",
        "https://exa mple.org/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailtox:a@b",
        "example.org",
        "//example.org",
        "\\\\server\\share",
        "",
    ],
)
def test_what_is_no_sound_address_is_never_opened_whatever_the_document_reader_says(target: str) -> None:
    words = said(target)
    assert words.address == ""
    assert not target or NOT_AN_ADDRESS in words.remarks
    assert TURNED not in words.target
    assert "\n" not in words.target


def test_programs_files_and_scripts_are_shown_and_not_opened() -> None:
    target = f"C:\\tools\\run{TURNED}fdp.exe /x"
    words = words_of(Link(BOX, target=target))
    assert words.remarks == (ONLY_ADDRESSES,)
    assert words.address == ""
    assert words.target == "C:\\tools\\run⟨U+202E⟩fdp.exe /x"
    # An address that the reader of the document would not vouch for is not opened either.
    assert words_of(Link(BOX, target="https://example.org/")).address == ""


def test_a_mail_says_what_it_fills_in_and_attaches_nothing() -> None:
    words = said("mailto:a@example.org?subject=Records&body=Hi")
    assert words.remarks == ("Fills in: subject, body.",)
    assert words.address
    for name in ("attach", "Attachment", "%61ttach"):
        refused = said(f"mailto:a@example.org?subject=x&{name}=/home/me/.ssh/id")
        assert refused.remarks == (ATTACHES,)
        assert refused.address == ""
    assert said("mailto:").heading == "Writes a mail to nobody yet"


def test_plain_text_shows_what_conceals_something() -> None:
    assert plain("a b\tc") == "a b⟨U+0009⟩c"
    assert plain("x\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}y") == "x⟨U+200B⟩⟨U+00A0⟩y"
    assert plain("Grüße") == "Grüße"


def test_everything_is_said_to_a_screen_reader() -> None:
    spoken = said("https://bank.example@evil.example/").spoken
    assert spoken.startswith("Leads to evil.example. What stands before the @")
    assert spoken.endswith("https://bank.example@evil.example/")
