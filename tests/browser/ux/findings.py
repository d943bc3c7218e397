"""What was found: FAIL is below the bar, WARN is worth a look."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace


@dataclass(frozen=True)
class Finding:
    """One thing about one page; `at` says where (m, d, dark, no-js, errors, journey)."""

    level: str
    page: str
    at: str
    what: str
    detail: str = ""

    def __str__(self) -> str:
        detail = f" - {self.detail[:150]}" if self.detail else ""
        return f"{self.level} {self.page} [{self.at}] {self.what}{detail}"


@dataclass
class Findings:
    """All findings of a run, in the order in which they came."""

    items: list[Finding] = field(default_factory=list)

    def fail(self, page: str, at: str, what: str, detail: str = "") -> None:
        """Note something below the bar."""
        self.items.append(Finding("FAIL", page, at, what, detail))

    def warn(self, page: str, at: str, what: str, detail: str = "") -> None:
        """Note something to look at."""
        self.items.append(Finding("WARN", page, at, what, detail))

    def merged(self) -> list[Finding]:
        """FAIL first, by page; the same finding at both sizes is one."""
        seen: dict[tuple[str, str, str], Finding] = {}
        for one in self.items:
            key = (one.level, one.page, one.what)
            if key not in seen:
                seen[key] = one
            elif one.at not in seen[key].at.split("+"):
                seen[key] = replace(seen[key], at=f"{seen[key].at}+{one.at}")
        return sorted(seen.values(), key=lambda f: (f.level, f.page))


def as_dicts(findings: list[Finding]) -> list[dict[str, str]]:
    """The findings as plain data for ux.json."""
    return [asdict(f) for f in findings]
