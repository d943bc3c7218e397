"""Loading a page as a phone on a slow line does, and weighing what came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import BrowserContext, CDPSession, Page, Response

from tests.browser.ux.session import Session, script

# latency in ms, bytes a second down and up, how many times slower the processor
NETS = {"none": None, "slow4g": (150, 1.6e6 / 8, 0.75e6 / 8, 4), "slow3g": (400, 0.4e6 / 8, 0.4e6 / 8, 4)}
LCP_TRIES = 3  # a busy machine shows in LCP: the best counts


@dataclass
class Traffic:
    """What one load asked for, and what came back. Sizes in bytes."""

    requests: dict[str, dict[str, Any]] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)  # also those that never answered
    errors: list[str] = field(default_factory=list)  # of the console
    open: bool = True

    def watch(self, page: Page, cdp: CDPSession) -> None:
        """Listen until `open` is set to False."""
        cdp.on("Network.requestWillBeSent", lambda e: self.hosts.add(urlparse(e["request"]["url"]).netloc))
        cdp.on("Network.responseReceived", self._answered)
        cdp.on("Network.dataReceived", lambda e: self._grow(e, "raw", e["dataLength"]))
        cdp.on("Network.loadingFinished", lambda e: self._grow(e, "sent", e["encodedDataLength"]))
        page.on("console", lambda m: self.errors.append(m.text[:160]) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)[:160]))

    def _entry(self, event: dict[str, Any]) -> dict[str, Any]:
        return self.requests.setdefault(event["requestId"], {"sent": 0, "raw": 0})

    def _answered(self, event: dict[str, Any]) -> None:
        if self.open:
            answer = event["response"]
            self._entry(event).update(url=answer["url"], type=event["type"], status=answer["status"])

    def _grow(self, event: dict[str, Any], what: str, by: float) -> None:
        if self.open:
            self._entry(event)[what] += by

    def answers(self) -> list[dict[str, Any]]:
        """Every request that was answered over the network."""
        return [r for r in self.requests.values() if r.get("url") and not r["url"].startswith("data:")]

    def kilobytes(self, kind: str | None, what: str) -> float:
        """kB of one kind of resource (None: all): `sent` over the line, or `raw` after unpacking."""
        total: float = sum(r[what] for r in self.answers() if kind in (None, r["type"]))
        return round(total / 1000, 1)


@dataclass(frozen=True)
class Loaded:
    """A page that has come to rest."""

    page: Page
    response: Response | None
    traffic: Traffic
    vitals: dict[str, Any]


def load(session: Session, context: BrowserContext, path: str, slow: bool) -> Loaded:
    """Open `path`; `slow` uses the line and processor of the options. Raises playwright's Error."""
    page = context.new_page()
    page.add_init_script(script("observe"))
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    net = NETS[session.options.net] if slow else None
    if net:
        _throttle(cdp, *net)
    traffic = Traffic()
    traffic.watch(page, cdp)
    response = page.goto(session.url(path), wait_until="load", timeout=session.options.timeout * 1000)
    page.wait_for_timeout(600)
    traffic.open = False
    vitals = _vitals(page, session.options.max_lcp)
    if net:
        _throttle(cdp, 0, -1, -1, 1)  # measured; the rest runs at full speed
    return Loaded(page, response, traffic, vitals)


def _throttle(cdp: CDPSession, latency: float, down: float, up: float, slower: float) -> None:
    line = {"offline": False, "latency": latency, "downloadThroughput": down, "uploadThroughput": up}
    cdp.send("Network.emulateNetworkConditions", line)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})


def _vitals(page: Page, budget: float) -> dict[str, Any]:
    vitals: dict[str, Any] = page.evaluate("() => window.__ux")
    for _ in range(LCP_TRIES - 1):
        if vitals["lcp"] <= budget:
            break
        page.reload(wait_until="load")
        page.wait_for_timeout(400)
        again = page.evaluate("() => window.__ux")
        vitals["lcp"] = min(vitals["lcp"], again["lcp"] or vitals["lcp"])
    return vitals


def judge_load(session: Session, path: str, at: str, loaded: Loaded) -> dict[str, Any]:
    """Find what is over a budget, from elsewhere or broken; the figures for the report."""
    traffic, options, fail = loaded.traffic, session.options, session.findings.fail
    status = loaded.response.status if loaded.response else 0
    expected = 404 if path in options.expect_404 else 200
    if status != expected:
        fail(path, at, f"status {status}, expected {expected}")
    if session.at_login(loaded.page) and path != options.login:
        fail(path, at, "shows the sign-in page")
    elif urlparse(loaded.page.url).path != urlparse(session.url(path)).path:
        session.findings.warn(path, at, "was redirected", loaded.page.url)
    figures = {
        "status": status,
        "requests": len(traffic.answers()),
        "kB": round(traffic.kilobytes(None, "sent") - traffic.kilobytes("Image", "sent"), 1),
        "html_kB": traffic.kilobytes("Document", "raw"),
        "css_kB": traffic.kilobytes("Stylesheet", "raw"),
        "js_kB": traffic.kilobytes("Script", "raw"),
        "img_kB": traffic.kilobytes("Image", "sent"),
        "lcp_ms": round(loaded.vitals["lcp"]),
        "lcp_element": loaded.vitals["lcpElement"],
        "cls": round(loaded.vitals["cls"], 4),
    }
    shifts = ",".join(loaded.vitals["shifts"][:4])
    for what, name in BUDGETS.items():
        top = getattr(options, f"max_{name}")
        if figures[what] > top:
            fail(path, at, f"{what} {figures[what]:g} over the budget {top:g}", shifts if what == "cls" else "")
    strangers = sorted(host for host in traffic.hosts if host and host != urlparse(options.base).netloc)
    if strangers:
        fail(path, at, "requests to other hosts", ", ".join(strangers))
    for answer in traffic.answers():
        if answer["status"] >= 400 and answer["type"] != "Document":
            fail(path, at, f"a resource answered {answer['status']}", answer["url"])
    if traffic.errors and status == expected == 200:
        fail(path, at, "console errors", traffic.errors[0])
    return figures


# a figure and the option that bounds it
BUDGETS = {
    "requests": "requests",
    "kB": "kb",
    "css_kB": "css",
    "js_kB": "js",
    "html_kB": "html",
    "lcp_ms": "lcp",
    "cls": "cls",
}
