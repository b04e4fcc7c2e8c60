"""The log: in its folder where that can be written, never in the way of the program where it can't."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdesk import log, paths
from tests.faults.samples import anybodys_folder, nobody


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Begin and end as a program without a log."""
    root = logging.getLogger("cxdesk")
    before, root.handlers = root.handlers, []
    level = root.level
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers = before
    root.setLevel(level)


def test_what_happened_is_in_the_file() -> None:
    assert log.set_up()
    assert log.set_up()  # a second time changes nothing
    logging.getLogger("cxdesk.store").info("made backup %d", 7)
    logging.getLogger("cxdesk.store").debug("too much")
    (line,) = (paths.log_dir() / "cxdesk.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO cxdesk.store: made backup 7")


def test_a_log_that_nothing_was_written_to_is_closed_too() -> None:
    assert log.set_up()
    (handler,) = logging.getLogger("cxdesk").handlers
    handler.close()
    assert (paths.log_dir() / "cxdesk.log").read_text() == ""


@pytest.mark.logs
@pytest.mark.parametrize("what", ["file in the way", "no rights"])
def test_where_no_log_can_be_written_warnings_go_to_standard_error(
    what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with anybodys_folder() as folder:
        if what == "no rights":
            folder.chmod(0o555)
            place = folder
        else:
            place = tmp_path / "file"
            place.write_text("")
        monkeypatch.setenv("CXDESK_HOME", str(place))
        with nobody():
            assert log.set_up() is False
        logging.getLogger("cxdesk.store").info("nobody reads this")
        logging.getLogger("cxdesk.store").warning("a backup could not be removed")
    said = capsys.readouterr().err
    assert said.endswith("WARNING cxdesk.store: a backup could not be removed\n")
    assert "nobody reads this" not in said


def test_a_log_folder_that_goes_away_later_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert log.set_up()
    shutil.rmtree(paths.log_dir())
    logging.getLogger("cxdesk.store").info("goes on")
    assert "FileNotFoundError" in capsys.readouterr().err
    paths.log_dir().mkdir()
    logging.getLogger("cxdesk.store").info("there again")
    logging.getLogger("cxdesk.store").info("and on")
    said = (paths.log_dir() / "cxdesk.log").read_text().splitlines()
    assert [line.rpartition(": ")[2] for line in said] == ["there again", "and on"]
