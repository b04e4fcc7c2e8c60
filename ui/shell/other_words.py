"""The words that people use for what the program calls otherwise; Ctrl+K finds things by them.

In another language they are that language's words, not a translation of each of these.
"""

from __future__ import annotations

from collections.abc import Mapping

from cxdesk.i18n import N_, _
from ui.actions import ActionId

PAGES: Mapping[str, str] = {
    "today": N_("dashboard home start to do list what now due overdue reminders"),
    "standards": N_("rules journey touchpoints stages promises what we always do checklist quality manual"),
    "secret-system": N_("notes about guests clients remember delight surprise personal touch"),
    "negative-cue": N_("signs forbidden prohibited rude notices walk round what annoys"),
    "recovery": N_(
        "complaint complaints problem mistakes went wrong apology refund unhappy angry service failure"
    ),
    "customers": N_(
        "guests clients patients members people contacts crm address book cards find somebody phone email"
        " birthday birthdays allergy allergies likes preferences regulars"
    ),
    "cue": N_("signals code words hand signs secret language"),
    "metrics": N_("numbers kpi figures statistics charts reports trend ratings scores nps graph"),
    "people": N_("staff employees workers colleagues crew {staffs} training who can do what skills"),
    "huddle-topic": N_("meeting briefing standup morning talk topics"),
    "actions": N_("tasks to do todo improvements assignments initiatives"),
    "print": N_("printer paper sheets pdf posters forms everything all at once"),
    "trash": N_("deleted removed bin recycle restore bring back undelete recover lost"),
    "shop": N_(
        "business company name logo colour brand language currency country words week begins opening days"
    ),
    "backups": N_("copy safety restore save disk stick lost file"),
    "settings": N_("preferences options setup configuration colours text size my name theme dark mode"),
}
"""What a newcomer may call a page, by the page's name."""

PLACES: Mapping[tuple[str, str], str] = {
    ("today", "enter"): N_("daily figures day numbers type in log yesterday"),
    ("today", "all"): N_("reminders due overdue praise coach"),
    ("standards", "vision"): N_("mission purpose why we exist motto pillars"),
    ("standards", "never_always"): N_("dos and donts rules forbidden taboo"),
    ("standards", "role"): N_("roles job descriptions positions duties tasks of a job"),
    ("standards", "version"): N_("change reword update improve edit a standard revision"),
    ("standards", "retire"): N_("end stop abolish out of use withdraw drop a standard"),
    ("standards", "history"): N_("who changed what when before log of a standard"),
    ("recovery", "incidents"): N_("complaints list cases open problems"),
    ("recovery", "protocols"): N_("procedures steps what to do when emergency plan apology scripts"),
    ("recovery", "menu"): N_(
        "refund give money back compensation free discount gifts sorry gestures price list prices cost"
    ),
    ("recovery", "ladder"): N_(
        "ladder of yes who can say yes permission allowed approve authority decide manager"
    ),
    ("recovery", "limits"): N_("spend budget money allowance how much may allowed limit empower"),
    ("recovery", "defects"): N_("complaint types kinds of complaints causes categories failures defects"),
    ("recovery", "whys"): N_("root cause analysis reason why did it happen 5"),
    ("recovery", "numbers"): N_("complaint statistics how many complaints report count"),
    ("recovery", "promises"): N_("promise owed call back callback follow up"),
    ("recovery", "hours"): N_(
        "opening times hours closed on days holidays closing time open when"
        " monday tuesday wednesday thursday friday saturday sunday weekend"
    ),
    ("shop", "days"): N_("days open closed weekdays week off"),
    ("customers", "coming"): N_(
        "appointments bookings reservations schedule arrivals today birthday birthdays"
    ),
    ("customers", "slips"): N_("type in paper notes preference cards pad"),
    ("customers", "duplicates"): N_("merge double twice same person"),
    ("customers", "import"): N_(
        "import csv excel spreadsheet table load bring in take over customers clients contacts"
    ),
    ("customers", "import-visits"): N_(
        "import csv excel spreadsheet table load bring in take over visits bookings past"
    ),
    ("customers", "look-through"): N_("erase forget delete old inactive privacy gdpr data protection lapsed"),
    ("customers", "erase"): N_(
        "erase forget remove delete a person privacy gdpr right to be forgotten data protection"
    ),
    ("metrics", "enter"): N_("type in figures data entry"),
    ("metrics", "sheet"): N_("tally paper strokes key in"),
    ("metrics", "library"): N_("new number kpi start counting measure"),
    ("metrics", "import"): N_("import csv excel spreadsheet table load bring in take over figures metrics"),
    ("metrics", "causes"): N_("pareto most frequent reasons top complaints"),
    ("metrics", "numbers"): N_("parts inputs what is counted frequency"),
    ("people", "everybody"): N_("matrix skills training overview table who can do what"),
    ("people", "enter"): N_("training done tick off signed learned sign again renew"),
    ("actions", "overdue"): N_("late tasks missed deadline"),
    ("backups", "now"): N_("save safety copy"),
    ("backups", "copy"): N_("duplicate usb stick save as"),
    ("backups", "restore"): N_("bring back go back earlier yesterday lost file"),
    ("settings", "protection"): N_("passphrase password encrypt encryption lock secure recovery key pin"),
    ("print", "whole-set"): N_("print everything all sheets complete book"),
    ("print", "log"): N_("printed history which sheets hang outdated"),
}
"""The same for places on pages, by page and place; what a sheet is about says its own declaration."""

