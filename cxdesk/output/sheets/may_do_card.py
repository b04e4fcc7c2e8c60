"""What I may do without asking: the limit of a role, what may be given, whom to ask beyond; to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.entities.role import Role
from cxdesk.i18n import N_
from cxdesk.output import content
from cxdesk.output.protocol_text import MayDoText, amount, ladder_text
from cxdesk.output.roles import role_option, roles_of
from cxdesk.output.sheet import Gathered, Options, SheetSpec, Topic
from cxdesk.schema.entity import Stored
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import giving
from cxdesk.text import one_line

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one role, or all; without any, a card to write on."""
    roles = roles_of(reader, options)
    topics = [_topic(reader, row) for row in roles]
    return Gathered(tuple(topics) or (Topic("", "", MayDoText(ladder=ladder_text(reader)), versioned=False),))


def _topic(reader: Reader, row: Stored[Role]) -> Topic:
    """Say what stays within the limit of a role: what costs more is asked for."""
    limit, name = row.record.may_give, one_line(row.record.name)
    menu = giving.whole_menu(reader)
    priced = [one for one in menu if one.cost and limit is not None and one.cost <= limit]
    body = MayDoText(
        row.record.name,
        amount(reader, limit) if limit is not None else "",
        tuple(one.text for one in menu if giving.without_money(one)),
        tuple((one.text, amount(reader, one.cost or 0)) for one in priced),
        ladder_text(reader),
        sum(one.cost is None for one in menu),
    )
    return Topic(name, name, body, versioned=False)


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw them."""
    from cxdesk.output.layouts import may_do_card

    return may_do_card.sections(gathered, press)


SHEET = SheetSpec(
    name="may-do-card",
    title=N_("What I may do without asking"),
    about=N_("What a role may give, to be signed"),
    area="recovery",
    order=29,
    options=(role_option(N_("A role by its place, such as 2: four times the same; or all: one of each")),),
    gather=gather,
    build=build,
    whole={"role": content.ALL},
)
