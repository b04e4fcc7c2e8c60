"""What is half typed in a form is there again after unlocking, and in another text size, on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.metric import Metric
from cxdesk.entities.preference import Preference
from cxdesk.entities.promise import Promise
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.visit import Visit
from cxdesk.workspace import Workspace
from tests.core.store.locked import NAMES, locked_with, quickly
from tests.ui.lock_kit import lent_again, lock, settle, told, unlock
from tests.ui.page_kit import spare_backup
from tests.ui.shell_kit import Shell

WORDS = f"{NAMES[0]} half way"
UNREADABLE = "the day after"


def _fill(ws: Workspace) -> None:
    ws.add(Customer(name="Priya"))
    for happened in ("The colour turned brassy", "Waited for an hour"):
        ws.add(Incident(happened=happened, happened_on=clock.today()))
    ws.add(Action(what="Turn the desk round"))


a_shop = partial(locked_with, fill=_fill)


@pytest.fixture
def shell(window_to_lend: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent_again(window_to_lend, a_shop, page="trash") as shell:
        yield shell


def page(shell: Shell) -> Any:
    return shell.window.page


def go(shell: Shell, name: str) -> Any:
    shell.window.show_page(name)
    settle()
    return page(shell)


def put(row: Any, words: str) -> None:
    """Type into a field of a form, with the keyboard in it."""
    box = row.editor.target
    box.setFocus()
    (box.setText if isinstance(box, QLineEdit) else box.set_text)(words)
    settle()


def first(shell: Shell, kind: Any, place: int = 0) -> int:
    return int(sorted(row.id for row in shell.bridge.ws.rows(kind))[place])


class Case(NamedTuple):
    """A form: `begin` types half of it, `read` returns what stands there, `kinds` are not written by that."""

    name: str
    begin: Callable[[Shell], None]
    read: Callable[[Shell], object]
    wanted: object
    kinds: tuple[Any, ...] = ()


def _new(name: str, field: str, form: Callable[[Any], Any]) -> Case:
    """A new record on a page, with words in one field that is not enough to keep it."""

    def begin(shell: Shell) -> None:
        go(shell, name).add_record()
        put(form(page(shell)).rows[field], WORDS)

    def read(shell: Shell) -> object:
        shown = form(page(shell))
        return shown.adding, shown.isVisible(), shown.rows[field].editor.draft()

    return Case(f"new on {name}", begin, read, (True, True, WORDS))


def _visit(shell: Shell) -> None:
    go(shell, "customers")
    shell.bridge.show_record("customer", first(shell, Customer))
    page(shell).card_acts.on_log()
    put(page(shell).desk.visit_form.rows["note"], WORDS)


def _planned(shell: Shell) -> None:
    go(shell, "customers")
    shell.bridge.show_record("customer", first(shell, Customer))
    page(shell).card_acts.on_plan()
    put(page(shell).desk.visit_form.rows["happens_on"], UNREADABLE)


def _visit_form(name: str) -> Callable[[Shell], object]:
    def read(shell: Shell) -> object:
        form = page(shell).desk.visit_form
        return form.isVisible(), form.planning, form.rows[name].editor.draft()

    return read


def _slip(shell: Shell) -> None:
    go(shell, "customers").show_place("slips")
    slips = page(shell).desk.slips
    slips.customer.show_text(WORDS)
    slips.words.setText("likes the w")
    slips.alert.setCurrentIndex(1)
    slips.words.setFocus()
    settle()


def _slips(shell: Shell) -> object:
    slips = page(shell).desk.slips
    return slips.isVisible(), slips.customer.text(), slips.words.text(), slips.alert.currentIndex()


def incident_panel(shell: Shell) -> Any:
    return page(shell).view("incidents").panel


def _incident(shell: Shell) -> Any:
    shell.bridge.show_record("incident", first(shell, Incident))
    settle()
    return incident_panel(shell)


def _closing(shell: Shell) -> None:
    panel = _incident(shell)
    panel.ask_close()
    form = panel.close_form
    form.rows["cause"].editor.box.setCurrentIndex(form.rows["cause"].editor.box.findData("accepted"))
    form.rows["cause"].editor.box.activated.emit(0)
    put(form.rows["outcome_note"], WORDS)
    put(form.rows["cause_note"], "no table is")


def _closing_read(shell: Shell) -> object:
    panel = incident_panel(shell)
    rows = panel.close_form.rows
    asked = panel.close_form.is_open() and panel.incident == first(shell, Incident)
    return asked, rows["outcome_note"].editor.draft(), rows["cause_note"].editor.draft()


def _giving(shell: Shell) -> None:
    put(_incident(shell).give.rows["cost"], "about ten")


def _giving_read(shell: Shell) -> object:
    panel = incident_panel(shell)
    return panel.incident == first(shell, Incident), panel.give.rows["cost"].editor.draft()


def _problem(shell: Shell) -> None:
    shell.bridge.show_place("recovery", "whys")
    page(shell).add_record()
    put(page(shell).view("whys").form.rows["root"], WORDS)


def _problem_read(shell: Shell) -> object:
    form = page(shell).view("whys").form
    return form.adding, form.isVisible(), form.rows["root"].editor.draft()


def _metric(shell: Shell) -> None:
    go(shell, "metrics").panels.on_own("")
    settle()
    put(page(shell).desk.definition.form.rows["why"], WORDS)


def _metric_read(shell: Shell) -> object:
    form = page(shell).desk.definition.form
    return form.adding, form.isVisible(), form.rows["why"].editor.draft()


def _entry(shell: Shell) -> None:
    go(shell, "people").on_enter()
    entry = page(shell).desk.entry
    entry.number.setText("no such")
    entry.stage.setCurrentIndex(2)
    put(entry.day, UNREADABLE)


def _entry_read(shell: Shell) -> object:
    entry = page(shell).desk.entry
    return entry.isVisible(), entry.number.text(), entry.stage.currentIndex(), entry.day.editor.draft()


def _due(shell: Shell) -> None:
    shell.bridge.show_record("action", first(shell, Action))
    put(page(shell).form.rows["due_on"], UNREADABLE)


def _due_read(shell: Shell) -> object:
    return page(shell).form.rows["due_on"].editor.draft()


def _drop(shell: Shell) -> None:
    shell.bridge.show_record("action", first(shell, Action))
    page(shell).form.on_drop()
    page(shell).form.drop_ask.boxes["why"].set_text(WORDS)
    settle()


def _drop_read(shell: Shell) -> object:
    ask = page(shell).form.drop_ask
    return ask.isVisible(), ask.texts()


def _version(shell: Shell) -> None:
    go(shell, "standards")
    page(shell).show_place("version")
    settle()
    page(shell).content.standard_form.foot.version_ask.boxes["why"].set_text(WORDS)


def _version_read(shell: Shell) -> object:
    ask = page(shell).content.standard_form.foot.version_ask
    return ask.isVisible(), ask.boxes["why"].text()


def _walk(shell: Shell) -> None:
    go(shell, "negative-cue").on_enter()
    page(shell).entry.place.setText("at the till")
    page(shell).entry.shows.setText(WORDS)
    page(shell).entry.shows.setFocus()
    settle()


def _walk_read(shell: Shell) -> object:
    entry = page(shell).entry
    return entry.isVisible(), entry.place.text(), entry.shows.text()


def _hours(shell: Shell) -> None:
    shell.bridge.show_place("recovery", "hours")
    next(iter(page(shell).view("incidents").hours_card.fields.values())).setText("9 to")
    settle()


def _hours_read(shell: Shell) -> object:
    card = page(shell).view("incidents").hours_card
    return card.isVisible(), next(iter(card.fields.values())).text()


def _note(shell: Shell) -> None:
    _with_metric(shell, "notes")
    page(shell).desk.notes.begin()
    put(page(shell).desk.notes.form.rows["happened_on"], UNREADABLE)


def _note_read(shell: Shell) -> object:
    form = page(shell).desk.notes.form
    return form.adding, form.isVisible(), form.rows["happened_on"].editor.draft()


def _with_metric(shell: Shell, panel: str) -> None:
    if not shell.bridge.ws.count(Metric):
        shell.bridge.ws.add(Metric(name="Came back"))
    go(shell, "metrics").panels.open(panel)
    settle()


def _defined(shell: Shell) -> None:
    _with_metric(shell, "definition")
    page(shell).desk.definition.form.on_redefine()
    put(page(shell).desk.definition.form.ask.rows["why_changed"], WORDS)


def _defined_read(shell: Shell) -> object:
    ask = page(shell).desk.definition.form.ask
    return ask.isVisible(), ask.rows["why_changed"].editor.draft()


def _let_go(shell: Shell) -> None:
    incident = first(shell, Incident)
    shell.bridge.ws.add(Promise(what="Call them", incident=incident, due_on=clock.today()))
    asked = _incident(shell).promises.list
    asked.act(first(shell, Promise), "let_go")
    asked.ask.boxes["why"].set_text(WORDS)
    settle()


def _let_go_read(shell: Shell) -> object:
    ask = incident_panel(shell).promises.list.ask
    return ask.isVisible(), ask.boxes["why"].text()


def _limit(shell: Shell) -> None:
    go(shell, "recovery").show_place("limits")
    put(page(shell).view("protocols").limits.month, "a lot")


def _limit_read(shell: Shell) -> object:
    limits = page(shell).view("protocols").limits
    return limits.isVisible(), limits.month.editor.draft()


def _ladder(shell: Shell) -> None:
    go(shell, "recovery").show_place("ladder")
    view = page(shell).view("protocols")
    view.on_add_yes()
    put(view.forms[view.place].rows["up_to"], "a lot")


def _ladder_read(shell: Shell) -> object:
    view = page(shell).view("protocols")
    form = view.forms[view.place]
    return form.adding, form.rows["up_to"].editor.draft()


CASES = (
    _new("customers", "email", lambda page: page.desk.details),
    _new("people", "department", lambda page: page.desk.person_form),
    _new("actions", "done_note", lambda page: page.form),
    _new("huddle-topic", "ask", lambda page: page.form),
    _new("cue", "meaning", lambda page: page.form),
    _new("negative-cue", "replaced_by", lambda page: page.form),
    Case("visit", _visit, _visit_form("note"), (True, False, WORDS), (Visit,)),
    Case("planned visit", _planned, _visit_form("happens_on"), (True, True, UNREADABLE), (Visit,)),
    Case("slip", _slip, _slips, (True, WORDS, "likes the w", 1), (Preference,)),
    Case("close incident", _closing, _closing_read, (True, WORDS, "no table is")),
    Case("give something", _giving, _giving_read, (True, "about ten")),
    Case("five whys", _problem, _problem_read, (True, True, WORDS)),
    Case("metric", _metric, _metric_read, (True, True, WORDS), (Metric,)),
    Case("team entry", _entry, _entry_read, (True, "no such", 2, UNREADABLE), (SignOff,)),
    Case("day of an action", _due, _due_read, UNREADABLE),
    Case("drop an action", _drop, _drop_read, (True, {"why": WORDS})),
    Case("new version", _version, _version_read, (True, WORDS)),
    Case("walk round", _walk, _walk_read, (True, "at the till", WORDS)),
    Case("note of a chart", _note, _note_read, (True, True, UNREADABLE)),
    Case("new definition", _defined, _defined_read, (True, WORDS)),
    Case("let a promise go", _let_go, _let_go_read, (True, WORDS)),
    Case("who can say yes", _ladder, _ladder_read, (True, "a lot")),
    Case("limit", _limit, _limit_read, (True, "a lot")),
    Case("hours", _hours, _hours_read, (True, "9 to")),
)


def _relook(shell: Shell, percent: int) -> None:
    shell.bridge.settings.text_size = percent
    shell.bridge.settings_changed.emit()
    settle()


class Keyboard(NamedTuple):
    """What has the focus: of which kind, how it is called, and where one types in it."""

    kind: type[QWidget]
    name: str
    cursor: int | None


def keyboard() -> tuple[QWidget, Keyboard]:
    part = QApplication.focusWidget()
    assert part is not None
    cursor = part.cursorPosition() if isinstance(part, QLineEdit) else None
    return part, Keyboard(type(part), part.accessibleName(), cursor)


class Way(NamedTuple):
    """What was seen on a way through the lock and into another text size."""

    typed: object
    told: list[str]
    state: str
    unlocked: object
    counts: tuple[list[int], list[int]]
    keyboards: tuple[Keyboard, Keyboard]
    same_part: bool
    larger: object
    same_page: bool


_ways: dict[str, Way] = {}


@pytest.fixture
def way(case: Case, request: pytest.FixtureRequest) -> Way:
    """Begin a form, lock and unlock, and take another text size: once for all that look at it."""
    if case.name not in _ways:
        _ways[case.name] = _go_through(request.getfixturevalue("shell"), case)
    return _ways[case.name]


def _go_through(shell: Shell, case: Case) -> Way:
    def counts() -> list[int]:
        return [shell.bridge.ws.count(kind) for kind in case.kinds]

    case.begin(shell)
    typed, counted = case.read(shell), counts()
    part, keys = keyboard()
    if isinstance(part, QLineEdit):
        part.setCursorPosition(3)
        keys = keys._replace(cursor=3)
    spare_backup(shell.bridge)
    lock(shell)
    names, state = told(), shell.window.locker.page.state.text()
    unlock(shell)
    unlocked, counted_then = case.read(shell), counts()
    part_then, keys_then = keyboard()
    before = page(shell)
    _relook(shell, 130)
    return Way(
        typed=typed, told=names, state=state, unlocked=unlocked, counts=(counted, counted_then),
        keyboards=(keys, keys_then), same_part=part_then is part,
        larger=case.read(shell), same_page=page(shell) is before,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_waits_behind_the_lock_and_the_keyboard_goes_on_where_it_was(case: Case, way: Way) -> None:
    assert way.typed == case.wanted
    assert way.told == []
    assert "begun" in way.state
    assert way.unlocked == case.wanted
    before, after = way.counts
    assert before == after
    assert not way.same_part
    was, is_now = way.keyboards
    assert is_now == was


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_stays_in_another_text_size(case: Case, way: Way) -> None:
    assert not way.same_page
    assert way.larger == case.wanted
