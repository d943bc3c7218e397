"""What a flood of comments from one network does to others: they read a project's page and post a comment meanwhile.

`portal serve` runs with its worker behind a trusted proxy that this script plays: everybody has an address in
X-Forwarded-For. Run it as `python -m bench.flood [comments of the flood]`, 5,000 unless told; some minutes.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path
from statistics import quantiles

from bench.sites import bench_site
from portal.comments.models import Comment
from portal.core.db import db

PORT, FLOODERS, OTHERS = 8513, 4, 30
FLOOD = "203.0.113.9"
PAGE = f"http://127.0.0.1:{PORT}/projects/bench"


def ask(path: str, address: str, fields: dict[str, str] | None = None) -> tuple[int, str, float]:
    """The answer to a request from this address: status, page and milliseconds."""
    data = urllib.parse.urlencode(fields).encode() if fields else None
    request = urllib.request.Request(PAGE + path, data, {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"})
    began = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status, page = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        status, page = error.code, ""
    return status, page, (time.monotonic() - began) * 1000


def wait_for_it() -> None:
    """Return once the server answers."""
    for _second in range(120):
        try:
            ask("", "198.51.100.1")
            return
        except urllib.error.URLError:
            time.sleep(1)


def comment(address: str, words: str) -> tuple[int, float]:
    """Open the form and send it; the status and the milliseconds of sending."""
    status, page, _cost = ask("/comment", address)
    if status != 200:
        return status, 0.0
    hidden = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    found = {field[1]: field[2] for tag in hidden if (field := re.search(r'name="([^"]*)"[^>]*value="([^"]*)"', tag))}
    status, _page, cost = ask("/comment", address, found | {"body": words, "looked": "1"})
    return status, cost


def others(name: str) -> None:
    """Print how long it takes others, each in a network of their own, one after another."""
    reading, posting = [], []
    for number in range(OTHERS):
        address = f"198.51.{len(name)}.{number + 1}"
        reading.append(ask("", address)[2])
        posting.append(comment(address, f"{name} {number}: the lamps at the station are too bright")[1])
    for what, costs in (("read", reading), ("post", posting)):
        cuts = quantiles(costs, n=20)
        print(f"others {what} {name}: p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms", flush=True)


def flood(most: int, numbers: itertools.count[int], answers: Counter[int], over: threading.Event) -> None:
    """Send comments until there were enough, or the others are done."""
    while (number := next(numbers)) < most and not over.is_set():
        answers[comment(FLOOD, f"{number} no more lamps, they are ugly and cost too much")[0]] += 1


def main() -> None:
    """Print the figures."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with bench_site(proxies=1) as app:
        folder = str(Path(app.instance_path))
        wanted = {
            "PORTAL_INSTANCE": folder,
            "PORTAL_SECRET_KEY": app.config["SETTINGS"].secret_key,
            "PORTAL_BASE_URL": f"http://127.0.0.1:{PORT}",
            "PORTAL_PROXIES": "1",
        }
        portal = str(Path(sys.executable).with_name("portal"))
        server = subprocess.Popen(
            [portal, "serve", "--port", str(PORT)],
            env=os.environ | wanted,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for_it()
            others("before")
            numbers, answers, over = itertools.count(), Counter[int](), threading.Event()
            threads = [threading.Thread(target=flood, args=(most, numbers, answers, over)) for _each in range(FLOODERS)]
            for thread in threads:
                thread.start()
            others("during")
            for thread in threads:
                thread.join()
            kept = db.session.query(Comment).filter(Comment.body.like("% no more lamps%"))
            folded = kept.filter(Comment.fold.is_not(None)).count()
            print(f"flood answered {dict(answers)}; kept {kept.count()}, of these folded {folded}")
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    main()
