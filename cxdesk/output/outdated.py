"""Which printed copies a change made out of date, and how each is printed again."""

from __future__ import annotations

from cxdesk.entities.five_whys import FiveWhys
from cxdesk.entities.print_record import PrintRecord
from cxdesk.entities.protocol_version import ProtocolVersion
from cxdesk.entities.recovery_protocol import RecoveryProtocol
from cxdesk.entities.standard import Standard
from cxdesk.output import record
from cxdesk.output.printing import sheets
from cxdesk.output.record import OlderCopy
from cxdesk.schema.reading import Reader
from cxdesk.services.recovery import trail_places
from cxdesk.text import one_line

MANUAL = "standards-manual"
OF_PROTOCOLS = ("protocol-cards", "protocol-wall")


def by_five_whys(reader: Reader, five_whys: int) -> list[OlderCopy]:
    """Return the older copies in use of what shows the standard or the protocol that Five Whys changed."""
    one = reader.get(FiveWhys, five_whys).record
    if not (one.standard_version or one.protocol_version):
        return []
    standard, protocol = reader.find(Standard, one.standard), reader.find(RecoveryProtocol, one.protocol)
    about = trail_places.shown_under(reader, standard.record) if standard is not None else set()
    earlier = reader.rows(ProtocolVersion, protocol=one.protocol) if protocol is not None else []
    named = {one_line(row.record.name) for row in (protocol, *earlier) if row is not None}

    def shows(printed: PrintRecord) -> bool:
        if printed.sheet in OF_PROTOCOLS:
            return printed.about in named
        return printed.about in about or (standard is not None and printed.sheet == MANUAL)

    return record.older_copies(reader, shows)


def options_to_print_again(reader: Reader, copy: OlderCopy) -> dict[str, str]:
    """Return the options of a sheet that print again what a copy is about; none where it is all it can be."""
    for option in sheets()[copy.sheet].options if copy.about else ():
        for choice in option.choices(reader) if option.choices is not None else ():
            if choice.title == copy.about or choice.title.endswith(f"· {copy.about}"):
                return {option.name: choice.value}
    return {}
