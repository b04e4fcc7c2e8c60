"""Versions, reviews, hints: what is done with standards and the vision."""

from __future__ import annotations

from datetime import date

import pytest

from cxdesk import clock
from cxdesk.entities import never_always, standard, vision
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.shop import Shop
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.vision import Vision
from cxdesk.errors import InputError, UserError
from cxdesk.services import standards
from cxdesk.services import vision as visions
from cxdesk.workspace import Workspace


@pytest.fixture
def smile(ws: Workspace) -> int:
    stage = ws.add(Stage(name="Arrive"))
    return ws.add(Standard(stage=stage, text="Smile", why="They feel seen"))


def test_a_minor_edit_keeps_the_version(ws: Workspace, smile: int) -> None:
    ws.change(Standard, smile, text="Smile first")
    assert ws.get(Standard, smile).record.version == 1
    assert standards.versions(ws, smile) == []


def test_a_new_version_freezes_the_wording_and_undoes_as_one(ws: Workspace, smile: int) -> None:
    ws.run(
        "new version", lambda tx: standards.new_version(tx, smile, "asked twice", text="Smile, then speak")
    )
    (frozen,) = standards.versions(ws, smile)
    assert (frozen.text, frozen.version, frozen.why_changed) == ("Smile", 1, "asked twice")
    assert (frozen.from_on, frozen.until_on) == (clock.today(), clock.today())
    record = ws.get(Standard, smile).record
    assert (record.text, record.version) == ("Smile, then speak", 2)
    ws.undo()
    assert standards.versions(ws, smile) == []
    assert ws.get(Standard, smile).record.version == 1


def test_a_new_version_may_change_the_why(ws: Workspace, smile: int) -> None:
    ws.run("new version", lambda tx: standards.new_version(tx, smile, "clearer", why="They relax"))
    assert ws.get(Standard, smile).record.why == "They relax"
    assert standards.versions(ws, smile)[0].why == "They feel seen"


def test_a_new_version_needs_a_reason(ws: Workspace, smile: int) -> None:
    with pytest.raises(InputError):
        ws.run("new version", lambda tx: standards.new_version(tx, smile, "  "))
    assert ws.get(Standard, smile).record.version == 1


def test_still_right_moves_the_date_and_the_history_says_who(ws: Workspace, smile: int) -> None:
    ws.change(Standard, smile, review_on=date(2020, 1, 1))
    assert standards.due_for_review(ws, clock.today()) == [smile]
    ws.run("still right", lambda tx: standards.still_right(tx, smile))
    assert standards.due_for_review(ws, clock.today()) == []
    entry = ws.history(Standard, smile)[0]
    assert (entry.field, entry.old, entry.who, entry.label) == (
        "review_on",
        "2020-01-01",
        "Maya",
        "still right",
    )


def test_retiring_needs_a_reason_and_keeps_it(ws: Workspace, smile: int) -> None:
    with pytest.raises(InputError):
        ws.run("retire", lambda tx: standards.retire(tx, smile, "", "to be noticed"))
    ws.run("retire", lambda tx: standards.retire(tx, smile, "nobody noticed", "to be noticed"))
    record = ws.get(Standard, smile).record
    assert (record.retired_why, record.was_for) == ("nobody noticed", "to be noticed")


def test_no_rule_goes_before_it_is_said_what_it_was_for(ws: Workspace, smile: int) -> None:
    with pytest.raises(InputError) as refused:
        ws.run("retire", lambda tx: standards.retire(tx, smile, "nobody noticed", "  "))
    assert list(refused.value.fields) == ["was_for"]
    assert ws.get(Standard, smile).record.status != "retired"


def test_what_can_go_wrong_is_no_rule_and_was_for_nothing(ws: Workspace, smile: int) -> None:
    defect = ws.add(Standard(stage=ws.get(Standard, smile).record.stage, kind="defect", text="Late"))
    ws.run("retire", lambda tx: standards.retire(tx, defect, "it can't happen any more"))
    assert ws.get(Standard, defect).record.status == "retired"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, later: date) -> None:
    assert standards.add_months(day, months) == later


