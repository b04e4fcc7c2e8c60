"""A page that is first opened comes in short steps, and makes no class of Qt that nobody asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.shop import Shop
from cxdesk.workspace import Workspace

# Made all at once when PySide has to find out of which class a widget of Qt's own is: 13 ms of the window.
NEVER_USED = {"QWizard", "QMdiSubWindow", "QFontDialog", "QDockWidget", "QSplashScreen"}
OPEN_AND_TELL = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QWidget
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from ui.app import make_app
from ui.bridge import Bridge
from ui.main_window import MainWindow

def made(kind):
    return [name for one in kind.__subclasses__() for name in (one.__name__, *made(one))]

app = make_app(["cxdesk"], Settings())
bridge = Bridge(Settings())
window = MainWindow(bridge)
bridge.take(Workspace.open(Path(sys.argv[1])))
window.show()
window.show_page("today")
while window.page.desk.yesterday is None or not window.page.desk.yesterday.filled:
    app.processEvents()
window.show_page("metrics")
while not window.page.desk.has("definition") or window.page.desk.definition.form.record_id is None:
    app.processEvents()
print(json.dumps([window.page.desk.grid.isVisible(), made(QWidget)]))
bridge.tasks.close()
window.close()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed workspace with one metric."""
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    part = ws.add(MetricPart(name="Came back", cadence="day"))
    ws.add(Metric(name="Came back", formula="total", first=part, cadence="day"))
    ws.close()
    return path


def test_today_and_metrics_make_no_class_that_nobody_asked_for(file: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", OPEN_AND_TELL, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    grid, classes = json.loads(run.stdout.splitlines()[-1])
    assert grid
    assert "NumbersTable" in classes
    assert NEVER_USED.isdisjoint(classes)
