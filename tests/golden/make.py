"""Make the dumps again: python -m tests.golden.make

A dump of a released version is never made again; the newest may be until its release.
"""

from __future__ import annotations

import tempfile
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from cxdesk import clock
from cxdesk.entities.action import Action
from cxdesk.entities.chart_note import ChartNote
from cxdesk.entities.closed_day import ClosedDay
from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.erasure import Erasure
from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.huddle_topic import HuddleTopic
from cxdesk.entities.import_batch import ImportBatch
from cxdesk.entities.import_mapping import ImportMapping
from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.make_good import MakeGood
from cxdesk.entities.metric import Metric
from cxdesk.entities.metric_part import MetricPart
from cxdesk.entities.metric_target import MetricTarget
from cxdesk.entities.metric_version import MetricVersion
from cxdesk.entities.negative_cue import NegativeCue
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.opening_hours import OpeningHours
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.part_value import PartValue
from cxdesk.entities.person import Person
from cxdesk.entities.person_result import PersonResult
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.preference import Preference
from cxdesk.entities.promise import Promise
from cxdesk.entities.protocol_step import ProtocolStep
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.role import Role
from cxdesk.entities.secret_system import SecretSystem
from cxdesk.entities.shop import Shop
from cxdesk.entities.sign_off import SignOff
from cxdesk.entities.stage import Stage
from cxdesk.entities.standard import Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.entities.vision import Vision
from cxdesk.entities.visit import Visit
from cxdesk.entities.why import Why
from cxdesk.entities.yes_step import YesStep
from cxdesk.schema.registry import Registry
from cxdesk.store import db, totals
from cxdesk.store.layout import fingerprint
from cxdesk.store.migrate import migrate
from cxdesk.store.model import Model, default_model
from cxdesk.workspace import Workspace
from tests.golden import made_up
from tests.golden.dump import HERE, dumped


def today(path: Path) -> None:
    """Make a file of today's version with some of every kind."""
    ws = Workspace.create(
        path, Shop(name="Łódź & Sons", trade="salon", products=("cuts", "colour")), who="Maya"
    )

    def act(tx: Any) -> None:
        vision = tx.add(Vision(statement="Everyone leaves lighter.", purpose="To be looked forward to."))
        pillar = tx.add(Pillar(vision=vision, title="Seen", meaning="By name, every time."))
        role = tx.add(Role(name="Stylist", in_my_job="I cut.", examples=("Ask twice.",)))
        jose = tx.add(Person(name="José Großmann", role=role, joined_on=date(2026, 1, 14), agent=True))
        tx.add(Cue(name="White cape", meaning="Here for the first time.", do="Introduce yourself."))
        tx.add(NegativeCue(shows="NO PHONES!", place="Mirror 2", owner=jose, found_on=date(2026, 1, 15)))
        tx.add(HuddleTopic(topic="Names", ask="Whose name did you learn?"))
        tx.add(NeverAlways(side="never", text="say no", why="There is always something we can do."))
        for name in ("Book", "Arrive", "Pay & go"):
            stage = tx.add(Stage(name=name, aim=f"{name}, and smile", practise="In pairs.\nTwice."))
            for kind in ("defect", "operational", "experiential"):
                standard = tx.add(
                    Standard(
                        stage=stage, kind=kind, text=f"{name}: 誕生日 {kind}", why="It shows.", owner=role,
                        roles=(role,), pillar=pillar, seconds=8, cost=250, review_on=date(2026, 12, 1),
                    )
                )  # fmt: skip
        tx.add(StandardVersion(standard=standard, text="The old words", from_on=date(2026, 1, 2)))
        tx.add(SignOff(person=jose, standard=standard, item="The old words", shown_on=date(2026, 1, 3)))
        tx.add(PaperForm(number="F-0001", sheet="sign-off-sheet", places="[]"))
        numbers(tx, jose)
        people(tx, jose, stage)
        recovery(tx, jose, stage)

    ws.run("fill", act)
    ws.change(Stage, 1, name="Book a chair")
    ws.remove(Standard, 2)
    ws.close()


def numbers(tx: Any, jose: int) -> None:
    """Add a metric with all that hangs on one."""
    monday = date(2026, 1, 5)
    seen = tx.add(MetricPart(name="Guests seen"))
    booked = tx.add(MetricPart(name="Booked again"))
    tx.add(PartValue(part=seen, starts_on=monday, value=Decimal(31), note="Snow on Friday"))
    tx.add(PartValue(part=booked, starts_on=monday, value=Decimal(19)))
    metric = tx.add(Metric(name="Left with a date", first=booked, second=seen, key=True, owner=jose))
    tx.add(
        MetricVersion(metric=metric, name="Left with a call", formula="share", why_changed="Calls got lost.")
    )
    tx.add(MetricTarget(metric=metric, value=Decimal(70), from_on=monday, reason="Last year’s best."))
    tx.add(ChartNote(happened_on=monday, sort="launch", metric=metric, text="We ask at the chair"))
    tx.add(ClosedDay(from_on=date(2026, 12, 25), until_on=date(2026, 12, 26), why="Święta"))
    tx.add(PersonResult(metric=metric, person=jose, starts_on=monday, first=Decimal(7), second=Decimal(12)))
    tx.add(ImportBatch(file="numbers.csv", kind="metrics", operation=1, added=2))


