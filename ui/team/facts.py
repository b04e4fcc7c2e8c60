"""What the Team page shows, read once for all of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cxdesk import clock
from cxdesk.entities.person import Person
from cxdesk.entities.role import Role
from cxdesk.entities.sign_off import SignOff
from cxdesk.schema.entity import Stored
from cxdesk.services import sign_offs
from cxdesk.services.sign_offs import Cell, Item, Overdue, Tally
from cxdesk.workspace import Workspace

FEW = 6
"""Of so many people the sign-offs are read one by one; of more, all of a stage at once."""
Place = tuple[int, int]
"""A person and a standard."""


@dataclass(slots=True)
class TeamFacts:
    """People, what is to be signed for, and who signed for what."""

    today: date = field(default_factory=clock.today)
    people: list[Stored[Person]] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    by_stage: dict[int, list[int]] = field(default_factory=dict)
    """The standards of each stage."""

    @property
    def stages(self) -> dict[int, str]:
        """The names of the stages in which something is to be signed for, in their order."""
        return {item.stage_id: item.stage_name for item in self.items}

    @property
    def names(self) -> dict[int, str]:
        """The names of all people, leavers too."""
        return {row.id: row.record.name for row in self.people}

    @property
    def here(self) -> list[Stored[Person]]:
        """Who has not left."""
        return [row for row in self.people if not row.record.left(self.today)]

    @property
    def left(self) -> list[Stored[Person]]:
        """Who has left."""
        return [row for row in self.people if row.record.left(self.today)]

    def person(self, person_id: int | None) -> Stored[Person] | None:
        """Return a person."""
        return next((row for row in self.people if row.id == person_id), None)

    def of(self, person_id: int, stage: int | None = None) -> list[Cell]:
        """Return what a person signs for, at one stage or at all."""
        mine = self.cells.get(person_id, {})
        if stage is None:
            return list(mine.values())
        return [mine[standard] for standard in self.by_stage.get(stage, ()) if standard in mine]

    def tally(self, person_id: int, stage: int | None = None) -> Tally:
        """Count what a person signed for."""
        return sign_offs.tally(self.of(person_id, stage))

    def update(self, ws: Workspace, people: set[int], touched: set[Place]) -> bool:
        """Read anew who there is, and what is out of date; False where that is all of it."""
        signers = {person for person, _standard in touched}
        people = people | signers
        stages = {stage for stage, ids in self.by_stage.items() for _person, one in touched if one in ids}
        self.today, self.people = clock.today(), ws.rows(Person)
        gone = {row.id for row in self.left}
        if len(people) <= FEW:
            for person in people:
                self.cells.pop(person, None)
            cells = sign_offs.matrix(ws, people=people)
        elif len(stages) <= 1 and people == signers and not people & gone:
            cells = [cell for stage in stages for cell in sign_offs.matrix(ws, stage=stage)]
        else:
            return False
        for cell in cells:
            self.cells.setdefault(cell.person_id, {})[cell.standard_id] = cell
        return True

    def places_of(self, ws: Workspace, ids: Iterable[int]) -> set[Place] | None:
        """Return whose sign-offs for what these are; None where one is not in the file nor known."""
        known = {
            cell.sign_off: (person, standard)
            for person, mine in self.cells.items()
            for standard, cell in mine.items()
        }
        found: set[Place] = set()
        for sign_off in ids:
            row = ws.find(SignOff, sign_off)
            place = (row.record.person, row.record.standard) if row is not None else known.get(sign_off)
            if place is None or place[0] is None:
                return None
            found.add((place[0], place[1] or 0))
        return found

    def overdue(self, ws: Workspace) -> list[Overdue]:
        """Return who has waited too long for sign-offs."""
        cells = (cell for row in self.here for cell in self.of(row.id))
        return sign_offs.overdue_among(ws, cells, self.today)

    def whole(self) -> Tally:
        """Count over everybody who is here."""
        return sign_offs.tally(cell for row in self.here for cell in self.of(row.id))


def read(ws: Workspace, *, leavers: Iterable[int] = ()) -> TeamFacts:
    """Read everything; of leavers only the sign-offs of those that are asked for."""
    facts = TeamFacts(
        today=clock.today(),
        people=ws.rows(Person),
        roles={row.id: row.record.name for row in ws.rows(Role)},
        items=sign_offs.items_for(ws),
    )
    for item in facts.items:
        facts.by_stage.setdefault(item.stage_id, []).append(item.standard_id)
    cells = sign_offs.matrix(ws, today=facts.today)
    gone = set(leavers) & {row.id for row in facts.left}
    if gone:
        cells += sign_offs.matrix(ws, people=gone)
    for cell in cells:
        facts.cells.setdefault(cell.person_id, {})[cell.standard_id] = cell
    return facts
