"""Blank slips for incidents: each has its number, and comes back once."""

from __future__ import annotations

from cxdesk import clock
from cxdesk.entities.incident import Incident
from cxdesk.entities.paper_form import PaperForm
from cxdesk.entities.shop import Shop
from cxdesk.errors import InputError
from cxdesk.formats import date_text
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer
from cxdesk.services.paper_forms import form_by_number, typed_numbers
from cxdesk.text import one_line

SHEET = "incident-slips"


class SlipEnteredError(InputError):
    """A slip was keyed in before; `incident` is what came of it."""

    def __init__(self, number: str, incident: Stored[Incident], language: str) -> None:
        record = incident.record
        words = _(
            "Slip {number} is in already: {day}, “{happened}”. Open that one, or look at the number again."
        )
        day = date_text(record.happened_on, language) if record.happened_on else ""
        said = words.format(number=number, day=day, happened=one_line(record.happened, 60))
        super().__init__({"number": said})
        self.incident = incident.id


def meant(reader: Reader, typed: str) -> Stored[PaperForm]:
    """Return the slip whose number is typed: F-0042, f42 or 42. Raises InputError where there is none."""
    slip = form_by_number(reader, typed, SHEET)
    if slip is not None:
        return slip
    words = (
        _("Form {number} is another kind of paper, not a slip for what went wrong.")
        if form_by_number(reader, typed) is not None
        else _("There is no slip {number}. Look at the number again, or leave it empty.")
    )
    raise InputError({"number": words.format(number=(typed_numbers(typed) or [typed])[-1])})


def entered(reader: Reader, number: str) -> Stored[Incident] | None:
    """Return the incident that came in on a slip, or None."""
    return next(iter(reader.rows(Incident, number=number)), None)


def check(reader: Reader, typed: str) -> Stored[PaperForm]:
    """Return the slip whose number is typed.

    Raises InputError where there is none, SlipEnteredError where it came in before.
    """
    slip = meant(reader, typed)
    before = entered(reader, slip.record.number)
    if before is not None:
        raise SlipEnteredError(slip.record.number, before, next(iter(reader.values(Shop, "language")), "en"))
    return slip


def take(tx: Writer, typed: str, incident: int) -> None:
    """Note that a slip came back as an incident. Raises as `check` does."""
    slip = check(tx, typed)
    tx.change(PaperForm, slip.id, keyed_on=clock.today())
    tx.change(Incident, incident, number=slip.record.number)
