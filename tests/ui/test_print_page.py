"""The print centre: what is shown is the PDF, what is printed is what is shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cxdesk.entities.person import Person
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.output import printing
from cxdesk.output.packs import WHOLE_SET
from tests.ui.page_kit import Room, make_file, nameless
from ui import messages
from ui.pages.print_page import PAGE
from ui.printing import pages as pdf
from ui.printing import printer as paper
from ui.printing.maker import Maker
from ui.printing.request import Made, Request, gathered
from ui.tasks import Job

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def texts(data: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, PAGE)
    room.open(make_file(tmp_path / "willow.cxdesk"))
    for name in ("Lea Brandt", "Jin Park"):
        room.bridge.add(Person(name=name))
    room.show()
    yield room
    room.close()


def control(room: Room, name: str) -> Any:
    return room.page.side.options.controls[name]


def tick(room: Room, name: str) -> None:
    room.bot.keyClick(control(room, name), KEY.Key_Space)
    room.settle()


def choose(room: Room, sheet: str) -> None:
    room.page.kinds.choose(sheet)
    room.settle()


def log(room: Room) -> list[PrintRecord]:
    return [row.record for row in room.bridge.ws.rows(PrintRecord)]


# The page that is shown


def test_the_first_sheet_is_shown_at_once(room: Room) -> None:
    page = room.page
    assert page.kinds.current == "training-sheet"
    assert page.made.printed.pages == page.desk.preview.count
    assert not page.desk.preview.picture.isNull()
    assert page.side.print_button.isEnabled()


def test_the_preview_is_the_pdf(room: Room) -> None:
    made, preview = room.page.made, room.page.desk.preview
    bitmap = pypdfium2.PdfDocument(made.pages.pdf)[0].render(
        scale=preview.picture.width() / made.pages.sizes[0].width(), prefer_bgrx=True
    )
    other = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    assert preview.picture == other


def test_the_picture_has_the_pixels_of_the_screen(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = room.page.desk.preview
    before = preview.picture.width()
    monkeypatch.setattr(preview, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(preview, QEvent(QEvent.Type.DevicePixelRatioChange))
    room.settle()
    assert abs(preview.picture.width() - 2 * before) <= 1
    assert preview.page_rect().width() * 2 == preview.picture.width()


def test_an_option_changes_the_page(room: Room) -> None:
    why = room.bridge.ws.rows(Standard)[0].record.why
    stage = room.bridge.ws.rows(Standard, stage=room.bridge.ws.rows(Stage)[0].id)
    shown = next(row.record.why for row in stage if row.record.kind == "operational" and row.record.why)
    assert shown[:25] in "".join(texts(room.page.made.pages.pdf)).replace("\r\n", " ")
    tick(room, "why")
    assert shown[:25] not in "".join(texts(room.page.made.pages.pdf)).replace("\r\n", " ")
    assert why is not None


def test_every_kind_can_be_shown(room: Room) -> None:
    for name, spec in printing.sheets().items():
        choose(room, name)
        assert room.page.made.request.sheet == name
        assert list(room.page.side.options.controls) == [option.name for option in spec.options]
        assert room.page.desk.preview.count == room.page.made.printed.pages


def test_the_whole_set_is_one_pdf_with_contents(room: Room) -> None:
    choose(room, WHOLE_SET)
    first, *rest = texts(room.page.made.pages.pdf)
    assert "In this pack" in first
    assert len(rest) >= len(printing.sheets())
    pages = room.page.made.printed.pages
    tick(room, "standards-manual")
    assert room.page.made.printed.pages < pages
    assert "standards-manual" not in room.page.made.request.include


def test_options_of_the_same_name_stay_from_sheet_to_sheet(room: Room) -> None:
    control(room, "stage").setCurrentIndex(2)
    control(room, "stage").activated.emit(2)
    choose(room, "stage-sheet")
    assert room.page.made.request.options["stage"] == "3"
    assert room.bridge.ws.rows(Stage)[2].record.name in texts(room.page.made.pages.pdf)[0]


def test_what_was_ticked_of_customers_goes_on_to_no_other_sheet(room: Room) -> None:
    choose(room, "preference-card")
    control(room, "sensitive").click()
    assert control(room, "sensitive").isChecked()
    for sheet in ("todays-list", "preference-card"):
        choose(room, sheet)
        assert not control(room, "sensitive").isChecked()


def test_paper_and_text_size(room: Room) -> None:
    options = room.page.side.options
    assert options.paper.currentData() == "A4"
    small = room.page.made.pages.sizes[0]
    options.paper.setCurrentIndex(options.paper.findData("Letter"))
    options.paper.activated.emit(1)
    room.settle()
    assert room.page.made.pages.sizes[0] == QSizeF(612, 792) != small
    options.text_size.setCurrentIndex(options.text_size.findData("large"))
    options.text_size.activated.emit(2)
    room.settle()
    assert room.page.made.request.text_size == "large"


def test_copies_by_name(room: Room) -> None:
    people = control(room, "people")
    people.box.setCurrentIndex(people.box.findData("some"))
    people.box.activated.emit(2)
    room.bot.keyClick(people.ticks["Jin Park"], KEY.Key_Space)
    room.settle()
    assert room.page.made.request.options["people"] == "Jin Park"
    whole = "".join(texts(room.page.made.pages.pdf))
    assert "Jin Park" in whole
    assert "Lea Brandt" not in whole


def test_the_new_wording_is_on_the_page(room: Room) -> None:
    ws = room.bridge.ws
    row = next(
        row for row in ws.rows(Standard, stage=ws.rows(Stage)[0].id) if row.record.kind == "operational"
    )
    room.bridge.change(Standard, row.id, text="Sing while you sweep")
    room.settle()
    assert "Sing while you sweep" in "".join(texts(room.page.made.pages.pdf))


def test_the_shops_word_is_on_the_page_at_once(room: Room) -> None:
    from cxdesk.entities.shop import Shop

    room.bridge.change(Shop, room.bridge.ws.shop_id, name="Harbour Hair")
    room.settle()
    assert "Harbour Hair" in texts(room.page.made.pages.pdf)[0]


def test_messages_stand_above_the_page(room: Room) -> None:
    row = room.bridge.ws.rows(Standard, stage=room.bridge.ws.rows(Stage)[0].id)[0]
    room.bridge.change(Standard, row.id, text="Greet ก่อน")
    room.settle()
    assert [banner.text for banner in room.page.banners] == list(room.page.made.printed.messages)
    assert "ก" in room.page.banners[0].text
    room.bridge.undo()
    room.settle()
    assert room.page.banners == []


# The newest wish wins


class HeldTasks:
    """Keeps work until it is let go, one by one."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Any, Any]] = []

    def run(self, work: Any, on_done: Any = None, on_error: Any = None, *_more: Any, **_words: Any) -> Job:
        self.waiting.append((work, on_done))
        return Job(lambda *_said: None)

    def let_go(self) -> None:
        work, on_done = self.waiting.pop(0)
        on_done(work(Job(lambda *_said: None)))


