"""Start the site with its demo town, measure the pages below with ux_check, stop it again.

    python -m tests.browser.check_pages [--only PART] [--out FOLDER]

Exit 0: no page is below the bar, or there is no Chromium here (with PORTAL_TEST_STRICT=1 that is an error).
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.ux_check import chromium
from tests.support.process import LOOPBACK, free_port, stop, strict, wait_until

# ---- what is measured ---------------------------------------------------------------------------------
# {project}, {comment}, … are looked up on the site: the first project with a comment form and a comment.

PUBLIC = (
    "/",
    "/es/",
    "/projects",
    "{project}",
    "{project}/comment",
    "{comment}",
    "/meetings",
    "{meeting}",
    "{committee}",
    "/record",
    "/moderation",
    "/receipt",
    "/about",
    "/accessibility",
    "/privacy",
    "/staff/sign-in",
)
# Who signs in, and what that person opens.
DESK = {
    "moderator@example.org": ("/staff", "/staff/moderation"),
    "member@example.org": ("/staff/feedback?q=park",),
    "clerk@example.org": ("/staff/meetings", "/staff/projects"),
}
SENT_EMPTY = ("{project}/comment", "/staff/sign-in")
# What an address of each kind looks like, and the page that lists some.
LINKS = {
    "committee": r"/committees/[a-z0-9-]+",
    "meeting": r"/meetings/[a-z0-9-]+",
    "project": r"/projects/[a-z0-9-]+",
    "comment": r"/comments/[0-9A-Za-z-]+",
}
LISTED = {"committee": "/about", "meeting": "/meetings"}
PAGE_SECONDS = 60  # a generous bound for one page at both sizes, light and dark
ROOT = Path(__file__).resolve().parents[2]
PORTAL = Path(sys.executable).with_name("portal")


def main() -> int:
    """Measure what the command line asks for; the exit status."""
    options = _options()
    if chromium() is None:
        print("check-pages: there is no Chromium here (Debian: apt install chromium)", file=sys.stderr)
        return 1 if strict() else 0
    out = Path(options.out or tempfile.mkdtemp(prefix="portal-pages-"))
    with site() as (base, password):
        found = _find(base)
        runs = [r for r in _runs(found, password) if options.only in r[0]]
        results = {name: _measure(base, out / name.partition("@")[0], *rest) for name, *rest in runs}
    for name, status in results.items():
        print(f"check-pages: {name}: {'within the bar' if status == 0 else 'BELOW THE BAR'}")
    print(f"check-pages: pictures and figures are in {out}")
    return 0 if results and not any(results.values()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="PART", help="only runs so named: public, moderator, …")
    parser.add_argument("--out", help="folder for pictures and figures (default: a new one)")
    return parser.parse_args()


def _runs(found: dict[str, str], password: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """The name of each run, the pages it measures and its other options."""
    probes = [word for path in SENT_EMPTY for word in ("--error-probe", path.format(**found))]
    yield "public", [path.format(**found) for path in PUBLIC], probes
    for email, paths in DESK.items():
        fields = ["--field", f"email={email}", "--field", f"password={password}"]
        yield email, list(paths), ["--login", "/staff/sign-in", *fields]


def _measure(base: str, out: Path, paths: list[str], more: list[str]) -> int:
    deadline = PAGE_SECONDS * (len(paths) + len(SENT_EMPTY))
    command = [sys.executable, "-m", "tests.browser.ux_check", base, *paths, *more, "--dark", "--print"]
    return subprocess.run([*command, f"--out={out}", f"--deadline={deadline}"], cwd=ROOT).returncode


# ---- the site -----------------------------------------------------------------------------------------


@contextmanager
def site() -> Iterator[tuple[str, str]]:
    """A portal of its own with the demo town: its address, and the password of the demo's sign-ins."""
    password = secrets.token_urlsafe(18)
    with tempfile.TemporaryDirectory(prefix="portal-site-") as instance:
        # None of the caller's settings: this site has a database of its own.
        mine = {k: v for k, v in os.environ.items() if not k.startswith("PORTAL_") or k == "PORTAL_DEMO_DATA"}
        environment = mine | {
            "PORTAL_INSTANCE": instance,
            "PORTAL_DEMO_PASSWORD": password,
            "PORTAL_ENV": "development",
            "PORTAL_INSECURE_COOKIES": "1",
        }
        for command in (["setup"], ["demo", "load"]):
            subprocess.run([PORTAL, *command], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with _serving(environment, Path(instance) / "serve.log") as base:
            yield base, password


@contextmanager
def _serving(environment: dict[str, str], log: Path) -> Iterator[str]:
    port = free_port()
    base = f"http://{LOOPBACK}:{port}"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [PORTAL, "serve", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until(lambda: _ready(base), process, 60, log.read_text)
        yield base
    finally:
        stop(process)


def _ready(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


# ---- finding addresses --------------------------------------------------------------------------------


def _find(base: str) -> dict[str, str]:
    """An address for each of LINKS; one that is nowhere ends the run."""
    found = {name: _first(_links(base, page, name), name) for name, page in LISTED.items()}
    projects = _links(base, "/projects", "project")
    talked_about = {p: _links(base, p, "comment") for p in projects if f"{p}/comment" in _page(base, p)}
    project = _first([p for p, comments in talked_about.items() if comments], "project with a comment")
    return found | {"project": project, "comment": talked_about[project][0]}


def _first(links: list[str], name: str) -> str:
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
