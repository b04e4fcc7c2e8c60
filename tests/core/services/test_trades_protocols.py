"""The starter protocols of a trade: linked to its defects, also in a file that is older than they are."""

from __future__ import annotations

from datetime import date, time

import pytest

from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.person import Person
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.standard import Standard
from cxdesk.entities.yes_step import YesStep
from cxdesk.i18n import fill_words, words_from
from cxdesk.services import samples, trades
from cxdesk.services.recovery import defects, giving, protocols
from cxdesk.services.recovery.clocks import hours_of
from cxdesk.workspace import Workspace

TRADES = [info.trade for info in trades.available()]


@pytest.mark.parametrize("trade", TRADES)
def test_each_protocol_of_a_new_shop_is_for_its_defect(ws: Workspace, trade: str) -> None:
    ws.run("start", lambda tx: trades.apply(tx, trade))
    content, words = trades.load(trade), words_from(ws.shop.words())
    rows = ws.rows(RecoveryProtocol)
    assert [row.record.name for row in rows] == [fill_words(text.name, words) for text in content.protocols]
    for text, row in zip(content.protocols, rows, strict=True):
        (defect,) = row.record.defects
        assert ws.get(Standard, defect).record.text == fill_words(text.defect, words)
        assert [step.record.name for step in protocols.steps(ws, row.id)] == [s.name for s in text.steps]
        assert len(giving.menu(ws, row.id)) == len(text.make_good) + len(text.no_money)
        assert protocols.for_defect(ws, defect) == row
    assert {one.risk is None for one in defects.register(ws)} == {False}


@pytest.mark.parametrize("trade", TRADES)
def test_no_money_is_agreed_on_for_a_new_shop(ws: Workspace, trade: str) -> None:
    ws.run("start", lambda tx: trades.apply(tx, trade))
    assert {row.record.may_give for row in ws.rows(Role)} == {None}
    assert {row.record.cost for row in ws.rows(MakeGood)} == {None, 0}
    assert ws.shop.give_month is None
    assert ws.count(YesStep) == 0


def test_an_older_file_takes_the_protocols_alone(ws: Workspace) -> None:
    ws.run("start", lambda tx: trades.apply(tx, "salon"))
    for row in ws.rows(RecoveryProtocol):
        ws.remove(RecoveryProtocol, row.id)
    for row in ws.rows(MakeGood):
        ws.remove(MakeGood, row.id)
    late = next(row for row in ws.rows(Standard, kind="defect") if row.record.text.startswith("We run late"))
    rude = next(row for row in ws.rows(Standard, kind="defect") if row.record.text.startswith("One of us"))
    ws.change(Standard, late.id, text=late.record.text.upper())
    ws.remove(Standard, rude.id)
    standards, roles = ws.count(Standard), ws.count(Role)
    ws.run("take", lambda tx: trades.apply_protocols(tx, "salon"))
    assert (ws.count(Standard), ws.count(Role)) == (standards, roles)
    by_name = {row.record.name: row.record for row in ws.rows(RecoveryProtocol)}
    assert len(by_name) == 8
    assert by_name["We run late"].defects == (late.id,)
    assert by_name["One of us was rude"].defects == ()


def test_what_the_shop_wrote_is_never_doubled(ws: Workspace) -> None:
    own = ws.add(RecoveryProtocol(name="we run LATE", words=("Our own.",)))
    for _time in range(2):
        ws.run("take", lambda tx: trades.apply_protocols(tx, "salon"))
    assert ws.count(RecoveryProtocol) == 8
    assert ws.get(RecoveryProtocol, own).record.words == ("Our own.",)
    assert ws.count(ProtocolStep, protocol=own) == 0
    assert all(own not in row.record.protocols for row in ws.rows(MakeGood))


def test_the_words_of_the_shop_stand_in_what_is_taken(ws: Workspace) -> None:
    ws.change(Shop, ws.shop_id, staff_one="cutter", staff_many="cutters")
    ws.run("take", lambda tx: trades.apply_protocols(tx, "gym"))
    assert "The cutter did not come" in [row.record.name for row in ws.rows(RecoveryProtocol)]
    assert not [row for row in ws.rows(ProtocolStep) if "{" in row.record.does]


def test_the_sample_shop_has_agreed_on_everything(ws: Workspace) -> None:
    today = date(2026, 11, 20)
    ws.run("sample", lambda tx: samples.fill_sample(tx, today))
    people = {row.record.name: row.id for row in ws.rows(Person)}
    assert all(row.record.may_give for row in ws.rows(Role))
    assert ws.shop.give_month
    assert [rung.name for _row, rung in giving.ladder(ws, today)] == ["Lea Brandt", "Maya Ortiz"]
    asked = giving.answer(ws, 9000, people["Tom Eriksen"])
    assert not asked.allowed
    assert "Maya Ortiz · 555 0188" in asked.words
    week = hours_of(ws).week
    assert sorted(week) == [1, 2, 3, 4, 5]
    assert week[3] == ((time(9), time(13)), (time(14), time(20)))
    late = next(row.id for row in ws.rows(RecoveryProtocol) if row.record.name == "We run late")
    assert all(step.record.role for step in protocols.steps(ws, late)[:3])
    assert any(one.record.prevention and one.record.signs for one in defects.register(ws))
