"""The window in which a table is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.imports.desk import ImportDialog


def open_import(
    bridge: Bridge, parent: QWidget, kind: str = "metrics", path: Path | None = None
) -> ImportDialog:
    """Open the window for tables of a kind, with a file if there is one already; it does not block."""
    from ui.imports.desk import ImportDialog

    dialog = ImportDialog(bridge, parent, kind)
    dialog.open()
    if path is not None:
        dialog.take_file(path)
    return dialog
