"""Seeded people for the tests: nobody else's data has a letter of these texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from cxdesk.entities.cue import Cue
from cxdesk.entities.customer import Customer
from cxdesk.entities.import_batch import ImportBatch
from cxdesk.entities.incident import Incident
from cxdesk.entities.incident_step import IncidentStep
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.person import Person
from cxdesk.entities.preference import Preference
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.promise import Promise
from cxdesk.entities.visit import Visit
from cxdesk.workspace import Workspace

NAME, OLD_NAME = "Wilhelmina Quackenbush", "Wilhelmina Oberholtzer"
SECRETS = (
    NAME,
    OLD_NAME,
    "Quackenbush",
    "Oberholtzer",
    "+353861234567",
    "861234567",
    "86 123 4567",
    "mina.q@example.org",
    "zinnober ledger on the desk",
    "xylophone lessons on thursdays",
    "penicillin rash since birth",
    "wanted the jacaranda shade",
    "agreed while on the veranda",
    "17 Larkspur Crescent",
    "a lost saxophone",
    "scalded at the zephyr basin",
    "not coming back to this gazebo",
    "post the mandarin postcard",
)
OTHER = "Thaddeus Fenwick"


def seed(ws: Workspace) -> tuple[int, int]:
    """Fill a workspace; return the ids of who is to be erased and of somebody else."""
    maya = ws.add(Person(name="Maya Lind"))
    cue = ws.add(Cue(name="Blue cup", meaning="Remember me", do="Say the name"))
    mina = ws.add(
        Customer(
            name=OLD_NAME, called="Mina", phones=("+353 86 123 4567",), email="mina.q@example.org",
            birthday="1985-04-12", since=date(2020, 5, 1), consent="yes", consent_on=date(2020, 5, 1),
            consent_text="agreed while on the veranda", consent_by="Maya", note="zinnober ledger on the desk",
            address="17 Larkspur Crescent", tags=("vip",),
        )
    )  # fmt: skip
    ws.change(Customer, mina, name=NAME)
    other = ws.add(Customer(name=OTHER, phones=("+353 1 555 0000",), note="keeps bees"))
    shop = ws.shop_id
    assert shop is not None
    ws.change(type(ws.shop), shop, keep_sensitive=True)
    plays = ws.add(
        Preference(customer=mina, sort="recreation", text="xylophone lessons on thursdays", person=maya,
                   seen_on=date(2021, 6, 1))
    )  # fmt: skip
    ws.add(
        Preference(customer=mina, sort="sensitive", text="penicillin rash since birth", alert="acknowledge")
    )
    thrown = ws.add(Preference(customer=mina, text="a lost saxophone"))
    ws.remove(Preference, thrown)
    ws.add(Preference(customer=other, text="window seat"))
    ws.add(Preference(customer=other, sort="sensitive", text="limps in winter"))
    ws.add(
        Visit(customer=mina, happens_on=date(2024, 3, 1), person=maya, service="Colour", ticket=8050,
              note="wanted the jacaranda shade", cues=(cue,), kept=(plays,))
    )  # fmt: skip
    ws.add(Visit(customer=other, happens_on=date(2024, 3, 2), service="Cut"))
    went_wrong = ws.add(
        Incident(customer=mina, happened_on=date(2024, 3, 1), happened="scalded at the zephyr basin",
                 words="not coming back to this gazebo")
    )  # fmt: skip
    ws.add(IncidentStep(incident=went_wrong, name="Listen", done_by=maya))
    ws.add(Promise(customer=mina, incident=went_wrong, what="post the mandarin postcard",
                   due_on=date(2024, 3, 4)))  # fmt: skip
    ws.add(Incident(customer=other, happened_on=date(2024, 3, 2), happened="waited in the draught"))
    ws.add(Promise(customer=other, what="hold the stool", due_on=date(2024, 3, 4)))
    ws.add(ImportBatch(file=f"{NAME}.vcf", kind="customers", imported_at="2024-01-01T00:00:00Z", operation=3))
    record = ws.add(PrintRecord(sheet="preference-card", about=f"{NAME.upper()}, +353 86 123 4567"))
    ws.add(
        PaperForm(number="F-0001", sheet="preference-pad", about=NAME, print_record=record,
                  places=json.dumps({"box": [NAME, 1.5]}))
    )  # fmt: skip
    ws.run(f"talk about {NAME}", lambda tx: tx.change(Customer, other, called="Thad"))
    return mina, other


def found_in(*paths: Path) -> list[str]:
    """Return which of the secrets stand in files, in whatever case and in the usual encodings."""
    data = b"\n".join(path.read_bytes() for path in paths if path.exists()).lower()
    return [
        secret
        for secret in SECRETS
        if any(form in data for form in (secret.lower().encode(), secret.lower().encode("utf-16-le")))
    ]
