"""Readiness rules about who read the imaging (row S13), from the entries of the element that asks for it.

The study that the request rests on decides; of other studies a missing independent reading only warns. Where
no entry says that the request rests on its study, any of them may be the one, so all those count of which it
is not denied. An ordering provider's own reading is never an independent one, whatever the entry says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.domain.checklist import element_spot
from reviewer_app.domain.discrepancy import Discrepancy, Independence, ReportStatus
from reviewer_app.domain.review import FindingState
from reviewer_app.rules.discrepancy_rules import concerns, discrepancy_spot
from reviewer_app.rules.facts import LineFacts, standing
from reviewer_app.rules.rule import Hit

RADIOLOGIST = "s13-independent-radiology"
"""The element that asks for an independent radiologist's reading."""

TITLES = "md do dr mbbs phd pa np pac dpm dc facs frcr faaos ms aprn rn jr sr"
"""What may stand beside a name and is no part of it, without points."""

_TITLES = frozenset(TITLES.split())


@dataclass(frozen=True, slots=True)
class StudyReadings:
    """The entries of one study. ``independent`` and ``final`` say whether one of its readings is not known to
    be other than that; ``answered`` whether the entries of one say both. ``rests``: the request may rest on
    it."""

    name: str
    reader: str
    independent: bool
    final: bool
    answered: bool
    rests: bool


def not_independent(case: LineFacts) -> Iterator[Hit]:
    """S13: nobody independent of the ordering provider read the study that the request rests on."""
    for study, spot in _studies(case):
        if study.rests and not study.independent:
            yield Hit(
                f"{_read(study)}, who is not independent of the ordering provider; the request rests on it.",
                clears="Enter the reading of an independent radiologist (F2), or pend and ask for it.",
                spot=element_spot(spot),
            )


def preliminary_only(case: LineFacts) -> Iterator[Hit]:
    """S13: of the study that the request rests on only a preliminary report is there."""
    for study, spot in _studies(case):
        if study.rests and study.independent and not study.final:
            yield Hit(
                f"Of {study.name} only a preliminary independent report is there; the request rests on it.",
                clears="Enter the final report (F2), or pend and ask for it.",
                spot=element_spot(spot),
            )


def other_studies(case: LineFacts) -> Iterator[Hit]:
    """S13, a caution: another study lacks an independent, final reading, or an entry leaves it open."""
    for study, spot in _studies(case):
        if study.rests and study.independent and study.final and not study.answered:
            yield Hit(
                f"Of {study.name} it is not said whether the reader is independent and the report final.",
                spot=element_spot(spot),
            )
        elif not study.rests and not (study.independent and study.final):
            yield Hit(
                f"{_read(study)}; no final report of an independent radiologist is there. The request does "
                "not rest on it.",
                spot=element_spot(spot),
            )


def second_reader(case: LineFacts) -> Iterator[Hit]:
    """S13, a caution: in a discrepancy the second reading is not an independent radiologist's final one."""
    for record in case.facts.review.discrepancies:
        why = _doubt(record, case.facts.ordering_provider)
        if why and concerns(record, case):
            yield Hit(f"The second reading of {record.study.name} is {why}.", spot=discrepancy_spot(record))


def same_reader(one: str, other: str) -> bool:
    """Whether two names may be one person's: ``R. Achterberg`` and ``Rosalind Achterberg, MD``. Titles are
    left out, an initial stands for any name that begins with it."""
    first, second = sorted((_names(one), _names(other)), key=len)
    if not any(len(name) > 1 and name in second for name in first):
        return False
    return all(any(_agree(name, another) for another in second) for name in first)


def _studies(case: LineFacts) -> Iterator[tuple[StudyReadings, str]]:
    """The studies that were entered, each with the element's id, where the element is marked present."""
    for element in case.elements():
        if element.pack_element_id != RADIOLOGIST:
            continue
        if standing(case.facts.review, element) is not FindingState.PRESENT:
            continue
        details = case.facts.review.finding(element.id).details
        for study in _by_study(tuple(dict(entry) for entry in details), case.facts.ordering_provider):
            yield study, element.id


def _by_study(entries: tuple[dict[str, str], ...], ordering_provider: str) -> Iterator[StudyReadings]:
    named = any(entry.get("request_rests_on") == "yes" for entry in entries)
    grouped: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        grouped.setdefault(" ".join(entry.get("study", "").casefold().split()), []).append(entry)
    for group in grouped.values():
        rests = any(
            entry.get("request_rests_on") == "yes" or (not named and entry.get("request_rests_on") != "no")
            for entry in group
        )
        apart = [entry for entry in group if _may_be_independent(entry, ordering_provider)]
        done = [entry for entry in apart if entry.get("report_status") != "preliminary"]
        yield StudyReadings(
            name=group[0].get("study", "").strip() or "the study",
            reader=", ".join(dict.fromkeys(one["reader"].strip() for one in group if one.get("reader"))),
            independent=bool(apart),
            final=bool(done),
            answered=any(one.get("independent") and one.get("report_status") for one in done),
            rests=rests,
        )


def _may_be_independent(entry: dict[str, str], ordering_provider: str) -> bool:
    own = same_reader(entry.get("reader", ""), ordering_provider)
    return entry.get("independent") != "no" and not own


def _doubt(record: Discrepancy, ordering_provider: str) -> str:
    if same_reader(record.reader, ordering_provider):
        return "the ordering provider's own"
    if record.independent is Independence.NOT_INDEPENDENT:
        return "by a reader who is not independent of the ordering provider"
    if record.report is ReportStatus.PRELIMINARY:
        return "only preliminary"
    return ""


def _read(study: StudyReadings) -> str:
    by = study.reader or "a reader who is not named"
    return f"{study.name[:1].upper()}{study.name[1:]} was read by {by}"


def _names(written: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", written.casefold().replace(".", "").replace("'", ""))
    return [word for word in words if word not in _TITLES]


def _agree(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) == 1 and longer.startswith(shorter))
