"""Sign-offs: who signed for what, what a new version asks again, and who waits too long."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from cxdesk import clock
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.errors import InputError, NotFound
from cxdesk.services import sign_offs, standards
from cxdesk.services.sign_offs import Tally
from cxdesk.workspace import Workspace

MARCH = date(2026, 3, 2)


@dataclass(frozen=True)
class Shop:
    """Two stages, three people, three standards to sign for."""

    ws: Workspace
    arrive: int
    leave: int
    desk: int
    smile: int
    tea: int
    walk: int
    lea: int
    sam: int
    gone: int

    def record(self, *given: Any, **more: Any) -> None:
        self.ws.run("sign", lambda tx: sign_offs.record(tx, *given, **more))

    def new_version(self, standard: int) -> None:
        self.ws.run("new version", lambda tx: standards.new_version(tx, standard, "clearer", text="Again"))

    def state(self, person: int, standard: int) -> str:
        cells = sign_offs.matrix(self.ws, people=[person])
        return next(cell.state for cell in cells if cell.standard_id == standard)


@pytest.fixture
def shop(ws: Workspace) -> Shop:
    arrive, leave = ws.add(Stage(name="Arrive")), ws.add(Stage(name="Leave"))
    desk = ws.add(Role(name="Front desk"))
    tea = ws.add(Standard(stage=arrive, kind="above_beyond", text="Offer tea"))
    smile = ws.add(Standard(stage=arrive, text="Smile", non_negotiable=True))
    walk = ws.add(Standard(stage=leave, text="Walk to the door", roles=(desk,)))
    ws.add(Standard(stage=arrive, kind="defect", text="Nobody looks up"))
    ws.add(Standard(stage=arrive, text="Wear a badge", status="retired"))
    lea = ws.add(Person(name="Lea", role=desk, joined_on=date(2026, 1, 5)))
    sam = ws.add(Person(name="Sam"))
    gone = ws.add(Person(name="Gone", left_on=date(2026, 2, 1)))
    return Shop(ws, arrive, leave, desk, smile, tea, walk, lea, sam, gone)


def test_items_come_in_the_order_of_stages_and_lists(shop: Shop) -> None:
    items = sign_offs.items_for(shop.ws)
    assert [(item.stage_name, item.text) for item in items] == [
        ("Arrive", "Smile"),
        ("Arrive", "Offer tea"),
        ("Leave", "Walk to the door"),
    ]
    assert [(item.version, item.non_negotiable, item.kind) for item in items[:2]] == [
        (1, True, "operational"),
        (1, False, "above_beyond"),
    ]


def test_items_of_a_stage_and_of_a_role(shop: Shop) -> None:
    other = shop.ws.add(Role(name="Stylist"))
    assert [item.text for item in sign_offs.items_for(shop.ws, stage=shop.leave)] == ["Walk to the door"]
    assert [item.text for item in sign_offs.items_for(shop.ws, role=other)] == ["Smile", "Offer tea"]
    assert len(sign_offs.items_for(shop.ws, role=shop.desk)) == 3


def test_a_stage_out_of_use_is_asked_for_by_name_only(shop: Shop) -> None:
    shop.ws.change(Stage, shop.leave, active=False)
    assert {item.stage_id for item in sign_offs.items_for(shop.ws)} == {shop.arrive}
    assert len(sign_offs.items_for(shop.ws, stage=shop.leave)) == 1


def test_everybody_here_signs_for_what_is_for_their_role(shop: Shop) -> None:
    cells = sign_offs.matrix(shop.ws)
    assert [(cell.person, cell.standard_id, cell.state) for cell in cells] == [
        ("Lea", shop.smile, "never"),
        ("Lea", shop.tea, "never"),
        ("Lea", shop.walk, "never"),
        ("Sam", shop.smile, "never"),
        ("Sam", shop.tea, "never"),
    ]


def test_leavers_are_shown_by_id_and_before_they_left(shop: Shop) -> None:
    assert {cell.person for cell in sign_offs.matrix(shop.ws, people=[shop.gone])} == {"Gone"}
    before = sign_offs.matrix(shop.ws, today=date(2026, 1, 31))
    assert "Gone" in {cell.person for cell in before}
    assert "Gone" not in {cell.person for cell in sign_offs.matrix(shop.ws, today=date(2026, 2, 1))}


def test_shown_then_seen_is_one_row_that_keeps_both_days(shop: Shop) -> None:
    shop.record(shop.lea, [shop.smile], shown_on=MARCH, trainer=shop.sam, form="F-12")
    assert shop.state(shop.lea, shop.smile) == "shown"
    shop.record(shop.lea, [shop.smile], seen_on=MARCH + timedelta(days=3))
    (row,) = shop.ws.rows(SignOff)
    assert (row.record.shown_on, row.record.seen_on) == (MARCH, date(2026, 3, 5))
    assert (row.record.trainer, row.record.form, row.record.item) == (shop.sam, "F-12", "Smile")
    (cell,) = [cell for cell in sign_offs.matrix(shop.ws, stage=shop.arrive) if cell.state == "seen"]
    assert (cell.person, cell.signed_version, cell.trainer, cell.sign_off) == ("Lea", 1, shop.sam, row.id)


def test_an_entry_is_taken_back_by_one_undo(shop: Shop) -> None:
    shop.record(shop.lea, [shop.smile, shop.tea, shop.smile], shown_on=MARCH)
    assert shop.ws.count(SignOff) == 2
    shop.ws.undo()
    assert shop.ws.count(SignOff) == 0


def test_a_minor_edit_keeps_sign_offs_a_new_version_asks_again(shop: Shop) -> None:
    shop.record(shop.lea, [shop.smile], shown_on=MARCH)
    shop.ws.change(Standard, shop.smile, text="Smile!")
    assert shop.state(shop.lea, shop.smile) == "shown"
    assert sign_offs.must_sign_again(shop.ws, shop.smile) == []
    shop.new_version(shop.smile)
    assert shop.state(shop.lea, shop.smile) == "again"
    (cell,) = [cell for cell in sign_offs.matrix(shop.ws) if cell.state == "again"]
    assert (cell.version, cell.signed_version, cell.shown_on) == (2, 1, MARCH)
    assert [row.record.name for row in sign_offs.must_sign_again(shop.ws, shop.smile)] == ["Lea"]
    shop.record(shop.lea, [shop.smile], seen_on=MARCH)
    assert shop.state(shop.lea, shop.smile) == "seen"
    assert sign_offs.must_sign_again(shop.ws, shop.smile) == []
    assert sorted((row.record.version, row.record.item) for row in shop.ws.rows(SignOff)) == [
        (1, "Smile"),
        (2, "Again"),
    ]


def test_leavers_other_roles_and_retired_standards_sign_nothing_again(shop: Shop) -> None:
    for person in (shop.lea, shop.gone):
        shop.record(person, [shop.walk], shown_on=date(2026, 1, 9))
    shop.new_version(shop.walk)
    assert [row.id for row in sign_offs.must_sign_again(shop.ws, shop.walk)] == [shop.lea]
    shop.ws.change(Person, shop.lea, role=None)
    assert sign_offs.must_sign_again(shop.ws, shop.walk) == []
    shop.ws.change(Standard, shop.walk, roles=(), status="retired")
    assert sign_offs.must_sign_again(shop.ws, shop.walk) == []


@pytest.mark.parametrize(
    ("days", "field", "word"),
    [
        ({"shown_on": date(2100, 1, 1)}, "shown_on", "still to come"),
        ({"seen_on": date(2100, 1, 1)}, "seen_on", "still to come"),
        ({"shown_on": date(2026, 1, 4)}, "shown_on", "joined on 2026-01-05"),
        ({}, "shown_on", "Give the day"),
    ],
)
def test_days_that_cannot_be_are_refused(shop: Shop, days: dict[str, date], field: str, word: str) -> None:
    with pytest.raises(InputError, match=word) as wrong:
        shop.record(shop.lea, [shop.smile], **days)
    assert set(wrong.value.fields) == {field}
    assert shop.ws.count(SignOff) == 0


def test_what_is_not_there_is_refused(shop: Shop) -> None:
    with pytest.raises(NotFound):
        shop.record(99, [shop.smile], shown_on=MARCH)
    with pytest.raises(NotFound):
        shop.record(shop.lea, [99], shown_on=MARCH)
    with pytest.raises(InputError, match="trainer"):
        shop.record(shop.lea, [shop.smile], shown_on=MARCH, trainer=99)
    defect = next(row.id for row in shop.ws.rows(Standard, kind="defect"))
    with pytest.raises(InputError, match="nobody signs"):
        shop.record(shop.lea, [defect], shown_on=MARCH)


def test_a_wrong_tick_is_cleared_and_older_versions_stay(shop: Shop) -> None:
    shop.record(shop.lea, [shop.smile], shown_on=MARCH)
    shop.new_version(shop.smile)
    shop.record(shop.lea, [shop.smile], shown_on=MARCH)
    shop.ws.run("clear", lambda tx: sign_offs.clear(tx, shop.lea, [shop.smile, shop.tea]))
    assert shop.state(shop.lea, shop.smile) == "again"


def test_a_row_without_a_day_says_nothing(shop: Shop) -> None:
    empty = shop.ws.add(SignOff(person=shop.lea, standard=shop.smile, item="Smile"))
    assert shop.state(shop.lea, shop.smile) == "never"
    shop.record(shop.lea, [shop.smile], shown_on=MARCH)
    assert [row.id for row in shop.ws.rows(SignOff)] == [empty]


def test_a_tally_counts_what_was_shown_and_seen(shop: Shop) -> None:
    shop.record(shop.lea, [shop.smile, shop.tea], shown_on=MARCH)
    shop.record(shop.lea, [shop.tea], seen_on=MARCH)
    shop.new_version(shop.smile)
    cells = sign_offs.matrix(shop.ws, people=[shop.lea])
    assert sign_offs.tally(cells) == Tally(signed=1, total=3, again=1, seen=1)
    assert sign_offs.tally([]) == Tally()


def test_who_joined_long_ago_and_did_not_sign_is_overdue(shop: Shop) -> None:
    today = clock.today()
    shop.record(shop.lea, [shop.smile, shop.tea, shop.walk], shown_on=MARCH)
    assert sign_offs.overdue(shop.ws, today + timedelta(days=14)) == []
    (late,) = sign_offs.overdue(shop.ws, today + timedelta(days=15))
    assert (late.person, late.standards, late.since) == ("Sam", (shop.smile, shop.tea), today)
    shop.ws.change(Person, shop.sam, joined_on=today + timedelta(days=10))
    assert sign_offs.overdue(shop.ws, today + timedelta(days=24)) == []
    assert len(sign_offs.overdue(shop.ws, today + timedelta(days=25))) == 1
    assert len(sign_offs.overdue(shop.ws, today + timedelta(days=13), days=2)) == 1


def test_a_new_version_starts_the_wait_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    shop.record(shop.lea, [shop.smile, shop.tea, shop.walk], shown_on=MARCH)
    shop.record(shop.sam, [shop.smile, shop.tea], shown_on=MARCH)
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=20))
    shop.new_version(shop.tea)
    assert sign_offs.overdue(shop.ws, today + timedelta(days=34)) == []
    late = sign_offs.overdue(shop.ws, today + timedelta(days=35))
    assert [(one.person, one.standards) for one in late] == [("Lea", (shop.tea,)), ("Sam", (shop.tea,))]


def test_a_frozen_version_without_an_end_starts_no_wait(shop: Shop) -> None:
    shop.ws.add(StandardVersion(standard=shop.tea, text="Tea"))
    late = sign_offs.overdue(shop.ws, clock.today() + timedelta(days=15))
    assert {one.person for one in late} == {"Lea", "Sam"}
    cells = sign_offs.matrix(shop.ws, people=[shop.gone])
    assert sign_offs.overdue_among(shop.ws, cells, clock.today() + timedelta(days=15)) == []


def test_leavers_are_never_overdue_and_keep_what_they_signed(shop: Shop) -> None:
    vision = shop.ws.add(Vision(statement="Known by name"))
    shop.ws.add(SignOff(person=shop.gone, vision=vision, item="Known by name"))
    shop.record(shop.gone, [shop.smile], shown_on=date(2026, 1, 7))
    shop.ws.change(Standard, shop.smile, status="retired", retired_why="too easy")
    names = {one.person for one in sign_offs.overdue(shop.ws, clock.today() + timedelta(days=99))}
    assert names == {"Lea", "Sam"}
    kept = [row.record.item for row in sign_offs.signed_by(shop.ws, shop.gone)]
    assert kept == ["Smile", "Known by name"]


def places(*pairs: tuple[int, int]) -> str:
    boxes = [
        [
            1,
            10.0,
            20.0,
            4.0,
            4.0,
            "tick",
            {"person": person, "standard": standard, "version": 1, "what": "shown"},
        ]
        for person, standard in pairs
    ]
    line = [1, 10.0, 20.0, 4.0, 4.0, "line", {"what": "trainer"}]
    return json.dumps({"format": 1, "pages": [[297.0, 210.0]], "places": [*boxes, line]})


@pytest.mark.parametrize("typed", ["F-0042", " f-42 ", "42", "0042"])
def test_a_form_number_tells_who_and_what_is_on_the_paper(shop: Shop, typed: str) -> None:
    boxes = places((shop.sam, shop.tea), (shop.gone, shop.smile), (shop.sam, shop.smile))
    form = shop.ws.add(PaperForm(number="F-0042", sheet="sign-off-sheet", places=boxes))
    sheet = sign_offs.paper_sheet(shop.ws, typed)
    assert sheet == sign_offs.PaperSheet(
        form, "F-0042", shop.arrive, (shop.gone, shop.sam), (shop.smile, shop.tea), None
    )


def test_a_form_over_several_stages_has_none_of_its_own(shop: Shop) -> None:
    boxes = places((shop.lea, shop.tea), (shop.lea, shop.walk))
    shop.ws.add(PaperForm(number="F-0001", sheet="sign-off-sheet", places=boxes))
    sheet = sign_offs.paper_sheet(shop.ws, "1")
    assert sheet is not None
    assert (sheet.stage, sheet.standards) == (None, (shop.tea, shop.walk))


@pytest.mark.parametrize("typed", ["", "7", "F-0001", "F-0002", "F-0003", "hello"])
def test_other_numbers_and_other_forms_are_no_sign_off_sheets(shop: Shop, typed: str) -> None:
    for number, kept in (("F-0001", ""), ("F-0002", places()), ("F-0003", places((99, 98)))):
        shop.ws.add(PaperForm(number=number, sheet="other", places=kept))
    assert sign_offs.paper_sheet(shop.ws, typed) is None


def test_an_old_sheet_counts_for_the_words_that_were_on_it(shop: Shop) -> None:
    boxes = places((shop.lea, shop.smile), (shop.lea, shop.tea))
    shop.ws.add(PaperForm(number="F-0007", sheet="sign-off-sheet", places=boxes))
    shop.new_version(shop.smile)
    sheet = sign_offs.paper_sheet(shop.ws, "7")
    assert sheet is not None
    assert sheet.versions == {shop.smile: 1}
    shop.record(shop.lea, sheet.standards, shown_on=MARCH, form=sheet.number, versions=sheet.versions)
    kept = {row.record.standard: row.record for row in shop.ws.rows(SignOff)}
    assert (kept[shop.smile].version, kept[shop.smile].item) == (1, "Smile")
    assert shop.state(shop.lea, shop.smile) == "again"
    assert shop.state(shop.lea, shop.tea) == "shown"
    assert [row.id for row in sign_offs.must_sign_again(shop.ws, shop.smile)] == [shop.lea]
    on_paper = sign_offs.matrix(shop.ws, people=[shop.lea], versions=sheet.versions)
    assert [cell.state for cell in on_paper] == ["shown", "shown", "never"]
    shop.ws.run("x", lambda tx: sign_offs.clear(tx, shop.lea, [shop.smile], sheet.versions))
    assert shop.state(shop.lea, shop.smile) == "never"


def test_whoever_signed_the_newer_version_has_signed_the_older_sheet(shop: Shop) -> None:
    shop.new_version(shop.smile)
    shop.record(shop.lea, [shop.smile], seen_on=MARCH)
    cells = sign_offs.matrix(shop.ws, people=[shop.lea], versions={shop.smile: 1})
    assert cells[0].state == "seen"
