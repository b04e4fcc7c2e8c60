"""Setting, changing and taking away a passphrase in the window; the recovery key; backups from before."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cxdesk.entities.customer import Customer
from cxdesk.errors import FileLocked, WrongKey
from cxdesk.output.recovery_sheet import RecoverySheet
from cxdesk.store import backup, cipher, keys, sealing
from cxdesk.workspace import Workspace
from tests.conftest import HOMES
from tests.core.store.locked import (
    NAMES,
    OTHER,
    PASSPHRASE,
    key_of,
    locked_file,
    quickly,
    readable,
    with_names,
)
from tests.ui.lock_kit import lent, lock, settle, told
from tests.ui.shell_kit import Shell
from ui import messages
from ui.protection.card import ProtectionCard
from ui.protection.dialog import ProtectDialog


@cache
def _shop() -> Path:
    """Return a folder with a file that is not locked, and what was made beside it."""
    folder = Path(mkdtemp(prefix="shop-", dir=HOMES))
    with_names(folder / "willow.cxdesk")
    return folder


@pytest.fixture
def shell(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    quickly(monkeypatch)
    with lent(window_to_lend, shop(tmp_path), plain_file, page="trash") as shell:
        yield shell


@pytest.fixture
def locked(window_to_lend: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """Show a file that was locked before."""
    quickly(monkeypatch)
    with lent(window_to_lend, locked_file(tmp_path / "willow.cxdesk"), page="trash") as shell:
        yield shell


def shop(folder: Path) -> Path:
    """Make a file without a passphrase in a folder of its own, with what is made beside one."""
    return Path(shutil.copytree(_shop(), folder / "shop")) / "willow.cxdesk"


def plain_file(shell: Shell, path: Path) -> None:
    """Open a file without a passphrase."""
    assert shell.bridge.open_path(path)


def card_of(shell: Shell) -> ProtectionCard:
    """Show the card of the settings."""
    shell.window.show_place("settings", "protection")
    settle()
    page = shell.window.page
    assert page is not None
    card = page.protection  # type: ignore[attr-defined]
    assert isinstance(card, ProtectionCard)
    return card


def dialog_of(shell: Shell) -> ProtectDialog:
    """Return the dialog that is open."""
    found = [box for box in shell.window.findChildren(ProtectDialog) if box.isVisible()]
    assert len(found) == 1
    return found[0]


def type_in(dialog: ProtectDialog, **words: str) -> None:
    """Fill in fields and press the button."""
    for name, text in words.items():
        field = dialog.words.fields[name]
        field.setText(text)
        field.textEdited.emit(text)
    dialog.words.go_button.click()
    settle()


def set_passphrase(shell: Shell, words: str = PASSPHRASE) -> ProtectDialog:
    """Lock the open file, as far as the paper."""
    card_of(shell).set_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, passphrase=words, again=words)
    return dialog


def ask_for_key(shell: Shell) -> ProtectDialog:
    """Ask for the recovery key of a locked file, as far as the paper."""
    card_of(shell).print_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, current=PASSPHRASE)
    return dialog


def test_a_passphrase_is_set_and_the_window_goes_on_where_it_was(shell: Shell) -> None:
    path = shell.bridge.ws.path
    dialog = set_passphrase(shell)
    assert keys.looks_locked(path)
    assert shell.bridge.ws.encrypted
    assert shell.window.page is not None
    assert shell.window.page.spec.name == "settings"
    assert shell.window.outer.currentIndex() == 0
    assert dialog.paper is not None
    assert [label.text() for label in dialog.paper.groups] == list(shell.bridge.ws.recovery_key())
    assert shell.window.locker.idle.running
    dialog.reject()
    shell.bridge.close()
    with pytest.raises(FileLocked):
        Workspace.open(path)
    with key_of(path) as key:
        ws = Workspace.open(path, key=key)
        assert sorted(NAMES) == sorted(person for person in _people(ws) if person in NAMES)
        ws.close()


def _people(ws: Workspace) -> list[str]:
    from cxdesk.entities.person import Person

    return [row.record.name for row in ws.rows(Person)]


def test_two_that_differ_and_one_that_is_too_short_change_nothing(shell: Shell) -> None:
    before = shell.bridge.ws.path.read_bytes()
    card_of(shell).set_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, passphrase=PASSPHRASE, again=OTHER)
    assert dialog.words.sentences["again"].isVisible()
    assert dialog.words.fields["again"].hasFocus()
    type_in(dialog, passphrase="short", again="short")
    assert "8" in dialog.words.sentences["passphrase"].text()
    assert dialog.words.sentences["again"].isHidden()
    dialog.words.cancel_button.click()
    settle()
    assert shell.bridge.ws.path.read_bytes() == before
    assert not shell.bridge.ws.encrypted


def test_what_is_easy_to_guess_is_said_and_not_refused(shell: Shell) -> None:
    card_of(shell).set_button.click()
    dialog = dialog_of(shell)
    dialog.words.fields["passphrase"].setText("1234567890")
    dialog.words.on_edited()
    assert dialog.words.advice.isVisible()
    assert dialog.words.advice.text() == cipher.advice("1234567890")
    type_in(dialog, passphrase="1234567890", again="1234567890")
    assert shell.bridge.ws.encrypted


def test_the_way_to_the_protection_stands_on_what_changes_it(shell: Shell) -> None:
    card = card_of(shell)
    assert shell.window.focusWidget() is card.set_button
    dialog = set_passphrase(shell)
    assert dialog.paper is not None
    dialog.paper.later_button.click()
    settle()
    dialog.reject()
    settle()
    card = card_of(shell)
    assert shell.window.focusWidget() is card.change_button


def test_the_paper_is_asked_for_until_it_is_there(shell: Shell) -> None:
    dialog = set_passphrase(shell)
    assert dialog.paper is not None
    assert not dialog.paper.done_button.isEnabled()
    dialog.paper.later_button.click()
    settle()
    dialog.reject()
    settle()
    card = card_of(shell)
    assert card.paper.isVisible()
    card.print_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, current="not this one")
    assert dialog.paper is None
    assert dialog.words.sentences["current"].isVisible()
    type_in(dialog, current=PASSPHRASE)
    assert dialog.paper is not None
    dialog.paper.paper_box.click()
    dialog.paper.done_button.click()
    settle()
    assert card_of(shell).paper.isHidden()


def test_plain_backups_are_listed_and_locked_as_well(shell: Shell) -> None:
    shell.bridge.ws.backup("asked")
    dialog = set_passphrase(shell)
    assert dialog.paper is not None
    dialog.paper.later_button.click()
    settle()
    assert dialog.others is not None
    path = shell.bridge.ws.path
    plain = sealing.plain_backups(path)
    assert plain
    assert str(len(plain)) in dialog.others.words.text()
    assert readable(path.parent)
    dialog.others.lock_button.click()
    settle()
    assert readable(path.parent) == []
    assert backup.by_name(path)
    assert shell.window.undo_bar.isVisible()


def test_esc_at_the_recovery_key_still_leads_to_the_plain_backups(shell: Shell) -> None:
    dialog = set_passphrase(shell)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert dialog.others is not None
    assert dialog.others.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert card_of(shell).paper.isVisible()
    assert not [part for part in shell.window.findChildren(ProtectDialog) if part.isVisible()]


def test_plain_backups_are_removed_after_asking(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = set_passphrase(shell)
    assert dialog.paper is not None
    dialog.paper.later_button.click()
    settle()
    assert dialog.others is not None
    path = shell.bridge.ws.path
    before = len(sealing.plain_backups(path))
    monkeypatch.setattr(messages, "confirm", lambda *_words, **_more: False)
    dialog.others.remove_button.click()
    assert len(sealing.plain_backups(path)) == before
    monkeypatch.setattr(messages, "confirm", lambda *_words, **_more: True)
    dialog.others.remove_button.click()
    settle()
    assert readable(path.parent) == []
    assert backup.by_name(path) == []


def test_the_passphrase_is_changed_and_backups_of_the_old_one_follow(shell: Shell) -> None:
    dialog = set_passphrase(shell)
    dialog.reject()
    settle()
    path = shell.bridge.ws.path
    old = shell.bridge.ws.recovery_key()
    shell.bridge.ws.backup("asked")
    card_of(shell).change_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, current=OTHER, passphrase=OTHER, again=OTHER)
    assert dialog.words.sentences["current"].isVisible()
    assert shell.bridge.ws.recovery_key() == old
    type_in(dialog, current=PASSPHRASE, passphrase=OTHER, again=OTHER)
    assert shell.bridge.ws.recovery_key() != old
    assert dialog.paper is not None
    dialog.paper.later_button.click()
    settle()
    assert dialog.others is not None
    dialog.others.lock_button.click()
    settle()
    with pytest.raises(WrongKey):
        cipher.unlock(path, PASSPHRASE)
    with key_of(path, OTHER) as key:
        assert sealing.backups_with_other_keys(path, key) == []
        assert sealing.plain_backups(path) == []


def test_the_passphrase_is_taken_away(locked: Shell) -> None:
    shell = locked
    assert shell.window.locker.idle.running
    card_of(shell).remove_button.click()
    dialog = dialog_of(shell)
    type_in(dialog, current="not this one")
    assert shell.bridge.ws.encrypted
    type_in(dialog, current=PASSPHRASE)
    assert not shell.bridge.ws.encrypted
    assert keys.is_plain(shell.bridge.ws.path)
    assert not shell.window.locker.idle.running
    assert card_of(shell).set_button.isVisible()


def test_a_fault_while_writing_leaves_the_file_open_as_it_was(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxdesk.errors import DiskFull

    def full(*_words: object, **_more: object) -> None:
        raise DiskFull("There is no room left on this disk.")

    monkeypatch.setattr(sealing, "set_key", full)
    card_of(shell).set_button.click()
    type_in(dialog_of(shell), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert not shell.bridge.ws.encrypted
    assert shell.window.outer.currentIndex() == 0
    assert [banner.text for banner in shell.window.banners.banners] == ["There is no room left on this disk."]


def test_locking_closes_the_dialog_and_forgets_the_groups(shell: Shell) -> None:
    set_passphrase(shell)
    groups = shell.bridge.ws.recovery_key()
    lock(shell)
    assert not [box for box in QApplication.topLevelWidgets() if isinstance(box, ProtectDialog)]
    assert told(groups) == []


# The paper


def test_the_sheet_holds_the_groups_the_file_and_a_code_that_reads_the_same(tmp_path: Path) -> None:
    from datetime import date

    import pypdf
    import pypdfium2
    import zxingcpp

    groups = tuple(f"AB{number:02d}" for number in range(14))
    for paper in ("A4", "Letter"):
        pdf = RecoverySheet(groups, "Willow & <b>Co</b>.cxdesk", date(2026, 3, 5), "en-IE", paper).pdf()
        read = pypdf.PdfReader(io.BytesIO(pdf))
        assert len(read.pages) == 1
        text = read.pages[0].extract_text()
        assert all(group in text for group in groups)
        assert "Willow & <b>Co</b>.cxdesk" in text
        assert "2026" in text
        page = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
        assert [found.text for found in zxingcpp.read_barcodes(page)] == ["-".join(groups)]


def test_it_is_saved_where_she_says_and_is_in_no_print_log(
    locked: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdf

    from cxdesk.entities.print_record import PrintRecord

    dialog = ask_for_key(locked)
    assert dialog.paper is not None
    target = tmp_path / "key.pdf"
    monkeypatch.setattr(messages, "ask_save_file", lambda *_words, **_more: target)
    dialog.paper.save_button.click()
    text = pypdf.PdfReader(target).pages[0].extract_text()
    assert all(group in text for group in locked.bridge.ws.recovery_key())
    assert locked.bridge.ws.count(PrintRecord) == 0
    assert dialog.paper.said.isVisible()
    monkeypatch.setattr(
        messages, "ask_save_file", lambda *_words, **_more: tmp_path / "no" / "such" / "f.pdf"
    )
    dialog.paper.save_button.click()
    assert "f.pdf" in dialog.paper.said.text()


# The offer


def test_the_first_customer_offers_it_once_and_quietly(shell: Shell) -> None:
    shell.bridge.add(Customer(name="Wilhelmina Quackenbush"))
    settle()
    [banner] = shell.window.banners.banners
    focus = QApplication.focusWidget()
    assert focus is None or not banner.isAncestorOf(focus)
    QTest.keyClick(focus or shell.window, Qt.Key.Key_Escape)  # about something else: nothing moves
    assert banner.isVisible()
    banner.link.click()  # type: ignore[attr-defined]
    settle()
    page = shell.window.page
    assert page is not None
    assert page.spec.name == "settings"
    assert page.protection.set_button.hasFocus()  # type: ignore[attr-defined]
    shell.bridge.add(Customer(name="Thaddeus Oberholtzer"))
    settle()
    assert shell.window.banners.banners == []


def test_esc_closes_the_offer_from_within(shell: Shell) -> None:
    shell.bridge.add(Customer(name="Wilhelmina Quackenbush"))
    settle()
    [banner] = shell.window.banners.banners
    banner.link.setFocus()  # type: ignore[attr-defined]
    QTest.keyClick(banner.link, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert shell.window.banners.banners == []


def test_a_locked_file_is_not_offered_it(locked: Shell) -> None:
    locked.bridge.add(Customer(name="Wilhelmina Quackenbush"))
    settle()
    assert locked.window.banners.banners == []