def request(**options: str) -> Request:
    return Request("training-sheet", "A4", "normal", options=options)


def test_only_the_newest_of_many_wishes_is_drawn(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    held = HeldTasks()
    parent = QObject()
    maker = Maker(room.bridge, parent)
    made: list[Made] = []
    maker.made.connect(made.append)
    wishes = [request(stage=str(number)) for number in (1, 2, 3, 4)]
    with monkeypatch.context() as patch:
        patch.setattr(room.bridge, "tasks", held)
        for wish in wishes:
            maker.ask(wish)
        assert len(held.waiting) == 1  # the second and third never begin
        held.let_go()
        assert made == []  # the first one is stale
        held.let_go()
    assert [one.request for one in made] == [wishes[-1]]
    assert held.waiting == []
    assert not maker.busy


def test_a_page_that_was_left_is_not_drawn_over_the_new_one(room: Room) -> None:
    choose(room, "standards-manual")
    preview = room.page.desk.preview
    preview.go_to(3)
    preview.go_to(5)
    room.settle()
    right = pdf.picture(room.page.made.pages, 5, preview.picture.width())
    assert preview.picture == right


def test_the_page_before_stays_until_the_new_one_is_there(room: Room) -> None:
    before = room.page.desk.preview.picture
    room.page.kinds.choose("vision-poster")
    assert room.page.desk.preview.picture == before
    room.settle()
    assert room.page.desk.preview.picture != before


def test_what_can_t_be_drawn_is_said(room: Room) -> None:
    room.page.maker.ask(request(stage="99"))
    assert "99" in room.page.banners[0].text
    assert not room.page.side.save_button.isEnabled()
    room.page.ask()
    room.settle()
    assert room.page.side.save_button.isEnabled()


def test_a_one_page_sheet_follows_within_300_ms(room: Room) -> None:
    """The limit of the whole way: reading, drawing, showing; a slow machine has three tries."""
    took = []
    for name in ("vision-poster", "never-always-poster", "stage-sheet"):
        started = time.perf_counter()
        with room.bot.waitSignal(room.page.desk.preview.drawn, timeout=5_000):
            room.page.kinds.choose(name)
        took.append(time.perf_counter() - started)
        room.settle()
        assert room.page.made.printed.pages == 1
    assert min(took) < 0.3


# Keys and the mouse


def test_pages_are_turned_by_keys(room: Room) -> None:
    choose(room, "standards-manual")
    preview = room.page.desk.preview
    room.page.kinds.setFocus()
    room.key(KEY.Key_PageDown)
    room.key(KEY.Key_PageDown)
    assert preview.number == 3
    assert room.page.desk.words.text() == f"Page 3 of {preview.count}"
    assert preview.accessibleName() == f"Preview, page 3 of {preview.count}"
    room.key(KEY.Key_PageUp)
    assert preview.number == 2
    preview.setFocus()
    room.key(KEY.Key_End)
    assert preview.number == preview.count
    room.key(KEY.Key_PageDown)
    assert preview.number == preview.count
    room.settle()


def test_zoom_by_keys_and_wheel_and_back_to_the_whole_page(room: Room) -> None:
    preview = room.page.desk.preview
    fitting = preview.zoom
    room.key(KEY.Key_Plus, CTRL)
    assert preview.zoom > fitting
    once = preview.zoom
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(preview.mapToGlobal(QPoint(50, 50))), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.viewport(), wheel)
    assert preview.zoom > once
    room.settle()
    assert preview.picture.width() == round(preview.page_rect().width() * preview.devicePixelRatioF())
    room.key(KEY.Key_Minus, CTRL)
    assert preview.zoom == once
    room.key(KEY.Key_0, CTRL)
    room.settle()
    assert preview.fits
    assert preview.zoom == fitting


