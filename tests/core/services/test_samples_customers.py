"""Who comes to the sample shop: an allergy is health, so it is kept apart, and still seen first."""

from __future__ import annotations

from pathlib import Path

from cxdesk import clock
from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.services import samples
from cxdesk.services.customers import cards
from cxdesk.workspace import Workspace


def test_an_allergy_is_sensitive_and_the_first_thing_on_the_card(tmp_path: Path) -> None:
    ws = Workspace.create(tmp_path / "w.cxdesk", samples.sample_shop())
    ws.run("sample", lambda tx: samples.fill_sample(tx, clock.today()))
    told = [row.record for row in ws.rows(Preference) if "llerg" in row.record.text]
    assert {(one.sort, one.alert) for one in told if one.text.startswith("Allergy")} == {
        ("sensitive", "acknowledge")
    }
    priya = next(row.id for row in ws.rows(Customer) if row.record.name == "Priya Raman")
    shown = cards.card(ws, priya, clock.today())
    assert [line.record.text for line in shown.alerts] == ["Allergy: PPD hair dye. Patch test every time."]
    assert all("PPD" not in line.record.text for line in shown.preferences["dislikes"])
    assert ws.search("PPD") == []
    ws.close()
