"""The rotating log. It holds ids, never what a person typed."""

from __future__ import annotations

import logging
from pathlib import Path

from cxdesk.paths import log_dir

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(logging.Handler):
    """Five files of 1 MB. Python's own handler is loaded for the first record: it brings sockets along."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None
        path.open("a", encoding="utf-8").close()  # raises OSError here and not at the first record

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._opened().emit(record)
        except OSError:  # the folder went away: the program goes on, and the next record tries again
            self.handleError(record)

    def _opened(self) -> logging.Handler:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=False
            )
            self._file.setFormatter(self.formatter)
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def set_up(*, level: int = logging.INFO) -> bool:
    """Send the log to its file, five of 1 MB; tell whether that file can be written.

    Without it the program goes on, and warnings go to standard error.
    """
    root = logging.getLogger("cxdesk")
    root.setLevel(level)
    if root.handlers:
        return True
    try:
        log_dir().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LogFile(log_dir() / "cxdesk.log")
        writable = True
    except OSError:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
        writable = False
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
    return writable
