"""Starter content in a workspace: previewed, added once, never over own text, taken back in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdesk.entities.cue import Cue
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.person import Person
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.errors import UserError
from cxdesk.i18n import fill_words, words_from
from cxdesk.services import samples, sign_offs, standards, trades, vision
from cxdesk.workspace import Workspace
from tests.core.sample_file import sample_shop

TODAY = date(2026, 11, 21)
KINDS = (
    Shop, Vision, Pillar, Role, Stage, Standard, NeverAlways, Cue, HuddleTopic, Person, StandardVersion,
    SignOff, NegativeCue,
)  # fmt: skip


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "shop.cxdesk", Shop(name="Corner"), who="Maya")
    yield made
    made.close()


def apply(ws: Workspace, trade: str = "salon", **options: bool) -> trades.Applied:
    return ws.run("add starter content", lambda tx: trades.apply(tx, trade, **options))


def everything(ws: Workspace) -> dict[str, list[object]]:
    return {cls.__name__: [(row.id, row.record) for row in ws.rows(cls)] for cls in KINDS}


def texts(ws: Workspace) -> list[str]:
    return [
        value
        for cls in KINDS
        for row in ws.rows(cls)
        for value in vars(row.record).values()
        if isinstance(value, str)
    ]


@pytest.mark.parametrize("trade", [info.trade for info in trades.available()])
def test_an_empty_workspace_is_filled(ws: Workspace, trade: str) -> None:
    content = trades.load(trade)
    applied = apply(ws, trade)
    assert ws.count(Stage) == len(content.stages) >= 5
    assert ws.count(Standard, kind="defect") >= 15
    assert ws.count(Standard) == len(content.standards)
    assert ws.count(Role) == len(content.roles)
    assert ws.count(Pillar) == 3
    assert ws.count(NeverAlways) == len(content.never_always)
    assert [row.record.name for row in ws.rows(Cue)] == [
        fill_words(cue.name, words_from(ws.shop.words())) for cue in content.cues
    ]
    assert ws.count(HuddleTopic) == len(content.huddles) >= 10
    assert applied.count == sum(len(ws.rows(cls)) for cls in trades.KINDS)
    assert ws.shop.trade == trade
    assert ws.shop.products == content.products
    assert ws.shop.customer_many == content.words.customer_many


def test_records_are_linked_and_in_order(ws: Workspace) -> None:
    apply(ws)
    content = trades.load("salon")
    assert [row.record.name for row in ws.rows(Stage)] == [stage.name for stage in content.stages]
    stage = ws.rows(Stage)[1]
    first = ws.rows(Standard, stage=stage.id, kind="operational")[0].record
    wanted = next(s for s in content.standards if (s.stage, s.kind) == ("arrive", "operational"))
    assert first.text == wanted.text
    assert (first.non_negotiable, first.seconds, first.status) == (
        wanted.non_negotiable,
        wanted.seconds,
        "draft",
    )
    assert ws.get(Role, first.owner or 0).record.name == wanted.owner
    assert tuple(ws.get(Role, role).record.name for role in first.roles) == wanted.roles
    assert ws.get(Pillar, first.pillar or 0).record.title == wanted.pillar
    assert all(row.record.owner and row.record.roles and row.record.pillar for row in ws.rows(Standard))


def test_the_words_of_the_trade_are_in_the_texts(ws: Workspace) -> None:
    apply(ws)
    assert [text for text in texts(ws) if "{" in text or "}" in text] == []
    arrive = ws.rows(Stage, name="Arrive")[0].record
    assert arrive.aim.startswith("Greet every guest by name")


def test_own_words_stay_and_are_used(ws: Workspace) -> None:
    own = ws.rows(Shop)[0].id
    ws.change(
        Shop, own, customer_one="client", customer_many="clients", products=("braids",), trade="braiding"
    )
    applied = apply(ws)
    assert (ws.shop.customer_one, ws.shop.staff_one, ws.shop.visit_one) == (
        "client",
        "stylist",
        "appointment",
    )
    assert (ws.shop.products, ws.shop.trade) == (("braids",), "braiding")
    assert set(applied.fills) == {"staff_one", "staff_many", "visit_one", "visit_many"}
    assert ws.rows(Stage, name="Arrive")[0].record.aim.startswith("Greet every client by name")


def test_words_chosen_a_moment_ago_are_left_alone(ws: Workspace) -> None:
    applied = apply(ws, with_words=False)
    assert ws.shop.customer_one == "customer"
    assert applied.fills == ("trade", "products")
    assert ws.rows(Stage, name="Arrive")[0].record.aim.startswith("Greet every customer by name")


def test_a_word_at_the_start_of_a_text_has_a_capital(ws: Workspace) -> None:
    from cxdesk import i18n

    assert (
        i18n.fill_words("{Customers} first", i18n.words_from({"customer": ("guest", "guests")}))
        == "Guests first"
    )


@pytest.mark.parametrize("trade", [info.trade for info in trades.available()])
def test_a_second_time_adds_nothing(ws: Workspace, trade: str) -> None:
    apply(ws, trade)
    before = everything(ws)
    again = apply(ws, trade)
    assert everything(ws) == before
    assert (again.count, again.fills) == (0, ())
    assert len(again.section("standard").there) == ws.count(Standard)


def test_a_second_time_adds_nothing_under_other_words(ws: Workspace) -> None:
    apply(ws)
    ws.change(Shop, ws.rows(Shop)[0].id, customer_one="dear friend", customer_many="dear friends")
    assert apply(ws).count == 0


def test_titles_are_told_apart_without_case_accents_and_punctuation(ws: Workspace) -> None:
    apply(ws)
    row = ws.rows(Standard, kind="experiential")[0]
    ws.change(Standard, row.id, text=row.record.text.upper().replace(",", "") + "!")
    assert apply(ws).count == 0


def test_own_text_is_never_overwritten(ws: Workspace) -> None:
    ws.add(Stage(name="ARRIVE", wants="my words", aim="my aim"))
    mine = ws.add(Vision(statement="Mine", status="adopted"))
    ws.add(Role(name="stylist", in_my_job="my job"))
    ws.add(NeverAlways(side="never", text="walk past", why="my reason"))
    applied = apply(ws)
    assert [row.record.statement for row in ws.rows(Vision)] == ["Mine"]
    assert ws.count(Pillar, vision=mine) == 0
    assert [row.record.in_my_job for row in ws.rows(Role) if row.record.name == "stylist"] == ["my job"]
    assert ws.count(Role, name="Stylist") == 0
    stage = next(row for row in ws.rows(Stage) if row.record.name == "ARRIVE")
    assert (stage.record.aim, ws.count(Standard, stage=stage.id)) == ("my aim", 10)
    assert [row.record.why for row in ws.rows(NeverAlways) if row.record.text.lower() == "walk past"] == [
        "my reason"
    ]
    assert applied.section("stage").there == ("Arrive",)
    assert {row.record.pillar for row in ws.rows(Standard)} == {None}


def test_pillars_of_the_own_vision_are_used_by_their_title(ws: Workspace) -> None:
    mine = ws.add(Vision(statement="Mine", status="adopted"))
    pillar = ws.add(Pillar(vision=mine, title="craft that holds"))
    apply(ws)
    assert {row.record.pillar for row in ws.rows(Standard)} == {pillar, None}


def test_a_vision_that_is_past_is_not_brought_back(ws: Workspace) -> None:
    ws.add(Vision(statement="Old", status="past"))
    apply(ws)
    assert ws.count(Vision) == 1


def test_a_stage_comes_back_in_its_place(ws: Workspace) -> None:
    apply(ws)
    names = [row.record.name for row in ws.rows(Stage)]
    for gone in (names[0], names[2]):
        ws.remove(Stage, ws.rows(Stage, name=gone)[0].id)
    ws.add(Stage(name="My own"))
    applied = apply(ws)
    assert applied.section("stage").adds == (names[0], names[2])
    assert [row.record.name for row in ws.rows(Stage)] == [*names, "My own"]


def test_own_stages_come_before_all_of_a_trade(ws: Workspace) -> None:
    ws.add(Stage(name="My own"))
    apply(ws)
    assert ws.rows(Stage)[0].record.name == "My own"


def test_two_trades_may_share_a_workspace(ws: Workspace) -> None:
    apply(ws)
    applied = apply(ws, "cafe")
    assert ws.shop.trade == "salon"
    assert ws.count(Vision) == 1
    assert ws.count(Stage) == 12
    assert applied.fills == ()


def test_applying_is_one_step_to_undo_and_redo(ws: Workspace) -> None:
    before = everything(ws)
    apply(ws)
    after = everything(ws)
    assert ws.undo_label == "add starter content"
    ws.undo()
    assert everything(ws) == before
    assert ws.undo_label is None
    ws.redo()
    assert everything(ws) == after


def test_the_preview_is_what_is_done(ws: Workspace) -> None:
    ws.add(Stage(name="Consult"))
    before = everything(ws)
    seen = trades.preview(ws, "salon")
    assert everything(ws) == before
    applied = apply(ws)
    assert (seen.sections, seen.fills) == (applied.sections, applied.fills)
    assert [section.kind for section in seen.sections] == [
        "vision", "pillar", "role", "stage", "standard", "never_always", "cue", "huddle_topic",
        "metric_part", "metric", "recovery_protocol", "protocol_step", "make_good",
    ]  # fmt: skip
    assert seen.section("stage").there == ("Consult",)
    assert trades.preview(ws, trades.load("salon")).count == 0


def test_the_dry_run_reads_and_keeps_nothing(ws: Workspace) -> None:
    dry = trades._DryRun(ws)
    assert dry.add(Stage(name="x")) < 0
    dry.change(Shop, 1, name="x")
    dry.remove(Shop, 1)
    assert (ws.shop.name, ws.count(Stage)) == ("Corner", 0)


@pytest.mark.parametrize("name", ["bakery", "", "../salon", "salon.toml", "SALON"])
def test_an_unknown_trade_is_refused_in_plain_words(ws: Workspace, name: str) -> None:
    with pytest.raises(UserError, match="salon, cafe"):
        apply(ws, name)
    assert ws.count(Stage) == 0


def test_a_file_under_a_wrong_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cxdesk.paths import resource
    from cxdesk.services import trade_files

    text = resource("trades", "cafe.toml").read_text(encoding="utf-8")
    (tmp_path / "florist.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(trade_files, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    with pytest.raises(ValueError, match=r"florist\.toml"):
        trade_files.load("florist")


@pytest.fixture
def willow(tmp_path: Path) -> Iterator[Workspace]:
    made = sample_shop(tmp_path / "willow.cxdesk", TODAY)
    yield made
    made.close()


def test_the_sample_shop_is_a_shop_at_work(willow: Workspace) -> None:
    shop = willow.shop
    assert (shop.sample, shop.name, shop.trade, shop.customer_one) == (
        True,
        "Willow & Co. Salon",
        "salon",
        "guest",
    )
    assert (shop.brand_colour, shop.opening_days[0]) == ("#0B746B", "tue")
    people = {
        row.record.name: willow.get(Role, row.record.role or 0).record.name for row in willow.rows(Person)
    }
    assert people == {
        "Maya Ortiz": "Owner", "Lea Brandt": "Front desk", "Omar Haddad": "Stylist", "Jin Park": "Stylist",
        "Sofia Rossi": "Therapist", "Tom Eriksen": "Assistant",
    }  # fmt: skip
    assert {row.record.status for row in willow.rows(Standard)} == {"draft", "adopted", "launched", "retired"}
    assert len(standards.due_for_review(willow, TODAY)) == 2
    assert any(row.record.cost for row in willow.rows(Standard))


def test_the_sample_vision_has_a_past(willow: Workspace) -> None:
    new, old = vision.versions(willow)
    assert (new.record.version, new.record.status, new.record.adopted_by) == (2, "adopted", "Maya Ortiz")
    assert (old.record.version, old.record.status) == (1, "past")
    assert (old.record.adopted_on or TODAY) < (new.record.adopted_on or TODAY) < TODAY
    assert [willow.count(Pillar, vision=row.id) for row in (new, old)] == [3, 3]
    assert vision.hints(willow, new.id) == []
    assert vision.hints(willow, old.id) != []


def test_one_sample_standard_has_an_earlier_version(willow: Workspace) -> None:
    (earlier,) = willow.rows(StandardVersion)
    now = willow.get(Standard, earlier.record.standard or 0).record
    assert (earlier.record.version, now.version) == (1, 2)
    assert earlier.record.text == "Tell the guest when we run more than a quarter of an hour late."
    assert earlier.record.text != now.text
    assert earlier.record.kind == now.kind
    assert (earlier.record.until_on or TODAY) - (earlier.record.from_on or TODAY) > timedelta(days=30)
    assert [version.version for version in standards.versions(willow, earlier.record.standard or 0)] == [1]


def test_the_sample_team_has_departments_and_duties(willow: Workspace) -> None:
    people = [row.record for row in willow.rows(Person)]
    assert all(person.department and person.works and person.joined_on for person in people)
    assert {person.works for person in people} == {"front", "management"}
    for duty in ("champion", "agent", "committee", "trainer", "sponsor"):
        assert 0 < sum(getattr(person, duty) for person in people) < len(people)
    assert len([person for person in people if person.champion]) == 1


def test_the_sample_team_is_half_way_and_some_must_sign_again(willow: Workspace) -> None:
    cells = sign_offs.matrix(willow, today=TODAY)
    assert {cell.state for cell in cells} == {"never", "again", "shown", "seen"}
    tally = sign_offs.tally(cells)
    assert tally.total // 4 < tally.signed < tally.total
    (earlier,) = willow.rows(StandardVersion)
    again = sign_offs.must_sign_again(willow, earlier.record.standard or 0)
    assert {row.record.name for row in again} == {"Omar Haddad", "Jin Park"}


def test_each_sample_sign_off_could_have_been_entered(willow: Workspace) -> None:
    """Nobody signed before joining, in days to come, for another role, or with somebody who is no trainer."""
    (earlier,) = willow.rows(StandardVersion)
    wording = {(earlier.record.standard, earlier.record.version): earlier.record.text}
    for row in willow.rows(Standard):
        wording[row.id, row.record.version] = row.record.text
    asked = {(cell.person_id, cell.standard_id) for cell in sign_offs.matrix(willow, today=TODAY)}
    for row in willow.rows(SignOff):
        signed = row.record
        person = willow.get(Person, signed.person or 0).record
        sign_offs.check_days(person, signed.shown_on, signed.seen_on)
        assert (signed.person, signed.standard) in asked
        assert signed.item == wording[signed.standard, signed.version]
        assert signed.trainer != signed.person
        assert willow.get(Person, signed.trainer or 0).record.trainer
        for day in filter(None, (signed.shown_on, signed.seen_on)):
            if signed.standard == earlier.record.standard:
                assert (day <= (earlier.record.until_on or TODAY)) == (signed.version == 1)
    keys = [(row.record.person, row.record.standard, row.record.version) for row in willow.rows(SignOff)]
    assert len(keys) == len(set(keys)) > 50


def test_the_sample_walk_round_found_two_signs(willow: Workspace) -> None:
    gone, there = sorted(
        (row.record for row in willow.rows(NegativeCue)), key=lambda cue: cue.done_on is None
    )
    assert gone.done_on is not None
    assert there.done_on is None
    assert (gone.found_on or TODAY) < gone.done_on < TODAY
    for cue in (gone, there):
        assert cue.tells
        assert cue.replaced_by
        assert cue.place
        assert cue.owner
        assert cue.stage
        assert cue.photo is None


def test_the_sample_is_filled_once(willow: Workspace) -> None:
    before = everything(willow)
    willow.run("again", lambda tx: samples.fill_sample(tx, TODAY))
    assert everything(willow) == before
    assert [text for text in texts(willow) if "{" in text] == []


def test_the_sample_is_filled_after_its_trade_was_applied(tmp_path: Path) -> None:
    ws = Workspace.create(tmp_path / "shop.cxdesk", Shop(name="Mine", sample=True))
    apply(ws)
    ws.run("sample shop", lambda tx: samples.fill_sample(tx, TODAY))
    assert (ws.shop.name, ws.count(Person), ws.count(Vision)) == ("Mine", 6, 2)
    ws.close()


def test_the_sample_is_not_mixed_into_another_trade(ws: Workspace) -> None:
    apply(ws, "cafe")
    before = everything(ws)
    with pytest.raises(UserError, match="salon"):
        ws.run("sample shop", lambda tx: samples.fill_sample(tx, TODAY))
    assert everything(ws) == before


def test_the_sample_leaves_what_somebody_has_set(ws: Workspace) -> None:
    ws.change(Shop, ws.rows(Shop)[0].id, brand_colour="#102030")
    ws.run("sample shop", lambda tx: samples.fill_sample(tx, TODAY))
    assert (ws.shop.name, ws.shop.brand_colour, ws.shop.currency) == ("Corner", "#102030", "EUR")
    assert ws.shop.sample
    ws.undo()
    assert (ws.shop.sample, ws.count(Standard)) == (False, 0)


def test_a_workspace_without_a_shop_gets_the_sample_shop(ws: Workspace) -> None:
    ws.remove(Shop, ws.rows(Shop)[0].id)
    assert trades.preview(ws, "salon").fills == ()
    ws.run("sample shop", lambda tx: samples.fill_sample(tx, TODAY))
    assert ws.shop.name == "Willow & Co. Salon"


def test_the_sample_names_only_what_its_trade_has() -> None:
    sample = samples.sample()
    trade = trades.load(sample.trade)
    names = {stage.name for stage in trade.stages}
    assert {state.name for state in sample.stages} < names
    assert {past.standard for past in sample.versions} <= {item.text for item in trade.standards}
    assert {extra.stage for extra in sample.extra_standards} <= names
    with pytest.raises(ValueError, match="no such standards"):
        samples._all_found({"x": samples.StandardState("x", "draft", 0)})
