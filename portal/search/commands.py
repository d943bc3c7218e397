"""`portal search`: building the index by hand, which is never needed but always allowed."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.feedback import queries as feedback
from portal.search import index

search = AppGroup("search", help="The search index.")


@search.command("rebuild")
def rebuild() -> None:
    """Build the index anew beside the old one, then swap. Stop the worker first: it is the one writer."""
    with click.progressbar(length=feedback.count_all(), label="Indexing") as bar:
        count = index.rebuild(lambda done: bar.update(done - bar.pos))
    click.echo(f"The index holds {count} items.")


@search.command("status")
def status() -> None:
    """Compare the index with the database."""
    click.echo(f"index: {index.state()}, {index.count()} items; database: {feedback.count_all()} items")


COMMANDS = (search,)
