"""Protocol cards: what to do in front, what to say and who can say yes behind, for every pocket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesk.i18n import N_
from cxdesk.output import content, protocol_text
from cxdesk.output.sheet import Gathered, Options, SheetSpec
from cxdesk.schema.reading import Reader

if TYPE_CHECKING:
    from cxdesk.output.frame import Section
    from cxdesk.output.press import Press


def gather(reader: Reader, options: Options) -> Gathered:
    """Read one protocol, or all."""
    return Gathered(protocol_text.topics(reader, options))


def build(gathered: Gathered, press: Press) -> list[Section]:
    """Draw them."""
    from cxdesk.output.layouts import protocol_cards

    return protocol_cards.sections(gathered, press)


SHEET = SheetSpec(
    name="protocol-cards",
    title=N_("Protocol cards"),
    about=N_("What to do, on pocket cards"),
    area="recovery",
    order=27,
    options=(
        protocol_text.option(
            N_("Protocol"), N_("A protocol by its place, such as 2: four times the same; or all: one of each")
        ),
    ),
    gather=gather,
    build=build,
    whole={"protocol": content.ALL},
)
