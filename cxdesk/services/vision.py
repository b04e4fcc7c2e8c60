"""What is done with the service vision: one row a version, one of them adopted."""

from __future__ import annotations

from cxdesk import clock
from cxdesk.entities import vision
from cxdesk.entities.pillar import Pillar
from cxdesk.entities.role import Role
from cxdesk.entities.shop import Shop
from cxdesk.entities.vision import Vision
from cxdesk.errors import UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader, Writer


def current(reader: Reader) -> Stored[Vision] | None:
    """Return the adopted vision; without one the newest draft; or None."""
    rows = sorted(reader.rows(Vision), key=lambda row: row.record.version, reverse=True)
    adopted = [row for row in rows if row.record.status == "adopted"]
    drafts = [row for row in rows if row.record.status == "draft"]
    return next(iter(adopted + drafts), None)


def versions(reader: Reader) -> list[Stored[Vision]]:
    """Return all versions, newest first."""
    return sorted(reader.rows(Vision), key=lambda row: row.record.version, reverse=True)


def next_draft(tx: Writer) -> int:
    """Begin the next version as a draft that repeats the newest one and its pillars; return its id."""
    rows = versions(tx)
    if rows and rows[0].record.status == "draft":
        raise UserError(_("There is a draft already. Change it, and adopt it when it is right."))
    if not rows:
        return tx.add(Vision(statement=_("What we do for every {customer}, every time"), version=1))
    newest = rows[0]
    record = newest.record
    draft = tx.add(Vision(statement=record.statement, purpose=record.purpose, version=record.version + 1))
    for row in tx.rows(Pillar, vision=newest.id):
        tx.add(Pillar(vision=draft, title=row.record.title, meaning=row.record.meaning))
    return draft


def adopt(tx: Writer, vision_id: int, by: str) -> None:
    """Adopt a version; the one adopted so far becomes past and stays readable."""
    if tx.get(Vision, vision_id).record.status == "past":
        raise UserError(_("This version was replaced. Start the next version from it instead."))
    for row in tx.rows(Vision, status="adopted"):
        if row.id != vision_id:
            tx.change(Vision, row.id, status="past")
    tx.change(Vision, vision_id, status="adopted", adopted_on=clock.today(), adopted_by=by)


def hints(reader: Reader, vision_id: int) -> list[str]:
    """Return the quiet hints on a statement."""
    shops = reader.rows(Shop)
    products = shops[0].record.products if shops else ()
    return vision.checks(reader.get(Vision, vision_id).record.statement, products)


def roles_without_card(reader: Reader) -> list[Stored[Role]]:
    """Return the roles whose card says nothing yet."""
    return [row for row in reader.rows(Role) if not row.record.in_my_job]
