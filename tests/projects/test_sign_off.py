"""Signing a version of a sheet: one answer per version and partner, by an open link alone, kept for good."""

from __future__ import annotations

import dataclasses
import secrets

import pytest
from sqlalchemy import func, select, text

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import VISITOR
from portal.projects import queries, usecases
from portal.projects.link_codes import LENGTH, code_for
from portal.projects.models import LinkStanding, SigningState, SignOff, SignOffAnswer, SignOffLink
from portal.projects.signing import LONGEST_SUBJECT, signing_key
from portal.record.models import RecordEntry
from tests.comments.test_parallel import THREADS, _writers, count, together  # noqa: F401  # the fixture is used by name
from tests.projects.signing import AGREED, RESERVED, add_partner, ask, asked, publish, sign
from tests.record.test_commands import tamper, verify


def states(slug: str) -> list[tuple[int, list[str]]]:
    """Where each partner stands with each version of a project's sheet."""
    db.session.rollback()
    return [
        (version.number, [line.state.value for line in version.lines])
        for version in queries.signings(queries.facts(slug).id)
    ]


def standing(code: str) -> LinkStanding:
    """What a link is good for."""
    db.session.rollback()
    page = queries.link_page(code)
    assert page is not None
    return page.standing


def test_an_answer_is_public_and_in_the_record(app, town):
    code = asked(town)
    assert states("lamps") == [(1, ["waiting"])]
    sign(code, RESERVED)
    [version] = queries.signings(queries.facts("lamps").id)
    [line] = version.lines
    assert (line.state, line.words) == (SigningState.RESERVATION, RESERVED.words)
    assert (line.signed_by, line.role) == (RESERVED.signed_by, RESERVED.role)
    entry = db.session.get_one(RecordEntry, line.record_seq)
    assert (entry.action, entry.subject) == ("sheet.signed", "signoff:lamps/1/lumen")
    assert (entry.role, entry.pseudonym) == ("partner", "partner")
    assert verify(app)[0] == 0


def test_the_same_answer_twice_is_one_and_another_one_is_refused(app, town):
    code = asked(town)
    sign(code)
    sign(code)
    with pytest.raises(usecases.AlreadySigned):
        sign(code, RESERVED)
    assert states("lamps") == [(1, ["agree"])]
    assert count(SignOff) == 1
    assert db.session.scalar(select(func.count()).where(RecordEntry.action == "sheet.signed")) == 1


def test_a_new_version_asks_again_and_the_old_answer_stays(town):
    old = asked(town)
    sign(old)
    add_partner("Metro")
    publish("lamps", "lumen", "metro")
    assert states("lamps") == [(2, ["not_asked", "not_asked"]), (1, ["agree"])]
    sign(ask("lamps", number=2), RESERVED)
    assert states("lamps") == [(2, ["reservation", "not_asked"]), (1, ["agree"])]


def test_a_link_refuses_another_version(town):
    code = asked(town)
    publish("lamps", "lumen", vision="Bright streets")
    assert standing(code) is LinkStanding.OUTDATED
    with pytest.raises(usecases.LinkClosed):
        sign(code)
    assert states("lamps") == [(2, ["not_asked"]), (1, ["waiting"])]


def test_a_partner_that_left_the_sheet_signs_nothing(town):
    code = asked(town)
    publish("lamps")
    assert standing(code) is LinkStanding.LEFT
    with pytest.raises(usecases.LinkClosed):
        sign(code)


def test_a_link_expires_on_its_day(town, clock):
    code = asked(town)
    clock.forward(days=30, seconds=-1)
    assert standing(code) is LinkStanding.OPEN
    clock.forward(seconds=1)
    assert standing(code) is LinkStanding.EXPIRED
    with pytest.raises(usecases.LinkClosed):
        sign(code)


def test_a_new_link_revokes_the_old_one(town):
    old = asked(town)
    new = ask("lamps")
    assert (standing(old), standing(new)) == (LinkStanding.REVOKED, LinkStanding.OPEN)
    with pytest.raises(usecases.LinkClosed):
        sign(old)
    sign(new)


def test_a_link_that_was_taken_back_opens_nothing_and_the_partner_is_not_asked(town, cast):
    code = asked(town)
    usecases.revoke_links(actor=cast.clerk.actor, slug="lamps", partner="lumen")
    assert standing(code) is LinkStanding.REVOKED
    assert states("lamps") == [(1, ["not_asked"])]


def test_the_same_form_twice_makes_one_link(town):
    asked(town)
    nonce = secrets.token_bytes(16)
    assert ask("lamps", nonce=nonce) == ask("lamps", nonce=nonce)
    assert count(SignOffLink) == 2
    later = ask("lamps")
    with pytest.raises(Refused, match="replaced or taken back"):
        ask("lamps", nonce=nonce)
    assert standing(later) is LinkStanding.OPEN


def test_nobody_is_asked_for_an_old_version_or_outside_the_sheet_or_twice(town):
    code = asked(town)
    add_partner("Metro")
    with pytest.raises(Refused, match="not in the newest version"):
        ask("lamps", "metro")
    with pytest.raises(NotFound):
        ask("lamps", "nobody")
    sign(code)
    with pytest.raises(Refused, match="has answered"):
        ask("lamps")
    publish("lamps", "lumen", "metro")
    with pytest.raises(Refused, match="newer version"):
        ask("lamps", number=1)


