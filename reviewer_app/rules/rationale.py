"""A rationale in plain words, proposed from the findings: what was reviewed, under which policy, what the
records show, and why. The reviewer edits it; the specific reason of an adverse outcome has to stay in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reviewer_app.domain.review import FindingState, LineDetermination, Outcome
from reviewer_app.domain.wording import RationaleWording
from reviewer_app.rules.approved_part import part_words, requested_words
from reviewer_app.rules.facts import LineFacts, standing
from reviewer_app.rules.information_request import citation
from reviewer_app.rules.part_words import full_day_words, listed

MOST_NAMED = 4
"""How many elements a rationale names before it only counts the rest."""

REASON = "{reason}"
NOTHING = "\0"
"""What an empty filler leaves, by which its bracketed sentence is left out."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def proposed_rationale(case: LineFacts, wording: RationaleWording) -> str:
    """The template of the line's outcome, filled; empty where no outcome is chosen or none has a template.

    Acronyms are spelled out where they first occur. The specific reason stands in it word for word, so an
    acronym that only it has is explained at the end.
    """
    outcome = case.determination.outcome
    template = wording.templates.get(outcome) if outcome is not None else None
    if template is None:
        return ""
    filled = PLACEHOLDER.sub(lambda found: _filled(found, case), template)
    sentences = _without_empty(filled)
    reason = case.determination.reason.strip()
    told = spelled_out(sentences, wording.acronyms)
    full = " ".join(told.replace(REASON, reason).split())
    meanings = (
        f"{name} means {meaning}."
        for name, meaning in wording.acronyms.items()
        if meaning not in told and _occurs(name, reason)
    )
    return " ".join((full, *meanings))


def states_reason(determination: LineDetermination) -> bool:
    """Whether the rationale has the specific reason in it as it was entered; blanks and case don't count."""
    return _plain(determination.reason) in _plain(determination.rationale)


def spelled_out(text: str, acronyms: Mapping[str, str]) -> str:
    """The text with each acronym spelled out where it first stands: ``MRI (magnetic resonance imaging)``.
    One that is explained there already stays as it is."""
    for name, meaning in acronyms.items():
        if meaning.casefold() in text.casefold():
            continue
        told = f"{name} ({meaning})".replace("\\", r"\\")  # a user's backslash is no group of the pattern
        text = re.sub(rf"\b{re.escape(name)}\b", told, text, count=1)
    return text


def placeholders(template: str) -> frozenset[str]:
    """The names in a template that are filled in."""
    return frozenset(PLACEHOLDER.findall(template))


def _filled(found: re.Match[str], case: LineFacts) -> str:
    """What a placeholder stands for; the reason is put in last, untouched."""
    words = FILLERS[found[1]](case)
    return REASON if found[1] == "reason" and words != NOTHING else words


def _without_empty(text: str) -> str:
    """The text without the sentences in square brackets that have nothing to say; what is in brackets is
    said only where all that it names is there."""
    kept = re.sub(r"\[[^\]]*\0[^\]]*\]", "", text)
    return kept.replace("[", "").replace("]", "").replace(NOTHING, "")


def _service(case: LineFacts) -> str:
    line = case.line
    day = f"on {full_day_words(line.requested_dos)}" if line.requested_dos is not None else ""
    name = f"{line.plain_description} ({line.label})" if line.plain_description else line.label
    return " ".join(part for part in (name, day) if part)


def _policies(case: LineFacts) -> str:
    packs = case.facts.checklist.packs
    named = (
        f"{pack.source.title} (effective {full_day_words(pack.source.effective or pack.effective_from)})"
        for pack in packs
    )
    return listed(tuple(named)) or NOTHING


def _of_state(*states: FindingState) -> Callable[[LineFacts], str]:
    def named(case: LineFacts) -> str:
        elements = tuple(
            element
            for element in case.elements()
            if element.depth == 0 and standing(case.facts.review, element) in states
        )
        words = [_running(element.element.title) for element in elements[:MOST_NAMED]]
        rest = len(elements) - MOST_NAMED
        return listed((*words, *((f"{rest} more",) if rest > 0 else ()))) or NOTHING

    return named


def _running(title: str) -> str:
    """A title in running text; an acronym keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _criterion(case: LineFacts) -> str:
    determination = case.determination
    if determination.criterion_source.strip():
        return determination.criterion_source.strip()
    element = case.facts.checklist.find(determination.criterion)
    if element is None:
        return NOTHING
    pack = case.facts.checklist.pack(element.pack) if element.pack is not None else None
    source = citation(element, pack)
    return f"“{element.element.title}”" + (f" ({source})" if source else "")


def _governing(case: LineFacts) -> str:
    governing = case.authority.governing
    if governing is None or governing.by_packs:
        return NOTHING
    return governing.finding.source or NOTHING


def _missing(case: LineFacts) -> str:
    return listed(tuple(item.strip() for item in case.determination.missing if item.strip())) or NOTHING


def _approved(case: LineFacts) -> str:
    part = case.facts.review.approved_part(case.line.line)
    return part_words(part) or case.determination.modification.strip() or NOTHING


FILLERS: Mapping[str, Callable[[LineFacts], str]] = {
    "service": _service,
    "requested": lambda case: requested_words(case.line),
    "approved": _approved,
    "policies": _policies,
    "found": _of_state(FindingState.PRESENT),
    "not_found": _of_state(FindingState.ABSENT),
    "unreadable": _of_state(FindingState.INSUFFICIENT),
    "criterion": _criterion,
    "governing": _governing,
    "missing": _missing,
    "reason": lambda case: case.determination.reason.strip() or NOTHING,
}
"""What each name in a template stands for."""

ADVERSE = frozenset((Outcome.DENY, Outcome.APPROVE_IN_PART))
"""Outcomes that give the requester less than was asked for."""


def _occurs(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
