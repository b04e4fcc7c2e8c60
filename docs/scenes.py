"""The pictures of the guide: what is shown in each, drawn by the program from the sample shop."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
SIZE = (1366, 768)
COLOURS = 192
SHEET_DOTS = 100  # an inch
HOME = "/home/maya"

Scene = Callable[[Any], Any]


def page(name: str) -> Scene:
    return lambda studio: studio.window.show_page(name)


def view(name: str) -> Scene:
    """Show what holds at every stage."""

    def show(studio: Any) -> None:
        studio.window.show_page("standards")
        studio.settle()
        studio.window.page.on_view_chosen(name)

    return show


def first_row(name: str) -> Scene:
    """Show a list with its first record chosen."""

    def show(studio: Any) -> None:
        studio.window.show_page(name)
        studio.settle()
        studio.window.page.table.setFocus()
        studio.window.page.table.selectRow(0)

    return show


def entering(name: str, slot: str) -> Scene:
    """Show a page while a sheet is keyed in."""

    def show(studio: Any) -> None:
        studio.window.show_page(name)
        studio.settle()
        getattr(studio.window.page, slot)()

    return show


def history(studio: Any) -> None:
    """Show the history of a standard that was reworded a moment ago."""
    from PySide6.QtWidgets import QAbstractButton

    from cxdesk.entities.standard import Standard

    studio.window.show_page("standards")
    studio.settle()
    row = studio.bridge.ws.rows(Standard, kind="operational")[0]
    studio.bridge.change(Standard, row.id, seconds=8)
    studio.bridge.change(Standard, row.id, text=row.record.text.replace("three rings", "two rings"))
    studio.window.show_record("standard", row.id)
    studio.settle()
    links = studio.window.page.findChildren(QAbstractButton)
    next(link for link in links if link.isVisible() and link.text() == "History").click()


def trash(studio: Any) -> None:
    """Show the trash with two records in it."""
    from cxdesk.entities.huddle_topic import HuddleTopic
    from cxdesk.entities.stage import Stage

    ws = studio.bridge.ws
    for cls in (HuddleTopic, Stage):
        studio.bridge.remove(cls, ws.rows(cls)[-1].id)
    studio.window.undo_bar.hide()
    studio.window.show_page("trash")


def palette(words: str) -> Scene:
    """Show what is found for words."""

    def show(studio: Any) -> None:
        studio.window.show_page("standards")
        studio.settle()
        studio.window.on_palette()
        studio.window.palette_.line.setText(words)

    return show


def trouble(studio: Any) -> None:
    """Show what is said of a file that is damaged, while there is a good backup of it."""
    from cxdesk.store import backup

    path = studio.bridge.ws.path
    backup.make(path, "asked")
    studio.bridge.close()
    studio.settle()
    data = bytearray(path.read_bytes())
    data[4096:-4096] = bytes(len(data) - 8192)
    path.write_bytes(data)
    studio.bridge.open_path(path)


def guide(studio: Any) -> Any:
    """Show the help window; it is drawn instead of the window."""
    from ui import theme
    from ui.shell.guide_dialog import GuideDialog

    studio.window.show_page("people")
    studio.settle()
    studio.window.on_help()
    dialog = studio.window.findChild(GuideDialog)
    dialog.resize(theme.px(1000), theme.px(640))
    studio.settle()
    dialog.view.on_settled()
    return dialog


def privacy(studio: Any) -> None:
    studio.window.show_page("people")
    studio.settle()
    studio.window.on_privacy()


def numbers(studio: Any) -> Any:
    """Show the grid alone, with the first missing number chosen."""
    studio.window.show_page("metrics")
    studio.settle()
    studio.window.page.show_place("enter")
    return studio.window.page.desk.grid


def customers(studio: Any) -> None:
    """Show a card whose alert was read."""
    from cxdesk.entities.customer import Customer

    studio.window.show_page("customers")
    studio.settle()
    page = studio.window.page
    (priya,) = page.bridge.ws.rows(Customer, called="Priya")
    page.show_record("customer", priya.id)
    page.card_acts.on_acknowledged(priya.id)


def opened(kind: str, number: int = 1) -> Scene:
    """Show a record on the page of its kind."""

    def show(studio: Any) -> None:
        studio.window.show_record(kind, number)
        studio.settle()

    return show


def recovery(name: str) -> Scene:
    """Show a view of the Recovery page."""

    def show(studio: Any) -> None:
        studio.window.show_page("recovery")
        studio.settle()
        studio.window.page.show_place(name)

    return show


def story(part: str) -> Scene:
    """Show a part of the sample shop's story from the complaint to the mark on the chart."""

    def show(studio: Any) -> None:
        from PySide6.QtWidgets import QScrollArea

        from cxdesk.entities.five_whys import FiveWhys
        from cxdesk.entities.metric import Metric

        whys = studio.bridge.ws.get(FiveWhys, 1).record
        if part == "incident":
            studio.window.show_record("incident", whys.incident)
        elif part == "mark":
            (metric,) = studio.bridge.ws.rows(Metric, name="Complaints")
            studio.window.show_record("metric", metric.id)
        else:
            studio.window.show_record("five_whys", 1)
            studio.settle()
            view = studio.window.page.view()
            for area in view.findChildren(QScrollArea):
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        studio.settle()

    return show


