"""What is half typed on the card that logs an incident, taken from it and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ui.forms.editors import EditorRow
    from ui.recovery.log_card import LogCard
    from ui.widgets.entity_picker import EntityPicker


class _Dated(NamedTuple):
    """What stands in a field for a day or time, and whether somebody typed it."""

    text: object
    edited: bool


class LogDraft(NamedTuple):
    """An incident that is begun; each of `records` is an id and the text that names nobody on file."""

    records: tuple[tuple[int | None, str], ...]
    channel: int
    number: str
    severity: str
    happened: str
    words: str
    dated: tuple[_Dated, ...]


def taken(card: LogCard) -> LogDraft:
    """Return what is typed on a card."""
    return LogDraft(
        tuple((one.record(), one.unknown()) for one in _pickers(card)),
        card.channel.currentIndex(), card.number.text(), card.severity.current(), card.happened.text(),
        card.words.text(), tuple(_Dated(row.editor.draft(), row.is_edited()) for row in _rows(card)),
    )  # fmt: skip


def put_back(card: LogCard, draft: LogDraft) -> None:
    """Show on an empty card what was typed on one before."""
    for picker, (record, text) in zip(_pickers(card), draft.records, strict=True):
        picker.show_record(record)
        if text:
            picker.show_text(text)
    card.channel.setCurrentIndex(draft.channel)
    card.number.setText(draft.number)
    card.severity.choose(draft.severity)
    card.happened.set_text(draft.happened)
    card.words.set_text(draft.words)
    for row, dated in zip(_rows(card), draft.dated, strict=True):
        row.editor.show_draft(dated.text)
        if not dated.edited:
            row.editor.mark_kept()


def _pickers(card: LogCard) -> tuple[EntityPicker, ...]:
    return card.who, card.stage, card.defect, card.taken_by


def _rows(card: LogCard) -> tuple[EditorRow, ...]:
    return card.day, card.at
