"""What is done with people and their sign-offs, said when it is done."""

from __future__ import annotations

from cxdesk.entities.person import Person
from cxdesk.entities.sign_off import SignOff
from cxdesk.i18n import _, ngettext
from cxdesk.text import one_line
from ui.bridge import Bridge


def remove_person(bridge: Bridge, person: int, initiator: object) -> None:
    """Move a person to the trash, and say what is better for somebody who leaves."""
    row = bridge.ws.find(Person, person)
    if row is None:
        return
    name = one_line(row.record.name, 60)
    count = bridge.ws.count(SignOff, person=person)
    done = ngettext(
        "“{name}” and {n} sign-off are in the trash. Who leaves gets a day in “Left on” instead.",
        "“{name}” and {n} sign-offs are in the trash. Who leaves gets a day in “Left on” instead.",
        count,
    )
    done = done if count else _("“{name}” is in the trash.")
    bridge.remove(Person, person, initiator=initiator, done=done.format(name=name))


def remove_sign_off(bridge: Bridge, sign_off: int, initiator: object) -> None:
    """Move a sign-off to the trash."""
    bridge.remove(SignOff, sign_off, initiator=initiator, done=_("The sign-off is in the trash."))
