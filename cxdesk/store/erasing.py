"""Erasing somebody for good: from the tables, the search, the history, and again from older copies.

A removal keeps the record for the trash and the undo; an erasure keeps a row of `Erasure`, by which copies
from before are told whom to erase again.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cxdesk import clock
from cxdesk.entities.erasure import Erasure
from cxdesk.errors import EnvironmentFault
from cxdesk.i18n import _
from cxdesk.schema.entity import EntitySpec, spec_of
from cxdesk.store import check, db, derived, files, history, migrate, totals
from cxdesk.store.changes import ChangeSet
from cxdesk.store.db import Connection
from cxdesk.store.model import Model
from cxdesk.store.returning import Returning
from cxdesk.store.steps import Steps, through

TABLE = spec_of(Erasure).table
LOGS = ("print_record", "paper_form", "import_batch", "import_mapping")
"""Kinds whose texts the program writes: the name goes from them, the records stay."""
HIDDEN = "…"
"""What stands in such a text from then on where the name was."""
_MARK = re.compile(r"\(=#([0-9]{1,15})\)")
Trace = tuple[str, int]


class Memory(NamedTuple):
    """What a copy from before has to be told: who was erased since, and which numbers were given already."""

    erasures: tuple[Erasure, ...] = ()
    given: Mapping[str, int] = {}


class Erasing(Returning):
    """An operation that erases, with all that the file knows of the erased."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._erased: set[Trace] = set()
        self._words: set[str] = set()

    def erase(self, cls: type[Any], record_id: int, on: date) -> None:
        """Erase a record, those that were merged into it, and all that hangs on them.

        For one that was erased before nothing more is done. Raises NotFound where there was none.
        """
        kind = spec_of(cls).table
        if not self._erase(kind, record_id, on) and not self.count(Erasure, kind=kind, record=record_id):
            self._row(self.specs[kind], record_id)

    def erase_again(self, erasure: Erasure) -> None:
        """Erase here whom another copy of this file says to have erased, and keep its row."""
        if not self.count(Erasure, token=erasure.token):
            self.add(erasure)
        if erasure.kind in self.specs:
            self._erase(erasure.kind, erasure.record, erasure.erased_on or clock.today())

    def _erase(self, kind: str, record_id: int, on: date) -> bool:
        import secrets  # brings OpenSSL along, and backups look for erasures after each start

        spec = self.specs[kind]
        found = traces(self.connection, self.specs, kind, record_id)
        known = {one for one in found if _is_known(self.connection, self.specs, one)}
        if not known:
            return False
        self._words.update(names(self.connection, spec, (one[1] for one in found if one[0] == kind)))
        self._erased |= found
        for other, one in sorted(found):
            if other == kind and not self.count(Erasure, kind=kind, record=one):
                self.add(Erasure(token=secrets.token_hex(16), kind=kind, record=one, erased_on=on))
        for other, one in sorted(found, key=lambda trace: trace[0] != kind):
            if self.row(self.specs[other], one) is not None:
                self.remove(self.specs[other].cls, one)
        return True

    def finish(self) -> Steps[ChangeSet]:
        """Write what every operation writes, and take out again what it tells of the erased."""
        changes = yield from super().finish()
        self.connection.executemany("DELETE FROM history WHERE kind = ? AND record = ?", sorted(self._erased))
        if self._words:
            self._hide_names()
        totals.rebuild(self.connection, [totals.HISTORY])
        for kind in sorted({trace[0] for trace in self._erased}):
            if self.specs[kind].searched:
                derived.tidy(self.connection, self.specs[kind])
        return changes

    def _hide_names(self) -> None:
        pattern = name_pattern(self._words)
        for kind in LOGS:
            if kind in self.specs:
                _hide_in_rows(self.connection, self.specs[kind], pattern)
        labels = self.connection.execute("SELECT DISTINCT label FROM history").fetchall()
        changed = [(said, text) for (text,) in labels if (said := pattern.sub(HIDDEN, text)) != text]
        self.connection.executemany("UPDATE history SET label = ? WHERE label = ?", changed)
        marks = ", ".join("?" * len(LOGS))
        rows = self.connection.execute(f"SELECT id, old, new FROM history WHERE kind IN ({marks})", LOGS)
        for entry, *told in rows.fetchall():
            left = [text and hidden(text, pattern) for text in told]
            if left != told:
                self.connection.execute("UPDATE history SET old = ?, new = ? WHERE id = ?", (*left, entry))


def traces(connection: Connection, specs: Mapping[str, EntitySpec], kind: str, record_id: int) -> set[Trace]:
    """Return (kind, id) of all that is of somebody, in the tables or only in the history any more.

    The record itself, those merged into it, and what goes with them when they are removed.
    """
    found, waiting = {(kind, record_id)}, [(kind, record_id)]
    while waiting:
        at = waiting.pop()
        new = {*_merged(connection, *at), *_hanging(connection, specs, *at)} - found
        found |= new
        waiting += new
    return found


