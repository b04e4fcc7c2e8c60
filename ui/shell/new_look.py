"""Puts another text size or other colours on a window; pages that are sooner made anew are made anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from ui import theme
from ui.focus_names import give_back, spot_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.shell.page_host import PageHost


def follow(window: MainWindow, *, anew: bool = False) -> None:
    """Take the colours and the text size that settings and shop ask for; `anew` makes the pages again."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    ws, settings = window.bridge.workspace, window.bridge.settings
    brand = theme.own_brand(ws.shop.brand_colour) if ws is not None else None
    mode, scale = cast("theme.Mode", settings.theme), settings.text_size / 100
    now = theme.current()
    if (mode, brand, scale) == (now.mode, now.brand, now.scale):
        return
    look = partial(theme.apply, app, mode, brand, scale)
    if anew:
        put_on(window.host, look, window.show_page)
    else:
        look()


def put_on(host: PageHost, apply: Callable[[], object], show: Callable[[str], None]) -> None:
    """Call `apply` while no page that is made anew is there; `show` the one that was seen, as it was."""
    window = host.window()
    spot = spot_of(host.current)
    painted = window.updatesEnabled()
    window.setUpdatesEnabled(False)
    try:
        seen = host.lay_aside()
        try:
            apply()
        finally:
            if seen:
                show(seen)
                if host.current is not None:
                    host.current.fill_whole()
                give_back(host.current, spot)
    finally:
        window.setUpdatesEnabled(painted)
