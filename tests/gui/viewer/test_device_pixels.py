"""On screens with other pixel ratios one pixel of a page's picture is one pixel of the device."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.viewer.papers import text_pdf

ROOT = Path(__file__).resolve().parents[3]

SCRIPT = """
import json, sys
from pathlib import Path
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.place import Place
from reviewer_app.gui.look import load_look
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore

application = QApplication(["pixels", "-platform", "offscreen"])
reader = PageReader(WorkerProcess())
reader.register("one", PageFile(Path(sys.argv[1]), "application/pdf"))
queue = RenderQueue([reader])
store = PictureStore(queue)
view = PageView(store, load_look("light"))
view.page_seen.connect(application.exit)
view.resize(701, 533)
view.show_document("one", [PageGeometry(612, 792)] * 2, place=Place(page=2, offset=31.7))
view.show()
application.exec()
queue.close()

ratio = view.devicePixelRatioF()
screen = QImage(view.viewport().size() * ratio, QImage.Format.Format_RGB32)
screen.setDevicePixelRatio(ratio)
view.viewport().render(screen)
place = view.place_on_view(2)
drawn = store.cache.nearest("one", 2, 99.0)
left, top = round(-place.origin_x * ratio), round(place.origin_y * ratio)
shown = screen.copy(left, 0, drawn.image.width(), 300).convertToFormat(QImage.Format.Format_Grayscale8)
shown.setDevicePixelRatio(1)
same = shown == drawn.image.copy(0, top, shown.width(), 300)
print(json.dumps([ratio, drawn.image.width() / (place.scale * 612), same]))
"""


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
def test_pictures_are_neither_stretched_nor_blurred(tmp_path: Path, factor: float) -> None:
    text_pdf(tmp_path / "two.pdf", 2)
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "two.pdf")],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": str(factor), "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stderr == ""
    ratio, drawn_ratio, same_pixels = json.loads(ended.stdout)
    assert ratio == factor
    assert drawn_ratio == pytest.approx(factor, rel=0.002)
    assert same_pixels
