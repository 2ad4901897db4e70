"""Recognising pages by their pictures, for the benchmark of recognising them: scans without any text, and
texts that leave it open.

Each faxed page is a TIFF file that the page worker reads, as a scan in a case folder is.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path

from PIL import Image

from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.likeness import Likeness
from reviewer_app.domain.same_page import PagePlace
from reviewer_app.review.look_alike import PictureComparison
from tests.benchmarks.same_page_inputs import MadeUpPage, fax_picture

FIRST_WORST, SECOND_WORST = 0.4, 1.0
"""How badly the first and the second copy are faxed, of the worst."""

COMPARISONS = 1_000_000
"""No bound, so that what is not found was not recognised."""

Job = tuple[str, int, Sequence[str], Path]


class FaxedPages:
    """Both copies of the pages of one seed, on disk below ``folder``, and a page worker that reads them."""

    def __init__(self, pages: Sequence[MadeUpPage], seed: str, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        jobs: list[Job] = [(seed, number, page.lines, folder) for number, page in enumerate(pages)]
        with Pool(2) as pool:
            pool.map(_send_twice, jobs, chunksize=2)
        self._reader = PageReader(WorkerProcess())
        for number in range(len(pages)):
            for copy in ("a", "b"):
                path = _path(folder, number, copy)
                self._reader.register(path.stem, PageFile(path, "image/tiff"))
        self.comparison = PictureComparison(self._reader, COMPARISONS)

    def first(self, number: int) -> PagePlace:
        return PagePlace(f"{number}a", 1)

    def second(self, number: int) -> PagePlace:
        return PagePlace(f"{number}b", 1)

    def close(self) -> None:
        self._reader.close()

    def milliseconds(self, count: int) -> tuple[float, float]:
        """What the likeness of a page takes, and the comparison of two: the medians."""
        drawn, compared = [], []
        for number in range(count):
            start = time.perf_counter()
            one = self._likeness(self.first(number))
            drawn.append(time.perf_counter() - start)
            other = self._likeness(self.second(number))
            start = time.perf_counter()
            self._reader.compare(f"{number}b", 1, other, one)
            compared.append(time.perf_counter() - start)
        return statistics.median(drawn) * 1_000, statistics.median(compared) * 1_000

    def _likeness(self, place: PagePlace) -> Likeness:
        return self._reader.likeness(place.sha256, place.page)


def by_picture(faxes: FaxedPages, count: int, kept: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """For the second copy of each page, the page of the history that it looks like most (-1: none), and how
    sure that is. ``kept`` are the pages whose first copies are in the history."""
    history = [(faxes.first(number), faxes.comparison.sketch(faxes.first(number))) for number in kept]
    for number in range(count):
        place = faxes.second(number)
        found = faxes.comparison.likeliest(place, faxes.comparison.sketch(place), history)
        yield (number, -1, 0.0) if found is None else (number, int(found.other.sha256[:-1]), found.score)


def _send_twice(job: Job) -> None:
    seed, number, lines, folder = job
    for copy, worst in (("a", FIRST_WORST), ("b", SECOND_WORST)):
        path = _path(folder, number, copy)
        if not path.exists():
            picture = fax_picture(lines, f"{seed}-{number}-{copy}", worst)
            target = io.BytesIO()
            bits = picture.convert("1", dither=Image.Dither.NONE)
            bits.save(target, "TIFF", compression="group4", dpi=(200, 200))
            path.write_bytes(target.getvalue())


def _path(folder: Path, number: int, copy: str) -> Path:
    return folder / f"{number}{copy}.tif"
