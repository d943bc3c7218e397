"""`portal setup` and `portal demo load` a second time: nothing is lost, nothing comes twice."""

from __future__ import annotations

from tests.browser.site import Site
from tests.processes.wire import Surfer, code_on

TABLES = (
    *("comment", "receipt", "ruling", "record_entry", "project", "project_update", "meeting", "person", "guideline"),
    *("support", "appeal", "report", "escalation", "legal_hold", "internal_note", "reply_template", "slip_batch"),
)


def contents(site: Site) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that people would miss."""
    with site.database() as database:
        known = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert known >= set(TABLES), set(TABLES) - known
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES}


def test_a_second_load_loses_nothing_and_adds_nothing(site: Site) -> None:
    resident = Surfer(site)
    receipt = resident.submit(resident.open("/projects/street-lights/comment"), "Send your comment", body="Stay here.")
    site.settle()  # the worker closes reports that a ruling of the town answered
    before = contents(site)
    site.do("setup")
    said = site.do("demo", "load")
    after = contents(site)
    passwords, _new = before.pop("person"), after.pop("person")
    assert after == before
    assert len(passwords) == len(_new)
    assert "/staff/sign-in" in said
    page = resident.submit(resident.open("/receipt"), "Look it up", code=code_on(receipt))
    assert "Stay here." in page.text
    Surfer(site).sign_in("clerk@example.org")


def test_the_town_is_lived_in(original: Site) -> None:
    with original.database() as database:
        town = "SELECT id FROM project WHERE illustrative"
        states = dict(
            database.execute(f"SELECT state, count(*) FROM comment WHERE project_id IN ({town}) GROUP BY state")
        )
        (meetings,) = database.execute("SELECT count(*) FROM meeting").fetchone()
        (projects,) = database.execute("SELECT count(*) FROM project WHERE illustrative").fetchone()
        languages = {lang for (lang,) in database.execute(f"SELECT lang FROM comment WHERE project_id IN ({town})")}
    assert states["pending"] == 20
    assert 80 <= sum(states.values()) <= 95
    assert (meetings, projects) == (4, 4)
    assert languages == {"en", "es"}
