"""What a run prints and writes."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, is_dataclass
from typing import Any

from tests.browser.ux.facts import sticks_out
from tests.browser.ux.findings import as_dicts
from tests.browser.ux.session import Session

HEAD = [
    "page",
    "size",
    "req",
    "kB",
    "html",
    "css",
    "js",
    "LCP",
    "CLS",
    "axe",
    "focus",
    "24px",
    "over",
    "nojs",
    "grade",
]
NO_JS = {None: "", True: "ok", False: "BAD"}


def table(rows: list[dict[str, Any]]) -> str:
    """One line per page and size."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    return "\n".join(
        "  ".join(c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    )


def _cells(row: dict[str, Any]) -> list[str]:
    if "facts" not in row:
        return [row["path"], row["viewport"], "-", "not measured", *[""] * (len(HEAD) - 4)]
    read, walk = row.get("reading", {}), row["focus"]
    weights = [row[key] for key in ("requests", "kB", "html_kB", "css_kB", "js_kB", "lcp_ms", "cls")]
    checks = [
        sum(v["n"] for v in row["axe"]),
        f"{len(walk.stops) - len(walk.unmarked)}/{len(walk.stops)}",
        len(row["facts"]["small"]),
        "yes" if sticks_out(row["facts"]) else "no",
        NO_JS[row.get("no_js", {}).get("ok")],
        read.get("fk_grade", read.get("fernandez_huerta", "")),
    ]
    return [row["path"][:40], row["viewport"], *map(str, weights), *map(str, checks)]


def report(session: Session, rows: list[dict[str, Any]], probes: list[Any], trips: list[Any]) -> int:
    """Print the table and the findings, write ux.json; how many are FAIL."""
    found = session.findings.merged()
    fails = sum(f.level == "FAIL" for f in found)
    whole = {
        "base": session.options.base,
        "chromium": session.browser.version,
        "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "pages": rows,
        "error_probes": probes,
        "journeys": trips,
        "findings": as_dicts(found),
    }
    (session.out / "ux.json").write_text(json.dumps(whole, indent=1, default=_plain), "utf-8")
    if rows:
        print(table(rows))
    for trip in trips:
        how = "ok" if trip["ok"] else "BROKE OFF"
        print(
            f"journey {trip['name']!r}: {how},",
            *(f"{trip[k]} {k}" for k in ("pages", "clicks", "keys", "seconds")),
        )
    for finding in found:
        print(finding)
    print(f"{fails} FAIL, {len(found) - fails} WARN; pictures and ux.json are in {session.out}")
    return fails


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"not for ux.json: {value!r}")
