"""All that is found in a case, one step on the other: what can be read, of what document and whose each page
is, and then what the remaining pages say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from reviewer_app.domain.found import CaseFindings, PageLegibility, PageOwnership, Segment
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.evidence.announced import missing_parts, offered_passwords
from reviewer_app.evidence.element_search import search_elements
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.evidence.found_dates import find_dates
from reviewer_app.evidence.legibility import page_legibility
from reviewer_app.evidence.legibility_rules import LegibilityRules
from reviewer_app.evidence.owners_together import ownership_by_segment
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.segments import find_segments, without_anothers
from reviewer_app.evidence.two_readings import discrepancy_candidates
from reviewer_app.evidence.upright_page import upright_page
from reviewer_app.evidence.whose_page import page_ownership


def find_in_case(case: CaseToSearch, rules: EvidenceRules) -> CaseFindings:
    """Everything that the pages of a case show by themselves."""
    pages = tuple(map(upright_page, case.pages))
    case = replace(case, pages=pages)
    of_packs = _of_packs(case, rules.legibility)
    legibility = tuple(page_legibility(page, of_packs) for page in pages)
    owners = tuple(page_ownership(page, case.request, rules.identity, of_packs.words) for page in pages)
    segments = find_segments(pages, legibility, case.request, rules.papers, rules.type_words)
    owners = ownership_by_segment(pages, owners, segments)
    suspects = {page.key for page, owner in zip(pages, owners, strict=True) if owner.suspect}
    segments = without_anothers(segments, (suspects - case.members) | case.others)
    facts = page_facts(case, legibility, owners, segments)
    return CaseFindings(
        legibility=MappingProxyType(dict(zip((page.key for page in pages), legibility, strict=True))),
        ownership=MappingProxyType(dict(zip((page.key for page in pages), owners, strict=True))),
        segments=segments,
        searched=search_elements(case, facts, rules.elements, rules.statements),
        candidates=discrepancy_candidates(case, facts, rules.readings, rules.statements),
        timeline=find_dates(case, facts, rules.dates, rules.statements),
        missing=missing_parts(case, facts, rules.identity),
        passwords=offered_passwords(case, facts, rules.identity),
        suspected=tuple(
            SuspectedPage(page.sha256, page.page, page.file, owner.suspect)
            for page, owner in zip(pages, owners, strict=True)
            if owner.suspect
        ),
        pages=len(pages),
        unread=frozenset(page.key for page in pages if page.unread),
    )


def _of_packs(case: CaseToSearch, rules: LegibilityRules) -> LegibilityRules:
    """The rules with the cut of the packs that govern, where they have one."""
    return rules if case.legibility_cut is None else replace(rules, cut=case.legibility_cut)


def page_facts(
    case: CaseToSearch,
    legibility: Sequence[PageLegibility],
    owners: Sequence[PageOwnership],
    segments: Sequence[Segment],
) -> tuple[PageFacts, ...]:
    """What is known of each page; what the reviewer said of it goes before what was found."""
    of_page = {
        (segment.file, number): segment
        for segment in segments
        for number in range(segment.first_page, segment.last_page + 1)
    }
    return tuple(
        PageFacts(
            page, legible, owner, of_page.get((page.file, page.page)), _usable(case, page, legible, owner)
        )
        for page, legible, owner in zip(case.pages, legibility, owners, strict=True)
    )


def _usable(case: CaseToSearch, page: ReadPage, legible: PageLegibility, owner: PageOwnership) -> bool:
    unreadable = page.key in case.illegible or (legible.legible is False and page.key not in case.legible)
    anothers = page.key in case.others or (bool(owner.suspect) and page.key not in case.members)
    return bool(page.lines) and not unreadable and not anothers and page.sha256 not in case.not_pertinent