COMMANDS: Mapping[ActionId, str] = {
    ActionId.FILE_START: N_("create another business demo example start page"),
    ActionId.FILE_OPEN: N_("load another shop document"),
    ActionId.FILE_EXPORT: N_("csv excel json spreadsheet take data out save as download"),
    ActionId.FILE_FOLDER: N_("where is my file explorer finder location"),
    ActionId.FILE_CLOSE: N_("leave log out sign out"),
    ActionId.PRINT: N_("paper pdf printer"),
    ActionId.SETTINGS: N_("preferences options"),
    ActionId.QUIT: N_("exit close the program end leave stop"),
    ActionId.UNDO: N_("undo take back revert mistake oops"),
    ActionId.REDO: N_("redo do again repeat"),
    ActionId.RECORD_ADD: N_("new create insert plus"),
    ActionId.INCIDENT: N_(
        "complaint complain problem unhappy angry mistake failure report an incident sorry refund"
    ),
    ActionId.PROMISE: N_("promised call back callback follow up remind me"),
    ActionId.ACTION_ADD: N_("task to do todo assign improvement"),
    ActionId.SAVED: N_("save store keep"),
    ActionId.PALETTE: N_("find"),
    ActionId.BACK: N_("previous return where was I history"),
    ActionId.FORWARD: N_("next"),
    ActionId.PRIVACY: N_("lock hide screen away pause cover"),
    ActionId.THEME_LIGHT: N_("bright white theme mode day"),
    ActionId.THEME_DARK: N_("black theme mode night"),
    ActionId.THEME_CONTRAST: N_("accessibility see better theme mode yellow black"),
    ActionId.THEME_SYSTEM: N_("automatic theme mode"),
    ActionId.TEXT_LARGER: N_("zoom in bigger font size letters glasses"),
    ActionId.TEXT_SMALLER: N_("zoom out font size letters"),
    ActionId.TEXT_NORMAL: N_("zoom reset font size 100"),
    ActionId.MENU_BAR: N_("menus toolbar"),
    ActionId.HELP: N_("manual guide how do I what is this explain support question"),
    ActionId.SHORTCUTS: N_("shortcuts keyboard hotkeys"),
    ActionId.LOG_FOLDER: N_("error report crash diagnose"),
    ActionId.ABOUT: N_("version licence license who made this"),
}
"""The same for the commands of the menus."""


def of_page(name: str) -> str:
    """Return other words for a page, "" for one that has none."""
    return _(PAGES.get(name, ""))


def of_place(page: str, place: str) -> str:
    """Return other words for a place on a page."""
    return _(PLACES.get((page, place), ""))


def of_command(command: str) -> str:
    """Return other words for a command of the menus, by its id."""
    return next((_(words) for name, words in COMMANDS.items() if name == command), "")