def test_the_keys_of_the_page_win_over_those_of_the_window(room: Room) -> None:
    for key in (KEY.Key_S, KEY.Key_P, KEY.Key_Plus):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        event.ignore()
        QApplication.sendEvent(room.page.kinds, event)
        assert event.isAccepted()
    other = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_K, CTRL)
    other.ignore()
    QApplication.sendEvent(room.page.kinds, other)
    assert not other.isAccepted()


def test_all_is_reached_by_tab_and_has_a_name(room: Room) -> None:
    assert nameless(room.page) == []


# Saving


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer the file box; what was proposed is the name of the file."""
    folder = tmp_path / "out"
    folder.mkdir()

    def answer(_parent: object, _title: str, name: str, **_more: object) -> Path:
        return folder / name

    monkeypatch.setattr(messages, "ask_save_file", answer)
    return folder


def test_ctrl_s_saves_the_pdf_that_is_shown_and_notes_it(room: Room, target: Path) -> None:
    room.key(KEY.Key_S, CTRL)
    room.settle()
    (file,) = target.iterdir()
    stage = room.bridge.ws.rows(Stage)[0].record.name
    assert file.name == f"Training sheet - {stage} - Willow & Co.pdf"
    assert file.read_bytes() == room.page.made.pages.pdf
    (noted,) = log(room)
    assert (noted.sheet, noted.about, noted.target, noted.by) == ("training-sheet", stage, "file", "Maya")
    assert file.name in room.notices[-1]
    assert room.bridge.ws.undo_label is None or "printed" not in room.bridge.ws.undo_label


def test_what_is_saved_is_what_was_chosen_last(room: Room, target: Path) -> None:
    room.page.kinds.choose("vision-poster")
    room.page.save()  # before the poster is drawn
    room.settle()
    (file,) = target.iterdir()
    assert file.name.startswith("Vision poster")
    assert file.read_bytes() == room.page.made.pages.pdf


def test_a_folder_that_is_gone_is_said_and_nothing_is_noted(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: tmp_path / "gone" / "a.pdf")
    room.page.save()
    room.settle()
    assert "a.pdf could not be saved" in room.problems[-1]
    assert log(room) == []
    assert not room.page.acts.busy


def test_nothing_is_saved_when_she_thinks_better_of_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_save_file", lambda *_w, **_m: None)
    room.page.save()
    assert log(room) == []


# Printing


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Show no print dialog; return those that would have been shown."""
    shown: list[QDialog] = []
    monkeypatch.setattr(QDialog, "open", shown.append)
    return shown


