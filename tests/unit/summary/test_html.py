"""The HTML is one safe, self-contained, well-formed document."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.html import paper_html
from reviewer_app.summary.sections import summary_paper
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of

VOID = frozenset(("br", "img", "meta"))
SCRIPTING = frozenset(("script", "iframe", "object", "embed", "link", "form", "base", "svg", "a"))


@dataclass
class Page(HTMLParser):
    """The parsed file: its elements in order, and its text in one string."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    open_tags: list[str] = field(default_factory=list)
    badly_nested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags or self.open_tags.pop() != tag:
            self.badly_nested.append(tag)

    def handle_data(self, data: str) -> None:
        if not {"style"} & set(self.open_tags):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def html_of(case: OpenCase) -> bytes:
    return paper_html(summary_paper(summary_of(case)))


def page_of(case: OpenCase) -> Page:
    page = Page()
    page.feed(html_of(case).decode("utf-8"))
    page.close()
    return page


BOTH = pytest.mark.parametrize("case", [cases.signed_case(), cases.draft_case()], ids=["signed", "draft"])


@BOTH
def test_well_formed(case: OpenCase) -> None:
    page = page_of(case)
    assert page.badly_nested == []
    assert page.open_tags == []


@BOTH
def test_no_script_no_address_no_handler(case: OpenCase) -> None:
    page = page_of(case)
    assert not SCRIPTING & {tag for tag, _ in page.elements}
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), tag
        assert "href" not in attributes
        assert attributes.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
    text = html_of(case).decode("utf-8")
    assert "url(" not in text
    assert "@import" not in text


@BOTH
def test_the_content_policy_comes_first_and_allows_only_styles_and_data_pictures(case: OpenCase) -> None:
    page = page_of(case)
    policies = [meta for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert [policy["content"].split("; ")[:3] for policy in policies] == [
        ["default-src 'none'", "img-src data:", "style-src 'unsafe-inline'"]
    ]
    tags = [tag for tag, _ in page.elements]
    assert tags.index("style") > 3


@BOTH
def test_language_title_and_headings(case: OpenCase) -> None:
    page = page_of(case)
    assert page.all("html") == [{"lang": "en-US"}]
    assert len(page.all("title")) == 1
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@BOTH
def test_pictures_have_alternative_text_and_stand_once(case: OpenCase) -> None:
    pictures = page_of(case).all("img")
    labels = {
        evidence.label
        for group in summary_of(case).criteria
        for element in group.elements
        for evidence in element.evidence
    }
    assert len(pictures) == len(labels)
    assert all(picture["alt"] for picture in pictures)


@BOTH
def test_table_headers_have_a_scope(case: OpenCase) -> None:
    headers = page_of(case).all("th")
    assert headers
    assert all(header["scope"] == "col" for header in headers)


@pytest.mark.parametrize("nasty", cases.NASTY)
def test_nasty_text_is_shown_and_not_obeyed(nasty: str) -> None:
    assert displayable(nasty) in page_of(cases.draft_case()).text


def test_long_notes_are_whole() -> None:
    assert cases.LONG_NOTE in page_of(cases.draft_case()).text


def test_a_draft_says_so_on_the_screen_and_on_every_printed_page() -> None:
    draft = html_of(cases.draft_case()).decode("utf-8")
    signed = html_of(cases.signed_case()).decode("utf-8")
    assert '<div class="draft-mark" aria-hidden="true">DRAFT</div>' in draft
    assert 'content: "DRAFT"' in draft
    assert "<title>DRAFT: " in draft
    assert "Proposed: Pended, more" in draft
    assert "DRAFT" not in signed
    assert "Proposed" not in signed
