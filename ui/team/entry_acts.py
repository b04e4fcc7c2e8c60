"""What a key in the entry grid means, and how it is kept: one operation a key, so one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cxdesk import clock
from cxdesk.entities.paper_form import PaperForm
from cxdesk.i18n import _, ngettext
from cxdesk.services import sign_offs
from cxdesk.services.sign_offs import SHOWN, Cell, PaperSheet
from cxdesk.store.transaction import Transaction
from ui.bridge import Bridge, Done

NEXT, SEE, CLEAR = "next", "seen", "clear"


@dataclass(frozen=True, slots=True)
class Given:
    """What was chosen once for the whole paper."""

    day: date
    trainer: int | None = None
    sheet: PaperSheet | None = None


def targets(cells: Iterable[Cell], act: str) -> tuple[list[Cell], str]:
    """Return the cells that an act changes and what it does to them: "shown", "seen" or "clear".

    `NEXT` shows what was not shown yet; where all was shown it marks it as seen.
    """
    wanted = list(cells)
    if act == CLEAR:
        return [cell for cell in wanted if cell.signed], CLEAR
    open_ = [cell for cell in wanted if not cell.signed]
    if act == NEXT and open_:
        return open_, "shown"
    return [cell for cell in wanted if cell.state == SHOWN or not cell.signed], SEE


def keep(bridge: Bridge, cells: Sequence[Cell], what: str, given: Given, initiator: object) -> Done[None]:
    """Keep an act on cells as one operation."""
    by_person: dict[int, list[int]] = {}
    for cell in cells:
        by_person.setdefault(cell.person_id, []).append(cell.standard_id)
    # What was on the paper counts, also when there is a newer version by now.
    versions = {cell.standard_id: cell.version for cell in cells}

    def act(tx: Transaction) -> None:
        for person, standards in by_person.items():
            if what == CLEAR:
                sign_offs.clear(tx, person, standards, versions)
                continue
            days = {"seen_on" if what == SEE else "shown_on": given.day}
            number = given.sheet.number if given.sheet else ""
            sign_offs.record(
                tx, person, standards, trainer=given.trainer, form=number, versions=versions, **days
            )
        sheet = given.sheet
        if sheet is not None and what != CLEAR and tx.get(PaperForm, sheet.form).record.keyed_on is None:
            tx.change(PaperForm, sheet.form, keyed_on=clock.today())

    names = list(dict.fromkeys(cell.person for cell in cells))
    who = names[0] if len(names) == 1 else ngettext("{n} person", "{n} people", len(names))
    return bridge.act(
        _label(what).format(name=who), act, initiator=initiator, inline=True, done=_said(cells, what, who)
    )


def _said(cells: Sequence[Cell], what: str, who: str) -> str:
    """Return what was done to several boxes with one key; a single one is seen where it is."""
    if len(cells) == 1:
        return ""
    count = len({cell.standard_id for cell in cells})
    standards = ngettext("{n} standard", "{n} standards", count)
    words = {CLEAR: _("Taken out: {standards} for {who}."), SEE: _("Seen doing it: {standards} for {who}.")}
    return words.get(what, _("Signed off: {standards} for {who}.")).format(standards=standards, who=who)


def _label(what: str) -> str:
    if what == CLEAR:
        return _("clear sign-off of {name}")
    return _("“seen doing it” of {name}") if what == SEE else _("sign-off of {name}")
