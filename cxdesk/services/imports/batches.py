"""Taking in a table: how it is read, looked at and written, kept as one batch, and taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from cxdesk import clock
from cxdesk.entities.import_batch import ImportBatch
from cxdesk.errors import NotFound, UserError
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored, spec_of
from cxdesk.schema.reading import Reader
from cxdesk.services import cells as written
from cxdesk.services.cells import Cell
from cxdesk.services.imports import contact_tables, kept_mappings, tables
from cxdesk.services.imports.customers import CustomerTable
from cxdesk.services.imports.mapping import Mapping
from cxdesk.services.imports.metrics import MetricTable
from cxdesk.services.imports.plans import LINES_A_STEP, BulkWriter, PagingReader, Plan, Target
from cxdesk.services.imports.tables import Table
from cxdesk.services.imports.visits import VisitTable
from cxdesk.store.steps import Steps
from cxdesk.text import clean

TARGETS: tuple[Target, ...] = (MetricTable(), CustomerTable(), VisitTable())


class Preview(NamedTuple):
    """A table with the mapping that counts for it, and what it would do."""

    table: Table
    mapping: Mapping
    plan: Plan


class Undoer(BulkWriter, Protocol):
    """What can take back an operation: the running transaction."""

    def take_back(self, operation: int, *, keep: Collection[str] = ()) -> Steps[None]:
        """Put all that an operation touched back, but for some kinds."""
        ...


def target(kind: str) -> Target:
    """Return what takes in tables of a kind. Raises UserError that lists the kinds there are."""
    for one in TARGETS:
        if one.kind == kind:
            return one
    raise UserError(
        _("There is no table of “{kind}”. There are: {kinds}.").format(
            kind=kind, kinds=", ".join(one.kind for one in TARGETS)
        )
    )


def plain_mapping(found: Target, table: Table) -> Mapping:
    """Return the mapping of a table whose headings say what they are. Raises UserError."""
    proposed = found.proposed(table)
    wrong = found.knows(proposed)
    if wrong:
        raise UserError(
            _("{why} The columns are: {columns}.").format(why=wrong, columns=", ".join(table.head))
        )
    return proposed


def completed(kind: str, table: Table, mapping: Mapping) -> Mapping:
    """Return a mapping that names no column with those that the headings tell; any other as it is."""
    if mapping.columns or mapping.wide:
        return mapping
    found = target(kind).proposed(table)
    return mapping._replace(columns=found.columns, wide=found.wide)


def preview(reader: PagingReader, kind: str, table: Table, mapping: Mapping | None = None) -> Steps[Preview]:
    """Look at all of a table, in steps.

    Without a mapping it is read by one that was kept for such a table, else its headings have to say what
    they are. Raises UserError where it can't be read at all, Ambiguous where it can be read in two ways.
    """
    found = target(kind)
    if kind != "customers":
        contact_tables.refuse_cards(table)
    kept = kept_mappings.fitting(reader, kind, table) if mapping is None else None
    if kept is not None:
        mapping = kept.mapping
    if mapping is None:
        mapping = plain_mapping(found, table)
    else:
        wrong = found.knows(mapping)
        if wrong:
            raise UserError(wrong)
    mapping = yield from _settled(found, table, mapping)
    plan = yield from found.plan(reader, table, mapping)
    if kept is not None:
        plan.notices.insert(0, _("Read as kept under “{name}”.").format(name=kept.name))
    return Preview(table, mapping, plan)


def write(tx: BulkWriter, kind: str, made: Preview) -> Steps[int]:
    """Do what was looked at, in steps; return the id of its batch, 0 where there was nothing to do."""
    tally = made.plan.tally
    if not tally.does_something:
        return 0
    yield from made.plan.write(tx)
    tally = made.plan.tally  # what was in fact done, if the file is another one by now
    return tx.add(
        ImportBatch(
            file=clean(made.table.path.name)[-200:],
            kind=kind,
            imported_at=clock.stamp(datetime.now(UTC)),
            operation=tx.operation,
            added=tally.counts["add"],
            changed=tally.counts["update"],
            same=tally.counts["same"],
            refused=tally.counts["wrong"],
        )
    )


def standing(reader: Reader) -> list[Stored[ImportBatch]]:
    """Return the files taken in, the newest first; those taken back too."""
    return sorted(reader.rows(ImportBatch), key=lambda row: row.id, reverse=True)


def take_back(tx: Undoer, batch_id: int) -> Steps[None]:
    """Take a batch back, in steps. Raises NotFound, and UserError where it was or something changed."""
    batch = tx.get(ImportBatch, batch_id).record
    if batch.undone_at:
        raise UserError(_("“{file}” was taken back already.").format(file=batch.file))
    yield from tx.take_back(batch.operation, keep=(spec_of(ImportBatch).table,))
    tx.change(ImportBatch, batch_id, undone_at=clock.stamp(clock.now()))


def newest(reader: Reader) -> int:
    """Return the newest batch that was not taken back. Raises NotFound."""
    for row in standing(reader):
        if not row.record.undone_at:
            return row.id
    raise NotFound(_("There is no import to take back."))


def open_file(path: Path, mapping: Mapping | None = None) -> Table:
    """Open a table as its mapping says. Raises UserError, EnvironmentFault."""
    return tables.open_table(path, mapping.reading if mapping is not None else None)


def _settled(found: Target, table: Table, mapping: Mapping) -> Steps[Mapping]:
    """Return a mapping in which marks and order are told, by what stands in the columns. Raises Ambiguous."""
    by_place = written.places(table.head, mapping.columns)
    wide = written.places(table.head, {column: column for column in mapping.wide})
    numbers = {place for key, place in by_place.items() if key in found.numbers} | set(wide.values())
    days = {place for key, place in by_place.items() if key in found.days}
    said: dict[str, dict[Cell, None]] = {"numbers": {}, "days": {}}
    if (mapping.decimal and mapping.dates) or not (numbers or days):
        return mapping
    for count, line in enumerate(table.lines(), 1):
        said["numbers"].update(dict.fromkeys(_texts(line.cells, numbers)))
        said["days"].update(dict.fromkeys(_texts(line.cells, days)))
        if count % LINES_A_STEP == 0:
            yield
    decimal, dates = mapping.decimal, mapping.dates
    return mapping._replace(
        decimal=decimal or (yield from written.decimal_mark_in_steps(said["numbers"])),
        dates=dates or (yield from written.date_order_in_steps(said["days"])),
    )


def _texts(cells: tuple[Cell, ...], places: set[int]) -> Iterator[str]:
    """Give the texts in which a sign can mean one thing or another."""
    for place in places:
        cell = cells[place] if place < len(cells) else ""
        if isinstance(cell, str) and not cell.isalnum() and cell[:5] not in {"", "Total"}:
            yield cell
