"""The floor for start-up: the least that a Qt window with a page worker can be. A measure only.

    python tests/benchmarks/floor_viewer.py FILE.pdf

The window's process starts a worker before it imports Qt; the worker draws page 1 into shared memory. For
Linux only.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import sys
from pathlib import Path

WIDTH = 720
MEMORY_BYTES = 64 << 20
ANSWER = struct.Struct("<3i")

WORKER = """
import mmap, struct, sys
import pymupdf
memory = mmap.mmap(int(sys.argv[1]), 64 << 20)
page = pymupdf.open(sys.argv[2])[0]
zoom = int(sys.argv[3]) / page.rect.width
picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
memory[: len(picture.samples_mv)] = picture.samples_mv
sys.stdout.buffer.write(struct.pack("<3i", picture.width, picture.height, picture.stride))
sys.stdout.buffer.flush()
sys.stdin.read()
"""


def main() -> None:
    descriptor = os.memfd_create("page")
    os.ftruncate(descriptor, MEMORY_BYTES)
    worker = subprocess.Popen(
        [sys.executable, "-I", "-c", WORKER, str(descriptor), str(Path(sys.argv[1]).resolve()), str(WIDTH)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=(descriptor,),
    )
    pixels = mmap.mmap(descriptor, MEMORY_BYTES)

    from PySide6.QtCore import QSocketNotifier, Qt
    from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    class Page(QWidget):
        picture: QPixmap | None = None

        def paintEvent(self, _event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), Qt.GlobalColor.lightGray)
            if self.picture is not None:
                painter.drawPixmap((self.width() - self.picture.width()) // 2, 0, self.picture)
            painter.end()

    application = QApplication(sys.argv)
    page = Page()
    window = QMainWindow()
    window.setCentralWidget(page)
    window.resize(1300, 950)
    window.show()
    assert worker.stdout is not None
    answers = worker.stdout
    notifier = QSocketNotifier(answers.fileno(), QSocketNotifier.Type.Read)

    def show() -> None:
        notifier.setEnabled(False)
        width, height, stride = ANSWER.unpack(answers.read(ANSWER.size))
        image = QImage(memoryview(pixels), width, height, stride, QImage.Format.Format_Grayscale8)
        page.picture = QPixmap.fromImage(image)
        page.update()

    notifier.activated.connect(show)
    application.exec()
    worker.kill()


if __name__ == "__main__":
    main()
