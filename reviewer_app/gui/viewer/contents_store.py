"""Links of pages, outlines and attached files that the window has, and the way to get more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.contents import DocumentContents, Link
from reviewer_app.domain.pages import Priority
from reviewer_app.gui.tasks.page_jobs import ContentsRequest, LinksRequest, PageJob, Wish
from reviewer_app.gui.tasks.render_queue import RenderQueue

PAGES_OF_LINKS = 500
"""Pages whose links are kept; most have none."""

DOCUMENTS_OF_CONTENTS = 8
"""Documents whose outline and list of attached files are kept."""

CONTENTS_OWNER = "contents"


class ContentsStore(QObject):
    """Joins the render queue with what is kept of its answers about contents; shared by all views."""

    links_ready = Signal(str, int)
    """Document, page. A page whose links cannot be read has none."""

    contents_ready = Signal(str, object)
    """Document, its :class:`DocumentContents`."""

    contents_failed = Signal(str, str)
    """Document, and the sentence that says why."""

    def __init__(
        self, queue: RenderQueue, most_pages: int = PAGES_OF_LINKS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._most_pages = most_pages
        self._links: OrderedDict[LinksRequest, tuple[Link, ...]] = OrderedDict()
        self._contents: OrderedDict[str, DocumentContents] = OrderedDict()
        queue.answered.connect(self._keep)
        queue.job_failed.connect(self._failed)

    def links(self, document: str, page: int) -> tuple[Link, ...] | None:
        """The links of a page; ``None`` while they are not here."""
        return self._links.get(LinksRequest(document, page))

    def want_links(self, owner: str, document: str, pages: Iterable[int]) -> None:
        """State the pages whose links a view wants now; its earlier wishes are dropped."""
        jobs = (LinksRequest(document, page) for page in pages)
        self._queue.want(
            owner, tuple(Wish(job, Priority.NEIGHBOUR) for job in jobs if job not in self._links)
        )

    def want_contents(self, document: str) -> None:
        """Ask for a document's outline and attached files; the answer comes as a signal, at once where it is
        here."""
        known = self._contents.get(document)
        if known is not None:
            self.contents_ready.emit(document, known)
        else:
            self._queue.want(CONTENTS_OWNER, (Wish(ContentsRequest(document), Priority.VISIBLE),))

    @Slot(object, object)
    def _keep(self, job: PageJob, answer: object) -> None:
        if isinstance(job, LinksRequest) and isinstance(answer, tuple):
            self._keep_links(job, answer)
        elif isinstance(job, ContentsRequest) and isinstance(answer, DocumentContents):
            self._contents[job.document] = answer
            while len(self._contents) > DOCUMENTS_OF_CONTENTS:
                self._contents.popitem(last=False)
            self.contents_ready.emit(job.document, answer)

    @Slot(object, str)
    def _failed(self, job: PageJob, sentence: str) -> None:
        if isinstance(job, LinksRequest):
            self._keep_links(job, ())
        elif isinstance(job, ContentsRequest):
            self.contents_failed.emit(job.document, sentence)

    def _keep_links(self, job: LinksRequest, links: tuple[Link, ...]) -> None:
        self._links[job] = links
        while len(self._links) > self._most_pages:
            self._links.popitem(last=False)
        self.links_ready.emit(job.document, job.page)
