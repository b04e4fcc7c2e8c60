"""A page that is first opened comes in short steps, and makes no class of Qt that nobody asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import standards
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

STANDARDS_AND_TELL = """
import json, sys
from pathlib import Path
from cxdesk.settings import Settings
from cxdesk.workspace import Workspace
from ui.app import make_app
from ui.bridge import Bridge
from ui.main_window import MainWindow

app = make_app(["cxdesk"], Settings())
seen = []
for path in sys.argv[1:]:
    bridge = Bridge(Settings())
    window = MainWindow(bridge)
    bridge.take(Workspace.open(Path(path)))
    window.show()
    window.show_page("standards")
    while not window.page.content.has("standard_form") or window.page.content.standard_form.isHidden():
        app.processEvents()
    trail = window.page.content.standard_form.trail
    lines = [row.text for row in trail.list.rows.rows]
    seen.append([trail.isHidden(), lines, [name for name in sys.modules if ".output.sheets." in name]])
    bridge.tasks.close()
    window.close()
print(json.dumps(seen))
"""
TONE_AND_TELL = """
import json
from PySide6.QtCore import QObject
from cxdesk.settings import Settings
from ui.app import make_app
from ui.widgets.labels import PlainLabel, Tag

def made(kind):
    return [name for one in kind.__subclasses__() for name in (one.__name__, *made(one))]

def ink(label):
    return label.palette().color(label.foregroundRole()).name()

app = make_app(["cxdesk"], Settings())
label, tag = PlainLabel("Kept", size="title"), Tag("Kept", "good")
for one in (label, tag):
    one.show()
before = [ink(label), ink(tag), label.font().pointSizeF()]
label.set_tone("danger")
tag.set_role("danger")
print(json.dumps([before, [ink(label), ink(tag), label.font().pointSizeF()], made(QObject)]))
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


def told(code: str, *more: str) -> list[Any]:
    """Run a program and return what it prints last."""
    run = subprocess.run(
        [sys.executable, "-c", code, *more], capture_output=True, text=True, check=True, timeout=120
    )
    answer: list[Any] = json.loads(run.stdout.splitlines()[-1])
    return answer


def test_today_and_metrics_make_no_class_that_nobody_asked_for(file: Path) -> None:
    grid, classes = told(OPEN_AND_TELL, str(file))
    assert grid
    assert "NumbersTable" in classes
    assert NEVER_USED.isdisjoint(classes)


def _versions(path: Path, *, printed: bool) -> Path:
    """Make a closed workspace with a standard in its second version, and its sheet on paper or not."""
    ws = Workspace.create(path, Shop(name="Willow"))
    stage = ws.add(Stage(name="Arrive"))
    standard = ws.add(Standard(stage=stage, kind="operational", text="Greet within a minute."))
    ws.run("x", lambda tx: standards.new_version(tx, standard, "Nobody knew", text="Greet at once."))
    if printed:
        ws.add(PrintRecord(sheet="training-sheet", about="Arrive", printed_at="2100-01-02T09:00:00Z"))
    ws.close()
    return path


@pytest.fixture(scope="module")
def trails(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """One program shows the trail of what was never printed, then that of what was."""
    folder = tmp_path_factory.mktemp("trails")
    paths = [_versions(folder / f"{printed}.cxdesk", printed=printed) for printed in (False, True)]
    return told(STANDARDS_AND_TELL, *map(str, paths))


@pytest.mark.parametrize("printed", [False, True])
def test_a_trail_loads_no_sheet_but_those_that_it_names(trails: list[Any], printed: bool) -> None:
    """All of them are a hundred modules: 90 ms of the window."""
    hidden, lines, sheets = trails[printed]
    assert not hidden
    assert ("Training sheet · Arrive" in lines) == printed
    assert sheets == ["cxdesk.output.sheets.training_sheet"] * printed


def test_a_label_takes_another_tone_without_the_enumerations_of_styles() -> None:
    before, after, classes = told(TONE_AND_TELL)
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert before[2] == after[2]
    assert "PlainLabel" in classes
    assert "QStyle" not in classes
