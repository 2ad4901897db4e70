"""Readiness rules about single pages: whose they are, and whether they can be read (S1)."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.checklist import ChecklistElement, Spot, SpotKind, element_spot
from reviewer_app.domain.page_identity import PageIdentity
from reviewer_app.domain.review import FindingState
from reviewer_app.rules.facts import LineFacts, standing
from reviewer_app.rules.part_words import listed
from reviewer_app.rules.rule import Hit


def page_spot(file: str, page: int) -> Spot:
    """A page as the place to act."""
    return Spot(SpotKind.PAGE, f"{file}#{page}")


def other_patient(case: LineFacts) -> Iterator[Hit]:
    """A page that names another patient stops every final outcome until the reviewer has written down what is
    done with it; one that may be another patient's, until the reviewer has said whose it is."""
    facts = case.facts
    judged = {(one.sha256, one.page) for one in facts.review.page_identities}
    for identity in facts.review.page_identities:
        if identity.other and not identity.acknowledged:
            yield Hit(
                f"{_place(identity.file, identity.page)} is another patient's{_cited_for(case, identity)}.",
                clears="Write down what is done with the page.",
                spot=page_spot(identity.file, identity.page),
            )
    for page in facts.suspected_pages:
        if (page.sha256, page.page) not in judged:
            yield Hit(
                f"{_place(page.file, page.page)} may be another patient's: {page.why}",
                clears="Look at the page and say whose it is.",
                spot=page_spot(page.file, page.page),
            )


def rests_on_other_patient(case: LineFacts) -> Iterator[Hit]:
    """What was found on another patient's page alone was not found in the member's records."""
    lost = {element_id for element_id, _ in case.facts.set_aside}
    for element in case.elements():
        if (
            element.id in lost
            and standing(case.facts.review, element) is FindingState.PRESENT
            and not case.facts.review.finding(element.id).evidence
        ):
            yield Hit(
                f"{_title(element)} rests on another patient's page alone.",
                clears="Cite it from the member's own records, or mark it otherwise.",
                spot=element_spot(element.id),
                row=element.element.row,
            )


def also_on_other_patient(case: LineFacts) -> Iterator[Hit]:
    """Evidence that does not count beside other evidence that does."""
    lost = {element_id for element_id, _ in case.facts.set_aside}
    for element in case.elements():
        if element.id in lost and case.facts.review.finding(element.id).evidence:
            yield Hit(
                f"{_title(element)} is cited from another patient's page as well; that does not count.",
                clears="Take that evidence away.",
                spot=element_spot(element.id),
                row=element.element.row,
            )


def illegible_evidence(case: LineFacts) -> Iterator[Hit]:
    """S1: what is cited from a page that the reviewer called illegible can hardly be read there."""
    illegible = {(mark.sha256, mark.page) for mark in case.facts.review.page_marks if not mark.legible}
    for element in case.elements():
        pages = sorted(
            {
                (item.file, item.anchor.page)
                for item in case.facts.review.finding(element.id).evidence
                if (item.anchor.sha256, item.anchor.page) in illegible
            }
        )
        if pages:
            places = listed([_place(*page) for page in pages])
            yield Hit(
                f"{_title(element)} is cited from {places}, marked illegible.",
                clears="Cite a page that can be read, or mark the element insufficient.",
                spot=element_spot(element.id),
            )


def _cited_for(case: LineFacts, identity: PageIdentity) -> str:
    """For which elements the page is cited, in words; empty where it is cited for none."""
    cited = {
        element_id
        for element_id, item in case.facts.set_aside
        if (item.anchor.sha256, item.anchor.page) == (identity.sha256, identity.page)
    }
    titles = [_title(element) for element in case.facts.checklist.elements if element.id in cited]
    return f" and is cited for {listed(titles)}, where it does not count" if titles else ""


def _place(file: str, page: int) -> str:
    return f"{file} p {page}"


def _title(element: ChecklistElement) -> str:
    return f"“{element.element.title}”"
