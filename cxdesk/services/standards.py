"""What is done with standards: versions, reviews, retiring, and quiet hints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cxdesk import clock
from cxdesk.entities import never_always, standard
from cxdesk.entities.never_always import NeverAlways
from cxdesk.entities.standard import FROZEN, Standard
from cxdesk.entities.standard_version import StandardVersion
from cxdesk.errors import InputError
from cxdesk.i18n import _
from cxdesk.schema.entity import changed
from cxdesk.schema.reading import Reader, Writer

REVIEW_MONTHS = 6


def new_version(tx: Writer, standard_id: int, reason: str, /, **changes: Any) -> int:
    """Freeze the present wording and begin the next version with `changes`; return its number.

    Leaving a field is a minor edit and keeps the version; this is the other act, after which sign-offs
    are asked for again. Raises InputError without a reason.
    """
    if not reason.strip():
        raise InputError(
            {"why_changed": _("Say in a few words why it changes: those who sign again will ask.")}
        )
    stored = tx.get(Standard, standard_id)
    if changes.get("status") == "retired":
        _check_leaving(changed(stored.record, **changes))
    earlier = versions(tx, standard_id)
    today = clock.today()
    frozen = {name: getattr(stored.record, name) for name in FROZEN}
    tx.add(
        StandardVersion(
            standard=standard_id,
            version=stored.record.version,
            from_on=earlier[-1].until_on if earlier else clock.parse_stamp(stored.created_at).date(),
            until_on=today,
            why_changed=reason,
            **frozen,
        )
    )
    number = stored.record.version + 1
    tx.change(Standard, standard_id, **{**changes, "version": number})
    return number


def versions(reader: Reader, standard_id: int) -> list[StandardVersion]:
    """Return the frozen versions of a standard, oldest first."""
    rows = [row.record for row in reader.rows(StandardVersion, standard=standard_id)]
    return sorted(rows, key=lambda version: version.version)


def still_right(tx: Writer, standard_id: int, months: int = REVIEW_MONTHS) -> date:
    """Move the review date on by `months` from today; return it. The history says who looked."""
    due = add_months(clock.today(), months)
    tx.change(Standard, standard_id, review_on=due)
    return due


def retire(tx: Writer, standard_id: int, why: str, was_for: str = "") -> None:
    """Take a standard out of use; keep why it goes and what it was for.

    Raises InputError without the one or the other; what can go wrong is no rule and was for nothing.
    """
    _check_reasons(tx.get(Standard, standard_id).record, why, was_for)
    kept = {"was_for": was_for.strip()} if was_for.strip() else {}
    tx.change(Standard, standard_id, status="retired", retired_why=why.strip(), **kept)


def add(tx: Writer, record: Standard) -> int:
    """Keep a new standard and return its id; one that is out of use already says what `retire` asks for."""
    _check_leaving(record)
    return tx.add(record)


def _check_leaving(record: Standard) -> None:
    """Raise InputError where a standard is out of use without the reasons that `retire` asks for."""
    if record.status == "retired":
        _check_reasons(record, record.retired_why, record.was_for)


def _check_reasons(record: Standard, why: str, was_for: str) -> None:
    missing = {}
    if not was_for.strip() and asks_what_for(record):
        missing["was_for"] = _("Say what this rule was for: what did it keep from happening?")
    if not why.strip():
        missing["retired_why"] = _("Say why it goes, so that nobody has to find out again.")
    if missing:
        raise InputError(missing)


def asks_what_for(record: Standard) -> bool:
    """Tell whether it has to be said what a standard was for before it goes."""
    return record.kind != "defect"


def due_for_review(reader: Reader, today: date) -> list[int]:
    """Return the ids of standards in use whose review date has come, oldest first."""
    due = [
        (row.record.review_on, row.id)
        for row in reader.rows(Standard)
        if row.record.review_on and row.record.review_on <= today and row.record.status != "retired"
    ]
    return [record_id for _on, record_id in sorted(due)]


def hints(reader: Reader, standard_id: int) -> list[str]:
    """Return the quality hints on a standard and on the list that it stands in. None of them blocks."""
    record = reader.get(Standard, standard_id).record
    siblings = [
        row
        for row in reader.rows(Standard, stage=record.stage, kind=record.kind)
        if row.record.status != "retired"
    ]
    return standard.checks(record) + standard.list_checks(record.kind, len(siblings))


def never_always_hints(reader: Reader, item_id: int) -> list[str]:
    """Return the hints on a line of Never & Always and on its side."""
    record = reader.get(NeverAlways, item_id).record
    count = reader.count(NeverAlways, side=record.side)
    return never_always.checks(record) + never_always.list_checks(record.side, count)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
