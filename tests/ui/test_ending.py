"""The system asks the program to end: nothing is lost, and nothing is left lying about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cxdesk.entities.shop import Shop
from cxdesk.store import backup
from cxdesk.store.files import folder_of
from cxdesk.workspace import Workspace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere it is a message that Qt hears")

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from cxdesk import settings
from ui import launch

kept = settings.load()
kept.your_name, kept.window["page"] = "Maya", "shop"
kept.save()

def look():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, launch.MainWindow))
    from ui.ending import EndWishes
    name = QApplication.focusWidget()
    if window.findChild(EndWishes) is None or name is None or not name.accessibleName().startswith("Name"):
        QTimer.singleShot(20, look)
        return
    name.selectAll()
    QTest.keyClicks(name, "Willow & Sons")
    print("typed", flush=True)

make_app = launch.make_app

def make_and_look(*given):
    app = make_app(*given)
    QTimer.singleShot(0, look)
    return app

launch.make_app = make_and_look
sys.exit(launch.run_window(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("wish", ["SIGTERM", "SIGINT"])
def test_what_is_half_typed_is_kept_and_the_file_is_closed(tmp_path: Path, wish: str) -> None:
    path = tmp_path / "willow.cxdesk"
    Workspace.create(path, Shop(name="Willow"), who="Maya").close()
    made = len(backup.by_name(path, folder_of(path)))
    window = subprocess.Popen([sys.executable, "-c", WINDOW, str(path)], stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    try:
        assert window.stdout.readline().strip() == "typed"
        assert path.with_name(path.name + ".lock").exists()
        window.send_signal(getattr(signal, wish))
        assert window.wait(20) == 0
    finally:
        window.kill()
        window.stdout.close()
    assert not path.with_name(path.name + ".lock").exists()
    ws = Workspace.open(path, read_only=True)
    assert ws.shop.name == "Willow & Sons"
    ws.close()
    assert len(backup.by_name(path, folder_of(path))) > made
