"""Five Whys: from the incident to the root, and from the root to all that changes in one step."""

from __future__ import annotations

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.incident import Incident
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.errors import InputError
from cxdesk.services import sign_offs
from cxdesk.services.recovery import protocols, trail_places, whys
from cxdesk.services.recovery.trail_places import Place
from cxdesk.workspace import Workspace
from tests.core.services.recovery.whys_shop import TODAY, Story, story


@pytest.fixture
def shop(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return story(ws)


def test_the_problem_of_an_incident_is_its_defect_and_tells_nothing_of_the_customer(shop: Story) -> None:
    number = shop.ws.run("x", lambda tx: whys.begin(tx, incident=shop.incident))
    record = shop.ws.get(FiveWhys, number).record
    assert (record.problem, record.defect, record.asked_on) == ("Nobody looks up", shop.defect, TODAY)


def test_without_a_problem_there_is_nothing_to_ask(shop: Story) -> None:
    with pytest.raises(InputError):
        shop.ws.run("x", lambda tx: whys.begin(tx, problem="  "))
    shop.ws.change(Incident, shop.incident, defect=None)
    with pytest.raises(InputError):
        shop.ws.run("x", lambda tx: whys.begin(tx, incident=shop.incident))
    assert shop.ws.count(FiveWhys) == 0


def test_whys_stay_in_order_and_an_eighth_is_refused(shop: Story) -> None:
    number = shop.ws.run("x", lambda tx: whys.begin(tx, problem="Late again"))
    for text in "abcdefg":
        shop.ws.run("x", lambda tx, said=text: whys.add(tx, number, said))
    assert [row.record.text for row in whys.of(shop.ws, number)] == list("abcdefg")
    with pytest.raises(InputError):
        shop.ws.run("x", lambda tx: whys.add(tx, number, "h"))
    assert len(whys.of(shop.ws, number)) == 7


def test_a_why_that_nothing_shows_is_told_and_blocks_nothing(shop: Story) -> None:
    number = shop.ask()
    assert whys.unproven(whys.of(shop.ws, number)) == [2]
    assert shop.ws.run("x", lambda tx: whys.conclude(tx, number, shop.change())).version == 2


def test_one_act_makes_version_action_and_mark(shop: Story) -> None:
    number, ws = shop.ask(), shop.ws
    made = ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    record = ws.get(Standard, shop.standard).record
    assert (record.version, record.text) == (2, "The one named for the door looks up within ten seconds.")
    assert ws.rows(StandardVersion, standard=shop.standard)[0].record.why_changed == "Nobody was named"
    action = ws.get(Action, made.action or 0).record
    assert (action.what, action.owner, action.check_days) == ("Hang the door rota", shop.lea, 60)
    assert (action.from_kind, action.from_record, action.metric) == ("five_whys", number, shop.metric)
    note = ws.get(ChartNote, made.note or 0).record
    assert (note.sort, note.metric, note.text, note.happened_on) == (
        "launch", shop.metric, "Door rota begins", TODAY,
    )  # fmt: skip
    five = ws.get(FiveWhys, number).record
    assert (five.standard, five.standard_version, whys.state(five)) == (shop.standard, 2, whys.CHANGED)
    assert [row.record.name for row in sign_offs.must_sign_again(ws, shop.standard)] == ["Lea Brandt"]


def test_one_undo_takes_all_of_it_back(shop: Story) -> None:
    number, ws = shop.ask(), shop.ws
    before = ws.get(Standard, shop.standard).record, ws.get(FiveWhys, number).record
    ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    ws.undo()
    assert (ws.get(Standard, shop.standard).record, ws.get(FiveWhys, number).record) == before
    assert (ws.count(Action), ws.count(ChartNote), ws.count(StandardVersion)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"changes": {}}, "changes"),
        ({"reason": " "}, "reason"),
        ({"due_on": None}, "due_on"),
        ({"metric": None}, "metric"),
        ({"standard": None, "what": ""}, "what"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_changed(
    shop: Story, other: dict[str, object], field: str
) -> None:
    number, ws = shop.ask(), shop.ws
    with pytest.raises(InputError) as refused:
        ws.run("x", lambda tx: whys.conclude(tx, number, shop.change(**other)))
    assert field in refused.value.fields
    assert ws.get(Standard, shop.standard).record.version == 1
    assert (ws.count(Action), ws.count(ChartNote)) == (0, 0)


def test_nothing_changes_without_a_root(shop: Story) -> None:
    number = shop.ws.run("x", lambda tx: whys.begin(tx, problem="Late again"))
    with pytest.raises(InputError) as refused:
        shop.ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    assert "root" in refused.value.fields


def test_a_protocol_gets_a_version_as_well(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    protocol = ws.run("x", lambda tx: protocols.add(tx, "We run late", defects=(shop.defect,)))
    assert whys.proposed(ws, number).protocol == protocol
    change = shop.change(standard=None, protocol=protocol, changes={"words": ("It will be half past.",)})
    assert ws.run("x", lambda tx: whys.conclude(tx, number, change)).version == 2
    row = next(one for one in ws.rows(type(ws.get(FiveWhys, number).record)) if one.id == number)
    assert (row.record.protocol, row.record.protocol_version) == (protocol, 2)
    assert protocols.versions(ws, protocol)[0].why_changed == "Nobody was named"


def second(shop: Story) -> int:
    stage = shop.ws.get(Standard, shop.standard).record.stage
    return shop.ws.add(Standard(stage=stage, text="Say hello first.", status="launched"))


def test_a_second_version_is_refused_and_the_first_stays_on_the_trail(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    other = shop.change(standard=second(shop), what="", marker="", changes={"text": "Say hello at once."})
    with pytest.raises(InputError) as refused:
        ws.run("x", lambda tx: whys.conclude(tx, number, other))
    assert "already" in refused.value.fields["standard"]
    ahead = trail_places.after(ws, Place("five_whys", number))
    assert [place for place in ahead if place.kind == "standard"] == [Place("standard", shop.standard, 2)]
    assert ws.get(Standard, other.standard or 0).record.version == 1


def test_asked_again_another_standard_changes_and_both_are_on_the_story(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    again = ws.run("x", lambda tx: whys.again(tx, number))
    first, record = ws.get(FiveWhys, number).record, ws.get(FiveWhys, again).record
    assert (record.problem, record.root, record.incident) == (first.problem, first.root, shop.incident)
    assert (record.standard, record.standard_version, whys.state(record)) == (None, None, whys.ROOT)
    asked = [[(row.record.text, row.record.evidence) for row in whys.of(ws, one)] for one in (number, again)]
    assert asked[0] == asked[1]
    hello = second(shop)
    other = shop.change(standard=hello, what="", marker="", changes={"text": "Say hello at once."})
    ws.run("x", lambda tx: whys.conclude(tx, again, other))
    reached = trail_places.reached(ws, Place("incident", shop.incident), trail_places.after)
    assert {Place("standard", shop.standard, 2), Place("standard", hello, 2)} <= set(reached)


def test_where_something_was_changed_no_action_is_proposed_under_other_words(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    ws.change(FiveWhys, number, countermeasure="Somebody stands at the door")
    assert whys.proposed(ws, number).what == "Somebody stands at the door"
    ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    assert whys.proposed(ws, number).what == ""


def test_the_same_action_is_neither_proposed_nor_made_a_second_time(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    ws.change(FiveWhys, number, countermeasure="Hang the door rota")
    ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))
    again = ws.run("x", lambda tx: whys.again(tx, number))
    for one in (number, again):
        began = whys.proposed(ws, one)
        assert (began.what, began.marker, began.standard, began.protocol) == ("", "", None, None)
    same = shop.change(standard=None, changes={}, what="hang the  door rota", marker="")
    with pytest.raises(InputError) as refused:
        ws.run("x", lambda tx: whys.conclude(tx, number, same))
    assert "what" in refused.value.fields
    assert ws.count(Action) == 1
    ws.run("x", lambda tx: whys.conclude(tx, number, same._replace(what="Name who hangs the door rota")))
    assert ws.count(Action) == 2
