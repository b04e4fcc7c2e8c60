"""The defect register on paper: by risk, with what is there against each and what is still open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.role import Role
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.output import printing, record
from cxdesk.output.sheet import Printed
from cxdesk.services.recovery import protocols
from cxdesk.workspace import Workspace
from tests.core.output import reading
from tests.core.output.test_sheets import HOSTILE, check_paper
from tests.core.services.recovery.whys_shop import Story, story


@pytest.fixture
def shop(ws: Workspace) -> Story:
    return story(ws)


def printed(ws: Workspace, paper: str = "A4") -> Printed:
    return printing.render(printing.sheet("defect-register"), ws, {}, paper=paper, today=date(2026, 11, 20))


def said(ws: Workspace) -> str:
    return reading.text(printed(ws).pdf)


def defect(ws: Workspace, text: str, often: int | None = None, bad: int | None = None, **more: object) -> int:
    stage = next(iter(ws.rows(Stage))).id
    facts = {"stage": stage, "kind": "defect", "text": text, "likelihood": often, "severity": bad} | more
    return ws.add(Standard(**facts))  # type: ignore[arg-type]


def holds(page: str, *texts: str) -> bool:
    return all(reading.squeezed(text) in page for text in texts)


def test_the_highest_risk_comes_first_and_what_nobody_judged_last(shop: Story) -> None:
    for text, often, bad in (("Small thing", 1, 2), ("Great thing", 3, 3), ("Open thing", None, 2)):
        defect(shop.ws, text, often, bad)
    page = said(shop.ws)
    places = [page.index(reading.squeezed(text)) for text in ("Great thing", "Small thing", "Open thing")]
    assert places == sorted(places)
    assert holds(page, "3 × 3", "not judged", "2 are not judged yet.")


def test_what_is_done_against_it_and_whose_it_is(shop: Story) -> None:
    ws = shop.ws
    role = ws.add(Role(name="Door keeper"))
    late = defect(
        ws, "We run late", 3, 2, prevention="Ten minutes are free.", signs="A full bench.", owner=role
    )
    assert holds(said(ws), "no protocol yet", "Nobody yet")
    ws.run("x", lambda tx: protocols.add(tx, "Late and sorry", defects=(late,)))
    page = said(ws)
    assert holds(page, "Ten minutes are free.", "A full bench.", "Door keeper", "Late and sorry")


def test_what_is_still_open_is_named_and_what_is_over_is_not(shop: Story) -> None:
    ws, number = shop.ws, shop.ask()
    soon = clock.today() + timedelta(days=3)
    open_, over = "Name one for the door", "Put a bell up"
    ws.add(Action(what=open_, owner=shop.lea, due_on=soon, from_kind="five_whys", from_record=number))
    ws.add(Action(what="Ask the bench", from_kind="incident", from_record=shop.incident))
    ws.add(Action(what="Paint the sign", from_kind="standard", from_record=shop.defect,
                  due_on=clock.today() - timedelta(days=2)))  # fmt: skip
    ws.add(Action(what=over, done_on=clock.today(), from_kind="standard", from_record=shop.defect))
    ws.add(Action(what="Something else"))
    page = said(ws)
    assert holds(page, "Why? The root: Nobody is named for the door", open_, "Lea", "Ask the bench")
    assert holds(page, "overdue since")
    assert not holds(page, over)
    assert not holds(page, "Something else")


def test_an_open_action_leaves_the_mark_for_it_is_no_part_of_the_register(shop: Story) -> None:
    ws = shop.ws
    made = printed(ws)
    for one in record.records(
        made, paper="A4", copies=1, printed_at="2026-11-20T09:00:00Z", by="", target="file"
    ):
        ws.add(one)
    ws.add(Action(what="Paint the sign", from_kind="standard", from_record=shop.defect))
    ws.add(FiveWhys(problem="Nobody greets", defect=shop.defect))
    assert record.older_copies(ws) == []
    ws.change(Standard, shop.defect, prevention="Somebody is named.")
    assert [copy.sheet for copy in record.older_copies(ws)] == ["defect-register"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_hostile_and_long_words_stay_on_the_paper(shop: Story, paper: str) -> None:
    for place in range(30):
        defect(
            shop.ws,
            f"{place} {HOSTILE[place % len(HOSTILE)]}",
            1 + place % 3,
            3,
            prevention=" ".join(HOSTILE),
            signs="x" * 300,
        )
    check_paper(printed(shop.ws, paper), paper)


def test_an_empty_register_has_lines_to_write_on(ws: Workspace) -> None:
    assert holds(said(ws), "Begin here")
