"""When the shop changes a word for its customers, its own texts may follow, in one undoable step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cxdesk.i18n import words_from
from cxdesk.schema.entity import EntitySpec
from cxdesk.schema.reading import Reader, Writer

Words = Mapping[str, tuple[str, str]]
# What is set down for good: who printed what, and how earlier versions were worded.
_LEFT_ALONE = frozenset({"shop", "standard_version", "print_record", "person"})


def replacements(old: Words, new: Words) -> dict[str, str]:
    """Return each form of the old words that is different now, with the new one."""
    before, after = words_from(old), words_from(new)
    return {before[key]: after[key] for key in before if before[key] != after[key]}


def places(reader: Reader, kinds: Iterable[EntitySpec], old: Words, new: Words) -> int:
    """Return how many records hold an old word."""
    return sum(1 for _found in _changes(reader, kinds, old, new))


def follow(tx: Writer, kinds: Iterable[EntitySpec], old: Words, new: Words) -> int:
    """Put the new words where whole old words stand; return how many records changed."""
    found = list(_changes(tx, kinds, old, new))
    for spec, record_id, values in found:
        tx.change(spec.cls, record_id, **values)
    return len(found)


def _changes(
    reader: Reader, kinds: Iterable[EntitySpec], old: Words, new: Words
) -> Iterator[tuple[EntitySpec, int, dict[str, Any]]]:
    mapping = replacements(old, new)
    if not mapping:
        return
    longest_first = sorted(mapping, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")

    def replaced(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda match: mapping[match[1]], value)
        return tuple(map(replaced, value))

    for spec in kinds:
        if spec.table in _LEFT_ALONE:
            continue
        names = [
            n for n, field in spec.fields.items() if field.kind.name in {"text", "long_text", "lines", "tags"}
        ]
        for row in reader.rows(spec.cls):
            values = {name: getattr(row.record, name) for name in names}
            changed = {name: said for name, value in values.items() if (said := replaced(value)) != value}
            if changed:
                yield spec, row.id, changed
