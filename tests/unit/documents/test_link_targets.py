"""Where links lead: shown so that nothing hides, and opened only in the plainest form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.documents.limits import MAX_TARGET
from reviewer_app.documents.link_targets import may_open, shown_target, visible


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://example.org:8080/a/b.html?c=d&e=%20f#g",
        "https://xn--bcher-kva.example/",
        "https://[2001:db8::1]/",
        "http://192.0.2.1/path;x=1",
        "mailto:records@clinic.example",
        "mailto:records@clinic.example?subject=Case%20PA-1&body=Please",
    ],
)
def test_plain_addresses_may_be_opened(address: str) -> None:
    assert may_open(address)
    assert shown_target("address", address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org/",
        "/etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "smb://example.org/share",
        "ms-word:ofe|u|https://example.org/a.docx",
        "https:///path",
        "https://",
        "https:example.org",
        " https://example.org",
        "https://example.org ",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://known.example@other.example/",
        "https://user:word@other.example/",
        "https://known.example\\@other.example/",
        "https://known.example\\.other.example/",
        "https://b\u00fccher.example/",
        "https://exa\u0440ple.org/",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\u200b",
        "https://example.org:port/",
        "https://-.example.org\x00/",
        "mailto:",
        "mailto:a@b.example,c@d.example",
        "mailto:a@b.example?attach=/etc/passwd",
        "mailto:a@b.example?subject=x&attachment=/etc/passwd",
        "mailto:a@b.example?cc=c@d.example",
        "https://example.org/" + "a" * MAX_TARGET,
    ],
)
def test_everything_else_is_not_opened(address: str) -> None:
    assert not may_open(address)


@given(st.text(max_size=60) | st.from_regex(r"(https?|mailto):.{0,40}", fullmatch=True))
def test_what_may_be_opened_is_shown_as_it_is(address: str) -> None:
    if may_open(address):
        assert shown_target("address", address) == address
        assert address.isascii()
        assert address.isprintable()
        assert "@" not in address.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]


@given(st.text())
def test_nothing_is_invisible_in_what_is_shown(text: str) -> None:
    assert visible(text).isprintable()


def test_what_a_target_is_stands_before_it() -> None:
    assert shown_target("program", "C:\\cmd.exe /c x") == "Program: C:\\cmd.exe /c x"
    assert shown_target("script", "app.alert(\n1)\u202e") == "Script: app.alert(\\n1)\\u202e"
    assert shown_target("file", "a" * (MAX_TARGET + 1)) == "File: " + "a" * MAX_TARGET + "\u2026"
