"""How long a program takes from its start until its window is painted and comes to rest, seen from outside.

A screen of our own, whose pixels lie in a file that is mapped into memory, so that a look costs the
program nothing. Settled is the last change of more than a few pixels before a while of rest: a window
that comes up half empty is not ready. Memory is that of the process as if it ran alone: pages that it
shares with other programs of this environment count as its own.
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

WIDTH, HEIGHT = 1400, 900
LOOK = 0.004
REST = 1.0
LONGEST = 30.0
CHANGED = 0.002
INK = 64


@dataclass(frozen=True, slots=True)
class Started:
    """One start: seconds until the window was painted and until it had come to rest, and its memory in MB."""

    painted: float
    settled: float
    memory: float


class Screen:
    """An X server without a monitor."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cxdesk-screen-"))
        told, tell = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tell), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-br", "-noreset",
             "-fbdir", str(self._folder), "-nolisten", "tcp", "-nocursor"],
            pass_fds=[tell], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(tell)
        with os.fdopen(told) as answer:
            self.display = f":{int(answer.readline())}"
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack(">25I", self._map[:100])  # the header of an X window dump
        start, line, colours = words[0], words[12], words[19]
        pixels = np.frombuffer(self._map, np.uint32, line // 4 * HEIGHT, start + 12 * colours)
        self._pixels = pixels.reshape(HEIGHT, line // 4)[:, :WIDTH]

    def close(self) -> None:
        """End the server."""
        del self._pixels
        self._map.close()
        self._server.terminate()
        self._server.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self, words: Sequence[str], environment: Mapping[str, str], *, wait: float = 0) -> Started:
        """Start a program, watch until it has come to rest, and end it. `wait` is time for more memory."""
        before = self._pixels.copy()
        env = {**os.environ, **environment, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        env.pop("WAYLAND_DISPLAY", None)
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        began = time.monotonic()
        program = subprocess.Popen(
            words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        try:
            painted, settled = self._watch(began, before, program)
            time.sleep(wait)
            memory = memory_of(program.pid)
        finally:
            program.send_signal(signal.SIGTERM)
            program.communicate(timeout=10)
            self._wait_for_black(before)
        return Started(painted - began, settled - began, memory)

    def _watch(self, began: float, before: Any, program: subprocess.Popen[bytes]) -> tuple[float, float]:
        painted = changed = 0.0
        last = before
        while not painted or time.monotonic() - changed < REST:
            now = time.monotonic()
            if now - began > LONGEST or program.poll() is not None:
                said = program.communicate(timeout=5)[1] if program.poll() is not None else b""
                raise RuntimeError(f"no window came to rest: {said.decode(errors='replace')[-2000:]}")
            seen = self._pixels.copy()
            if np.count_nonzero(seen != last) > CHANGED * WIDTH * HEIGHT:
                last, changed = seen, now
                if not painted and _ink(seen, before) >= INK:
                    painted = now
            time.sleep(LOOK if now - changed < REST / 4 or not painted else LOOK * 4)
        return painted, changed

    def _wait_for_black(self, before: Any) -> None:
        """Wait until the window of the program that ended is gone."""
        end = time.monotonic() + 5
        while time.monotonic() < end and np.count_nonzero(self._pixels != before) > INK:
            time.sleep(0.01)


def _ink(seen: Any, before: Any) -> int:
    """Count the pixels in the window that are not of its most common colour."""
    window = seen[seen != before] & 0xFFFFFF
    if not window.size:
        return 0
    return int(window.size - np.unique(window, return_counts=True)[1].max())


def memory_of(pid: int) -> float:
    """Return the memory of a process in MB: pages of Qt and Python whole, those of the system in part."""
    total = 0
    ours = False
    for line in Path(f"/proc/{pid}/smaps").read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition(":")
        if "-" in name.split(" ", 1)[0]:
            ours = "site-packages" in line or "python" in line
        elif name == ("Rss" if ours else "Pss"):
            total += int(rest.split()[0])
    return total / 1024
