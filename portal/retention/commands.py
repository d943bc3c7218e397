"""`portal retention run` and `portal erasures replay`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.core import tidying
from portal.core.permissions import COMMAND_LINE
from portal.retention import job, tombstones
from portal.retention.job import Rule
from portal.retention.replaying import replay

retention = AppGroup("retention", help="What is not kept for ever.")
erasures = AppGroup("erasures", help="What was erased.")
SAID = {
    Rule.HELD: "erasures that a legal hold kept back",
    Rule.DECLINED: "texts of comments that were not published",
    Rule.ORIGINALS: "sealed originals of redactions",
    Rule.EVIDENCE: "evidence of settled escalations",
    Rule.CONTACTS: "addresses for news after comments closed",
    Rule.UNCONFIRMED: "addresses that nobody confirmed",
    Rule.SIGN_INS: "ended sign-ins",
    Rule.MAILS: "lines of the mail log",
    Rule.RESPONSES: "links between responses to surveys and their receipts",
    Rule.INVITED: "names and addresses of those invited to surveys",
}


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def run(dry_run: bool) -> None:
    """Delete what was kept long enough. The worker does it once a day; run again, it finds nothing."""
    done = job.due() if dry_run else job.run(COMMAND_LINE)
    for rule in Rule:
        click.echo(f"{SAID[rule]}: {done[rule]}")
    verb = "would delete" if dry_run else "deleted"
    click.echo(f"{verb} {sum(done.values())}")


@erasures.command("replay")
def replay_command() -> None:
    """Erase again what a restored backup brought back, by the list in tombstones.jsonl."""
    lines, _end = tombstones.read()
    done = replay(COMMAND_LINE, lines)
    tidying.want_folding()
    if done.held:
        click.echo(f"note: {done.held} held by law since; end the holds, then the texts are erased")
    click.echo(f"replayed {done.again}, already erased {done.already}")


COMMANDS = (retention, erasures)
