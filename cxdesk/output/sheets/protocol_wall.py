"""Protocol wall sheet: one protocol on one page, to be read from two steps away."""

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
    """Draw a page for each."""
    from cxdesk.output.layouts import protocol_wall

    return protocol_wall.sections(gathered, press)


SHEET = SheetSpec(
    name="protocol-wall",
    title=N_("Protocol wall sheet"),
    about=N_("One protocol on a page in large type"),
    area="recovery",
    order=28,
    options=(protocol_text.option(N_("Protocol"), N_("A protocol by its place, such as 2, or all")),),
    gather=gather,
    build=build,
    whole={"protocol": content.ALL},
    poster=True,
)
