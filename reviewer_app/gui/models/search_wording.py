"""What a search says about itself in words: how much it found, how much it searched, and what it could not
search, so that "nothing found" is never taken for "not there"."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.search import IndexProgress, SearchResult
from reviewer_app.gui.models.wording import counted


class Said(NamedTuple):
    """A title and a sentence, shown where there are no hits."""

    title: str
    sentence: str


NO_QUERY = Said(
    "Search the whole case",
    "Every word is looked for in every document, form fields and annotations included; the last one may be "
    'unfinished. "Quotes" find a phrase.',
)


NO_CASE = Said("The case is being read", "What is typed is searched as soon as its documents are known.")
NO_PAGES = Said("Nothing to search", "No document of this case has pages that can be shown.")


def heading_words(result: SearchResult | None) -> str:
    """The panel's heading with the number of hits."""
    if result is None or not result.query.strip():
        return "SEARCH"
    if not result.count:
        return "NO HITS"
    found = counted(result.count, "HIT", "HITS")
    where = counted(len(result.documents), "DOCUMENT", "DOCUMENTS")
    return f"FIRST {found} IN {where}" if result.more else f"{found} IN {where}"


def progress_words(progress: IndexProgress, problem: str = "") -> str:
    """How far the search reaches while pages are still being read, or why no more will be; empty when it
    reaches all."""
    if progress.complete:
        return problem
    reach = f"{progress.indexed:,} of {progress.pages:,} pages"
    return f"Only {reach} can be searched. {problem}" if problem else f"Searching {reach} …"


def correction_words(result: SearchResult) -> str:
    """Which words of the query occur nowhere, and what was searched instead; a line for each."""
    return "\n".join(
        f"Nothing for “{word}”; searched: {', '.join(instead)}" if instead else f"“{word}” occurs nowhere"
        for word, instead in result.corrections
    )


def unsearched_words(progress: IndexProgress, closed_files: int) -> str:
    """What no search can find anything on; ``closed_files`` are files of the case that cannot be opened."""
    parts = (
        f"{counted(progress.wordless, 'page')} without text" if progress.wordless else "",
        f"{counted(progress.unreadable, 'page')} that could not be read" if progress.unreadable else "",
        f"{counted(closed_files, 'file')} that cannot be opened" if closed_files else "",
    )
    told = [part for part in parts if part]
    if not told:
        return ""
    return "Not searched: " + (f"{', '.join(told[:-1])} and {told[-1]}" if told[1:] else told[0])


def nothing_words(result: SearchResult, closed_files: int) -> Said:
    """What to say where a search found nothing."""
    progress = result.progress
    if not progress.pages:
        return NO_PAGES
    if not progress.complete:
        left = progress.pages - progress.indexed - progress.unreadable
        return Said(
            "Nothing found so far",
            f"{counted(left, 'page')} {'is' if left == 1 else 'are'} still to be searched.",
        )
    searched = progress.indexed - progress.wordless
    if unsearched_words(progress, closed_files):
        return Said(
            "Nothing found in the text",
            f"{counted(searched, 'page')} with text {'was' if searched == 1 else 'were'} searched. "
            "What is not searched may hold it.",
        )
    return Said(
        "Nothing found",
        f"All {searched:,} pages were searched. Try fewer or shorter words."
        if searched != 1
        else "The one page was searched. Try fewer or shorter words.",
    )
