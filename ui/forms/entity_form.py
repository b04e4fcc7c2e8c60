"""The form of one record of any kind. There is no Save button: what is typed is kept as the field is left.

What can't be read stays in its field with a sentence below; what the disk or the file refuses stays
too, under a banner with Retry. Nothing typed is dropped when another record is shown meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from cxdesk.errors import CxDeskError, EnvironmentFault, InputError, UserError
from cxdesk.events import Event
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, Stored
from ui import theme
from ui.bridge import Bridge, is_stuck
from ui.forms.base import FormContext, FormDraft
from ui.forms.editors import EditorRow, Maker
from ui.forms.form_frame import FormFrame
from ui.forms.layout import Arrangement, arranged, build_rows
from ui.forms.unkept import NEW, Unkept


class EntityForm(FormFrame):
    """Shows and changes one record."""

    added = Signal(int)
    """The new record is kept; its id."""

    def __init__(
        self,
        bridge: Bridge,
        spec: EntitySpec,
        parent: QWidget | None = None,
        *,
        fields: Arrangement | None = None,
        heading: str | None = None,
        buttons: bool = True,
        shown: bool = True,
    ) -> None:
        """Make a form of all fields, or of those that `fields` arranges; `heading` "" shows none.

        With `shown` False nothing is shown until a record is.
        """
        super().__init__(bridge, spec, parent, heading=heading, buttons=buttons)
        self.context = FormContext(bridge)
        self.rows: dict[str, EditorRow] = {}
        self._arrangement: Arrangement = fields if fields is not None else arranged(spec)
        self._stored: Stored[Any] | None = None
        self._adding = False
        self._preset: dict[str, Any] = {}
        self._unkept = Unkept()
        self._ways = ("", "")
        self._stops: list[QWidget] = []
        self._make_rows()
        if shown:
            self._show_all()
        bridge.changed.connect(self.on_changed)

    # Making

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes the editors of fields that have another here than their kind."""
        return {}

    def _make_rows(self) -> None:
        """Make the rows; again when the shop's language or currency is another."""
        body = self.area.body
        while (item := body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._ways = (self.context.language, self.context.currency)
        self.rows = {}
        self._add_rows(self._arrangement)
        body.setContentsMargins(0, 0, theme.px(10), theme.px(4))

    def _add_rows(self, arrangement: Arrangement) -> None:
        """Make rows below those that are there, and the room that is left below them."""
        body = self.area.body
        if self.rows:
            body.takeAt(body.count() - 1)
        made = build_rows(self.spec, arrangement, self.context, body, self.makers())
        body.addStretch(1)
        self.rows |= made
        for row in made.values():
            row.kept.connect(self.on_kept)
            row.rested.connect(self.on_rested)
            row.editor.left.connect(self.forget_taken_back)
            if self.context.ws.read_only:
                row.editor.set_read_only(True)

    # What is shown

    @property
    def record_id(self) -> int | None:
        """The id of the record shown; None for none or a new one."""
        return self._stored.id if self._stored is not None else None

    @property
    def adding(self) -> bool:
        """Whether a record is begun that is not kept yet."""
        return self._adding

    def show_record(self, record_id: int | None) -> None:
        """Show a record, or none."""
        if record_id is not None and record_id == self.record_id and not self._adding:
            self.reload()
            return
        self._lay_aside()
        self._adding = False
        self._stored = self.context.ws.find(self.spec.cls, record_id)
        self.close_history()
        self._show_all()
        self.area.verticalScrollBar().setValue(0)

    def new_record(self, **preset: Any) -> None:
        """Begin a new record with some values set; it is kept as soon as what is needed is there.

        Where something typed can't be kept, stay with it: it would be out of sight.
        """
        if self._stored is not None and self._stays():
            return
        self._lay_aside()
        self._stored, self._adding, self._preset = None, True, preset
        self.close_history()
        self._show_all()
        self.focus_first()

    def _stays(self) -> bool:
        """Go to the first field that holds what can't be kept; tell whether there is one."""
        self.flush()
        wrong = next((row for row in self.rows.values() if row.is_edited() and row.is_wrong()), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(wrong)
        return wrong is not None

    def focus_first(self) -> None:
        """Put the focus into the first field, of a new record into the first that is needed."""
        usable = [row for row in self.rows.values() if row.field.editable]
        needed = [row for row in usable if row.field.required and row.field.is_empty(row.editor.draft())]
        for row in (needed if self._adding else []) or usable:
            row.editor.target.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(row)
            break

    def values(self) -> dict[str, Any]:
        """Return what is kept, or the beginning of a new record."""
        if self._stored is not None:
            return self.spec.values(self._stored.record)
        return {name: field.initial for name, field in self.spec.fields.items()} | self._preset

    def has_unkept(self) -> bool:
        """Tell whether something was typed that is not in the file: unreadable, unfinished or refused."""
        return bool(self._unkept.refused) or any(row.is_edited() for row in self.rows.values())

    def reload(self) -> None:
        """Show what is kept now in every field in which nothing else was typed."""
        if self._adding:
            return
        if self._stored is not None:
            self._stored = self.context.ws.find(self.spec.cls, self._stored.id)
        if self._stored is None:
            self._show_all()
            return
        for name, value in self.values().items():
            if name in self.rows:
                self.rows[name].refresh(value)
        self._show_state()

    def _show_all(self) -> None:
        values = self.values()
        for name, row in self.rows.items():
            row.show_value(values[name])
            set_shown(row, not (self._adding and (not row.field.editable or name == self.spec.position)))
            row.setEnabled(self._adding or self._stored is not None)
        if self._adding or self._stored is not None:
            self._unkept.show_again(self.record_id or NEW, self.rows)
        self._show_state()

    def above_fields(self) -> list[QWidget]:
        """Return what Tab stops at before the fields."""
        return []

    def _chain(self) -> None:
        """Let Tab go as the eye does; parts of some editors come and go."""
        stops = [stop for row in self.rows.values() for stop in row.editor.stops()]
        if stops != self._stops:
            self._stops = stops
            chain = [*self.above_fields(), *stops, self.history_button, self.remove_button]
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def _show_state(self) -> None:
        self._chain()
        stored, ws = self._stored, self.context.ws
        self.remove_button.setVisible(self._buttons and stored is not None and not self.spec.single)
        self.remove_button.setEnabled(not ws.read_only)
        self.record_foot.show_record(stored)
        missing = self._missing() if self._adding else []
        self.note.setVisible(self._adding)
        if self._adding:
            names = ", ".join(_(self.spec.fields[name].label) for name in missing)
            self.note.setText(
                _("Kept as soon as this is filled in: {fields}.").format(fields=names)
                if missing
                else _("Kept as soon as you fill in a field.")
            )

    def _lay_aside(self) -> None:
        """Keep what can be kept; remember the rest under its record."""
        if not (self._adding or self._stored is not None):
            return
        self.flush()
        self._unkept.lay_aside(self.record_id or NEW, self.rows)

    def draft(self) -> FormDraft | None:
        """Return what is typed and not in the file, None for nothing."""
        shown = (self.record_id or NEW) if self._adding or self._stored is not None else None
        fields = self._unkept.fields(shown, self.rows)
        new, asked = dict(self._preset) if self._adding else None, self.asked()
        nothing = not fields and new is None and asked is None
        return None if nothing else FormDraft(fields, new, asked)

    def show_draft(self, draft: FormDraft) -> None:
        """Go on with what was typed in a form before this one; that of a record comes with the record."""
        self._unkept.drafts.update(draft.fields)
        if draft.asked is not None:
            self.ask_again(draft.asked)
        if draft.new is not None:
            self.new_record(**draft.new)
        elif self.record_id in draft.fields:
            self._show_all()

    def asked(self) -> object:
        """Return what is half answered in questions of the form that are not fields, None for nothing."""
        return None

    def ask_again(self, asked: Any) -> None:
        """Put back what `asked` of the form before this one returned; the record comes after it."""

    def forget(self, record_id: int) -> None:
        """Drop what was typed for a record that is removed."""
        self._unkept.forget(record_id)
        self._say_refused()

    # Keeping

    def flush(self) -> bool:
        """Keep what stands in the fields; tell whether nothing is left unkept."""
        for row in self.rows.values():
            if row.is_edited():
                row.settle()
        self.forget_taken_back()
        return not self.has_unkept()

    @Slot()
    def forget_taken_back(self) -> None:
        """Drop what was refused where the field holds by now what is kept."""
        back = self._unkept.taken_back(self.record_id or NEW, self.rows)
        if back:
            self._drop_refused(self.record_id or NEW, back)

    @Slot(str, object)
    def on_kept(self, name: str, value: Any) -> None:
        """Keep one field."""
        if self._adding:
            self._try_add()
        elif self._stored is not None:
            if value == getattr(self._stored.record, name):
                self.rows[name].show_value(value)
                return
            self._keep(self._stored.id, {name: value})

    @Slot(str, object)
    def on_rested(self, name: str, value: Any) -> None:
        """Keep one field while it is typed in; what stands against it is said when it is left."""
        row = self.rows[name]
        if self._adding:
            if row.editor.draft() == row.editor.draft_of(value) and not self._missing():
                self._try_add()
            return
        if self._stored is None:
            return
        if value != getattr(self._stored.record, name):
            cls, record_id = self.spec.cls, self._stored.id
            try:
                self.context.ws.change_in(row.visit, cls, record_id, initiator=self, **{name: value})
            except CxDeskError:
                return
            self._stored = self.context.ws.find(cls, record_id)
        row.note_rested(value)
        self.bridge.deliver()

    def _keep(self, record_id: int, values: Mapping[str, Any]) -> bool:
        """Change the record; tell whether that is done."""
        shown = record_id == self.record_id
        visits = (self.rows[name].visit for name in values if shown and name in self.rows)
        try:
            visit = next(visits, None)
            self.context.ws.change_in(visit, self.spec.cls, record_id, initiator=self, **values)
        except InputError as error:
            if shown:
                self._show_wrong(error)
            return False
        except UserError as error:
            self.bridge.show_error(error)
            return False
        except EnvironmentFault as error:
            self._unkept.refuse(record_id, values)
            self._say_refused(error)
            return False
        self._drop_refused(record_id, values)
        if shown:
            self._stored = self.context.ws.find(self.spec.cls, record_id)
            for name, value in self.values().items():
                if name in values and name in self.rows:
                    self.rows[name].show_value(value)
        self.bridge.deliver()
        return True

    def _drop_refused(self, key: int, names: Collection[str]) -> None:
        self._unkept.drop_refused(key, names)
        self._say_refused()

    def _show_wrong(self, error: InputError) -> None:
        """Say beside the fields what stands against them."""
        for name, sentence in error.fields.items():
            if name in self.rows:
                self.rows[name].show_wrong(sentence)

    def _missing(self) -> list[str]:
        """Return the needed fields that are not there yet."""
        return [
            name for name, field in self.spec.fields.items() if field.required and name not in self._fit()
        ]

    def _fit(self) -> dict[str, Any]:
        """Return the values of a new record that are fit to be kept."""
        fit = {
            name: value
            for name, value in self.values().items()
            if name not in self.rows
            and not (self.spec.fields[name].required and self.spec.fields[name].is_empty(value))
        }
        for name, row in self.rows.items():
            try:
                fit[name] = row.editor.read()
            except UserError:
                continue
        return fit

    def _try_add(self) -> None:
        if self._missing():
            self._show_state()
            return
        fit = self._fit()
        try:
            record_id = self.keep_new(fit)
        except InputError as error:
            self._show_wrong(error)
            return
        except UserError as error:
            self.bridge.show_error(error)
            return
        except EnvironmentFault as error:
            self._unkept.refused[NEW] = {
                name: fit[name] for name, row in self.rows.items() if name in fit and row.is_edited()
            }
            self._say_refused(error)
            return
        self._drop_refused(NEW, self.rows)
        wrong = {name: row.editor.draft() for name, row in self.rows.items() if name not in fit}
        self._stored, self._adding = self.context.ws.get(self.spec.cls, record_id), False
        self._unkept.drafts[record_id] = wrong
        self._show_all()
        self.bridge.deliver()
        self.added.emit(record_id)

    def keep_new(self, values: dict[str, Any]) -> int:
        """Keep a new record; return its id. Raises CxDeskError."""
        return self.context.ws.add(self.spec.cls(**values), initiator=self)

    def _say_refused(self, error: EnvironmentFault | None = None) -> None:
        sentence = error.message if error is not None else ""
        if error is not None and is_stuck(error):
            self.bridge.show_error(error)
            sentence = _("What you typed is not in the file yet. First do what the message at the top says.")
        self.show_fault(sentence, shown=bool(self._unkept.refused))

    @Slot()
    def retry(self) -> None:
        """Try again to keep what the disk or the file refused, of every record."""
        for record_id, values in list(self._unkept.refused.items()):
            if record_id == NEW:
                if self._adding:
                    self._try_add()
            elif not self._keep(record_id, values):
                return

    # Others

    @Slot(object)
    def on_changed(self, event: Event) -> None:
        """Show what others changed."""
        if self.bridge.workspace is None:
            return
        if "shop" in event.tables and self._ways != (self.context.language, self.context.currency):
            self._lay_aside()
            self._make_rows()
            self._show_all()
        links = {field.to for field in self.spec.links}
        mine = event.ids.get(self.spec.table, frozenset())
        if self.record_id in mine or links & event.tables:
            self.reload()
        if self.history is not None:
            self.history.refresh()


def set_shown(part: QWidget, shown: bool) -> None:
    """Show or hide a part. One that was never hidden is left alone: it comes up with what is around it."""
    if not shown or part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        part.setVisible(shown)
