"""Pictures of pages, kept up to a number of bytes; the ones used longest ago go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from reviewer_app.domain.pages import DrawRequest
from reviewer_app.gui.tasks.page_jobs import ReadyPicture

SMALL_BYTES = 64 * 1024
"""Pictures up to this size are kept apart, so that the large ones of a few pages do not drive out the small
ones of many."""


def _nothing(_request: DrawRequest) -> bool:
    return False


class PictureCache:
    """Pictures by their request.

    ``max_bytes`` is for large pictures, ``max_small_bytes`` for small ones. The newest is always kept, and so
    is what ``in_use`` says is wanted right now, whatever their size.
    """

    def __init__(
        self,
        max_bytes: int,
        max_small_bytes: int = 0,
        in_use: Callable[[DrawRequest], bool] = _nothing,
    ) -> None:
        self._in_use = in_use
        self._large = _Shelf(max_bytes)
        self._small = _Shelf(max_small_bytes)
        self._by_page: dict[tuple[str, int], list[DrawRequest]] = {}

    @property
    def bytes(self) -> int:
        """What all pictures take together."""
        return self._large.bytes + self._small.bytes

    def __len__(self) -> int:
        return len(self._large.pictures) + len(self._small.pictures)

    def __contains__(self, request: DrawRequest) -> bool:
        return request in self._large.pictures or request in self._small.pictures

    def put(self, request: DrawRequest, picture: ReadyPicture) -> None:
        """Keep a picture and drop the ones used longest ago until the rest fits."""
        self._drop(request)
        small = picture.bytes <= SMALL_BYTES and self._small.max_bytes > 0
        shelf = self._small if small else self._large
        shelf.pictures[request] = picture
        shelf.bytes += picture.bytes
        self._by_page.setdefault((request.document, request.page), []).append(request)
        if shelf.bytes > shelf.max_bytes:
            self._make_room(shelf, request)

    def exact(self, request: DrawRequest) -> ReadyPicture | None:
        """The picture of exactly this request; counts as used."""
        for shelf in (self._large, self._small):
            picture = shelf.pictures.get(request)
            if picture is not None:
                shelf.pictures.move_to_end(request)
                return picture
        return None

    def nearest(self, document: str, page: int, scale: float) -> ReadyPicture | None:
        """The whole page's picture nearest in scale: the smallest that is large enough, else the largest.

        It may show the page in another rotation; its place says which.
        """
        whole = [request for request in self._by_page.get((document, page), ()) if request.clip is None]
        if not whole:
            return None
        best = min(whole, key=lambda request: (request.scale < scale, abs(request.scale - scale)))
        return self.exact(best)

    def has_page(self, document: str, page: int, scale: float = 0.0) -> bool:
        """Whether there is any picture of a whole page of at least that scale."""
        requests = self._by_page.get((document, page), ())
        return any(request.clip is None and request.scale >= scale for request in requests)

    def rename(self, document: str, new: str) -> None:
        """Know the pictures of a document under another key from now on."""
        for shelf in (self._large, self._small):
            for request in [request for request in shelf.pictures if request.document == document]:
                picture = shelf.pictures[request]
                self._drop(request)
                self.put(replace(request, document=new), picture)

    def clear(self) -> None:
        """Forget every picture."""
        self._large.clear()
        self._small.clear()
        self._by_page.clear()

    def _make_room(self, shelf: _Shelf, newest: DrawRequest) -> None:
        for request in list(shelf.pictures):
            if shelf.bytes <= shelf.max_bytes:
                return
            if request != newest and not self._in_use(request):
                self._drop(request)

    def _drop(self, request: DrawRequest) -> None:
        shelf = self._large if request in self._large.pictures else self._small
        picture = shelf.pictures.pop(request, None)
        if picture is None:
            return
        shelf.bytes -= picture.bytes
        key = (request.document, request.page)
        left = self._by_page[key]
        left.remove(request)
        if not left:
            del self._by_page[key]


class _Shelf:
    """Pictures in the order of their use, with the bytes they take."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self.pictures: OrderedDict[DrawRequest, ReadyPicture] = OrderedDict()

    def clear(self) -> None:
        self.pictures.clear()
        self.bytes = 0
