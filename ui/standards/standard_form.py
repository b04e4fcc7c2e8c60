"""The right card of a stage: one standard with all its fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cxdesk.entities.incident import Incident
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import STATUSES, Standard, checks
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, changed
from cxdesk.schema.fields import Field
from cxdesk.services import standards, vision
from ui import theme
from ui.bridge import Bridge
from ui.forms.base import FieldEditor, FormContext
from ui.forms.choice_editors import ChoiceEditor
from ui.forms.editors import Maker
from ui.standards.detail_foot import DetailFoot
from ui.standards.ref_choice import RefChoiceEditor
from ui.standards.side_form import SideForm
from ui.standards.wording import KINDS
from ui.widgets import Divider, ElidedLabel, IconButton, LinkButton, SectionHeading

if TYPE_CHECKING:
    from ui.standards.trail_view import TrailView

_FIELDS = (
    "text", "why", "sounds_like", "how_we_know", ("owner", "status"), "retired_why", "was_for",
    "non_negotiable",
    "review_on", "roles", "pillar", ("seconds", "cost"),
)  # fmt: skip
# Retiring asks for a reason, so it is an act of its own and no choice among others.
_LIVE = tuple(pair for pair in STATUSES if pair[0] != "retired")


def _owner(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    return RefChoiceEditor(field, context, None, parent)


def _status(field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
    return ChoiceEditor(field._replace(choices=_LIVE), context, parent)


class StandardForm(SideForm):
    """Shows a standard and keeps each field as it is left."""

    menu_wanted = Signal(int, QPoint)
    done_with = Signal()
    """The standard went out of use."""
    hinted = "text"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.foot: DetailFoot | None = None
        super().__init__(bridge, Standard, _FIELDS, "", parent)

    def makers(self) -> Mapping[str, Maker]:
        return {"owner": _owner, "pillar": self._pillar, "status": _status}

    def _pillar(self, field: Field, context: FormContext, parent: QWidget | None) -> FieldEditor:
        return RefChoiceEditor(field, context, self.pillars, parent)

    def dress(self, body: QVBoxLayout) -> None:
        super().dress(body)
        self.__dict__.pop("trail", None)
        self._build_head(body)
        review = self.rows["review_on"].editor.target
        if isinstance(review, QLineEdit):
            review.setPlaceholderText(_("No date"))
        inside = body.parentWidget()
        self.role_card = LinkButton(_("Role card of the owner"), inside)
        self.role_card.clicked.connect(self.on_role_card)
        place = body.indexOf(self.rows["roles"])
        self.foot = DetailFoot(self.bridge, self.rows["review_on"], inside)
        self.foot.flush_wanted.connect(self.on_flush_wanted)
        self.foot.done_with.connect(self.done_with)
        body.insertWidget(place - 1, self.foot)
        body.insertWidget(body.indexOf(self.foot) + 1, Divider(inside))
        body.insertWidget(body.count() - 1, self.role_card, 0, Qt.AlignmentFlag.AlignLeft)

    @cached_property
    def trail(self) -> TrailView:
        """Why it changed. Made with the first standard that has something to tell."""
        from ui.standards.trail_view import TrailView

        made = TrailView(self.bridge, self.area.body.parentWidget(), title=_("Why it changed"), told=False)
        self.area.body.insertWidget(self.area.body.count() - 1, made)
        return made

    def _show_trail(self, stored: Stored[Standard]) -> None:
        record = stored.record
        has = record.version > 1 or (
            record.kind == "defect" and self.bridge.ws.count(Incident, defect=stored.id) > 0
        )
        if has:
            self.trail.show_of("standard", stored.id)
        elif "trail" in self.__dict__:
            self.trail.forget()

    def field_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [self.more]
        for name, row in self.rows.items():
            stops += row.editor.stops()
            if name == "review_on" and self.foot is not None:
                stops += self.foot.stops()
        return [*stops, self.role_card, *(self.trail.stops() if "trail" in self.__dict__ else [])]

    def _build_head(self, body: QVBoxLayout) -> None:
        head = QWidget(body.parentWidget())
        self.what = SectionHeading(parent=head)
        self.where = ElidedLabel(parent=head, tone="secondary", size="small")
        self.more = IconButton("more", _("More acts"), head)
        self.more.clicked.connect(self.on_more_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.where)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, theme.px(4), 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        body.insertWidget(0, head)

    def pillars(self) -> list[tuple[int, str]]:
        """Return the pillars of the vision in force."""
        current = vision.current(self.bridge.ws)
        rows = self.bridge.ws.rows(Pillar, vision=current.id) if current else []
        return [(row.id, row.record.title) for row in rows]

    def stored(self) -> Stored[Standard] | None:
        """Return the standard that is shown."""
        return self.bridge.ws.find(Standard, self.record_id)

    def show_more(self) -> None:
        super().show_more()
        stored = self.stored()
        if stored is None or self.foot is None:
            return
        record = stored.record
        stage = self.bridge.ws.find(Stage, record.stage)
        self.what.setText(_("Defect") if record.kind == "defect" else _("Standard"))
        words = _(KINDS[record.kind].heading)
        self.where.setText(
            _("{stage} · {list}").format(stage=stage.record.name, list=words) if stage else words
        )
        retired = record.status == "retired"
        self.rows["status"].setVisible(not retired)
        self.rows["retired_why"].setVisible(retired)
        self.rows["was_for"].setVisible(retired and standards.asks_what_for(record))
        # Nothing on paper asks for a defect; one that was switched on before can be switched off.
        self.rows["non_negotiable"].setVisible(record.kind != "defect" or record.non_negotiable)
        self.role_card.setVisible(record.owner is not None)
        self.foot.show_record(stored)
        self._show_trail(stored)

    def hints(self) -> list[str]:
        stored = self.stored()
        if stored is None:
            return []
        kept = stored.record
        typed = changed(kept, text=self.typed_text("text"), why=self.typed_text("why"))
        own = checks(kept)
        return [
            *checks(typed),
            *(hint for hint in standards.hints(self.bridge.ws, stored.id) if hint not in own),
        ]

    def asked(self) -> object:
        return self.foot.draft() if self.foot is not None else None

    def ask_again(self, asked: Any) -> None:
        if self.foot is not None:
            self.foot.show_draft(asked)

    def is_asking(self) -> bool:
        return self.foot is not None and self.foot.is_asking()

    def close_opened(self) -> bool:
        return super().close_opened() or (self.foot is not None and self.foot.close_opened())

    @Slot()
    def on_flush_wanted(self) -> None:
        """Keep what is typed."""
        self.flush()

    @Slot()
    def on_more_clicked(self) -> None:
        """Offer the acts of the list."""
        if self.record_id is not None:
            self.menu_wanted.emit(self.record_id, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot()
    def on_role_card(self) -> None:
        """Show the card of the role that owns the standard."""
        stored = self.stored()
        if stored is not None and stored.record.owner is not None:
            self.bridge.show_record("role", stored.record.owner)
