"""A number of a metric: chosen among those there are, or a new one that is named here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cxdesk.i18n import _
from cxdesk.schema.fields import Field
from cxdesk.services.metrics import library
from ui.forms.base import FormContext
from ui.forms.choice_editors import RefEditor


class PartEditor(RefEditor):
    """A name that is not there yet becomes a new number, entered as often as the metric is looked at."""

    short = False

    def __init__(
        self, field: Field, context: FormContext, cadence: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self._cadence = cadence
        self.picker.box.setPlaceholderText(_("Choose one, or name a new one"))

    def on_box_left(self) -> None:
        """Add the number that was named, then keep it."""
        self.picker.settle()
        name = self.picker.unknown()
        if name and not self.context.ws.read_only:
            cadence = self._cadence()
            done = self.context.bridge.act(
                _("add number to enter"),
                lambda tx: library.part_for(tx, name, unit="count", cadence=cadence),
                done=_("“{name}” is a number to enter now.").format(name=name),
            )
            if done.value is not None:
                self.picker.show_record(done.value)
        super().on_box_left()
