"""A chart as a file: picture, drawing, PDF, or the numbers behind it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from cxdesk.output.charts.placing import AnyChart
from cxdesk.services.exporting import safe_cell, write_whole
from cxdesk.store.db import file_error
from cxdesk.text import one_line
from ui import messages
from ui.bridge import Bridge
from ui.charts.chart_view import ChartView
from ui.charts.data_table import table_of

_NOT_IN_NAMES = '\\/:*?"<>|'


class ChartExport(QObject):
    """Asks where to, and writes."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._parent = bridge, parent

    def save(self, chart: ChartView, data: AnyChart, what: str) -> None:
        """Write the chart as `what`: png, svg, pdf or csv."""
        clean = "".join("-" if letter in _NOT_IN_NAMES else letter for letter in one_line(data.title, 60))
        words = {
            "png": _("PNG ({pattern})"), "svg": _("SVG ({pattern})"), "pdf": _("PDF ({pattern})"),
            "csv": _("CSV ({pattern})"),
        }[what]  # fmt: skip
        path = messages.ask_save_file(
            self._parent,
            _("Save the chart"),
            f"{clean}.{what}",
            files=words.format(pattern=f"*.{what}"),
            suffix=f".{what}",
            start=Path.home(),
        )
        if path is None:
            return
        if what != "csv":
            chart.save(path, self.on_saved, self._bridge.on_task_error)
            return
        try:
            write_whole(path, csv_bytes(data))
        except OSError as error:
            self._bridge.show_error(file_error(error, path))
            return
        self.on_saved(path)

    @Slot(object)
    def on_saved(self, path: Path) -> None:
        """Say where it is."""
        self._bridge.notice.emit(
            _("Saved as {file} in {folder}").format(file=path.name, folder=path.parent.name), ""
        )


def csv_bytes(data: AnyChart) -> bytes:
    """Return the table of a chart as CSV for a spreadsheet; no cell of it is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    headings, lines = table_of(data)
    writer.writerow([_(heading) for _name, heading in headings])
    for line in lines:
        writer.writerow([safe_cell(getattr(line, name)) for name, _heading in headings])
    return ("\ufeff" + out.getvalue()).encode()
