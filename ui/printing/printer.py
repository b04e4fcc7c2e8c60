"""Pages on their way to a printer: the PDF that was looked at, drawn at 300 dots to the inch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cxdesk.errors import EnvironmentFault
from cxdesk.i18n import _
from ui.printing import pages as pdf
from ui.printing.pages import PdfPages
from ui.tasks import Job

DPI = 300


def printer_for(pages: PdfPages, title: str) -> QPrinter:
    """Return a printer that is set to the paper of the first page and to all pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("CX Desk")
    printer.setFullPage(True)
    printer.setPageLayout(_layout(pages.sizes[0]))
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    return printer


def _layout(size: QSizeF) -> QPageLayout:
    across = size.width() > size.height()
    paper = QPageSize(size.transposed() if across else size, QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that were asked for, from 0, in the order in which they leave the printer."""
    numbers = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        last = printer.toPage() or printer.fromPage()
        numbers = [number for number in numbers if printer.fromPage() <= number + 1 <= last]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    return numbers


def copies_of(printer: QPrinter) -> int:
    """Return how many copies of it will lie on the tray."""
    return max(1, printer.copyCount())


def print_pages(pages: PdfPages, printer: QPrinter, job: Job) -> int:
    """Draw the pages on the printer; return how many. Runs on any thread, which then has the printer.

    Raises EnvironmentFault when the printer does not take them.
    """
    numbers = wanted_pages(printer, len(pages))
    # Printers that can't count make the copies from a longer job.
    times = 1 if printer.supportsMultipleCopies() else copies_of(printer)
    painter = QPainter()
    printer.setPageLayout(_laid(printer, pages.sizes[numbers[0]] if numbers else QSizeF()))
    if not numbers or not painter.begin(printer):
        raise EnvironmentFault(
            _("The printer did not take the sheet. Is it switched on? Saving a PDF works without it.")
        )
    try:
        for done, number in enumerate(numbers * times):
            job.step(done, len(numbers) * times, _("page {page}").format(page=number + 1))
            if done:
                printer.setPageLayout(_laid(printer, pages.sizes[number]))
                printer.newPage()
            _draw(painter, printer, pages, number)
    finally:
        painter.end()
    return len(numbers) * times


def _laid(printer: QPrinter, size: QSizeF) -> QPageLayout:
    """Return the printer's layout, turned the way the page is; the paper stays what was chosen."""
    layout = printer.pageLayout()
    across = size.width() > size.height()
    layout.setOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
    return layout


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """Draw a page in its own size, or smaller where the paper in the printer is smaller."""
    size = pages.sizes[number]
    drawn = pdf.picture(pages, number, pdf.pixels(size, DPI).width())
    paper = QSizeF(printer.paperRect(QPrinter.Unit.DevicePixel).size())
    dots = printer.resolution() / 72
    scale = min(1.0, paper.width() / (size.width() * dots), paper.height() / (size.height() * dots))
    if scale > 0.98:  # A hair of rounding is no reason to print a sheet smaller.
        scale = 1.0
    shown = QSizeF(size.width(), size.height()) * (dots * scale)
    corner = QPointF((paper.width() - shown.width()) / 2, (paper.height() - shown.height()) / 2)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(corner, shown), drawn)


def work(pages: PdfPages, printer: QPrinter) -> partial[int]:
    """Return `print_pages` as work for `Tasks`."""
    return partial(print_pages, pages, printer)
