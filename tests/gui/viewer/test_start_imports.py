"""What the window's process has imported when the first page is on screen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.gui.viewer.papers import text_pdf

ROOT = Path(__file__).resolve().parents[3]

HEAVY = ("pymupdf", "numpy", "sqlite3", "sqlite_utils", "jinja2", "yaml", "jsonschema", "typst", "msgspec")

SCRIPT = """
import json, sys
from pathlib import Path
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from PySide6.QtWidgets import QApplication
from reviewer_app.gui.look import load_look
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore

application = QApplication(["start", "-platform", "offscreen"])
reader = PageReader(WorkerProcess())
reader.register("one", PageFile(Path(sys.argv[1]), "application/pdf"))
queue = RenderQueue([reader])
view = PageView(PictureStore(queue), load_look("light"))
view.page_seen.connect(lambda page: application.exit(page))
view.resize(700, 600)
view.show_document("one")
view.show()
shown = application.exec()
modules = sorted(sys.modules)
queue.close()
print(json.dumps([shown, modules]))
"""


def test_nothing_heavy_is_imported_for_the_first_page(tmp_path: Path) -> None:
    text_pdf(tmp_path / "page.pdf", 1)
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "page.pdf")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr == ""
    shown, modules = json.loads(ended.stdout)
    assert shown == 1
    packages = {name.partition(".")[0] for name in modules}
    assert packages.isdisjoint(HEAVY)
    qt = {name for name in modules if name.startswith("PySide6.Qt")}
    assert qt == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