def to_file(dialog: Any, path: Path) -> None:
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.accepted.emit(dialog.printer())  # `accept` would take the printer that this computer does not have


def test_all_pages_are_printed_and_noted_with_their_copies(
    room: Room, dialog: list[Any], tmp_path: Path
) -> None:
    room.key(KEY.Key_P, CTRL)
    dialog[0].printer().setCopyCount(3)
    to_file(dialog[0], tmp_path / "out.pdf")
    room.settle()
    printed = pdf.measured((tmp_path / "out.pdf").read_bytes())
    times = 1 if dialog[0].printer().supportsMultipleCopies() else 3
    assert len(printed) == room.page.made.printed.pages * times
    (noted,) = log(room)
    assert (noted.target, noted.copies) == ("printer", 3)
    assert room.page.side.progress.isHidden()


def test_the_printed_page_is_the_page_that_was_seen(room: Room, dialog: list[Any], tmp_path: Path) -> None:
    room.page.print_now()
    to_file(dialog[0], tmp_path / "out.pdf")
    room.settle()
    printed = pdf.measured((tmp_path / "out.pdf").read_bytes())
    seen = room.page.made.pages
    assert abs(printed.sizes[0].width() - seen.sizes[0].width()) < 2
    smooth = Qt.TransformationMode.SmoothTransformation
    left, right = (pdf.picture(one, 0, 800).scaledToWidth(40, smooth) for one in (printed, seen))
    spots = [(x, y) for x in range(40) for y in range(min(left.height(), right.height()))]
    said = [left.pixelColor(x, y).lightness() - right.pixelColor(x, y).lightness() for x, y in spots]
    assert max(map(abs, said)) < 40
    assert min(right.pixelColor(x, y).lightness() for x, y in spots) < 215  # there is something on it


def test_some_pages_only(room: Room, dialog: list[Any], tmp_path: Path) -> None:
    choose(room, "standards-manual")
    room.page.print_now()
    device = dialog[0].printer()
    device.setPrintRange(QPrinter.PrintRange.PageRange)
    device.setFromTo(2, 4)
    to_file(dialog[0], tmp_path / "out.pdf")
    room.settle()
    assert len(pdf.measured((tmp_path / "out.pdf").read_bytes())) == 3


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_said_and_nothing_is_noted(
    room: Room, dialog: list[Any], tmp_path: Path
) -> None:
    room.page.print_now()
    to_file(dialog[0], tmp_path / "no folder" / "out.pdf")
    room.settle()
    assert "printer did not take" in room.problems[-1]
    assert log(room) == []
    assert not room.page.acts.busy


def test_a_wide_sheet_is_printed_across(room: Room, dialog: list[Any], tmp_path: Path) -> None:
    choose(room, "stage-sheet")
    assert room.page.made.pages.sizes[0].width() > room.page.made.pages.sizes[0].height()
    room.page.print_now()
    to_file(dialog[0], tmp_path / "out.pdf")
    room.settle()
    size = pdf.measured((tmp_path / "out.pdf").read_bytes()).sizes[0]
    assert size.width() > size.height()


def test_printing_stops_when_cancelled(room: Room, tmp_path: Path) -> None:
    device = paper.printer_for(room.page.made.pages, "Sheet")
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    job = Job(lambda *_said: None)
    job.cancel()
    from ui.tasks import Cancelled

    with pytest.raises(Cancelled):
        paper.print_pages(room.page.made.pages, device, job)


