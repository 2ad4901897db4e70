"""What the reviewer is asked about single pages: whether they can be read, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import CaseFindings, PageKey


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """``illegible`` says why a page may be illegible, ``other_patient`` why it may be another patient's, both
    empty where that is not asked. ``name`` is whose it then seems to be."""

    illegible: str = ""
    other_patient: str = ""
    name: str = ""

    @property
    def remark(self) -> str:
        """In a few words, for the pane's bar."""
        asked = (
            "△ may be illegible" if self.illegible else "",
            "✕ may be another patient's" if self.other_patient else "",
        )
        return ", ".join(words for words in asked if words)


NOTHING_ASKED: Mapping[PageKey, PageQuestion] = MappingProxyType({})


def page_questions(case: OpenCase, findings: CaseFindings) -> Mapping[PageKey, PageQuestion]:
    """The pages about which something is asked; not what the reviewer has answered, and nothing about a
    signed review."""
    if case.review.read_only:
        return NOTHING_ASKED
    marked = {(one.sha256, one.page) for one in case.review.page_marks}
    judged = {(one.sha256, one.page) for one in case.review.page_identities}
    asked: dict[PageKey, PageQuestion] = {}
    for key, legibility in findings.legibility.items():
        owner = findings.ownership.get(key)
        illegible = legibility.why if legibility.legible is False and key not in marked else ""
        other = owner.suspect if owner is not None and key not in judged else ""
        if illegible or other:
            asked[key] = PageQuestion(illegible, other, owner.name if owner is not None and other else "")
    return MappingProxyType(asked)


def question_sentences(page: int, question: PageQuestion, legible: str, owner: str) -> tuple[str, ...]:
    """The questions in full, with the keys ``legible`` and ``owner`` that answer them."""
    told = []
    if question.illegible:
        confirmed = f"{legible} confirms it, {legible} again says that it can be read"
        told.append(f"Page {page:,} may be illegible: {question.illegible}. {confirmed}.")
    if question.other_patient:
        told.append(
            f"Page {page:,} may be another patient's: {question.other_patient}. {owner} says whose it is."
        )
    return tuple(told)
