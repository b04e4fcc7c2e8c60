"""The languages that there are: what is translated keeps its placeholders, and what is not stays English."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from cxdesk import i18n
from cxdesk.i18n import _, ngettext
from cxdesk.paths import resource

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = i18n.languages()[1:]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use_words({})
    i18n.use_language("en")


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    """The tool behind `make texts`."""
    spec = importlib.util.spec_from_file_location("cxdesk_texts", ROOT / ".ci" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def file_of(language: str) -> Path:
    return resource("locale", language, "LC_MESSAGES", "cxdesk.po")


def test_there_is_german() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_text(texts: ModuleType, language: str) -> None:
    assert texts.wrong(texts.read(file_of(language), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(texts: ModuleType, language: str) -> None:
    path = file_of(language)
    assert path.with_suffix(".mo").read_bytes() == texts.compiled(path), "run make texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_was_translated_is_still_said(texts: ModuleType, language: str) -> None:
    said = {message.id for message in texts.collect()}
    done = [
        message.id for message in texts.read(file_of(language), language) if message.id and message.string
    ]
    done = [text for text in done if isinstance(text, str)]
    assert len([text for text in done if text in said]) > 0.95 * len(done)


def test_a_wrong_placeholder_is_found(texts: ModuleType) -> None:
    catalogue = texts.Catalog(locale="de")
    catalogue.add("Add {kind}", "{art} hinzufügen")
    catalogue.add("{Customers} first", "{customers} zuerst")
    catalogue.add(("{n} page", "{n} pages"), ("Eine Seite", "{n} Seiten"))
    assert texts.wrong(catalogue) == ["'Add {kind}' → '{art} hinzufügen'"]


def test_german_is_spoken_and_the_rest_stays_english() -> None:
    i18n.use_language("de")
    assert _("Settings") == "Einstellungen"
    assert ngettext("{n} stage", "{n} stages", 2) == "2 Stationen"
    assert _("{Customers}") == "Kunden"
    assert _("No catalogue has this {customer}.") == "No catalogue has this Kunde."


def test_words_of_the_shop_stay_its_own_in_any_language() -> None:
    i18n.use_words({"customer": ("Gast", "Gäste")})
    i18n.use_language("de")
    assert _("{Customers} and {staffs}") == "Gäste and Teammitglieder"


@pytest.mark.parametrize(
    ("name", "said"), [("de-AT", "Papierkorb"), ("de_DE", "Papierkorb"), ("xx", "Trash")]
)
def test_a_country_has_the_words_of_its_language(name: str, said: str) -> None:
    i18n.use_language(name)
    assert _("Trash") == said


def test_a_language_in_part_is_spoken_only_when_it_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de_DE:en")
    assert i18n.system_language() == "de_DE"
    i18n.use_language("")
    assert _("Trash") == "Trash"
    monkeypatch.setattr(i18n, "COMPLETE", {"en", "de"})
    i18n.use_language("")
    assert _("Trash") == "Papierkorb"


def test_paper_speaks_no_language_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use_language("de")
    with i18n.speaking("de-DE"):
        assert _("Training sheet of the {customer}") == "Training sheet of the customer"
    assert _("Training sheet") == "Schulungsblatt"
    monkeypatch.setattr(i18n, "COMPLETE", {"en", "de"})
    i18n.use_language("en")
    with i18n.speaking("de-DE"):
        assert _("Training sheet") == "Schulungsblatt"
    assert _("Training sheet") == "Training sheet"
