"""Whatever reads the pictures of pages by machine, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewer_app.domain.pages import PagePicture

if TYPE_CHECKING:
    # Not needed for the first page.
    from reviewer_app.domain.page_reading import OcrReading


class ScanSource(Protocol):
    """Reads pictures. A call blocks for about a second, so it belongs on a background thread."""

    @property
    def pid(self) -> int | None:
        """Id of the process that reads, while there is one."""
        ...

    def read(self, picture: PagePicture) -> OcrReading:
        """The words of a page in its gray picture, with what was measured on it.

        Raises :class:`~reviewer_app.domain.pages.PageFailedError`; the next call works again.
        """
        ...

    def close(self) -> None:
        """End the source; a call that is under way on another thread ends with ``PageFailedError``."""
        ...


@dataclass(frozen=True, slots=True)
class DrawnScan:
    """A page as it is drawn to be read; ``picture`` is in memory of its own, ``digest`` is the same for the
    same picture."""

    picture: PagePicture
    digest: str
