"""Start the site with its demo town, measure the pages below with ux_check, stop it again.

    python -m tests.browser.check_pages [--only PART] [--out FOLDER]

Exit 0: no page is below the bar, or there is no Chromium here (with PORTAL_TEST_STRICT=1 that is an error).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from portal.core.addresses import key_text
from portal.surveys.xlsform import write_workbook
from tests.browser.site import PASSWORD, ROOT, Site, demo_site, served
from tests.browser.ux_check import chromium
from tests.support.process import strict
from tests.surveys.forms import PARKING

# ---- what is measured ---------------------------------------------------------------------------------
# {project}, {comment}, … are looked up on the site: the first project with a comment form and a comment.

PUBLIC = (
    "/",
    "/es/",
    "/projects",
    "/projects?phase=piloting&q=a",
    "/projects/map",
    "{project}",
    "{project}/comment",
    "{project}/updates/1",
    "{project}/sheet",
    "{project}/sheet/changes",
    "{project}/timeline",
    "/goals",
    "{comment}",
    "/meetings",
    "{meeting}",
    "{meeting}/items/3",
    "{meeting}/items/3/comment",
    "{meeting}/speak",
    "{meeting}/pack",
    "/meetings/special-meeting-storm/changes",
    "/meetings/special-meeting-storm/versions/2/certificate",
    "/meetings/regular-meeting-12/minutes",
    "/meetings/regular-meeting-13/minutes",
    "/decisions",
    "/partners",
    "{committee}",
    "{committee}/charter",
    "{committee}/charter/1",
    "{committee}/charter/changes",
    "/record",
    "/moderation",
    "/receipt",
    "/about",
    "/accessibility",
    "/privacy",
    "/staff/sign-in",
)
# What people said, with all that may be done about it.
VOICES = (
    "/projects/bus-signs/comments",
    "/projects/street-lights/comments",
    "/projects/street-lights/updates/5/comments",
    "/projects/street-lights/updates/5/comment",
    "/comments/{answered}",
    "/comments/{photographed}",
    "/comments/{redacted}",
    "/comments/{answered}/reply",
    "/comments/{answered}/support",
    "/comments/{answered}/report",
    "/comments/{letter}/family",
    "/moderation/guidelines/private-details",
    "/receipt/lost",
)
# A survey, from the list to the last page before it is sent: PARKING of tests/surveys, with a question of each kind.
SURVEY = "/surveys/parking"
ANSWERING = (
    "/surveys",
    SURVEY,
    f"{SURVEY}/respond/start",
    f"{SURVEY}/respond/resume",
    *(f"{SURVEY}/respond?page={page}" for page in ("g/you", "q/way", "q/days", "q/order", "q/since", "r/car", "q/why")),
    f"{SURVEY}/respond/check",
    f"{SURVEY}/respond/clear",
)
# The desk's pages of surveys: one that people answer, one whose results are published.
ASKED, COUNTED_OUT = "/staff/surveys/evenings-downtown", "/staff/surveys/first-month-of-bus-signs"
SURVEY_DESK = (
    *("/staff/surveys", "/staff/surveys/new", "/staff/surveys/import"),
    *(ASKED + page for page in ("", "/edit", "/build", "/build/1", "/build/add", "/build/1/delete", "/versions")),
    *(ASKED + page for page in ("/preview", "/try", "/open", "/close", "/results")),
    *(ASKED + page for page in ("/invitations", "/invitations/new", "/invitations/import", "/invitations/mail")),
    *(COUNTED_OUT, f"{COUNTED_OUT}/results"),
)
SURVEY_EMPTY = (f"{SURVEY}/respond/resume",)
# Who signs in, and what that person opens.
DESK = {
    "moderator@example.org": (
        "/staff",
        *(f"/staff/moderation?lane={lane}" for lane in ("aside", "reports", "appeals", "escalations")),
        "/staff/moderation/{waiting}",
        "/staff/moderation/{redacted}",
        *(f"/staff/moderation/{{waiting}}/{deed}" for deed in ("redact", "decline", "set-aside", "move", "escalate")),
        "/staff/moderation/{photographed}/hide",
        "/staff/moderation/{reported}/reports",
        "/staff/moderation/{redacted}/original",
        "/staff/moderation/appeals",
        "/staff/moderation/appeals/{appeal}",
        "/staff/moderation/escalations/{escalation}",
        "/staff/moderation/escalation-plan",
        "/staff/moderation/families/{family}",
        "/staff/moderation/families/{family}/decline",
        "/staff/moderation/templates",
        "/staff/moderation/templates/new",
        "/staff/moderation/guidelines",
        "/staff/moderation/guidelines/off-topic",
        "/staff/moderation/rulings",
        "/staff/retention/erase",
        "/staff/retention/erase/{redacted}",
        "/staff/comments/new",
        "/staff/comments/import",
        "/staff/comments/slips",
    ),
    "member@example.org": ("/staff/feedback?q=park",),
    "partner@example.org": ("/staff/drafts",),
    "clerk@example.org": (
        "/staff/meetings",
        "/staff{meeting}",
        "/staff{meeting}/papers",
        "/staff{meeting}/speakers",
        "/staff/meetings/regular-meeting-13/minutes",
        "/staff/projects",
        "/staff{project}/updates/new",
        "/staff{project}/sheet",
        "/staff{project}/sign-off",
        "/staff/goals",
        "/staff/drafts/sent",
        "/staff/partners",
        "/staff/partners/new",
        "/staff/committees",
        "/staff{committee}/charter",
        "/staff{project}/edit",
        "/staff/retention/holds",
        "/staff/surveys/new",
        "/staff/surveys/parking/build",
        "/staff/surveys/parking/build/add",
        "/staff/surveys/parking/build/add?kind=section",
        "/staff/surveys/parking/build/5",
        "/staff/surveys/parking/build/5/delete",
        "/staff/surveys/parking/build/6",
    ),
}
# Forms that hold a whole agenda, every motion, seat or requirement, and the queue with every text on it: as heavy as
# they are long, and at the desk alone.
QUEUE = ("/staff/moderation",)
LONG_FORMS = (
    "/staff/meetings/new",
    "/staff/meetings/regular-meeting-13/minutes/edit",
    "/staff{committee}/edit",
    "/staff{committee}/responsibilities",
    "/staff{project}/sheet/requirements",
)
THEIR_WEIGHT = ("--max-kb=100", "--max-html=70")
SENT_EMPTY = ("{project}/comment", "{meeting}/speak", "/staff/sign-in")
VOICES_EMPTY = ("/comments/{answered}/reply", "/comments/{answered}/report")
# What an address of each kind looks like, and the page that lists some.
LINKS = {
    "committee": r"/committees/[a-z0-9-]+",
    "meeting": r"/meetings/[a-z0-9-]+",
    "project": r"/projects/[a-z0-9-]+",
    "comment": r"/comments/[0-9A-Za-z-]+",
}
LISTED = {"committee": "/about", "meeting": "/meetings"}
# What no page lists for everybody: found in the database.
HELD = {
    "waiting": "SELECT id FROM comment WHERE state = 'pending' AND reply_to_id IS NULL ORDER BY received_at",
    "answered": "SELECT answered.id FROM comment AS answered JOIN comment AS reply ON reply.reply_to_id = answered.id"
    " WHERE answered.state = 'published' AND reply.state = 'published' ORDER BY answered.received_at",
    "photographed": "SELECT comment_id FROM comment_photo",
    "redacted": "SELECT comment_id FROM ruling WHERE kind = 'redact'",
    "reported": "SELECT comment_id FROM report WHERE closed_at IS NULL",
    "letter": "SELECT represented_by_id FROM comment WHERE represented_by_id IS NOT NULL",
    "family": "SELECT family_id FROM family_member GROUP BY family_id ORDER BY count(*) DESC",
    "appeal": "SELECT id FROM appeal WHERE state = 'waiting'",
    "escalation": "SELECT id FROM escalation",
}
COUNTED = ("appeal", "escalation")  # their addresses hold a number, those of the others a key
PAGE_SECONDS = 60  # a generous bound for one page at both sizes, light and dark
# What is measured in the dark, too: the components stand on these, and all the rest would take a quarter of an hour.
DARK = ("--dark",)
AT_ONCE = 2  # most of the time a browser waits: for slow networks that are feigned, and for a page to stand still


def main() -> int:
    """Measure what the command line asks for; the exit status."""
    options = _options()
    if chromium() is None:
        print("check-pages: there is no Chromium here (Debian: apt install chromium)", file=sys.stderr)
        return 1 if strict() else 0
    out = Path(options.out or tempfile.mkdtemp(prefix="portal-pages-"))
    with tempfile.TemporaryDirectory(prefix="portal-site-") as folder:
        town = demo_site(Path(folder) / "site", os.environ.get("PORTAL_DEMO_DATA", ""))
        with served(town):
            _open_survey(town, Path(folder) / "parking.xlsx")
            town.settle()
            found = _find(town.base) | _held(town)
            runs = [r for r in _runs(found) if options.only in r[0]]
            with ThreadPoolExecutor(AT_ONCE) as threads:
                measured = threads.map(lambda run: _measure(town.base, out / run[0].partition("@")[0], *run[1:]), runs)
                results = {run[0]: status for run, status in zip(runs, measured, strict=True)}
    for name, status in results.items():
        print(f"check-pages: {name}: {'within the bar' if status == 0 else 'BELOW THE BAR'}")
    print(f"check-pages: pictures and figures are in {out}")
    return 0 if results and not any(results.values()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="PART", help="only runs so named: public, moderator, …")
    parser.add_argument("--out", help="folder for pictures and figures (default: a new one)")
    return parser.parse_args()


def _runs(found: dict[str, str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """The name of each run, the pages it measures and its other options."""
    yield "public", [path.format(**found) for path in PUBLIC], _probes(SENT_EMPTY, found)
    yield "voices", [path.format(**found) for path in VOICES], [*_probes(VOICES_EMPTY, found), *DARK]
    begun = ["--login", f"{SURVEY}/respond/start"]
    yield "answering", [*ANSWERING], [*_probes(SURVEY_EMPTY, found), *begun]
    for email, paths in DESK.items():
        yield email, [path.format(**found) for path in paths], _signed_in(email)
    yield "surveys of clerk@example.org", [*SURVEY_DESK], _signed_in("clerk@example.org")
    yield "queue", [*QUEUE], [*_signed_in("moderator@example.org"), *THEIR_WEIGHT, *DARK]
    yield "long forms", [path.format(**found) for path in LONG_FORMS], [*_signed_in("clerk@example.org"), *THEIR_WEIGHT]


def _probes(paths: Iterable[str], found: dict[str, str]) -> list[str]:
    return [word for path in paths for word in ("--error-probe", path.format(**found))]


def _signed_in(email: str) -> list[str]:
    return ["--login", "/staff/sign-in", "--field", f"email={email}", "--field", f"password={PASSWORD}"]


def _measure(base: str, out: Path, paths: list[str], more: list[str]) -> int:
    deadline = PAGE_SECONDS * (len(paths) + len(SENT_EMPTY))
    command = [sys.executable, "-m", "tests.browser.ux_check", base, *paths, *more, "--print"]
    done = subprocess.run(
        [*command, f"--out={out}", f"--deadline={deadline}"], cwd=ROOT, capture_output=True, text=True
    )
    print(done.stdout + done.stderr, flush=True)
    return done.returncode


def _open_survey(town: Site, workbook: Path) -> None:
    workbook.write_bytes(write_workbook(PARKING))
    town.do("surveys", "import", str(workbook))
    with town.database() as database:
        database.execute("UPDATE survey SET state = 'open' WHERE slug = 'parking'")


# ---- finding addresses --------------------------------------------------------------------------------


def _find(base: str) -> dict[str, str]:
    """An address for each of LINKS; one that is nowhere ends the run."""
    found = {name: _first(_links(base, page, name), name) for name, page in LISTED.items()}
    projects = _links(base, "/projects?comments=open", "project")
    talked_about = {p: _links(base, p, "comment") for p in projects if f'{p}/comment"' in _page(base, p)}
    project = _first([p for p, comments in talked_about.items() if comments], "project with a comment")
    return found | {"project": project, "comment": talked_about[project][0]}


def _held(town: Site) -> dict[str, str]:
    """The ids of HELD as they stand in addresses; one that is nowhere ends the run."""
    with town.database() as database:
        ids = {name: [row for (row,) in database.execute(wanted)] for name, wanted in HELD.items()}
    return {
        name: str(_first(rows, name)) if name in COUNTED else key_text(_first(rows, name)) for name, rows in ids.items()
    }


def _first(links: list[Any], name: str) -> Any:
    if not links:
        raise SystemExit(f"check-pages: the site shows no {name}")
    return links[0]


def _links(base: str, page: str, name: str) -> list[str]:
    return re.findall(rf'href="({LINKS[name]})(?:[#?][^"]*)?"', _page(base, page))


def _page(base: str, path: str) -> str:
    try:
        with urllib.request.urlopen(base + path, timeout=10) as answer:
            return str(answer.read(), "utf-8")
    except OSError as error:
        raise SystemExit(f"check-pages: {path}: {error}") from error


if __name__ == "__main__":
    sys.exit(main())
