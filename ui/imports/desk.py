"""The window in which a table is chosen, looked at, taken in, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from cxdesk.entities.import_batch import ImportBatch
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import Stored
from cxdesk.services.cells import Ambiguous
from cxdesk.services.imports import batches, tables
from cxdesk.services.imports.batches import Preview
from cxdesk.services.imports.customers import CustomersPlan
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.metrics import MetricsPlan
from cxdesk.services.imports.plans import WHATS
from cxdesk.services.imports.tables import Reading, Table
from ui import messages, theme
from ui.forms.editors import Sentence
from ui.imports.columns_panel import ColumnsPanel
from ui.imports.earlier import Earlier
from ui.imports.kinds import PEOPLE, TITLES, WORDS
from ui.imports.lists import PreviewModel, PreviewTable
from ui.imports.mapping_bar import MappingBar
from ui.imports.new_names import NewNames
from ui.imports.reading_bar import ReadingBar
from ui.imports.result import Result, told
from ui.imports.steps import StepRunner
from ui.widgets import (
    ChoiceBox,
    ElidedLabel,
    EmptyState,
    LinkButton,
    PlainLabel,
    PrimaryButton,
    SecondaryButton,
)

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.tasks import Job

ALL = ""


class OpenTable:
    """Work for `Tasks`: find out how a file is read."""

    def __init__(self, path: Path, reading: Reading | None) -> None:
        self.path, self.reading = path, reading

    def __call__(self, job: Job) -> Table:
        return tables.open_table(self.path, self.reading)


class ImportDialog(QDialog):
    """Nothing is written before the button says so; closing it gives up what runs."""

    def __init__(self, bridge: Bridge, parent: QWidget, kind: str = "metrics") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.bridge, self.kind = bridge, kind
        self.target = batches.target(kind)
        self.table: Table | None = None
        self.made: Preview | None = None
        self._listed: tuple[Preview | None, str] | None = None
        self._path: Path | None = None
        self._looker, self._writer = StepRunner(self), StepRunner(self)
        self._said = ""
        title = _("Import: {what}").format(what=_(self.target.label))
        self.setWindowTitle(title)
        room = self.screen().availableSize()
        self.resize(min(theme.px(1080), room.width()), min(theme.px(680), room.height()))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        self.heading = PlainLabel(title, self, size="title")
        column.addWidget(self.heading)
        self.pages = QStackedLayout()
        self.pages.addWidget(self._desk())
        self.earlier = Earlier(bridge, self)
        self.pages.addWidget(self.earlier)
        column.addLayout(self.pages, 1)
        self.sentence = Sentence(self)
        column.addWidget(self.sentence)
        column.addLayout(self._foot())
        self._connect()
        self._show_state()
        self.choose.setFocus()

    # Making

    def _desk(self) -> QWidget:
        desk = QWidget(self)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        row = QHBoxLayout()
        self.choose = SecondaryButton(_("Choose a file…"), icon="folder")
        self.file = ElidedLabel("", desk, size="strong")
        row.addWidget(self.choose)
        row.addWidget(self.file, 1)
        self.sort = ChoiceBox(desk, name=_("What is in the file"))
        for kind in PEOPLE:
            self.sort.addItem(_(batches.target(kind).label), kind)
        self.sort.setCurrentIndex(max(0, self.sort.findData(self.kind)))
        self.sort.setVisible(self.kind in PEOPLE)
        row.addWidget(self.sort)
        column.addLayout(row)
        self.outcome = Result(self.bridge, desk)
        column.addWidget(self.outcome)
        self.words = PlainLabel("", desk, tone="secondary", wrap=True)
        column.addWidget(self.words)
        self.names = NewNames(desk)
        column.addWidget(self.names)
        self.bar = ReadingBar(desk)
        column.addWidget(self.bar)
        self.kept = MappingBar(self.bridge, desk)
        column.addWidget(self.kept)
        self.split = QSplitter(Qt.Orientation.Horizontal, desk)
        self.split.setChildrenCollapsible(False)
        self.columns = ColumnsPanel(desk)
        self.split.addWidget(self.columns)
        self.split.addWidget(self._lines())
        self.split.setSizes([theme.px(320), theme.px(700)])
        column.addWidget(self.split, 1)
        self.room = EmptyState("import", _(WORDS[self.kind]), (), desk, title=_(TITLES[self.kind]))
        column.addWidget(self.room, 1)
        return desk

    def _lines(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.px(8), 0, 0, 0)
        row = QHBoxLayout()
        self.summary = PlainLabel("", side, wrap=True)
        self.filter = ChoiceBox(side, name=_("Which lines are shown"))
        row.addWidget(self.summary, 1)
        row.addWidget(self.filter)
        column.addLayout(row)
        self.lines = PreviewTable(_("What each line does"), side)
        self.lines.setWordWrap(True)
        self.model = PreviewModel(self.lines)
        self.lines.setModel(self.model)
        self.model.language = self.bridge.ws.shop.language
        self.model.show_kind(numbers=self.target.wide)
        self.model.set_widths(self.lines.horizontalHeader())
        column.addWidget(self.lines, 1)
        self.why = PlainLabel("", side, tone="secondary", wrap=True)
        column.addWidget(self.why)
        self.filter.addItem(_("All lines"), ALL)
        for what, label in WHATS:
            self.filter.addItem(_(label), what)
        return side

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.before = LinkButton(_("Earlier imports"), icon="history")
        self.close_button = SecondaryButton(_("Close"))
        self.button = PrimaryButton(_("Import"), icon="import")
        for button in (self.choose, self.before, self.close_button, self.earlier.back, self.earlier.button):
            button.setAutoDefault(False)
        self.button.setDefault(True)
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.button)
        return row

    def _connect(self) -> None:
        self.choose.clicked.connect(self.on_choose)
        self.sort.activated.connect(self.on_sort)
        self.before.clicked.connect(self.on_earlier)
        self.close_button.clicked.connect(self.reject)
        self.button.clicked.connect(self.on_import)
        self.bar.read_anew.connect(self.on_read_anew)
        self.bar.looked_at_anew.connect(self.look)
        self.columns.chosen.connect(self.look)
        self.kept.chosen.connect(self.on_kept)
        self.names.changed.connect(self.look)
        self.outcome.undone.connect(self.look)
        self.filter.activated.connect(self.show_lines)
        self.lines.current_changed.connect(self.on_line)
        self.earlier.closed.connect(self.on_desk)
        self.earlier.take_back_wanted.connect(self.on_take_back)
        self._looker.done.connect(self.on_looked)
        self._looker.failed.connect(self.on_refused)
        self._writer.done.connect(self.on_written)
        self._writer.failed.connect(self.on_refused)

    # The file

    @Slot()
    def on_choose(self) -> None:
        """Ask for a file."""
        cards = " *.vcf *.vcard" if self.kind == "customers" else ""
        files = _("Tables ({pattern})").format(pattern="*.csv *.txt *.tsv *.xlsx *.xlsm *.ods *.xls" + cards)
        path = messages.ask_open_file(self, _("Choose a table"), files=files)
        if path is not None:
            self.take_file(path)

    @Slot()
    def on_sort(self) -> None:
        """Take what is in the file for something else."""
        self.kind = self.sort.currentData()
        self.target = batches.target(self.kind)
        title = _("Import: {what}").format(what=_(self.target.label))
        self.setWindowTitle(title)
        self.heading.setText(title)
        if self.table is not None:
            self._show_columns(self.kept.show_table(self.target, self.table))
            self.look()

    @Slot(object)
    def on_kept(self, mapping: Mapping | None) -> None:
        """Read the columns by a kept mapping, or as the headings say."""
        self._show_columns(mapping)
        self.look()

    def _show_columns(self, mapping: Mapping | None) -> None:
        if self.table is not None:
            self.columns.show_table(self.bridge.ws, self.target, self.table, mapping)
            self.bar.show_mapping(mapping or Mapping())

    def take_file(self, path: Path) -> None:
        """Look into a file."""
        self._path, self.table, self.made = path, None, None
        self.names.forget()
        self.outcome.say("")
        self._read(None)

    @Slot()
    def on_read_anew(self) -> None:
        """Read the file as it was chosen."""
        self._read(self.bar.reading())

    def _read(self, reading: Reading | None) -> None:
        if self._path is None:
            return
        self._looker.stop()
        self.file.setText(self._path.name)
        self._say("")
        self.words.setText(_("Reading…"))
        self.bridge.tasks.run(OpenTable(self._path, reading), self.on_opened, self.on_refused)

    @Slot(object)
    def on_opened(self, table: Table) -> None:
        """Show what is in the file."""
        same = self.table is not None and self.table.head == table.head
        self.table = table
        self.bar.show_table(table, periods=self.target.wide)
        if not same:
            self._show_columns(self.kept.show_table(self.target, table))
        self.look()

    # What it would do

    @Slot()
    def look(self) -> None:
        """Find out what each line would do."""
        if self.table is None:
            return
        self.made = None
        self._say("")
        self.words.setText(tables.described(self.table))
        mapping = self.bar.completed(self.columns.mapping()._replace(fixed=self.kept.fixed))
        self.kept.offer(mapping)
        mapping = mapping._replace(names=dict(self.names.taken))
        wrong = self.target.knows(mapping)
        if wrong:
            self._looker.stop()
            self._say(wrong)
        else:
            self._looker.start(batches.preview(self.bridge.ws, self.kind, self.table, mapping))
        self._show_state()

    @Slot(object)
    def on_looked(self, made: Preview) -> None:
        """Show what each line would do."""
        self.made = made
        self.bar.show_found(made.mapping)
        words = [tables.described(made.table), *made.plan.notices[:3]]
        if len(made.plan.notices) > 3:
            more = len(made.plan.notices) - 3
            words.append(ngettext("{n} more is new.", "{n} more are new.", more).format(n=more))
        self.words.setText(" ".join(words))
        self.bar.offer_to_leave_out(made.plan.nameless if isinstance(made.plan, CustomersPlan) else 0)
        self.names.show_names(made.plan.likely if isinstance(made.plan, MetricsPlan) else ())
        self._show_state()

    @Slot(object)
    def on_refused(self, error: BaseException) -> None:
        """Say why it can't be read or taken in."""
        if not isinstance(error, CxDeskError):
            self.bridge.on_task_error(error)
            return
        self.words.setText(tables.described(self.table) if self.table is not None else "")
        self._say(error.message)
        self._show_state()
        if isinstance(error, Ambiguous):
            self.bar.ask(error.what)

    @Slot()
    def show_lines(self) -> None:
        """Show the lines that are asked for."""
        made, what = self.made, self.filter.currentData()
        if self._listed is not None and self._listed[0] is made and self._listed[1] == what:
            return
        self._listed = made, what
        items = made.plan.tally.items if made is not None else []
        self.model.show_rows([item for item in items if what in {ALL, item.what}])
        self.lines.show_reasons()
        self.why.setText("")

    @Slot(QModelIndex)
    def on_line(self, index: QModelIndex) -> None:
        """Say in full the reason of the chosen line."""
        rows = self.model.rows
        self.why.setText(rows[index.row()].why if 0 <= index.row() < len(rows) else "")

    # Doing it

    @Slot()
    def on_import(self) -> None:
        """Take in what is shown."""
        made = self.made
        if made is None or not self.button.isEnabled():
            return
        label = _("import {file}").format(file=made.table.path.name)
        self._write(label, lambda tx: batches.write(tx, self.kind, made), "")

    @Slot(object)
    def on_take_back(self, batch: Stored[ImportBatch]) -> None:
        """Take an import back."""
        file = batch.record.file
        label = _("take back the import of {file}").format(file=file)
        said = _("The import of {file} is taken back.").format(file=file)
        self._write(label, lambda tx: batches.take_back(tx, batch.id), said)

    def _write(self, label: str, act: Any, said: str) -> None:
        self._said = said
        self._say("")
        self._writer.start(self.bridge.ws.run_in_steps(label, act))
        self._show_state()

    @Slot(object)
    def on_written(self, _result: object) -> None:
        """Tell that it is done, and show how it is now."""
        self.bridge.deliver()  # what a change dismisses has to be over before its own notice
        said = self._said
        if not said and self.made is not None:
            said = told(self.made.table.path.name, self.made.plan.tally, self.target.kind)
        self.bridge.notice.emit(said, self.bridge.undo_text())
        self.outcome.say(said)
        if self.pages.currentWidget() is self.earlier:
            self.earlier.refresh()
        if self.table is not None:
            self.look()
        self._show_state()
        if self.pages.currentWidget() is not self.earlier:
            self.close_button.setFocus()

    # The two faces

    @Slot()
    def on_earlier(self) -> None:
        """Show what was taken in before."""
        self.pages.setCurrentWidget(self.earlier)
        self._say("")
        self.earlier.refresh()
        self._show_state()

    @Slot()
    def on_desk(self) -> None:
        """Show the table again."""
        self.pages.setCurrentIndex(0)
        self._say("")
        self._show_state()
        self.choose.setFocus()

    def _say(self, sentence: str) -> None:
        self.sentence.say(sentence)

    def _show_state(self) -> None:
        """Show what can be done now."""
        desk, made = self.pages.currentIndex() == 0, self.made
        there = self.table is not None
        for part in (self.bar, self.split):
            part.setVisible(there)
        if not there:
            self.kept.hide()
        self.room.setVisible(not there)
        self.before.setVisible(desk)
        self.button.setVisible(desk)
        busy = self._writer.busy
        parts = (self.choose, self.bar, self.kept, self.columns, self.before, self.earlier.table)
        for frozen in parts:
            frozen.setEnabled(not busy)
        does = made is not None and made.plan.tally.does_something
        self.button.setEnabled(does and not busy and not self.bridge.ws.read_only)
        self.button.setText(self._verb(made))
        self.summary.setText(self._summary(made))
        self.show_lines()

    def _verb(self, made: Preview | None) -> str:
        if self._writer.busy:
            return _("Importing…")
        if made is None or not made.plan.tally.does_something:
            return _("Import")
        counts = made.plan.tally.counts
        count = counts["add"] + counts["update"]
        words = ngettext("Import {n} line", "Import {n} lines", count)
        if self.target.kind == "metrics":  # a line may hold several
            words = ngettext("Import {n} value", "Import {n} values", count)
        return words.format(n=count)

    def _summary(self, made: Preview | None) -> str:
        if made is None:
            return _("Looking…") if self._looker.busy else ""
        words = _("{add} new, {update} change something, {same} are as they are, {wrong} are left out.")
        said = words.format(**made.plan.tally.counts)
        shown, counted = len(made.plan.tally.items), sum(made.plan.tally.counts.values())
        if shown < counted:
            said += " " + _("The first {n} are shown.").format(n=shown)
        return said

    # The window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile() and not self._writer.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.on_desk()
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def done(self, result: int) -> None:
        self._looker.stop()
        self._writer.stop()
        super().done(result)
