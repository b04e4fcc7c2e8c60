"""The entry: commands and files told apart, and nothing loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cxdesk import settings
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.workspace import Workspace
from ui import __main__ as entry
from ui import widgets
from ui.bridge import Bridge
from ui.launch import Opening
from ui.main_window import MainWindow

# None of these is needed to show the window.
LATE = ("matplotlib", "numpy", "reportlab", "sqlite_utils", "babel", "click", "pypdfium2", "PIL", "fontTools")
# What writes, looks back, or brings an older file up to date; and libraries that cost more than they do here.
NOT_TO_SHOW_A_LIST = {
    "cxdesk.store.changes", "cxdesk.store.history", "cxdesk.store.transaction", "cxdesk.store.backup",
    "cxdesk.store.migrations.m0001_foundation", "cxdesk.schema.reading", "dataclasses", "decimal", "hashlib",
    "queue", "PySide6.QtSvg", "ui.widgets.checks", "ui.widgets.form_fields",
}  # fmt: skip
SHOW_AND_TELL = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui import launch
from ui.main_window import MainWindow

def made(kind):  # PySide makes a class of Qt when it is first asked for
    return [name for one in kind.__subclasses__() for name in (one.__name__, *made(one))]

def tell(window):
    print(json.dumps([window.page.spec.name, window.windowTitle(), sorted(sys.modules), made(QWidget)]))
    QTimer.singleShot(0, QApplication.instance().quit)

class Told(MainWindow):
    def on_first_paint(self):
        tell(self)
        super().on_first_paint()

launch.MainWindow = Told
sys.exit(launch.run_window(Path(sys.argv[1])))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed workspace."""
    path = tmp_path / "willow.cxdesk"
    ws = Workspace.create(path, Shop(name="Willow"))
    ws.add(Stage(name="Arrive"))
    ws.close()
    return path


def test_the_commands_known_to_the_entry_are_those_there_are() -> None:
    from ui.commands import group

    assert set(group.commands) == entry.COMMANDS


def test_a_word_that_is_no_command_is_not_opened_with_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["frobnicate", "this"]) == 2
    assert "frobnicate" in capsys.readouterr().err


@pytest.mark.parametrize(("word", "code"), [("bogus", 2), ("gone.cxdesk", 1)])
def test_a_file_that_is_not_there_is_a_sentence(
    word: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main([word]) == code
    assert f"no file or command “{word}”" in capsys.readouterr().err


def test_without_a_display_the_window_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert entry.main([str(file)]) == 1
    assert "no display" in capsys.readouterr().err


def test_a_backup_that_is_looked_at_is_not_among_the_recent_files(opening: Opening, file: Path) -> None:
    assert opening._bridge.open_path(file, read_only=True)
    assert opening._bridge.settings.recent == []
    opening._bridge.close()


def test_until_the_first_paint_only_the_engine_and_the_widgets_are_loaded(file: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SHOW_AND_TELL, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    _page, title, modules, _classes = json.loads(run.stdout)
    assert title.startswith("Willow")
    assert [name for name in LATE if name in modules] == []


def test_a_list_is_painted_without_the_classes_of_qt_that_it_has_no_use_for(file: Path) -> None:
    """One part made by Qt and seen from Python, and PySide makes all its classes of widgets."""
    kept = settings.load()
    kept.your_name, kept.window = "Lea", {"page": "huddle-topic"}
    kept.save()
    run = subprocess.run(
        [sys.executable, "-c", SHOW_AND_TELL, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    page, _title, modules, classes = json.loads(run.stdout)
    assert page == "huddle-topic"
    assert NOT_TO_SHOW_A_LIST & set(modules) == set()
    assert "RecordTable" in classes
    assert {"QWizard", "QMessageBox", "QTextEdit", "QSpinBox", "QComboBox", "QProgressBar"}.isdisjoint(
        classes
    )


def test_the_command_line_needs_no_qt(file: Path) -> None:
    code = "import sys; from cxdesk.cli import group; group.main(sys.argv[1:], standalone_mode=False)\n"
    code += "print(sorted(name for name in sys.modules if name.startswith('PySide6')), file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", code, "records", str(file), "stage", "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(run.stdout)[0]["name"] == "Arrive"
    assert run.stderr == "[]\n"


@pytest.fixture
def opening(qtbot: object) -> Opening:
    """The part of the start that chooses a file, with a window of its own."""
    bridge = Bridge(settings.load())
    window = MainWindow(bridge)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    return Opening(bridge, window)


def test_the_last_file_is_opened_again(opening: Opening, file: Path) -> None:
    opening._bridge.settings.last_file = str(file)
    opening.first(None)
    assert opening._bridge.ws.path == file
    opening._bridge.close()


def test_a_file_that_never_got_as_far_as_a_window_is_not_opened_by_itself(
    opening: Opening, file: Path
) -> None:
    opening._bridge.settings.last_file = str(file)
    opening._bridge.settings.opening = str(file)
    opening.first(None)
    assert opening._bridge.workspace is None


def test_a_file_that_is_gone_leaves_the_start_page(opening: Opening, tmp_path: Path) -> None:
    opening._bridge.settings.last_file = str(tmp_path / "gone.cxdesk")
    opening.first(None)
    assert opening._bridge.workspace is None


def test_what_is_loaded_late_is_found_by_its_name_all_the_same() -> None:
    assert {name for name in widgets.__all__ if not callable(getattr(widgets, name))} == set()
    with pytest.raises(AttributeError, match="Combobulator"):
        widgets.Combobulator
