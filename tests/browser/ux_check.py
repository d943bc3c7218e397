"""Measure the pages of a site on this machine in headless Chromium, at the project's bar.

    python -m tests.browser.ux_check http://127.0.0.1:8000 / /projects
    … --login /staff/sign-in --field email=… --field password=… /staff/moderation
    … --dark --print --out pictures
    … --error-probe /projects/library/comment          # send the form empty, judge the errors
    … --error-probe '/contact::form#contact'           # name the form
    … --journey comment.json                           # see ux/journey.py

Each page is loaded at 360x740 (touch, slow 4G, processor four times slower) and 1280x900 (unthrottled),
then once with JavaScript off. Prints a table and the findings; writes ux.json and pictures.
FAIL is below the bar, WARN is worth a look. Exit 0: no FAIL; 1: at least one; 2: could not run.
"""

from __future__ import annotations

import argparse
import ipaddress
import os
import shutil
import sys
import tempfile
import threading
from urllib.parse import urlparse

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.browser.ux.errors import probe
from tests.browser.ux.journey import travel
from tests.browser.ux.load import NETS
from tests.browser.ux.page import VIEWPORTS, measure
from tests.browser.ux.report import report
from tests.browser.ux.session import Session

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SUBMIT = "main button[type=submit], main form button, main input[type=submit]"
# option --max-NAME: (default, what it bounds)
BAR = {
    "requests": (8, "requests"),
    "kb": (60, "kB over the line, without pictures"),
    "css": (25, "kB of CSS, unpacked"),
    "js": (8, "kB of JavaScript, unpacked"),
    "html": (60, "kB of HTML, unpacked"),
    "lcp": (1800, "ms to the largest contentful paint"),
    "cls": (0.05, "cumulative layout shift"),
    "grade": (8, "school grade of our own sentences"),
}


def chromium() -> str | None:
    """The browser's program: CHROMIUM, else what the path has."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def main(arguments: list[str] | None = None) -> int:
    """Run the checks that the command line names; the exit status."""
    options = _parser().parse_args(arguments)
    options.base = options.base.rstrip("/")
    options.out = options.out or tempfile.mkdtemp(prefix="ux-")
    if not _loopback(options.base):
        return _cannot("only a loopback address is measured")
    if not options.chromium:
        return _cannot("there is no Chromium (Debian: apt install chromium)")
    options.paths += [path for path in options.expect_404 if path not in options.paths]
    if not (options.paths or options.error_probe or options.journey):
        options.paths = ["/"]
    watch = threading.Timer(options.deadline, _late, [options.deadline])
    watch.daemon = True
    watch.start()
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=options.chromium, args=FLAGS)
            return 1 if check(options, browser) else 0
    except BrowserError as error:
        return _cannot(str(error))


def check(options: argparse.Namespace, browser: Browser) -> int:
    """Measure, probe and travel; how many findings are FAIL."""
    warm = browser.new_page()  # the first page of a fresh browser is slow: not counted
    warm.set_content("<p>warm</p>")
    warm.close()
    session = Session(options, browser)
    if options.login:
        session.login()
    rows = [measure(session, path, *viewport) for path in options.paths for viewport in VIEWPORTS]
    _warn_same_titles(session, rows)
    probes = [probe(session, spec) for spec in options.error_probe]
    trips = [travel(session, file) for file in options.journey]
    return report(session, rows, probes, trips)


def _warn_same_titles(session: Session, rows: list[dict[str, object]]) -> None:
    titles: dict[str, set[str]] = {}
    for row in rows:
        facts = row.get("facts")
        if isinstance(facts, dict):
            titles.setdefault(facts["title"], set()).add(str(row["path"]))
    for title, paths in titles.items():
        if len(paths) > 1:
            session.findings.warn(min(paths), "all", "the same title on several pages", f"{title!r}: {sorted(paths)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("base", help="where the site is, such as http://127.0.0.1:8000")
    add("paths", nargs="*")
    add("--out", default=None, help="folder for pictures and ux.json (default: a new one)")
    add("--login", metavar="PATH", help="the sign-in page")
    add("--field", action="append", default=[], metavar="NAME=VALUE", help="what to fill in there")
    add("--submit", default=SUBMIT, metavar="SELECTOR", help="what to press there")
    add("--error-probe", action="append", default=[], metavar="PATH[::FORM]")
    add("--journey", action="append", default=[], metavar="FILE")
    add("--expect-404", action="append", default=[], metavar="PATH")
    add("--net", choices=NETS, default="slow4g", help="line and processor of the 360 px run")
    add("--dark", action="store_true", help="also the contrasts of the dark scheme")
    add("--print", action="store_true", help="also what the print style leaves")
    add("--no-shots", action="store_true")
    add("--locale", default="en-US")
    add("--tabs", type=int, default=15, help="how often Tab is pressed on a page")
    add("--timeout", type=int, default=30, help="seconds for one page")
    add("--deadline", type=float, default=540, help="seconds for the whole run")
    add("--chromium", default=chromium(), metavar="PROGRAM")
    for name, (default, what) in BAR.items():
        add(f"--max-{name}", type=float, default=default, help=f"{what} (default: {default})")
    return parser


def _loopback(url: str) -> bool:
    host = urlparse(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _cannot(why: str) -> int:
    print(f"ux_check: {why}", file=sys.stderr)
    return 2


def _late(seconds: float) -> None:
    _cannot(f"over the deadline of {seconds:g} s")
    os._exit(2)  # the browser ends with the pipe to it


if __name__ == "__main__":
    sys.exit(main())
