"""A desk for every test of imports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.workspace import Workspace
from tests.core.services.imports.import_desk import ImportDesk
from tests.core.services.imports.people_desk import PeopleDesk


@pytest.fixture
def desk(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportDesk:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    return ImportDesk(ws, tmp_path)


@pytest.fixture
def people(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PeopleDesk:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    return PeopleDesk(ws, tmp_path)
