"""`portal surveys recount`."""

from __future__ import annotations

import click

from portal.core.errors import NotFound
from portal.core.permissions import COMMAND_LINE
from portal.surveys import usecases


@click.group()
def surveys() -> None:
    """Surveys and what was counted of them."""


@surveys.command("recount")
@click.argument("slug")
def recount(slug: str) -> None:
    """Count all responses of the survey at SLUG afresh. What still lies in its box stays there."""
    try:
        number = usecases.recount_survey(actor=COMMAND_LINE, slug=slug)
    except NotFound as error:
        raise click.ClickException(f"There is no survey {slug!r}.") from error
    click.echo(f"responses: {number}")


COMMANDS = (surveys,)
