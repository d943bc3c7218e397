"""The retention job: what each rule finds, and what it does with it. Run again, it finds nothing.

Each batch is one transaction with one entry in the public record, whose reason is made of the rules' letters and
counts ("d12 c3").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask import current_app

from portal.comments.models.mails import beginning
from portal.core import queries as core
from portal.core import tidying
from portal.core.clock import now
from portal.core.formats import local
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import transaction
from portal.record.models import Deed, append
from portal.retention import queries
from portal.retention.erasing import erase, subject_of
from portal.retention.models import AskedBy
from portal.surveys import queries as surveys

BATCH = 200


class Rule(StrEnum):
    """One thing that is not kept for ever; its value is the rule's letter in the record."""

    HELD = "h"
    DECLINED = "d"
    ORIGINALS = "o"
    EVIDENCE = "e"
    CONTACTS = "c"
    UNCONFIRMED = "u"
    SIGN_INS = "s"
    MAILS = "m"
    RESPONSES = "r"
    INVITED = "i"


@dataclass(frozen=True)
class Kept:
    """The settings as lengths of time."""

    contact: timedelta
    original: timedelta
    declined: timedelta
    unconfirmed: timedelta
    sign_in: timedelta
    mail_log: timedelta
    survey_link: timedelta


def kept() -> Kept:
    """How long things are kept here. The text of a comment stays at least while its author may appeal."""
    settings = current_app.config["SETTINGS"]
    return Kept(
        contact=timedelta(days=settings.contact_days),
        original=timedelta(days=settings.original_days),
        declined=timedelta(days=max(settings.original_days, settings.appeal_within_days)),
        unconfirmed=timedelta(hours=settings.unconfirmed_hours),
        sign_in=timedelta(days=settings.sign_in_days),
        mail_log=timedelta(days=settings.mail_log_days),
        survey_link=timedelta(days=settings.survey_link_days),
    )


def due() -> dict[Rule, int]:
    """How much each rule finds now; nothing is changed."""
    counts = {rule: len(find(now())) for rule, find in _FIND.items()}
    counts[Rule.SIGN_INS] = queries.old_sign_ins(now() - kept().sign_in)
    counts[Rule.MAILS] = core.old_mails(now() - kept().mail_log)
    return counts


def run(actor: Actor) -> dict[Rule, int]:
    """Do what the rules say; how much each did."""
    authorize(actor, Permission.RETENTION_RUN)
    done = dict.fromkeys(Rule, 0)
    while any(batch := _run_batch(actor)):
        for rule, count in zip(Rule, batch, strict=True):
            done[rule] += count
    if any(done.values()):
        tidying.want_folding()
    return done


def _run_batch(actor: Actor) -> list[int]:
    with transaction():
        found = {rule: find(now())[:BATCH] for rule, find in _FIND.items()}
        counts = {rule: len(ids) for rule, ids in found.items()}
        counts[Rule.SIGN_INS] = queries.old_sign_ins(now() - kept().sign_in)
        counts[Rule.MAILS] = core.old_mails(now() - kept().mail_log)
        if any(counts.values()):
            _apply(actor, found)
            reason = " ".join(f"{rule}{count}" for rule, count in counts.items() if count)
            day = local(now()).date().isoformat()
            append(actor, Deed(action="retention.run", subject=f"retention:{day}", role="retention", reason=reason))
    return [counts[rule] for rule in Rule]


def _apply(actor: Actor, found: dict[Rule, list[int]]) -> None:
    for comment_id in found[Rule.HELD]:
        asked = queries.waits_for_end(subject_of(comment_id))
        erase(actor, [comment_id], AskedBy(asked) if asked else AskedBy.RETENTION)
    queries.comments_to_erase(found[Rule.DECLINED])  # locked; a hold or an appeal may have come until then
    still = set(_FIND[Rule.DECLINED](now()))
    erase(actor, [comment_id for comment_id in found[Rule.DECLINED] if comment_id in still], AskedBy.RETENTION)
    for comment_id in found[Rule.ORIGINALS]:
        seq = queries.sealed_in(comment_id)
        if seq is not None:
            queries.destroy_older_salts(comment_id, seq)
        queries.wipe_original(comment_id)
    queries.wipe_evidence(found[Rule.EVIDENCE])
    core.drop_mails(*map(beginning, (*found[Rule.CONTACTS], *found[Rule.UNCONFIRMED])))
    queries.wipe_contacts((*found[Rule.CONTACTS], *found[Rule.UNCONFIRMED]))
    surveys.cut_links(found[Rule.RESPONSES])
    surveys.forget_invited(found[Rule.INVITED])
    queries.drop_sign_ins(now() - kept().sign_in)
    core.drop_old_mails(now() - kept().mail_log)


def _held_no_longer(_moment: datetime) -> list[int]:
    return [comment_id for comment_id in queries.once_held() if queries.waits_for_end(subject_of(comment_id))]


_FIND: dict[Rule, Callable[[datetime], list[int]]] = {
    Rule.HELD: _held_no_longer,
    Rule.DECLINED: lambda moment: queries.due_declined(moment - kept().declined),
    Rule.ORIGINALS: lambda moment: queries.due_originals(moment - kept().original),
    Rule.EVIDENCE: lambda moment: queries.due_evidence(moment - kept().original),
    Rule.CONTACTS: lambda _moment: queries.due_contacts(kept().contact),
    Rule.UNCONFIRMED: lambda moment: queries.due_unconfirmed(moment - kept().unconfirmed),
    Rule.RESPONSES: lambda moment: surveys.linked_responses(moment - kept().survey_link),
    Rule.INVITED: lambda moment: surveys.named_invitations(moment - kept().survey_link),
}
