"""The folders of this computer: those that `platformdirs` names, also where it is not asked."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from cxdesk import paths


@pytest.mark.parametrize(
    "surroundings",
    [
        {},
        {"XDG_CONFIG_HOME": "/elsewhere/config", "XDG_STATE_HOME": "/elsewhere/state"},
        {"XDG_CONFIG_HOME": "", "XDG_STATE_HOME": "  "},
        {"XDG_CONFIG_HOME": "not/absolute", "XDG_STATE_HOME": "~/state"},
    ],
    ids=["usual", "moved", "blank", "relative"],
)
def test_settings_and_log_lie_where_platformdirs_has_them(
    surroundings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CXDESK_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert paths.config_dir() == platformdirs.user_config_path("cxdesk", appauthor=False)
    assert paths.log_dir() == platformdirs.user_log_path("cxdesk", appauthor=False)
