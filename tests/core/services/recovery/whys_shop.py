"""A shop in which something went wrong: a standard that was signed for, a metric by the week, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cxdesk.entities.customer import Customer
from cxdesk.entities.incident import Incident
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.person import Person
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.services import sign_offs
from cxdesk.services.recovery import whys
from cxdesk.services.recovery.whys import Change
from cxdesk.workspace import Workspace

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 8, 24)


@dataclass
class Story:
    """Its records by id."""

    ws: Workspace
    standard: int
    defect: int
    incident: int
    metric: int
    part: int
    maya: int
    lea: int

    def weekly(self, *values: int) -> None:
        """Type one value a week, from the week of 24 August on."""
        for i, value in enumerate(values):
            start = MONDAY + timedelta(weeks=i)
            self.ws.add(PartValue(part=self.part, starts_on=start, value=Decimal(value)))

    def ask(self) -> int:
        """Ask why twice and find a root; return the Five Whys."""
        ws = self.ws
        number = ws.run("begin", lambda tx: whys.begin(tx, incident=self.incident))
        ws.run("why", lambda tx: whys.add(tx, number, "Nobody looked up", "Camera, 14:02"))
        ws.run("why", lambda tx: whys.add(tx, number, "Nobody is named for the door"))
        from cxdesk.entities.five_whys import FiveWhys

        ws.change(FiveWhys, number, root="Nobody is named for the door")
        return number

    def change(self, **other: object) -> Change:
        """Return a change of the standard with an action and a mark."""
        return Change(
            standard=self.standard,
            changes={"text": "The one named for the door looks up within ten seconds."},
            reason="Nobody was named", what="Hang the door rota", owner=self.lea,
            due_on=TODAY + timedelta(days=7), metric=self.metric, check_days=60, marker="Door rota begins",
        )._replace(**other)  # fmt: skip


def story(ws: Workspace) -> Story:
    """Make the shop."""
    stage = ws.add(Stage(name="Arrive"))
    standard = ws.add(Standard(stage=stage, text="Look up within ten seconds.", status="launched"))
    defect = ws.add(Standard(stage=stage, kind="defect", text="Nobody looks up"))
    maya, lea = (ws.add(Person(name=name)) for name in ("Maya Ortiz", "Lea Brandt"))
    ws.run("sign", lambda tx: sign_offs.record(tx, lea, [standard], shown_on=date(2026, 10, 1), trainer=maya))
    part = ws.add(MetricPart(name="Complaints", cadence="week", unit="count"))
    metric = ws.add(Metric(name="Complaints", formula="total", first=part, cadence="week", direction="down"))
    priya = ws.add(Customer(name="Priya Raman"))
    incident = ws.add(
        Incident(
            happened_on=date(2026, 11, 3), customer=priya, channel="in_person", stage=stage, defect=defect,
            severity=2, happened="Priya stood at the desk for four minutes.", words="Are you closed?",
        )
    )  # fmt: skip
    return Story(ws, standard, defect, incident, metric, part, maya, lea)