def people(tx: Any, jose: int, stage: int) -> None:
    """Add a customer with all that hangs on one."""
    ana = tx.add(
        Customer(
            name="Ana Červená", called="Ana", phones=("+49 171 1234567", "030 98765"), birthday="--02-29",
            email="ana@example.org", since=date(2024, 2, 29), tags=("VIP",), consent="yes",
            consent_on=date(2026, 1, 2),
        )
    )  # fmt: skip
    chai = tx.add(Preference(customer=ana, text="Chai, oat milk", person=jose, seen_on=date(2026, 1, 3)))
    tx.add(Preference(customer=ana, sort="sensitive", text="PPD allergy", alert="acknowledge"))
    cue = tx.rows(Cue)[0].id
    tx.add(
        Visit(
            customer=ana, happens_on=date(2026, 1, 9), at=time(14, 30), person=jose, ticket=9200, cues=(cue,),
            kept=(chai,), note="Ürlaub in March",
        )
    )  # fmt: skip
    tx.add(SecretSystem(name="The usual drink", learnt="What they drink", cue=cue, used_at=stage))
    tx.add(Erasure(token="7f0c", kind="customer", record=99, erased_on=date(2026, 1, 10)))
    tx.add(ImportMapping(name="Till", kind="visits", columns="{}"))


def recovery(tx: Any, jose: int, stage: int) -> None:
    """Add something that went wrong, with all that came of it."""
    day, moment = date(2026, 1, 12), "2026-01-12T09:30:00Z"
    ana = tx.rows(Customer)[0].id
    defect = next(row.id for row in tx.rows(Standard, stage=stage) if row.record.kind == "defect")
    late = tx.add(RecoveryProtocol(name="Späte Stunde", defects=(defect,), words=("That was too long.",)))
    tx.add(ProtocolStep(protocol=late, name="Hear", does="Sit down with them.", within_minutes=2))
    tx.add(ProtocolVersion(protocol=late, name="Late", said=("Hear: sit down",), why_changed="Too slow"))
    coffee = tx.add(MakeGood(text="Coffee & cake on us", cost=450, protocols=(late,)))
    tx.add(YesStep(person=jose, phone="030 55501", up_to=5_000, hours="Mon to Wed"))
    tx.add(OpeningHours(weekday="mon", opens=time(9), closes=time(18, 30)))
    incident = tx.add(
        Incident(
            happened_on=day, at=time(10, 30), customer=ana, stage=stage, defect=defect, severity=2,
            happened="Waited forty minutes", words="Nobody said a word", owner=jose, protocol=late,
            acknowledge_by=moment, gave=(coffee,), cost=450, outcome="satisfied", closed_at=moment,
        )
    )  # fmt: skip
    tx.add(IncidentStep(incident=incident, name="Hear", done_at=moment, done_by=jose))
    tx.add(Promise(what="Call back with a time", customer=ana, incident=incident, due_on=date(2026, 1, 14)))
    whys = tx.add(FiveWhys(problem="Waited forty minutes", incident=incident, root="No gap in the book"))
    tx.add(Why(five_whys=whys, text="The one before ran over", evidence="The book of that day"))
    tx.add(Action(what="A gap at noon", owner=jose, from_kind="five_whys", from_record=whys, check_days=60))


def made_up_past(path: Path) -> None:
    """Make a file as the first version of the made-up program did."""
    first = Model(Registry([]), made_up.STEPS[:1], {1: made_up.fingerprints()[1]})
    connection = db.connect(path, create=True)
    migrate(connection, first, path)
    at = "2026-01-14T10:00:00Z"
    with db.write(connection, path):
        put(connection, "shop", 1, "Old Shop", "old shop", at, at, 1)
        for shelf in range(1, 4):
            put(connection, "shelf", shelf, shelf, f"Shelf {shelf}", f"shelf {shelf}", at, at, 1)
            for place in range(1, 11):
                number = shelf * 10 + place - 10
                name = f"Item {number}"
                put(connection, "item", number, shelf, place, name, "red round", name.lower(), at, at, 2)
        put(connection, "history", 1, 2, at, "Maya", "fill", "add", "item", 1, "", None, None)
        connection.execute("UPDATE state SET operation = 2, last_seen = ?", (at,))
        put(connection, "meta", "workspace", "a-made-up-one")
        totals.rebuild(connection, totals.counted_tables(connection))
    assert fingerprint(connection) == made_up.fingerprints()[1]
    connection.close()


def put(connection: Any, table: str, *values: Any) -> None:
    """Insert one row."""
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


def make() -> None:
    """Write both dumps."""
    start, steps = datetime(2026, 1, 14, 10, tzinfo=UTC), iter(range(1_000_000))
    clock.now = lambda: start + timedelta(seconds=next(steps))  # type: ignore[assignment]
    uuid.uuid4 = lambda: uuid.UUID(int=7)
    version = default_model().version
    with tempfile.TemporaryDirectory() as folder:
        for name, fill in ((f"v{version:04}", today), ("made_up_v1", made_up_past)):
            path = Path(folder) / f"{name}.cxdesk"
            fill(path)
            (HERE / f"{name}.sql").write_text("\n".join(dumped(path)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
