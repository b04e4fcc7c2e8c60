"""Lines of the day about actions: what is to be done, and of what it is asked whether it worked."""

from __future__ import annotations

from datetime import date

from cxdesk.entities.action import Action
from cxdesk.entities.metric import Metric
from cxdesk.entities.person import Person
from cxdesk.i18n import _
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import actions
from cxdesk.services.today.lines import Line
from cxdesk.text import one_line

OF_ACTIONS = frozenset({"action", "person", "metric"})
SOON = 3
"""Days before its day in which an action is told of."""
_LONGEST = 90


def due_actions(reader: Reader, today: date) -> list[Line]:
    """Return the actions that are due or will be in a few days, and those that are to be judged."""
    found = (_line(reader, row, today) for row in reader.rows(Action))
    return sorted(filter(None, found), key=lambda line: (line.days, line.record))


def _line(reader: Reader, row: Stored[Action], today: date) -> Line | None:
    record, now = row.record, actions.state(row.record, today)
    if now == "check":
        check = actions.check_day(record)
        days = (check - today).days if check is not None else 0
        title = _("Did it work? {action}").format(action=one_line(record.what, _LONGEST))
        return Line("effect", days, title, _shows_in(reader, record), "action", row.id)
    if now not in actions.WAITING or record.due_on is None or (record.due_on - today).days > SOON:
        return None
    owner = reader.find(Person, record.owner)
    who = one_line(owner.record.name, 60) if owner is not None else _("Nobody sees to it yet")
    title = one_line(record.what, _LONGEST)
    return Line("action", (record.due_on - today).days, title, who, "action", row.id)


def _shows_in(reader: Reader, record: Action) -> str:
    metric = reader.find(Metric, record.metric)
    if metric is None:
        return _("Answer yes, no, or “not to be told yet”")
    return _("Look at “{metric}” before and after").format(metric=one_line(metric.record.name, 60))