def merged_mark(record_id: int) -> str:
    """Return what a record says of another one that was merged into it, so that an erasure takes both."""
    return f"(=#{record_id})"


def _merged(connection: Connection, kind: str, record_id: int) -> Iterator[Trace]:
    """Give the records that went into this one, by the marks in it and its history, and did not come back."""
    marked: dict[int, int] = {}
    for row in connection.execute(f'SELECT * FROM "{kind}" WHERE id = ?', (record_id,)).fetchall():
        texts = " ".join(value for value in row if isinstance(value, str))
        marked.update((int(number), 0) for number in _MARK.findall(texts))
    for entry, *texts in connection.execute(
        "SELECT id, old, new FROM history WHERE kind = ? AND record = ?", (kind, record_id)
    ).fetchall():
        for number in _MARK.findall(" ".join(filter(None, texts))):
            marked.setdefault(int(number), entry)
    for gone, entry in marked.items():
        back = connection.execute(
            "SELECT 1 FROM history WHERE kind = ? AND record = ? AND act = 'add' AND id > ? AND ? > 0",
            (kind, gone, entry, entry),
        ).fetchone()
        if not back and not _live(connection, kind, gone):
            yield kind, gone


def _hanging(
    connection: Connection, specs: Mapping[str, EntitySpec], kind: str, record_id: int
) -> Iterator[Trace]:
    for spec in specs.values():
        for field in spec.links:
            if field.to == kind and field.kind.name == "ref" and field.on_delete == "cascade":
                rows = connection.execute(
                    f'SELECT id FROM "{spec.table}" WHERE "{field.name}" = ?1 UNION'
                    " SELECT record FROM history WHERE kind = ?2 AND act = 'remove'"
                    " AND json_extract(old, ?3) = ?1",
                    (record_id, spec.table, f"$.{field.name}"),
                )
                yield from ((spec.table, row[0]) for row in rows.fetchall())


def _live(connection: Connection, kind: str, record_id: int) -> bool:
    return bool(connection.execute(f'SELECT 1 FROM "{kind}" WHERE id = ?', (record_id,)).fetchone())


def _is_known(connection: Connection, specs: Mapping[str, EntitySpec], trace: Trace) -> bool:
    told = connection.execute("SELECT 1 FROM history WHERE kind = ? AND record = ? LIMIT 1", trace)
    return (trace[0] in specs and _live(connection, *trace)) or bool(told.fetchone())


# Names


def names(connection: Connection, spec: EntitySpec, ids: Iterable[int]) -> set[str]:
    """Return what these records are, or were, called and reached by: title, phones, email."""
    telling = [spec.fields[name] for name in (spec.title, "email", "phones") if name in spec.fields]
    found: set[str] = set()
    for record_id in ids:
        rows = connection.execute(f'SELECT * FROM "{spec.table}" WHERE id = ?', (record_id,))
        images: list[Mapping[str, Any]] = [dict(row) for row in rows]
        for field_name, old, new in connection.execute(
            "SELECT field, old, new FROM history WHERE kind = ? AND record = ?", (spec.table, record_id)
        ):
            if field_name in spec.fields:
                field = spec.fields[field_name]
                images += [{field_name: field.to_db(field.parse(text))} for text in (old, new) if text]
            elif old:
                images.append(history.unpacked(old))
        for field in telling:
            for image in images:
                value = field.from_db(image[field.name]) if field.name in image else ""
                found.update([value] if isinstance(value, str) else value)
    return {word.strip() for word in found if word.strip()}


def name_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds these names as whole words."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def hidden(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text without the names; of JSON only the texts in it change, so that it stays whole."""
    if text[:1] in {"{", "["} and not pattern.fullmatch(text):
        with contextlib.suppress(ValueError, RecursionError):
            said = json.loads(text)
            left = _hidden_in(said, pattern)
            return text if left == said else json.dumps(left, ensure_ascii=False)
    return pattern.sub(HIDDEN, text)


