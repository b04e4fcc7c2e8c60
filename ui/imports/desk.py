"""The window in which a table is chosen, looked at, taken in, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cxdesk.entities.import_batch import ImportBatch
from cxdesk.errors import CxDeskError
from cxdesk.i18n import _, ngettext
from cxdesk.schema.entity import Stored
from cxdesk.services.cells import Ambiguous
from cxdesk.services.imports import batches, likeness, tables
from cxdesk.services.imports.batches import Preview
from cxdesk.services.imports.customers import CustomersPlan
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.metrics import MetricsPlan
from cxdesk.services.imports.tables import Reading, Table
from ui import messages
from ui.imports.desk_frame import DeskFrame
from ui.imports.kinds import PEOPLE
from ui.imports.result import told
from ui.imports.steps import StepRunner

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.tasks import Job


class OpenTable:
    """Work for `Tasks`: find out how a file is read."""

    def __init__(self, path: Path, reading: Reading | None) -> None:
        self.path, self.reading = path, reading

    def __call__(self, job: Job) -> Table:
        return tables.open_table(self.path, self.reading)


class ImportDialog(DeskFrame):
    """Nothing is written before the button says so; closing it gives up what runs."""

    def __init__(self, bridge: Bridge, parent: QWidget, kind: str = "metrics") -> None:
        super().__init__(bridge, parent, kind)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.table: Table | None = None
        self.made: Preview | None = None
        self._path: Path | None = None
        self._looker, self._writer = StepRunner(self), StepRunner(self)
        self._said = ""
        self._connect()
        self._show_state()
        self.choose.setFocus()

    def _connect(self) -> None:
        self.choose.clicked.connect(self.on_choose)
        self.sort.activated.connect(self.on_sort)
        self.hint.wanted.connect(self.on_wanted)
        self.before.clicked.connect(self.on_earlier)
        self.close_button.clicked.connect(self.reject)
        self.button.clicked.connect(self.on_import)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.on_import)
        self.bar.read_anew.connect(self.on_read_anew)
        self.bar.looked_at_anew.connect(self.look)
        self.columns.chosen.connect(self.look)
        self.kept.chosen.connect(self.on_kept)
        self.names.changed.connect(self.look)
        self.outcome.undone.connect(self.look)
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
        self._take_for(self.sort.currentData())

    @Slot(str)
    def on_wanted(self, kind: str) -> None:
        """Take the file for what it looks like."""
        self._take_for(kind)
        self.preview.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_for(self, kind: str) -> None:
        """Go on with the same file as another kind of table, by what was chosen for its columns so far."""
        given = self.target
        self.show_kind(kind)
        if self.table is None:
            return
        chosen = self.bar.completed(self.columns.mapping())
        self._show_bar(self.table)
        kept = self.kept.show_table(self.target, self.table)
        both = given.kind in PEOPLE and kind in PEOPLE
        along = likeness.carried(chosen, self.table, given, self.target) if both else None
        self._show_columns(kept or along)
        self._show_hint(kept)
        self.look()

    def _show_bar(self, table: Table) -> None:
        self.bar.show_table(table, periods=self.target.wide, numbers=self.kind != "customers")

    def _show_hint(self, kept: Mapping | None) -> None:
        """Say what the table looks like, unless it was told already how such tables are read."""
        if self.table is not None:
            found = likeness.other_kind(self.kind, self.table) if kept is None else ("", "")
            self.hint.say(*found)

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
        self.hint.say("", "")
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
        self._show_bar(table)
        if not same:
            kept = self.kept.show_table(self.target, table)
            self._show_columns(kept)
            self._show_hint(kept)
            self.hint.ask()
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
        wrong = "" if self.table.cards else self.target.knows(mapping)
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
        words = [tables.described(made.table), *made.plan.notices]
        more = len(words) - 4
        if isinstance(made.plan, MetricsPlan) and more > 0:  # each of them says of a number that it is new
            words[4:] = [ngettext("{n} more is new.", "{n} more are new.", more).format(n=more)]
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

    # Doing it

    @Slot()
    def on_import(self) -> None:
        """Take in what is shown."""
        made = self.made
        if made is None or not (self.button.isEnabled() and self.button.isVisibleTo(self)):
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
        self.columns.setVisible(self.table is not None and not self.table.cards)
        self.room.setVisible(not there)
        self.before.setVisible(desk)
        self.button.setVisible(desk)
        busy = self._writer.busy
        parts = (self.choose, self.bar, self.kept, self.columns, self.hint, self.before, self.earlier.table)
        for frozen in parts:
            frozen.setEnabled(not busy)
        does = made is not None and made.plan.tally.does_something
        self.button.setEnabled(does and not busy and not self.bridge.ws.read_only)
        self.button.setText(self._verb(made))
        self.preview.show_preview(made, looking=self._looker.busy)

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
