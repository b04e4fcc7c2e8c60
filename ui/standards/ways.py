"""What the parts of the Standards page ask for, and where that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from ui.standards.wording import NEVER_ALWAYS, ROLES, VISION, is_live

if TYPE_CHECKING:
    from ui.pages.standards_room import StandardsPage


OF_CHOSEN = frozenset({"version", "retire", "history"})
"""Places that are about the standard that is chosen."""


class Ways(QObject):
    """Goes where a card or form leads; the page says what is chosen and shows it."""

    def __init__(self, page: StandardsPage) -> None:
        super().__init__(page)
        self._page = page

    @Slot(str)
    def on_part_made(self, name: str) -> None:
        """Connect a part that is needed for the first time."""
        made = self._page.content
        if name == "stage_card":
            stage = made.stage_card
            stage.chosen.connect(self._page.on_standard_chosen)
            stage.opened.connect(self.on_standard_opened)
            stage.continued.connect(self.on_standard_continued)
            stage.retire_wanted.connect(self.on_retire_wanted)
            stage.acts.version_wanted.connect(self.on_version_wanted)
            stage.acts.history_wanted.connect(self.on_history_wanted)
            stage.acts.right_wanted.connect(self.on_right_wanted)
            stage.details_wanted.connect(self._page.on_stage_details)
            stage.stages_wanted.connect(made.journey.add_stages)
            stage.filtered.connect(self._page.show_all)
        elif name == "standard_form":
            made.standard_form.menu_wanted.connect(made.stage_card.acts.on_menu_wanted)
            made.standard_form.done_with.connect(self._page.enter)
        elif name == "stage_form":
            made.stage_form.remove_wanted.connect(made.journey.remove_stage)
        elif name == "vision_card":
            made.vision_card.started.connect(made.versions_card.start_next)
            made.vision_card.versions_wanted.connect(self.on_versions_wanted)
        elif name == "versions_card":
            made.versions_card.chosen.connect(self.on_version_chosen)
            made.versions_card.begun.connect(self.on_version_begun)
            made.versions_card.flush_wanted.connect(self._page.flush)
        elif name in {"never_card", "roles_card"}:
            card, form = made.lists(NEVER_ALWAYS if name == "never_card" else ROLES)
            card.chosen.connect(self.on_record_chosen)
            card.opened.connect(self.on_record_opened)
            form.remove_wanted.connect(card.remove)

    def to_chosen(self, place: str) -> None:
        """Do with the standard that is chosen what a place of the page is for."""
        page = self._page
        page.on_view_chosen("")
        row = page.facts.standard(page.chosen.standard or 0)
        if row is None or (page.bridge.ws.read_only and place != "history"):
            return
        if place == "history":
            self.on_history_wanted(row.id)
        elif place == "version":
            self.on_version_wanted(row.id)
        elif is_live(row):
            self.on_retire_wanted(row.id)

    @Slot()
    def on_versions_wanted(self) -> None:
        """Show the versions of the service vision in its place."""
        content = self._page.content
        content.show_details(True)
        content.back.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def on_standard_opened(self, standard: int) -> None:
        """Go to the text of a standard."""
        self._show_fields_of(standard)
        self._page.content.standard_form.focus_on("text")

    @Slot(int)
    def on_standard_continued(self, standard: int) -> None:
        """Go to what comes after the text of a standard."""
        self._show_fields_of(standard)
        self._page.content.standard_form.focus_on("why")

    def _show_fields_of(self, standard: int) -> None:
        self._page.on_standard_chosen(standard)
        self._page.content.show_details(True)

    @Slot(int)
    def on_retire_wanted(self, standard: int) -> None:
        """Ask why a standard goes."""
        self._show_fields_of(standard)
        foot = self._page.content.standard_form.foot
        if foot is not None:
            foot.ask_retire()

    @Slot(int)
    def on_version_wanted(self, standard: int) -> None:
        """Ask for the next wording of a standard."""
        self._show_fields_of(standard)
        foot = self._page.content.standard_form.foot
        if foot is not None:
            foot.ask_version()

    @Slot(int)
    def on_history_wanted(self, standard: int) -> None:
        """Show what happened to a standard."""
        self._show_fields_of(standard)
        self._page.content.standard_form.show_history()

    @Slot(int, int)
    def on_right_wanted(self, standard: int, months: int) -> None:
        """Move the date of the next look at a standard on."""
        self._page.on_standard_chosen(standard)
        foot = self._page.content.standard_form.foot
        if foot is not None:
            foot.still_right(months)

    @Slot(int)
    def on_version_chosen(self, version: int) -> None:
        """Show a version of the service vision."""
        self._page.flush()
        self._page.chosen.view, self._page.chosen.version = VISION, version
        self._page.show_all()

    @Slot(int)
    def on_version_begun(self, version: int) -> None:
        """Show a new draft and let it be written."""
        self.on_version_chosen(version)
        self._page.enter()

    @Slot(int)
    def on_record_chosen(self, record: int) -> None:
        """Show a line or a role."""
        content, chosen = self._page.content, self._page.chosen
        form = content.lists(chosen.view)[1]
        chosen.records[chosen.view] = record
        form.show_record(record)
        content.show_right(form)

    @Slot(int)
    def on_record_opened(self, record: int) -> None:
        """Go to the fields of a line or a role."""
        self.on_record_chosen(record)
        content = self._page.content
        content.show_details(True)
        content.lists(self._page.chosen.view)[1].focus_first()