def test_vague_words_are_named(ws: Workspace, smile: int) -> None:
    ws.change(Standard, smile, text="Respond promptly and be friendly")
    hints = standards.hints(ws, smile)
    assert [word for word in ("promptly", "friendly") if any(word in hint for hint in hints)] == [
        "promptly",
        "friendly",
    ]


@pytest.mark.parametrize(
    ("values", "hinted"), [({"seconds": 10}, False), ({"seconds": 11}, True), ({"cost": 1}, True)]
)
def test_time_and_money_ask_for_a_reason(values: dict[str, int], hinted: bool) -> None:
    assert bool(standard.checks(Standard(text="Walk to the door", **values))) is hinted
    assert standard.checks(Standard(text="Walk to the door", why="They tell friends", **values)) == []


def test_a_seventh_experiential_standard_is_hinted_at(ws: Workspace, smile: int) -> None:
    stage = ws.get(Standard, smile).record.stage
    added = [ws.add(Standard(stage=stage, kind="experiential", text=f"Thing {i}")) for i in range(6)]
    assert standards.hints(ws, added[0]) == []
    seventh = ws.add(Standard(stage=stage, kind="experiential", text="One more"))
    assert "7 here" in standards.hints(ws, seventh)[0]


def test_an_eleventh_never_and_a_fourth_word_are_hinted_at(ws: Workspace) -> None:
    ids = [ws.add(never_always.NeverAlways(side="never", text=f"Point {i}")) for i in range(10)]
    assert standards.never_always_hints(ws, ids[0]) == []
    eleventh = ws.add(never_always.NeverAlways(side="never", text="Say no to them"))
    assert len(standards.never_always_hints(ws, eleventh)) == 2


@pytest.mark.parametrize(
    ("statement", "products", "word"),
    [
        ("Haircuts that make people smile", ("haircut",), "haircuts"),
        ("We bring the best beard trims to you", ("beard trim",), "beard trims"),
        ("Every batch of pastries baked with care", ("pastry",), "pastries"),
    ],
)
def test_a_vision_that_names_what_is_sold_is_told_the_word(
    statement: str, products: tuple[str, ...], word: str
) -> None:
    assert any(word in hint for hint in vision.checks(statement, products))


def test_a_vision_that_can_be_seen_passes() -> None:
    assert vision.checks("Everyone leaves known by name", ("haircut", "colour")) == []
    assert vision.checks("", ("haircut",)) == []


def test_a_long_vision_is_told_how_long_it_is() -> None:
    assert any("20" in hint for hint in vision.checks("word " * 20, ()))


def test_adopting_version_two_keeps_version_one_readable(ws: Workspace) -> None:
    first = ws.add(Vision(statement="Known by name"))
    ws.add(Pillar(vision=first, title="We notice"))
    ws.run("adopt", lambda tx: visions.adopt(tx, first, "Maya"))
    second = ws.run("next", visions.next_draft)
    assert [row.record.title for row in ws.rows(Pillar, vision=second)] == ["We notice"]
    ws.change(Vision, second, statement="Known and looked after")
    ws.run("adopt", lambda tx: visions.adopt(tx, second, "Maya"))
    kept = ws.get(Vision, first).record
    assert (kept.statement, kept.status, kept.adopted_on) == ("Known by name", "past", clock.today())
    current = visions.current(ws)
    assert current is not None
    assert (current.id, current.record.version) == (second, 2)


def test_there_is_one_draft_at_a_time(ws: Workspace) -> None:
    ws.run("next", visions.next_draft)
    with pytest.raises(UserError):
        ws.run("next", visions.next_draft)


def test_hints_read_the_products_of_the_shop(ws: Workspace) -> None:
    ws.change(Shop, ws.shop_id or 0, products=("haircut",))
    statement = ws.add(Vision(statement="Haircuts with a smile"))
    assert "haircuts" in visions.hints(ws, statement)[0]
