"""The print log: what was printed when, and which copies in use say something else by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxdesk.clock import today
from cxdesk.entities.print_record import PrintRecord
from cxdesk.i18n import _
from cxdesk.output.printing import check_options, sheets
from cxdesk.output.sheet import Options, Printed, SheetSpec, Topic
from cxdesk.schema.reading import Reader

Age = Literal["newer version", "wording only", "gone"]


@dataclass(frozen=True, slots=True)
class OlderCopy:
    """A print whose content has changed since. `now` is empty when there is nothing to print instead."""

    sheet: str
    title: str
    about: str
    age: Age
    record: PrintRecord
    version: int = 0
    mark: str = ""

    @property
    def sentence(self) -> str:
        """What to tell her about it."""
        name = " · ".join(filter(None, (self.title, self.about)))
        old = {"name": name, "old": self.record.version, "old_mark": self.record.mark}
        if self.age == "gone":
            return _("{name}: there is no such sheet any more. Take the copies away.").format(**old)
        if self.age == "wording only":
            return _("{name}: wording only. Copies bear the mark {old_mark}, it is {mark} now.").format(
                **old, mark=self.mark
            )
        return _("{name}: copies say version {old}, it is version {version} now.").format(
            **old, version=self.version
        )


def records(
    printed: Printed, *, paper: str, copies: int, printed_at: str, by: str, target: str
) -> list[PrintRecord]:
    """Return what the print log keeps of a print: a record for each thing that it is about.

    `copies` is how many of each; `target` is "file" or "printer".
    """
    return [
        PrintRecord(
            sheet=part.sheet,
            about=part.about,
            version=part.version,
            mark=part.mark,
            paper=paper,
            copies=copies,
            printed_at=printed_at,
            by=by,
            target=target,
        )
        for part in printed.parts
    ]


def older_copies(reader: Reader) -> list[OlderCopy]:
    """Return the prints that are not what would be printed now, by the latest print of each thing."""
    latest: dict[tuple[str, str], PrintRecord] = {}
    for row in sorted(reader.rows(PrintRecord), key=lambda one: (one.record.printed_at, one.id)):
        latest[row.record.sheet, row.record.about] = row.record
    found: list[OlderCopy] = []
    for name, spec in sheets().items():
        printed = {about: record for (sheet, about), record in latest.items() if sheet == name}
        if printed:
            found += _older(spec, printed, _topics(spec, reader))
    return found


def _topics(spec: SheetSpec, reader: Reader) -> dict[str, list[Topic]]:
    """Return all that a kind of sheet would say now, by what it is about."""
    options = Options(check_options(spec, reader, dict(spec.whole)), today())
    topics: dict[str, list[Topic]] = {}
    for topic in spec.gather(reader, options).topics:
        topics.setdefault(topic.about, []).append(topic)
    return topics


def _older(
    spec: SheetSpec, printed: Mapping[str, PrintRecord], topics: Mapping[str, list[Topic]]
) -> list[OlderCopy]:
    found = []
    for about, record in printed.items():
        now = topics.get(about, [])
        if any((topic.version, topic.mark) == (record.version, record.mark) for topic in now):
            continue
        if not now:
            if not about:  # a blank form, printed before there was anything to fill it
                continue
            found.append(OlderCopy(spec.name, _(spec.title), about, "gone", record))
            continue
        topic = now[0]
        age: Age = "wording only" if topic.version == record.version else "newer version"
        found.append(OlderCopy(spec.name, _(spec.title), about, age, record, topic.version, topic.mark))
    return found
