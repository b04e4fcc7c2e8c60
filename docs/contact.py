"""Contact sheets to look over: every sheet on both papers, every page of the window in each theme.

`python docs/contact.py FOLDER` writes `sheets-A4.png`, `sheets-Letter.png`, `pages-light.png` and
`pages-dark.png`, and below `single` each page and each sheet of paper by itself.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

SIZE = (1366, 768)
PAPERS = ("A4", "Letter")
THEMES = ("light", "dark")
DOTS = 110  # an inch, of a sheet by itself
GAP, CAPTION = 16, 24
INK, GROUND = "#1E2433", "#D8D6D0"

Named = tuple[str, Image.Image]


def contact(pictures: Iterable[Named], *, across: int, width: int) -> Image.Image:
    """Return the pictures in rows, each `width` wide with its name above it."""
    small = [
        (
            name,
            picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS),
        )
        for name, picture in pictures
    ]
    rows = [small[at : at + across] for at in range(0, len(small), across)]
    heights = [CAPTION + max(picture.height for _name, picture in row) + GAP for row in rows]
    made = Image.new("RGB", (GAP + across * (width + GAP), GAP + sum(heights)), GROUND)
    pen, font = ImageDraw.Draw(made), ImageFont.load_default(15)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for place, (name, picture) in enumerate(row):
            left = GAP + place * (width + GAP)
            pen.text((left, top), name, fill=INK, font=font)
            made.paste(picture, (left, top + CAPTION))
        top += height
    return made


def sheets(sample: Path, paper: str) -> list[Named]:
    """Return every page of every sheet, drawn as it leaves the printer."""
    from cxdesk import clock
    from cxdesk.output import printing
    from cxdesk.workspace import Workspace

    drawn: list[Named] = []
    ws = Workspace.open(sample, read_only=True)
    try:
        for name, spec in printing.sheets().items():
            printed = printing.render(spec, ws, {}, paper=paper, today=clock.today())
            pages = pypdfium2.PdfDocument(printed.pdf)
            drawn += [
                (f"{name}-{number}", page.render(scale=DOTS / 72).to_pil().convert("RGB"))
                for number, page in enumerate(pages, 1)
            ]
            for message in printed.messages:
                print(f"{paper} {name}: {message}")
    finally:
        ws.close()
    return drawn


def pages(sample: Path, theme: str, folder: Path) -> list[Named]:
    """Return every page of the window."""
    from ui.portrait import Studio
    from ui.showing import OWNER

    drawn: list[Named] = []
    with Studio(theme, who=OWNER) as studio:
        studio.open(sample)
        for page in studio.page_names():
            file = folder / f"page-{page}-{theme}.png"
            studio.take(page, file, SIZE)
            drawn.append((page, Image.open(file).convert("RGB")))
    return drawn


def main() -> int:
    """Make all of them in the folder that was given."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, help="where the pictures go; it is made")
    folder: Path = asked.parse_args().folder
    single = folder / "single"
    single.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from ui.showing import make_sample

    sample = make_sample(folder / "sample.cxdesk")
    for paper in PAPERS:
        drawn = sheets(sample, paper)
        for name, picture in drawn:
            picture.save(single / f"{name}-{paper}.png")
        contact(drawn, across=6, width=330).save(folder / f"sheets-{paper}.png", optimize=True)
    for theme in THEMES:
        contact(pages(sample, theme, single), across=3, width=683).save(
            folder / f"pages-{theme}.png", optimize=True
        )
    print(
        f"{len(list(single.iterdir()))} pictures and {len(PAPERS) + len(THEMES)} contact sheets in {folder}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