def test_the_link_of_one_partner_signs_for_no_other(town):
    code = asked(town)
    add_partner("Metro")
    publish("lamps", "lumen", "metro")
    theirs = ask("lamps", "metro", 2)
    sign(theirs)
    assert states("lamps")[0] == (2, ["not_asked", "agree"])
    assert standing(code) is LinkStanding.OUTDATED


@pytest.mark.parametrize("spoil", [lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"), lambda _code: "x"])
def test_a_code_that_was_never_given_signs_nothing(town, spoil):
    code = asked(town)
    with pytest.raises(NotFound):
        sign(spoil(code))


def test_only_clerks_ask_and_take_back(town, cast):
    asked(town)
    for actor in (VISITOR, cast.member.actor, cast.moderator.actor, cast.admin.actor):
        with pytest.raises(Forbidden):
            ask("lamps", actor=actor)
        with pytest.raises(Forbidden):
            usecases.revoke_links(actor=actor, slug="lamps", partner="lumen")


def test_the_database_holds_no_code(town):
    code = asked(town)
    [row] = db.session.execute(text("SELECT * FROM sign_off_link")).all()
    assert code not in " ".join(str(value).lower() for value in row)


def test_a_code_has_120_bits_and_hangs_on_the_sites_key(app):
    nonce = secrets.token_bytes(16)
    code = code_for(nonce)
    assert (len(code), code.isalnum(), code.lower()) == (LENGTH, True, code)
    app.config["SECRET_KEY"] = "another key of thirty-two letters"
    assert code_for(nonce) != code


@pytest.mark.parametrize("seq", [0, 1, 2])
def test_an_answer_that_nobody_gave_is_found(app, town, seq):
    sign(asked(town))
    add_partner("Metro")
    publish("lamps", "lumen", "metro")
    forged = "99, version.id, partner.id, 'agree', '', 'en', 'Nobody', 'None', version.published_at"
    tamper(
        app,
        "INSERT INTO sign_off (id, version_id, partner_id, answer, words, lang, signed_by, role, signed_at, record_seq)"
        f" SELECT {forged}, {seq} FROM sheet_version AS version, partner"
        " WHERE version.number = 2 AND partner.slug = 'metro'",
    )
    status, said = verify(app)
    assert (status, "answer of metro" in said) == (1, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sheet_version SET number = 3",
        "UPDATE sign_off SET signed_at = '2020-01-01 00:00:00+00:00'",
        "UPDATE sign_off SET answer = 'agree'",
        "UPDATE sign_off SET words = ''",
        "UPDATE sign_off SET signed_by = 'Somebody else'",
        "DELETE FROM sign_off",
    ],
)
def test_an_answer_that_was_changed_behind_the_sites_back_is_found(app, town, statement):
    sign(asked(town), RESERVED)
    tamper(app, statement)
    status, said = verify(app)
    assert status == 1
    assert "lamps" in said


def test_the_longest_addresses_fit_the_record(app, town):
    slug, names = "p" * 80, ["q" * 80, "q" * 79 + "z"]
    town.project(slug)
    for name in names:
        add_partner(name)
    publish(slug, *names)
    for name in names:
        sign(ask(slug, name))
    keys = {signing_key(slug, 1, name) for name in names}
    assert len(keys) == 2
    assert all(len(f"signoff:{key}") <= LONGEST_SUBJECT for key in keys)
    assert len(f"signoff:{signing_key('p' * 80, 999_999_999, 'q' * 80)}") <= LONGEST_SUBJECT
    assert verify(app)[0] == 0


@pytest.mark.usefixtures("_writers")
def test_two_answers_at_once_are_one(app, town, clock):
    code = asked(town)
    outcomes = []

    def answer(number: int) -> None:
        draft = dataclasses.replace(AGREED, signed_by=f"Signer {number % 2}")
        with app.app_context():
            try:
                sign(code, draft)
                outcomes.append(draft.signed_by)
            except usecases.AlreadySigned:
                outcomes.append(None)

    together([lambda number=number: answer(number) for number in range(THREADS)])
    assert len({name for name in outcomes if name}) == 1
    assert None in outcomes
    assert count(SignOff) == 1
    assert db.session.scalar(select(func.count()).where(RecordEntry.action == "sheet.signed")) == 1
    assert verify(app)[0] == 0


@pytest.mark.usefixtures("_writers")
def test_who_signs_while_a_version_is_published_signs_the_old_one_before_it_or_not_at_all(app, town, clock):
    code = asked(town)
    outcomes = []

    def answer() -> None:
        with app.app_context():
            try:
                sign(code)
                outcomes.append("signed")
            except usecases.LinkClosed:
                outcomes.append("closed")

    def newer() -> None:
        with app.app_context():
            publish("lamps", "lumen", vision="Bright streets")

    together([answer, newer])
    signed = "agree" if outcomes == ["signed"] else "waiting"
    assert states("lamps") == [(2, ["not_asked"]), (1, [signed])]
    if signed == "agree":
        seqs = dict(db.session.execute(select(RecordEntry.subject, RecordEntry.seq)).all())
        assert seqs["signoff:lamps/1/lumen"] < seqs["sheet:lamps/2"]


def test_every_answer_has_its_state():
    assert {answer.value for answer in SignOffAnswer} < {state.value for state in SigningState}
