"""The samples' README, written from the truth so that it cannot fall behind it."""

from __future__ import annotations

from collections.abc import Sequence

from .facts import Case

INTRODUCTION = """\
# Sample cases

Three case folders for trying the program and for its tests. Every person, institution, number and text was
made up for this project; the files are made by `python packaging/samples/make.py` (`--check` tells whether
they still match their makers). Do not edit them by hand.

`prior-requests.json` is a prior-request file to import: the earlier request that the knee case repeats, and
one that has nothing to do with it. `truth.json` says the same as this page for tests: for each case its
elements (status; evidence: file, page, exact words), discrepancy, prior requests, pages, what is missing.
An evidence's `text` is "native" where the file holds the words, "scan" where they are only in the picture.
An element that is not named does not apply. What stands in form fields is not in the pages' own words.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _case(case: Case) -> str:
    pages = [
        [
            page.file,
            str(page.page),
            page.what,
            page.date,
            ", ".join(
                word
                for word in (
                    "text" if page.text == "native" else "picture",
                    "" if page.legible else "illegible",
                    f"turned {page.rotation} degrees" if page.rotation else "",
                )
                if word
            ),
        ]
        for page in case.pages
    ]
    elements = [
        [
            f"`{name}`",
            element.status,
            "; ".join(dict.fromkeys(f"{quote.file} p. {quote.page}" for quote in element.evidence)),
            element.note,
        ]
        for name, element in case.elements.items()
    ]
    parts = [
        f"## {case.name}\n\nShows {case.shows}. Review as of {case.review_as_of}.",
        _table(("file", "page", "what", "date", "kind"), pages),
        _table(("element", "status", "where", "note"), elements),
        *(f"Missing: {each}" for each in case.missing),
    ]
    return "\n\n".join(parts)


def readme(cases: Sequence[Case]) -> str:
    return "\n\n".join([INTRODUCTION.rstrip(), *(_case(case) for case in cases)]) + "\n"
