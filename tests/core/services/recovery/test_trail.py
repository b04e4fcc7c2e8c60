"""The trail: what something came from and what came of it, told the same from both ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.promise import Promise
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.services import samples, sign_offs, standards
from cxdesk.services.recovery import trail, whys
from cxdesk.services.recovery.trail_places import Place, after, before, place_of
from cxdesk.workspace import Workspace
from tests.core.services.recovery.whys_shop import TODAY, Story, story


@pytest.fixture
def shop(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return story(ws)


@pytest.fixture
def told(shop: Story) -> tuple[Story, int, whys.Made]:
    number = shop.ask()
    return shop, number, shop.ws.run("x", lambda tx: whys.conclude(tx, number, shop.change()))


def kinds(steps: tuple[trail.Step, ...]) -> list[str]:
    return [step.place.kind for step in steps]


def test_from_the_incident_all_that_came_of_it_is_told(told: tuple[Story, int, whys.Made]) -> None:
    shop, _number, _made = told
    found = trail.trail(shop.ws, Place("incident", shop.incident))
    assert found is not None
    assert kinds(found.before) == ["standard"]
    assert set(kinds(found.after)) == {"five_whys", "standard", "action", "sign_again", "chart_note"}
    again = next(step for step in found.after if step.place.kind == "sign_again")
    assert (again.detail, again.tone) == ("Lea Brandt", "warn")


def test_from_the_mark_on_the_chart_it_leads_back_to_the_incident(
    told: tuple[Story, int, whys.Made],
) -> None:
    shop, _number, made = told
    found = trail.trail(shop.ws, Place("chart_note", made.note or 0))
    assert found is not None
    assert kinds(found.before)[:3] == ["action", "five_whys", "incident"]
    version = trail.trail(shop.ws, Place("standard", shop.standard, 2))
    assert version is not None
    assert "why: Nobody was named" in version.here.detail
    assert {"five_whys", "incident"} <= set(kinds(version.before))


def test_a_print_of_the_new_version_is_on_the_trail_and_an_older_one_is_not(
    told: tuple[Story, int, whys.Made],
) -> None:
    shop, _number, _made = told
    for at in ("2026-11-19T09:00:00Z", "2026-11-21T09:00:00Z"):
        shop.ws.add(PrintRecord(sheet="training-sheet", about="Arrive", printed_at=at))
    found = trail.trail(
        shop.ws, Place("standard", shop.standard, 2), title_of={"training-sheet": "Training"}.__getitem__
    )
    assert found is not None
    printed = [step for step in found.after if step.place.kind == "print_record"]
    assert [(step.title, step.on) for step in printed] == [("Training · Arrive", date(2026, 11, 21))]


def test_who_signs_moves_from_one_line_to_the_other(told: tuple[Story, int, whys.Made]) -> None:
    shop, _number, _made = told
    shop.ws.run("x", lambda tx: sign_offs.record(tx, shop.lea, [shop.standard], shown_on=TODAY))
    found = trail.trail(shop.ws, Place("standard", shop.standard, 2))
    assert found is not None
    assert "sign_again" not in kinds(found.after)
    signed = next(step for step in found.after if step.place.kind == "sign_off")
    assert (signed.title, signed.detail) == ("1 person has signed v2", "Lea Brandt")


def test_others_complaints_and_other_versions_are_not_dragged_in(
    told: tuple[Story, int, whys.Made],
) -> None:
    shop, number, _made = told
    shop.ws.add(Incident(happened_on=TODAY, defect=shop.defect, happened="Another one"))
    shop.ws.run("x", lambda tx: standards.new_version(tx, shop.standard, "Shorter", text="Look up."))
    found = trail.trail(shop.ws, Place("five_whys", number))
    assert found is not None
    assert kinds(found.whole).count("incident") == 1
    assert [step.place.version for step in found.after if step.place.kind == "standard"] == [2]


def test_the_story_begins_with_the_incident_from_wherever_one_asks(
    told: tuple[Story, int, whys.Made],
) -> None:
    shop, number, made = told
    places = (
        Place("five_whys", number), Place("action", made.action or 0), Place("chart_note", made.note or 0),
        Place("standard", shop.standard, 2),
    )  # fmt: skip
    stories = {trail.story(shop.ws, place) for place in places}
    assert len(stories) == 1
    only = stories.pop()
    assert only is not None
    assert only.here.place == Place("incident", shop.incident)


def test_masked_it_names_nobody_and_repeats_nothing(told: tuple[Story, int, whys.Made]) -> None:
    shop, _number, _made = told
    shop.ws.add(Promise(what="Call Priya back", incident=shop.incident, due_on=TODAY))
    found = trail.story(shop.ws, Place("incident", shop.incident), told=False, staff=False)
    assert found is not None
    words = " ".join(f"{step.title} {step.detail}" for step in found.whole)
    for name in ("Priya", "Raman", "Lea", "Brandt", "four minutes", "closed?"):
        assert name not in words
    open_ = trail.story(shop.ws, Place("incident", shop.incident))
    assert open_ is not None
    assert "Priya Raman" in open_.here.detail


def test_an_erased_customer_takes_the_incident_and_leaves_what_was_learnt(
    told: tuple[Story, int, whys.Made],
) -> None:
    shop, number, _made = told
    customer = shop.ws.rows(Customer)[0].id
    shop.ws.remove(Customer, customer)
    assert place_of(shop.ws, "incident", shop.incident) is None
    found = trail.trail(shop.ws, Place("five_whys", number))
    assert found is not None
    assert kinds(found.before) == ["standard"]
    assert "Priya" not in found.here.title


def test_what_is_gone_or_has_no_trail_is_none(shop: Story) -> None:
    assert place_of(shop.ws, "customer", 1) is None
    assert place_of(shop.ws, "wish", 1) is None
    assert place_of(shop.ws, "action", 99) is None
    assert trail.trail(shop.ws, Place("action", 99)) is None
    assert trail.from_text(shop.ws, "", 0) == ""


def test_in_the_sample_shop_every_step_is_told_from_both_ends(tmp_path: Path) -> None:
    ws = Workspace.create(tmp_path / "s.cxdesk", Shop(name="Willow", trade="salon"))
    try:
        ws.run("fill", lambda tx: samples.fill_sample(tx, clock.today()))
        waiting = [Place("incident", row.id) for row in ws.rows(Incident)]
        waiting += [Place("standard", row.id, row.record.version) for row in ws.rows(Standard)]
        seen: set[Place] = set()
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            for other in after(ws, place):
                assert place in before(ws, other), f"{other} does not lead back to {place}"
                waiting.append(other)
            for other in before(ws, place):
                assert place in after(ws, other), f"{other} does not lead on to {place}"
                waiting.append(other)
        assert {one.kind for one in seen} >= {"incident", "five_whys", "standard", "action", "chart_note"}
    finally:
        ws.close()
