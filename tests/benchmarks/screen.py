"""A private X display whose picture is read from memory, to see when a page has appeared.

Needs Xvfb and openbox; pressing keys needs xdotool too, and viewers that talk over D-Bus a dbus-daemon.
"""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from PIL import Image

WIDTH, HEIGHT = 1366, 900
XWD_HEADER = struct.Struct(">25I")
PAPER_SHARE = 0.30
INK_SHARE = 0.004


class Screen:
    """Xvfb with a window manager that maximizes every window."""

    def __init__(self, number: int = 97) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="frame-buffer-", dir="/dev/shm"))
        self.name = f":{number}"
        self._server = subprocess.Popen(
            [
                "Xvfb",
                self.name,
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-fbdir",
                str(self._folder),
                "-nolisten",
                "tcp",
            ],
            stderr=subprocess.DEVNULL,
        )
        frame = self._folder / "Xvfb_screen0"
        while not frame.exists() or frame.stat().st_size < WIDTH * HEIGHT * 4:
            time.sleep(0.05)
        time.sleep(0.3)
        with frame.open("rb") as stream:
            self._memory = mmap.mmap(stream.fileno(), 0, prot=mmap.PROT_READ)
        header = XWD_HEADER.unpack(self._memory[: XWD_HEADER.size])
        self._start, self._row = header[0] + header[19] * 12, header[12]
        self.environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "1"}
        # Our window would ask for a passphrase where there is no keychain.
        self.environment["REVIEWER_APP_PASSPHRASE_FILE"] = str(Path(__file__).with_name("passphrase.txt"))
        self.environment.pop("WAYLAND_DISPLAY", None)
        rules = self._folder / "rc.xml"
        rules.write_text(
            '<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><applications>'
            '<application type="normal"><maximized>yes</maximized><focus>yes</focus></application>'
            "</applications></openbox_config>",
            encoding="utf-8",
        )
        self._manager = subprocess.Popen(
            ["openbox", "--config-file", str(rules)], env=self.environment, stderr=subprocess.DEVNULL
        )
        self._keys: subprocess.Popen[bytes] | None = None
        self._bus = self._start_bus()
        time.sleep(0.5)

    def _start_bus(self) -> int | None:
        """Process id of a D-Bus of this display's own, without which some viewers wait; None without one."""
        daemon = shutil.which("dbus-daemon")
        if daemon is None:
            return None
        answer = subprocess.run(
            [daemon, "--session", "--fork", "--print-address=1", "--print-pid=1"],
            capture_output=True,
            text=True,
            check=True,
            env=self.environment,
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"], pid = answer.stdout.split()
        return int(pid)

    def press(self, key: str) -> None:
        """Press a key, by its X name, in whichever window has the keyboard."""
        if self._keys is None:
            self._keys = subprocess.Popen(
                ["xdotool", "-"], stdin=subprocess.PIPE, env=self.environment, stderr=subprocess.DEVNULL
            )
        assert self._keys.stdin is not None
        self._keys.stdin.write(f"key --clearmodifiers {key}\n".encode())
        self._keys.stdin.flush()

    def frame(self) -> bytes:
        """The pixels of the screen, to compare with later ones."""
        return self._memory[self._start : self._start + self._row * HEIGHT]

    def picture(self) -> Image.Image:
        """The screen as it is now."""
        return Image.frombuffer("RGB", (WIDTH, HEIGHT), self.frame(), "raw", "BGRX", self._row, 1)

    def shows_page(self) -> bool:
        """Whether the middle of the screen is mostly paper with ink on it."""
        top, bottom = HEIGHT // 5, HEIGHT * 9 // 10
        pixels = self._memory[self._start + self._row * top : self._start + self._row * bottom]
        band = Image.frombuffer("RGBX", (WIDTH, bottom - top), pixels, "raw", "RGBX", self._row, 1)
        middle = band.crop((WIDTH // 4, 0, WIDTH * 3 // 4, bottom - top))
        some = middle.resize((middle.width // 2, middle.height // 2), Image.Resampling.NEAREST)
        counts = some.getchannel("G").histogram()
        total = sum(counts)
        return sum(counts[226:]) >= PAPER_SHARE * total and sum(counts[:110]) >= INK_SHARE * total

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (self._keys, self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait()
        if self._bus is not None:
            os.kill(self._bus, signal.SIGTERM)
        shutil.rmtree(self._folder, ignore_errors=True)