def _hidden_in(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return hidden(value, pattern)
    if isinstance(value, list):
        return [_hidden_in(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: _hidden_in(one, pattern) for key, one in value.items()}
    return value


def _hide_in_rows(connection: Connection, spec: EntitySpec, pattern: re.Pattern[str]) -> None:
    columns = [field.name for field in spec.fields.values() if field.kind.name in {"text", "long_text"}]
    quoted = ", ".join(f'"{name}"' for name in columns)
    for record_id, *before in connection.execute(f'SELECT id, {quoted} FROM "{spec.table}"').fetchall():
        after = [hidden(text, pattern) for text in before]
        if after == before:
            continue
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        connection.execute(f'UPDATE "{spec.table}" SET {sets} WHERE id = ?', (*after, record_id))
        row = connection.execute(f'SELECT * FROM "{spec.table}" WHERE id = ?', (record_id,)).fetchone()
        key = spec.title_key(spec.from_row(row))
        connection.execute(f'UPDATE "{spec.table}" SET title_key = ? WHERE id = ?', (key, record_id))
        if spec.searched:
            derived.refresh(connection, spec, (spec,), record_id)


# Whole files


def rewrite(connection: Connection, path: Path | None = None) -> None:
    """Write the file anew, so that no byte of what was taken out stays in it. Raises EnvironmentFault."""
    try:
        with db.translated(path):
            connection.execute("VACUUM")
    except EnvironmentFault as fault:
        raise type(fault)(
            _(
                "It is erased from the records, but the file could not be written anew: {why} Erase the same"
                " number once more when that is mended."
            ).format(why=fault.message)
        ) from fault


def holds(path: Path, erasures: Iterable[Erasure]) -> bool | None:
    """Tell whether a copy still knows somebody who was erased; None where that can't be read."""
    try:
        connection = db.connect(path, read_only=True)
        try:
            with db.translated(path):
                there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
                return any(
                    one.kind in there and (
                        _live(connection, one.kind, one.record)
                        or bool(
                            connection.execute(
                                "SELECT 1 FROM history WHERE kind = ? AND record = ?", (one.kind, one.record)
                            ).fetchone()
                        )
                    )
                    for one in erasures
                )  # fmt: skip
        finally:
            connection.close()
    except (EnvironmentFault, db.DatabaseError):
        return None


def remember(path: Path, others: Iterable[Path], model: Model) -> Memory:
    """Return what other copies of the file `path` know of it; those of other files are passed over.

    This process has no connection to any of them.
    """
    own = _told_by(path, model)[0]
    erasures: dict[str, Erasure] = {}
    given: dict[str, int] = {}
    for other in others:
        with contextlib.suppress(EnvironmentFault, db.DatabaseError):
            whose, said = _told_by(other, model)
            if whose == own:
                erasures.update((one.token, one) for one in said.erasures)
                given.update({kind: max(last, given.get(kind, 0)) for kind, last in said.given.items()})
    return Memory(tuple(erasures.values()), given)


def _told_by(path: Path, model: Model) -> tuple[str, Memory]:
    check.check_header(path, model)  # what is none of ours is not even opened: its journal may be of use
    connection = db.look(path)
    try:
        with db.translated(path):
            row = connection.execute("SELECT value FROM meta WHERE key = 'workspace'").fetchone()
            given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
            erasures: list[Erasure] = []
            if TABLE in given:
                rows = connection.execute(f'SELECT * FROM "{TABLE}"')
                erasures = [spec_of(Erasure).from_row(row) for row in rows.fetchall()]
            return (row[0] if row else ""), Memory(tuple(erasures), given)
    finally:
        connection.close()


def tell(copy: Path, memory: Memory, model: Model) -> None:
    """Erase in a copy that nobody uses whoever was erased since, and let it give no number twice.

    Raises EnvironmentFault; the copy is of no use then.
    """
    if TABLE not in model.specs:
        return
    connection = db.connect(copy)
    try:
        if memory.erasures:
            migrate.migrate(connection, model, copy)
            _erase_again(connection, memory.erasures, model, copy)
            rewrite(connection, copy)
        if memory.given:
            _give_no_number_twice(connection, memory.given, copy)
    finally:
        connection.close()


def _give_no_number_twice(connection: Connection, given: Mapping[str, int], path: Path) -> None:
    with db.write(connection, path):
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        own = {row[0]: row[1] for row in connection.execute("SELECT name, seq FROM sqlite_sequence")}
        higher = [(kind, last) for kind, last in given.items() if kind in there and last > own.get(kind, 0)]
        connection.executemany(
            "DELETE FROM sqlite_sequence WHERE name = ?", [(kind,) for kind, _last in higher]
        )
        connection.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", higher)


def _erase_again(connection: Connection, erasures: Iterable[Erasure], model: Model, path: Path) -> None:
    with db.write(connection, path):
        operation, last_seen = connection.execute("SELECT operation, last_seen FROM state").fetchone()
        at = max(clock.stamp(clock.now()), last_seen)
        tx = Erasing(connection, model.specs, operation=operation + 1, at=at, label=_("erase again"))
        for one in erasures:
            tx.erase_again(one)
        through(tx.finish())
        connection.execute("UPDATE state SET operation = ?, last_seen = ?", (operation + 1, at))


def purge(copy: Path, erasures: Iterable[Erasure], model: Model) -> None:
    """Write a backup anew without the erased, under its own name.

    Raises EnvironmentFault; the backup is as it was then.
    """
    with files.part_of(copy) as part:
        shutil.copyfile(copy, part)
        tell(part, Memory(tuple(erasures)), model)
        report = check.verify_file(part)
        if not report.ok:
            raise check.damaged(copy, report)
        files.settle(part, copy)