def test_a_larger_page_is_made_to_fit_the_paper(room: Room, tmp_path: Path) -> None:
    wide = Request("vision-poster", "A4", "normal")
    made = gathered(wide, room.bridge.ws)(Job(lambda *_said: None))
    device = paper.printer_for(made.pages, "Poster")
    from PySide6.QtGui import QPageSize

    device.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    paper.print_pages(made.pages, device, Job(lambda *_said: None))
    small = pdf.measured((tmp_path / "out.pdf").read_bytes())
    assert sorted((small.sizes[0].width(), small.sizes[0].height())) == pytest.approx([298, 420], abs=3)
    drawn = pdf.picture(small, 0, 200)
    dark = sum(drawn.pixelColor(x, y).lightness() < 128 for x in range(0, 200, 2) for y in range(0, 280, 2))
    assert dark > 50


# The log and older copies


def test_older_copies_are_listed_until_they_are_printed_again(
    room: Room, target: Path, dialog: list[Any], tmp_path: Path
) -> None:
    older = room.page.side.older
    room.page.save()
    room.settle()
    assert older.isHidden()
    row = next(
        row
        for row in room.bridge.ws.rows(Standard, stage=room.bridge.ws.rows(Stage)[0].id)
        if row.record.kind == "operational"
    )
    room.bridge.change(Standard, row.id, text="Look up and say the name")
    room.settle()
    assert not older.isHidden()
    assert "wording only" in older.copies[0].sentence
    choose(room, "vision-poster")
    older.buttons[0].setFocus()
    room.bot.keyClick(older.buttons[0], KEY.Key_Space)
    room.settle()
    assert room.page.kinds.current == "training-sheet"
    to_file(dialog[0], tmp_path / "again.pdf")
    room.settle()
    assert older.isHidden()
    assert room.page.side.print_button.hasFocus()  # the button that was pressed is gone
    assert len(log(room)) == 2


def test_the_log_lists_the_newest_first(room: Room, target: Path) -> None:
    for sheet in ("training-sheet", "vision-poster"):
        choose(room, sheet)
        room.page.save()
        room.settle()
    room.page.log_action.trigger()
    table = room.page.log.table
    assert table.isVisible()
    rows = table.model()
    said = [rows.index(row, 1).data() for row in range(rows.rowCount())]
    assert said == ["Vision poster", f"Training sheet · {room.bridge.ws.rows(Stage)[0].record.name}"]
    assert rows.index(0, 5).data() == "Maya"
    assert room.page.close_opened()
    assert not table.isVisible()
    assert not room.page.close_opened()


def test_an_empty_log_says_what_it_is_for(room: Room) -> None:
    room.page.toggle_log()
    assert room.page.log.empty.isVisible()
    assert not room.page.log.table.isVisible()


def test_a_file_that_is_only_looked_at_prints_without_a_note(
    qtbot: QtBot, tmp_path: Path, target: Path
) -> None:
    room = Room(qtbot, PAGE)
    room.open(make_file(tmp_path / "willow.cxdesk"), read_only=True)
    room.show()
    room.page.save()
    room.settle()
    assert len(list(target.iterdir())) == 1
    assert log(room) == []
    room.close()


def test_a_sheet_is_shown_as_another_page_asked_for_it(room: Room) -> None:
    room.page.show_sheet("stage-sheet", {"stage": "3", "no such": "1"})
    room.settle()
    assert room.page.made.request.sheet == "stage-sheet"
    assert room.page.made.request.options == {"stage": "3"}
    assert room.page.kinds.current == "stage-sheet"


def test_pages_of_another_size_are_measured() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    document.new_page(100, 300)
    import io

    out = io.BytesIO()
    document.save(out)
    document.close()
    pages = pdf.measured(out.getvalue())
    assert pages.sizes == (QSizeF(200, 100), QSizeF(100, 300))
    assert pdf.picture(pages, 1, 50).size() == QSize(50, 150)
    assert pdf.picture(pages, 0, 10**6).width() <= 10_000
