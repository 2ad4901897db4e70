"""What one request to a page worker may cost, and how a worker holds itself to it.

The numbers are ours: generous for real faxes and packets, small enough that a hostile file stays a nuisance.
"""

from __future__ import annotations

import sys

MAX_FILE_BYTES = 2 * 1024**3
"""Larger files are not opened."""

MAX_PIXELS = 40_000_000
"""No picture has more pixels; a larger request is drawn at a smaller scale, which its answer states."""

MAX_SIDE = 32_000
"""No side of a picture is longer, in pixels (common raster painters end at 32,767)."""

MAX_PAGE_POINTS = 1e10
"""Longest side of a page, and farthest place on it, in page points, that is a number and not nonsense."""

MIN_PAGE_POINTS = 1e-6
"""Shortest side of a page."""

MAX_WORDS = 50_000
"""Words listed for one page; a dense page of print has about a thousand."""

MAX_PAGES_PER_ANSWER = 500
"""Page sizes in one answer, so that a picture never waits behind a long list."""

MAX_ATTACHMENTS = 1_000
"""Attached files listed for one document."""

MAX_ATTACHMENT_BYTES = 200 * 1024**2
"""Largest attached file that is unpacked."""

ATTACHMENT_PORTION = 16 * 1024**2
"""Bytes of an attached file in one answer, so that a picture does not wait for a large one."""

MAX_LIKENESS_BYTES = 400_000
"""Of a page's picture that is compared with others: that of a square page with nothing but noise."""

MAX_SKETCH_BYTES = 1_000
"""Of the sketch of a page."""

MAX_OUTLINE = 5_000
"""Entries of an outline."""

MAX_OUTLINE_LEVEL = 32
"""Levels of an outline; what lies deeper is left out."""

MAX_TITLE = 300
"""Characters in the title of an outline's entry, or in the description of an attached file."""

MAX_LABEL = 100
"""Characters in the label of a page."""

MAX_INSCRIPTIONS = 200_000
"""Texts that a PDF carries besides its pages."""

MAX_INSCRIBED = 5_000_000
"""Characters of all of them."""

MAX_LINKS = 2_000
"""Links of one page."""

MAX_TARGET = 2_000
"""Characters of an address or file name to which a link leads; a longer one is shown cut and not opened."""

OPEN_FILES = 32
"""Descriptors that a worker may have: its pipes, the pixel memory, and two for each document it holds."""

NO_FILES, NO_TCP, NO_SIGNALS = PROTECTIONS = ("files", "tcp", "signals")
"""What the kernel can close to a worker: opening files, binding and connecting TCP sockets, signalling other
processes and reaching their sockets without a path. How much of it does depends on the system."""

MEMORY_BYTES = 2 * 1024**3
"""Address space of a worker."""

REQUEST_TICKS = 100
TICK_SECONDS = 0.1
"""A request may take 100 ticks of a tenth of a second. Ticks are counted while this program runs, so a laptop
that slept, or a program that was stopped and continued, does not look like a page that hangs."""

STOPPED_TICKS = 6_000
"""Ticks during which only the worker is stopped, by a debugger or from a shell, do not count either, up to so
many (ten minutes): then it is given up, because nobody seems to come back for it."""

REQUESTS_BEFORE_RECYCLING = 1_000
"""A worker that was asked so many times about documents and pages is replaced at the next moment of rest.
While 3,000 pages of fax and text were drawn and read, its memory stayed flat (46 MB), so this is against what
odd documents leave behind; a new one costs a tenth of a second of processor time."""

MOST_REQUESTS = 4 * REQUESTS_BEFORE_RECYCLING
"""After so many it is replaced between two requests, rest or not: the next page waits for it once."""

REST_SECONDS = 2.0
"""No request for so long is a moment of rest."""

IDLE_SECONDS = 60.0
"""A worker that only helps ends after so long without a request, and its memory with it."""

CPU_SECONDS = 30
"""A worker ends itself when one request burns this much processor time: nobody may be left to end it."""


def limit_this_process(memory_bytes: int) -> None:
    """Give up, for good, what drawing pages does not need: memory, writing files, core dumps, processes.

    Does what the platform offers; Windows has none of these limits.
    """
    if sys.platform == "win32":
        return
    import resource

    limits = [
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ]
    if sys.platform == "linux":
        limits.append((resource.RLIMIT_AS, memory_bytes))
    for kind, value in limits:
        resource.setrlimit(kind, (value, value))


def start_request_clock(seconds: float = CPU_SECONDS) -> None:
    """From now on so much processor time ends this process. Time asleep or stopped does not count."""
    _set_clock(seconds)


def stop_request_clock() -> None:
    """The request is answered."""
    _set_clock(0)


def _set_clock(seconds: float) -> None:
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_PROF, seconds)
