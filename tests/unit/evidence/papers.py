"""Papers of made-up cases for tests, with what the steps before the search for elements would say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewer_app.domain.found import AuthorRole, ElementSearch, PaperType, Segment
from reviewer_app.domain.request import Provider, Request, ServiceLine
from reviewer_app.evidence.element_search import search_elements
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

RULES = load_evidence_rules(resources_folder(), Path("no data folder"))

REQUEST = Request(
    services=(ServiceLine(1, "00000"),),
    onset_date=date(2025, 1, 10),
    change_date=date(2025, 3, 4),
    ordering_provider=Provider(name="Ada Marsh, MD"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A paper: its pages are parted by a line ``===``."""

    file: str
    text: str
    type: PaperType = PaperType.OFFICE_NOTE
    role: AuthorRole = AuthorRole.ORDERING_PROVIDER
    day: date | None = date(2025, 6, 3)
    usable: bool = True


def searched(element: str, *papers: Written, request: Request = REQUEST) -> ElementSearch:
    """The search for one element in these papers."""
    facts: list[PageFacts] = []
    for paper in papers:
        texts = paper.text.split("===")
        pages = [read_page(text, file=paper.file, page=number) for number, text in enumerate(texts, 1)]
        segment = Segment(
            pages[0].sha256, paper.file, 1, len(pages), paper.type, date=paper.day, role=paper.role
        )
        facts += [PageFacts(page, segment=segment, usable=paper.usable) for page in pages]
    case = CaseToSearch(request, tuple(one.page for one in facts), elements=(element,))
    return search_elements(case, facts, RULES.elements, RULES.statements)[element]


def shown(element: str, *papers: Written, request: Request = REQUEST) -> list[str]:
    """The pages that are suggested for an element, as ``file:page``, the best first."""
    found = searched(element, *papers, request=request).shown
    return [f"{one.found.file}:{one.found.page}" for one in found]
