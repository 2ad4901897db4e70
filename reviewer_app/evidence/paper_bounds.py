"""Where one paper ends and the next begins among the pages of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from reviewer_app.domain.found import PageLegibility, PaperType
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.evidence.paper_date import head_births, head_days
from reviewer_app.evidence.paper_page import PaperPage, paper_page, said
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.paper_title import SURE_TITLE
from reviewer_app.evidence.paper_type import PageType, heaviest, page_type

FEWEST_WORDS = 12
"""A page with fewer words says nothing of what it is."""
LIKE_NAMES = 0.8
"""How alike two letterheads or titles must be that are one: machines misread letters."""
SURE_CONTENT = 3.5
"""What the words of a page without a title must weigh to show that it is of another paper."""
TOP_LINES = 4
SINGLE = frozenset((PaperType.FAX_COVER,))
"""Papers of one page, unless they count more."""
NOTES = frozenset(
    (PaperType.CONSULT_NOTE, PaperType.OFFICE_NOTE, PaperType.HISTORY_PHYSICAL, PaperType.LETTER)
)
"""Types whose pages are alike without their titles."""


@dataclass(frozen=True, slots=True)
class View:
    """A page with what it shows of its paper. ``silent`` pages show nothing: blank, illegible, nearly without
    words. ``days`` are those of its head, ``births`` the birth dates."""

    page: ReadPage
    paper: PaperPage
    type: PageType
    days: frozenset[date]
    births: frozenset[date]
    silent: bool


def view_of(page: ReadPage, legibility: PageLegibility, rules: PaperRules) -> View:
    """The page, looked at for what paper it is of."""
    paper = paper_page(page)
    silent = paper.words < FEWEST_WORDS or bool(page.blank) or legibility.legible is False
    return View(page, paper, page_type(paper, rules), head_days(paper), head_births(paper), silent)


def papers_of(views: Sequence[View], rules: PaperRules) -> tuple[tuple[View, ...], ...]:
    """The pages of one file as papers, in their order; each page is in one of them.

    A silent page belongs to the paper before it where that announces more pages or goes on behind it;
    otherwise it stands by itself.
    """
    papers: list[list[View]] = []
    waiting: list[View] = []
    for view in views:
        if view.silent:
            first = view.paper.number is not None and view.paper.number.number == 1
            follows = not waiting and not view.page.blank and not first
            if papers and follows and _announces_more(papers[-1]):
                papers[-1].append(view)
            else:
                waiting.append(view)
            continue
        if papers and _goes_on(view, papers[-1], len(waiting), rules):
            papers[-1] += [*waiting, view]
        else:
            papers += [[one] for one in waiting]
            papers.append([view])
        waiting = []
    papers += [[one] for one in waiting]
    return tuple(tuple(paper) for paper in papers)


def _announces_more(paper: Sequence[View]) -> bool:
    """Whether the last number in a paper says that it has further pages than are there."""
    for behind, view in enumerate(reversed(paper)):
        number = view.paper.number
        if number and not view.silent:
            return bool(number.count) and number.number + behind < number.count
    return False


def _goes_on(view: View, paper: Sequence[View], between: int, rules: PaperRules) -> bool:
    """Whether a page that says something goes on with this paper, ``between`` silent pages after it."""
    spoken = [one for one in paper if not one.silent]
    number = view.paper.number
    if not spoken:
        return bool(number) and number is not None and number.number == len(paper) + between + 1
    first, last = spoken[0], spoken[-1]
    since = len(paper) - paper.index(last) + between
    before = last.paper.number
    if number and number.number == 1 and (number.count == 1 or before or view.type.title):
        return False
    if number and before and (number.count == before.count or not (number.count and before.count)):
        if before.number < number.number <= before.number + since:
            counted = bool(number.count) and number.count == before.count
            return not (
                _anothers(view, first)
                or _on_another_day(view, first)
                or (not counted and _named_otherwise(view, first))
            )
        if number.number <= before.number:
            return False
    if before and before.count and before.number >= before.count:
        return False
    if between and not number and not _continued(view, rules):
        return False
    return not _differs(view, first, rules)


def _differs(view: View, first: View, rules: PaperRules) -> bool:
    """Whether a page shows by itself that it is of another paper than the one that begins with ``first``."""
    if _anothers(view, first):
        return True
    later = view.paper.number is not None and view.paper.number.number > 1
    if view.type.letter and not later:
        return True
    titled = _titled_otherwise(view, first)
    if _continued(view, rules):
        return bool(titled) and _named_otherwise(view, first)
    if _named_otherwise(view, first):
        return True
    if titled is not None:
        return titled
    kind = first.type.best
    content = heaviest(view.type.content)
    if kind in SINGLE and content is not kind:
        return True
    sure = view.type.content.get(content, 0.0) >= SURE_CONTENT
    both_notes = content in NOTES and kind in NOTES
    own = view.type.content.get(kind, 0.0)
    return sure and content is not kind and not both_notes and own < view.type.content[content] / 2


def _titled_otherwise(view: View, first: View) -> bool | None:
    """Whether a page has a sure title that is not the one of ``first``; ``None`` where it has no sure one."""
    title = view.type.title
    if title is None or title.weight < SURE_TITLE:
        return None
    amends = title.type is PaperType.ADDENDUM and first.type.best is not PaperType.ADDENDUM
    return amends or first.type.title is None or not alike(title.text, first.type.title.text)


def _named_otherwise(view: View, first: View) -> bool:
    """Whether letterhead, day of the head or birth date are others."""
    names = view.type.letterhead, first.type.letterhead
    return (all(names) and not alike(*names)) or _on_another_day(view, first) or _anothers(view, first)


def _on_another_day(view: View, first: View) -> bool:
    """Whether the heads of two pages give other days, beyond what a machine may have misread."""
    misread = view.paper.machine_read or first.paper.machine_read
    return (
        bool(view.days)
        and bool(first.days)
        and not any(
            one == other or (misread and _may_be_misread(one, other))
            for one in view.days
            for other in first.days
        )
    )


def _anothers(view: View, first: View) -> bool:
    """Whether two pages give birth dates that are not misread ones of one person."""
    return (
        bool(view.births)
        and bool(first.births)
        and not any(_parts_in_common(one, other) >= 2 for one in view.births for other in first.births)
    )


def _may_be_misread(one: date, other: date) -> bool:
    """Whether two days differ in one digit only."""
    return sum(left != right for left, right in zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True)) <= 1


def _parts_in_common(one: date, other: date) -> int:
    return (one.year == other.year) + (one.month == other.month) + (one.day == other.day)


def _continued(view: View, rules: PaperRules) -> bool:
    top = [line.said for line in view.paper.head[:TOP_LINES]]
    return any(said(word) in line for word in rules.continued for line in top)


def alike(one: str, other: str) -> bool:
    """Whether two letterheads or titles are the same but for what a machine misread."""
    left, right = said(one).strip(), said(other).strip()
    if not left or not right:
        return False
    if left in right or right in left:
        return True
    return SequenceMatcher(None, left, right).ratio() >= LIKE_NAMES
