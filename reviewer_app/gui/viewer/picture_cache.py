"""Pictures of pages, kept up to a number of bytes; the ones used longest ago go first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from reviewer_app.domain.pages import DrawRequest
from reviewer_app.gui.tasks.page_jobs import ReadyPicture


class PictureCache:
    """Pictures by their request. The newest picture is always kept, whatever its size."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._pictures: OrderedDict[DrawRequest, ReadyPicture] = OrderedDict()
        self._by_page: dict[tuple[str, int], list[DrawRequest]] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    def __contains__(self, request: DrawRequest) -> bool:
        return request in self._pictures

    def put(self, request: DrawRequest, picture: ReadyPicture) -> None:
        """Keep a picture and drop the ones used longest ago until the rest fits."""
        self._drop(request)
        self._pictures[request] = picture
        self._by_page.setdefault((request.document, request.page), []).append(request)
        self.bytes += picture.bytes
        while self.bytes > self.max_bytes and len(self._pictures) > 1:
            self._drop(next(iter(self._pictures)))

    def exact(self, request: DrawRequest) -> ReadyPicture | None:
        """The picture of exactly this request; counts as used."""
        picture = self._pictures.get(request)
        if picture is not None:
            self._pictures.move_to_end(request)
        return picture

    def nearest(self, document: str, page: int, scale: float) -> ReadyPicture | None:
        """The whole page's picture nearest in scale: the smallest that is large enough, else the largest.

        It may show the page in another rotation; its place says which.
        """
        whole = [request for request in self._by_page.get((document, page), ()) if request.clip is None]
        if not whole:
            return None
        best = min(whole, key=lambda request: (request.scale < scale, abs(request.scale - scale)))
        return self.exact(best)

    def has_page(self, document: str, page: int) -> bool:
        """Whether there is any picture of a whole page."""
        return any(request.clip is None for request in self._by_page.get((document, page), ()))

    def rename(self, document: str, new: str) -> None:
        """Know the pictures of a document under another key from now on."""
        for request in [request for request in self._pictures if request.document == document]:
            picture = self._pictures[request]
            self._drop(request)
            self.put(replace(request, document=new), picture)

    def clear(self) -> None:
        """Forget every picture."""
        self._pictures.clear()
        self._by_page.clear()
        self.bytes = 0

    def _drop(self, request: DrawRequest) -> None:
        picture = self._pictures.pop(request, None)
        if picture is None:
            return
        self.bytes -= picture.bytes
        key = (request.document, request.page)
        left = self._by_page[key]
        left.remove(request)
        if not left:
            del self._by_page[key]
