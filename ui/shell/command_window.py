"""The commands of the window that need no more of it than its workspace and its page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from cxdesk import paths
from cxdesk.i18n import _, ngettext
from ui.actions import Actions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxdesk.events import Act
    from ui import theme
    from ui.bridge import Bridge
    from ui.pages.base import Page
    from ui.shell.status_bar import StatusBar
    from ui.tasks import Job

APP = "CX Desk"
START = "start"
PRINT = "print"
SETTINGS = "settings"
RECOVERY = "recovery"
TEXT_STEPS = range(90, 151, 10)


class CommandWindow(QMainWindow):
    """A slot `on_<id>` for each command; the rest of them is in the window itself."""

    bridge: Bridge
    status: StatusBar
    actions_: Actions
    page_actions: list[QAction]

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        raise NotImplementedError

    def show_page(self, name: str) -> None:
        """Show a page, if it exists and can be shown now."""
        raise NotImplementedError

    def show_sheet(self, sheet: str, options: Mapping[str, str]) -> None:
        """Show a sheet in the print centre."""
        raise NotImplementedError

    def show_place(self, name: str, place: str) -> None:
        """Show a place that a page declares."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep what stands in a field that still has the focus."""
        if self.page is not None:
            self.page.flush()

    @Slot()
    def on_undo(self) -> None:
        """Take back the newest act."""
        self.flush()
        self.bridge.undo()

    @Slot()
    def on_redo(self) -> None:
        """Do again what was taken back."""
        self.flush()
        self.bridge.redo()

    @Slot(str)
    def on_far_back(self, act: Act) -> None:
        """Undo or do again what touches very many records, in a window of its own."""
        from ui.shell.going_back import GoingBack

        GoingBack(self.bridge, self, act).open()

    @Slot()
    def on_record_add(self) -> None:
        """Add a record on the page."""
        if self.page is not None:
            self.page.add_record()

    @Slot()
    def on_action_add(self) -> None:
        """Ask for an action that comes from the record that is shown."""
        from ui.action_register.adding import add_action

        workspace = self.bridge.workspace
        if self.page is None or workspace is None or workspace.read_only:
            return
        self.page.flush()
        kind, record = self.page.shown_record() or ("", None)
        add_action(self.bridge, kind, record, self)

    @Slot()
    def on_incident(self) -> None:
        """Log what went wrong for somebody."""
        self.show_place(RECOVERY, "log")

    @Slot()
    def on_promise(self) -> None:
        """Note what was promised to somebody."""
        shown = self.page.shown_record() if self.page is not None else None
        self.show_place(RECOVERY, "promise" if shown is not None and shown[0] == "incident" else "promises")

    @Slot()
    def on_saved(self) -> None:
        """Keep what is being typed and say since when all is saved."""
        self.flush()
        self.status.show_state(self.bridge)
        self.status.flash()

    @Slot()
    def on_print(self) -> None:
        """Show the sheet that fits what is shown, or the print centre."""
        if self.page is None:
            return
        self.page.flush()
        wanted = self.page.print_sheet()
        if wanted is not None:
            self.show_sheet(*wanted)
        else:
            self.show_page(PRINT)

    @Slot()
    def on_file_start(self) -> None:
        """Show the start page."""
        self.show_page(START)

    @Slot()
    def on_file_open(self) -> None:
        """Ask for a file and open it."""
        from ui import messages

        path = messages.ask_open_file(self, _("Open a file"))
        if path is not None:
            self.bridge.open_path(path)

    @Slot()
    def on_file_export(self) -> None:
        """Ask for a folder and write everything there."""
        from cxdesk.services.exporting import sensitive
        from ui import messages

        ws = self.bridge.workspace
        if ws is None:
            return
        count, go_on, told = sensitive(ws, ws.kinds), True, False
        if count:
            go_on, told = messages.ask_with_tick(
                self,
                _("Take everything out of this file?"),
                _("Choose a folder…"),
                ngettext("With {n} sensitive note", "With {n} sensitive notes", count).format(n=count),
                more=_("Files that are taken out have no passphrase: whoever finds them can read them."),
            )
        folder = messages.ask_folder(self, _("Where shall everything go?")) if go_on else None
        if folder is not None:
            work = _Export(ws.path, folder, with_sensitive=told)
            self.bridge.tasks.run(work, self.on_exported, self.bridge.on_task_error)

    @Slot(object)
    def on_exported(self, done: tuple[Path, int]) -> None:
        """Say where everything is, and how many sensitive notes stayed out of it."""
        folder, left = done
        said = _("Everything is in the folder {folder}")
        if left:
            said = ngettext(
                "Everything but {n} sensitive note is in the folder {folder}",
                "Everything but {n} sensitive notes is in the folder {folder}",
                left,
            )
        self.bridge.notice.emit(said.format(folder=folder.name), "")

    @Slot()
    def on_file_folder(self) -> None:
        """Show the folder of the file."""
        from ui import messages

        if self.bridge.workspace is not None:
            messages.open_folder(self.bridge.workspace.path.parent)

    @Slot()
    def on_file_close(self) -> None:
        """Close the workspace and show the start page."""
        self.flush()
        self.bridge.close()

    @Slot()
    def on_settings(self) -> None:
        """Show the settings."""
        self.show_page(SETTINGS)

    @Slot()
    def on_quit(self) -> None:
        """Close the window."""
        self.close()

    def _set_theme(self, mode: theme.Mode) -> None:
        self.bridge.settings.theme = mode
        self._settings_were_set()

    def _set_text_size(self, percent: int) -> None:
        self.bridge.settings.text_size = min(TEXT_STEPS[-1], max(TEXT_STEPS[0], percent))
        self._settings_were_set()

    def _settings_were_set(self) -> None:
        self.bridge.settings.save()
        self.bridge.settings_changed.emit()

    @Slot()
    def on_theme_light(self) -> None:
        """Light colours."""
        self._set_theme("light")

    @Slot()
    def on_theme_dark(self) -> None:
        """Dark colours."""
        self._set_theme("dark")

    @Slot()
    def on_theme_contrast(self) -> None:
        """High contrast."""
        self._set_theme("contrast")

    @Slot()
    def on_theme_system(self) -> None:
        """The colours of the system."""
        self._set_theme("system")

    @Slot()
    def on_text_larger(self) -> None:
        """Larger text."""
        self._set_text_size(self.bridge.settings.text_size + TEXT_STEPS.step)

    @Slot()
    def on_text_smaller(self) -> None:
        """Smaller text."""
        self._set_text_size(self.bridge.settings.text_size - TEXT_STEPS.step)

    @Slot()
    def on_text_normal(self) -> None:
        """Text at its usual size."""
        self._set_text_size(100)

    @Slot()
    def on_help(self) -> None:
        """Say what the page is for, with its page of the guide."""
        page = self.page
        title = _(page.spec.title) if page is not None else APP
        text = _(page.spec.help) if page is not None and page.spec.help else ""
        own = page.header_actions() if page is not None else []
        guide = page.spec.guide if page is not None else ""
        if guide and paths.guide(f"{guide}.md").is_file():
            from ui.shell.guide_dialog import open_guide

            open_guide(self, title, text, guide, [*own, *self.actions_])
        else:
            from ui.shell.help_dialog import TextDialog

            TextDialog(title, text, [*own, *self.actions_], self).open()

    @Slot()
    def on_shortcuts(self) -> None:
        """List the keys."""
        from ui.shell.help_dialog import TextDialog

        TextDialog(_("Keys"), "", [*self.page_actions, *self.actions_], self).open()

    @Slot()
    def on_log_folder(self) -> None:
        """Show where the log is."""
        from ui import messages

        messages.open_folder(paths.log_dir())

    @Slot()
    def on_about(self) -> None:
        """Say what the program is made of."""
        from ui.about import about_text
        from ui.shell.help_dialog import TextDialog

        TextDialog(APP, about_text(), [], self).open()


class _Export:
    """Writes everything from a connection of its own."""

    def __init__(self, path: Path, folder: Path, *, with_sensitive: bool) -> None:
        self._path, self._folder, self._with = path, folder, with_sensitive

    def __call__(self, job: Job) -> tuple[Path, int]:
        from cxdesk.services.exporting import export_all, sensitive
        from cxdesk.workspace import Workspace

        ws = Workspace.open(self._path, read_only=True)
        try:
            export_all(ws, ws.kinds, self._folder, with_sensitive=self._with)
            return self._folder, 0 if self._with else sensitive(ws, ws.kinds)
        finally:
            ws.close()