SCENES: dict[str, Scene] = {
    "recovery-numbers": recovery("numbers"),
    "story-incident": story("incident"),
    "story-outcome": story("outcome"),
    "story-mark": story("mark"),
    "recovery": page("recovery"),
    "recovery-log": recovery("log"),
    "protocols": recovery("protocols"),
    "defects": recovery("defects"),
    "five-whys": opened("five_whys"),
    "actions": page("actions"),
    "customers": customers,
    "today": page("today"),
    "numbers": numbers,
    "metrics": page("metrics"),
    "standards": page("standards"),
    "print": page("print"),
    "backups": page("backups"),
    "shop": page("shop"),
    "people": page("people"),
    "settings": page("settings"),
    "vision": view("vision"),
    "never-always": view("never_always"),
    "role-cards": view("role"),
    "cues": first_row("cue"),
    "negative-cues": first_row("negative-cue"),
    "huddle-topics": first_row("huddle-topic"),
    "table": first_row("table-standard"),
    "sign-offs": entering("people", "on_enter"),
    "history": history,
    "trash": trash,
    "export": palette("export"),
    "start": page("start"),
    "privacy": privacy,
    "help": guide,
    "trouble": trouble,
}
DARK = {"standards-dark": page("standards")}
SHEETS = {
    "sheet-cues": ("cue-legend", 0.5),
    "sheet-walk-round": ("walk-round-sheet", 0.5),
    "sheet-preference-pad": ("preference-pad", 0.5),
    "sheet-preference-card": ("preference-card", 0.5),
    "sheet-huddle": ("huddle-sheet", 1.0),
    "sheet-tally": ("tally-sheet", 0.62),
    "sheet-incident-slips": ("incident-slips", 0.5),
    "sheet-five-whys": ("five-whys", 0.62),
    "sheet-evidence-trail": ("evidence-trail", 0.62),
    "sheet-protocol-cards": ("protocol-cards", 0.62),
    "sheet-training": ("training-sheet", 0.62),
}
"""A sheet, and how much of its first page is shown from the top."""


def draw() -> None:
    """Draw all pictures, and take away those that nothing draws any more."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.portrait import Studio
    from ui.showing import OWNER, make_sample

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sample = make_sample(Path(folder) / "Willow & Co.cxdesk")
        for mode, scenes in (("light", SCENES), ("dark", DARK)):
            for name, scene in scenes.items():
                with Studio(mode, who=OWNER) as studio:
                    studio.open(sample)
                    _take(studio, scene, PICTURES / f"{name}.png")
        for name, (sheet, part) in SHEETS.items():
            _sheet(sample, sheet, part, PICTURES / f"{name}.png")
    wanted = {f"{name}.png" for name in (*SCENES, *DARK, *SHEETS)}
    for old in PICTURES.glob("*.png"):
        if old.name not in wanted:
            old.unlink()


def _take(studio: Any, scene: Scene, out: Path) -> None:
    studio.window.resize(*SIZE)
    studio.window.show()
    shown = scene(studio) or studio.window
    studio.settle()
    _hide_places(shown, studio.bridge)
    shown.grab().save(str(out), "PNG")
    _shrink(Image.open(out).convert("RGB"), out)


def _hide_places(shown: Any, bridge: Any) -> None:
    """Show folders as they are on Maya's computer, not as they are where the picture is drawn."""
    from PySide6.QtWidgets import QLabel

    folders = {str(Path.home()): HOME, tempfile.gettempdir(): f"{HOME}/Documents"}
    if bridge.workspace is not None:
        folders = {str(bridge.workspace.path.parent): f"{HOME}/Documents/CX Desk"} | folders
    for label in shown.findChildren(QLabel):
        text = label.property("full_text") or label.text()
        for real, told in folders.items():
            text = text.replace(real, told)
        if text != label.text():
            label.setText(text)


def _sheet(sample: Path, name: str, part: float, out: Path) -> None:
    from cxdesk import clock
    from cxdesk.output import printing
    from cxdesk.workspace import Workspace

    ws = Workspace.open(sample, read_only=True)
    try:
        spec = printing.sheet(name)
        printed = printing.render(spec, ws, {}, paper="A4", today=clock.today(), numbered=True)
    finally:
        ws.close()
    drawn = pypdfium2.PdfDocument(printed.pdf)[0].render(scale=SHEET_DOTS / 72).to_pil().convert("RGB")
    drawn = drawn.crop((0, 0, drawn.width, round(drawn.height * part)))
    framed = Image.new("RGB", (drawn.width + 2, drawn.height + 2), "#E6E3DC")
    framed.paste(drawn, (1, 1))
    _shrink(framed, out)


def _shrink(picture: Image.Image, out: Path) -> None:
    """Write a picture with as many colours as a screen of ours has: a third of the size."""
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, optimize=True)
