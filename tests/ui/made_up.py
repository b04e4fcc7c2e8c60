"""Kinds that the program does not know, files with them, and a page on such a file."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import cxdesk.entities
from cxdesk import i18n
from cxdesk.entities import default_registry
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.i18n import N_
from cxdesk.schema.entity import entity, spec_of
from cxdesk.schema.fields import (
    choice,
    clock_time,
    colour,
    day,
    decimal,
    flag,
    image,
    instant,
    integer,
    lines,
    long_text,
    money,
    percent,
    position,
    ref,
    refs,
    tags,
    text,
)  # fmt: skip
from cxdesk.schema.registry import Registry, discover
from cxdesk.settings import Settings
from cxdesk.store import layout, migrate
from cxdesk.store.model import Model, default_model
from cxdesk.workspace import Workspace
from tests.conftest import HOMES
from tests.ui.page_kit import put_away, take_back
from ui import theme
from ui.bridge import Bridge

ROLES = ("Front desk", "Stylist")
SIZES = (("small", N_("Small")), ("large", N_("Large")))


@entity(table="thing", label=N_("Things"), one=N_("thing"), icon="tag", title="name", order=500)
class Thing:
    """A field of every kind."""

    name: str = text(N_("Name"), required=True, search=True, in_list=True, section=N_("First"))
    notes: str = long_text(N_("Notes"), search=True, in_list=True, hint=N_("What else there is to say."))
    size: str = choice(N_("Size"), SIZES, in_list=True)
    count: int | None = integer(N_("Count"), low=0, high=99, in_list=True)
    weight: Decimal | None = decimal(N_("Weight"), section=N_("Second"))
    price: int | None = money(N_("Price"), in_list=True)
    share: Decimal | None = percent(N_("Share"))
    made_on: date | None = day(N_("Made on"), in_list=True)
    opens: time | None = clock_time(N_("Opens"))
    seen_at: str = instant(N_("Seen at"))
    loud: bool = flag(N_("Loud"), in_list=True)
    owner: int | None = ref(N_("Owner"), to="role", in_list=True)
    helpers: tuple[int, ...] = refs(N_("Helpers"), to="role")
    steps: tuple[str, ...] = lines(N_("Steps"), most=4)
    words: tuple[str, ...] = tags(N_("Words"))
    picture: bytes | None = image(N_("Picture"))
    tint: str = colour(N_("Tint"))
    fixed: int | None = integer(N_("Fixed"), default=7, editable=False)


@entity(
    table="line", label=N_("Lines"), one=N_("line"), icon="list", title="text", order=510, position="place"
)
class Line:
    """A kind whose records have a place."""

    place: int = position(N_("Place"))
    text: str = text(N_("Text"), required=True, search=True, in_list=True)


def model_of(registry: Registry) -> Model:
    """Return a model with a migration for each kind that the program does not have."""
    own, known = default_model(), default_registry()
    added = [layout.create_table(spec) for spec in registry if spec.table not in known]

    def add_tables(database: Any) -> None:
        for statement in added:
            database.execute(statement)

    steps = (*own.migrations, add_tables)
    prints = {**own.fingerprints, len(steps): _fingerprint(steps)}
    return Model(registry, steps, prints)


def _fingerprint(steps: Any) -> str:
    import sqlcipher3

    connection = sqlcipher3.connect(":memory:")
    database = migrate._sqlite_utils(connection)
    for step in steps:
        step(database)
    found = layout.fingerprint(connection)
    connection.close()
    return found


THINGS = model_of(Registry([*default_registry(), spec_of(Thing), spec_of(Line)]))


@contextmanager
def package(folder: Path, name: str, modules: dict[str, str]) -> Iterator[ModuleType]:
    """Write a package, import it, and forget it afterwards."""
    (folder / name).mkdir(parents=True)
    for module, source in {"__init__": "", **modules}.items():
        (folder / name / f"{module}.py").write_text(source, encoding="utf-8")
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for module in [key for key in sys.modules if key.split(".")[0] == name]:
            del sys.modules[module]


def model_with(added: ModuleType) -> Model:
    """Return the program's model with the kinds of a package."""
    return model_of(discover(cxdesk.entities, added))


_templates: dict[tuple[str, int], Path] = {}


def template(language: str, model: Model) -> Path:
    """Return a file with a shop and two roles, made once a process: a new file takes syncs."""
    key = (language, id(model))
    if key not in _templates:
        path = HOMES / f"template{len(_templates)}.cxdesk"
        ws = Workspace.create(path, Shop(name="Willow & Co.", language=language), who="Maya", model=model)
        ws.run("roles", lambda tx: [tx.add(Role(name=name)) for name in ROLES], undoable=False)
        ws.close()
        _templates[key] = path
    return _templates[key]


class Desk:
    """An open file with a bridge, and what the bridge said."""

    def __init__(
        self, qtbot: QtBot, path: Path, *, language: str = "en-GB", model: Model = THINGS,
        settings: Settings | None = None,
    ) -> None:  # fmt: skip
        self.bot = qtbot
        self.bridge = Bridge(settings or Settings(your_name="Maya"))
        self.notices: list[tuple[str, str]] = []
        self.problems: list[str] = []
        self.bridge.notice.connect(self.on_notice)
        self.bridge.problem.connect(self.on_problem)
        shutil.copyfile(template(language, model), path)
        self.ws = Workspace.open(path, who="Maya", model=model)
        self.bridge.take(self.ws)

    def on_notice(self, text: str, undo: str) -> None:
        self.notices.append((text, undo))

    def on_problem(self, text: str, _role: str) -> None:
        self.problems.append(text)

    def show(self, widget: QWidget, width: int = 420, height: int = 900) -> None:
        """Show a widget as a window that has the focus."""
        self.bot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        self.bot.waitUntil(widget.isActiveWindow)

    def begin_again(self) -> None:
        """Leave the file and what was heard as the next test would find them on a desk of its own."""
        take_back(self.bridge)
        self.notices.clear()
        self.problems.clear()

    def close(self) -> None:
        """Close the file and leave the words as they were."""
        put_away(self.bridge)
        i18n.use_words(i18n.DEFAULT_WORDS)
        i18n.use_language("en")


def plain_theme() -> None:
    """Put the light theme on the application."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    now = theme.current()
    if now._app is not app or (now.mode, now.brand, now.scale) != ("light", None, 1.0):
        theme.apply(app, "light")
