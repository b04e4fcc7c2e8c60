"""What each command of the window does."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from cxdesk import paths
from cxdesk.i18n import _
from ui.actions import Actions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxdesk.events import Act
    from ui import theme
    from ui.bridge import Bridge
    from ui.command_palette import CommandPalette, Entry
    from ui.pages.base import Page
    from ui.shell.menu_keys import MenuKeys
    from ui.shell.navigator import Navigator
    from ui.shell.page_host import PageHost
    from ui.shell.privacy import PrivacyCover
    from ui.shell.status_bar import StatusBar

APP = "CX Desk"
START = "start"
PRINT = "print"
SETTINGS = "settings"
RECOVERY = "recovery"
TEXT_STEPS = range(90, 151, 10)


class CommandWindow(QMainWindow):
    """A slot `on_<id>` for each command."""

    bridge: Bridge
    navigator: Navigator
    host: PageHost
    outer: QStackedWidget
    menus_filled = False
    status: StatusBar
    actions_: Actions
    page_actions: list[QAction]

    def show_title(self) -> None:
        """Name the shop in the title bar, where it may be seen."""
        raise NotImplementedError

    def lock(self) -> None:
        """Lock the open file away, which has a passphrase."""
        raise NotImplementedError

    def palette_entries(self) -> list[Entry]:
        """Return every page and command that can be used now."""
        raise NotImplementedError

    # Pages

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.host.current

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page, if it exists and can be shown now."""
        self.navigator.show_page(name)

    @Slot(str, str)
    def show_place(self, name: str, place: str) -> None:
        """Show a place that a page declares."""
        self.navigator.show_place(name, place)

    @Slot(str, int)
    def show_record(self, kind: str, record_id: int) -> None:
        """Show a record on the page of its kind, or on the generic one."""
        self.navigator.show_record(kind, record_id)

    def show_sheet(self, sheet: str, options: Mapping[str, str]) -> None:
        """Show a sheet in the print centre."""
        self.navigator.show_sheet(sheet, options)

    # What few starts need at once is made when it is first asked for

    @cached_property
    def palette_(self) -> CommandPalette:
        """The command palette."""
        from ui.command_palette import CommandPalette

        palette = CommandPalette(self.bridge, self)
        palette.page_chosen.connect(self.show_page)
        palette.record_chosen.connect(self.show_record)
        palette.place_chosen.connect(self.show_place)
        return palette

    def has_palette(self) -> bool:
        """Tell whether the palette was opened by now."""
        return "palette_" in self.__dict__

    @cached_property
    def menu_keys(self) -> MenuKeys:
        """Looks after the menu bar while it is shown."""
        from ui.shell.menu_keys import MenuKeys

        return MenuKeys(self.menuBar())

    @cached_property
    def cover(self) -> PrivacyCover:
        """The privacy screen."""
        from ui.shell.privacy import PrivacyCover

        cover = PrivacyCover(self.outer)
        cover.left.connect(self.show_title)
        return cover

    # The commands

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
    def on_palette(self) -> None:
        """Open the palette, or close it."""
        if self.palette_.isVisible():
            self.palette_.close_palette()
        else:
            self.palette_.open_with(self.palette_entries())

    @Slot()
    def on_back(self) -> None:
        """Show what was shown before."""
        self.navigator.go_back()

    @Slot()
    def on_forward(self) -> None:
        """Show what was shown before somebody went back."""
        self.navigator.go_forward()

    @Slot()
    def on_menu_bar(self) -> None:
        """Show the menu bar, or hide it."""
        bar, keys = self.menuBar(), self.menu_keys
        if not self.menus_filled:
            self.actions_.fill(bar)
            keys.watch()
            self.menus_filled = True
            bar.hide()
        if bar.isHidden():
            keys.show(self.focusWidget())
        else:
            keys.hide()

    @Slot()
    def on_privacy(self) -> None:
        """Lock the file away; one without a passphrase is only hidden."""
        ws = self.bridge.workspace
        if ws is not None and ws.encrypted:
            self.lock()
            return
        if ws is None or self.outer.currentIndex() != 0:
            return
        if self.has_palette():
            self.palette_.close_palette()
        focus = self.focusWidget()
        self.flush()
        self.cover.cover(ws.shop.name, ws.shop.logo, focus)
        self.show_title()

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
        from ui.shell.taking_out import take_everything_out

        if self.bridge.workspace is not None:
            take_everything_out(self.bridge, self)

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
