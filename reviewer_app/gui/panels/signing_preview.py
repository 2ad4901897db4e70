"""What a signature would cover, shown before it is given."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.domain.signing_preview import SigningPreview
from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.labels import Words, toned

AGAIN = "Nothing is signed yet. Sign again to sign exactly this."


class SigningPreviewCard(QFrame):
    """The content in words, item by item, as text that can be read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What will be signed")
        self.setProperty("ground", "card")
        self._preview: SigningPreview | None = None
        self._again = toned(AGAIN, "caution")
        self._items: list[Words] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(12), scaled(12), scaled(12), scaled(12))
        self._column.setSpacing(scaled(4))
        self._column.addWidget(toned("THIS WILL BE SIGNED", "heading", wrap=False))
        self._column.addWidget(self._again)
        self.hide()

    @property
    def preview(self) -> SigningPreview | None:
        """What is shown now."""
        return self._preview

    def show_preview(self, preview: SigningPreview | None) -> None:
        """Show what would be signed; ``None`` takes it away."""
        for label in self._items:
            self._column.removeWidget(label)
            label.deleteLater()
        self._items = []
        self._preview = preview
        self.setVisible(preview is not None)
        if preview is None:
            return
        for item in preview.items:
            self._add(toned(item.title, "small"), scaled(8))
            for line in item.lines:
                self._add(toned(line, ""), 0)
        self._add(toned(f"Content: {in_groups(preview.digest)}", "small"), scaled(8))

    def words(self) -> str:
        """Everything that is shown, line by line."""
        return "\n".join(label.words() for label in self._items)

    def _add(self, label: Words, above: int) -> None:
        label.setContentsMargins(0, above, 0, 0)
        self._column.addWidget(label)
        self._items.append(label)


def in_groups(digest: str) -> str:
    """A hash in groups of eight, so that it can be compared by eye and wraps."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
