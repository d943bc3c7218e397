"""The worker finds families: who joins, who leaves, who stands for whom, whatever happens how often."""

from __future__ import annotations

import subprocess
import sys

from portal.comments.models import Comment
from portal.core.db import db
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.handlers.families import group_comments
from portal.moderation.models import Family, FamilyMark, FamilyMember
from tests.moderation.families.letters import LETTER, letter
from tests.support.engines import sqlite_only


def family_of(comment_id):
    db.session.rollback()
    row = db.session.get(FamilyMember, comment_id)
    return row.family_id if row else None


def represented_by(comment_id):
    db.session.rollback()
    return db.session.get_one(Comment, comment_id).represented_by_id


def test_letters_join_one_by_one_and_nobody_else_does(send, town):
    first = send()
    other = send("The library should open on Sundays, since many of us study and have no quiet room at home.")
    assert family_of(first) is None
    changed, same = send(letter("I walk with a cane.")), send(LETTER.upper())
    assert family_of(first) == family_of(changed) == family_of(same) is not None
    assert family_of(other) is None
    assert family_of(send(item=(town.posted(), 1))) is None  # another page is another family
    reply = send()
    with transaction():
        db.session.get_one(Comment, reply).reply_to_id = other
    group_comments([reply])
    assert family_of(reply) is None
    assert db.session.get_one(Family, family_of(first)).representative_id == first


def test_two_families_become_one_under_the_older_number(send):
    far = letter("Our street is steep, and the ice in winter makes every step a danger to the old.", without=0)
    one, two = send(), send(letter("Thank you."))
    family = family_of(one)
    with transaction():  # as if they had not been found alike
        queries.drop_marks(one), queries.drop_marks(two)
    three, four = send(far), send(far)
    assert family_of(three) == family_of(four) != family
    with transaction():
        queries.drop_member(one), queries.drop_member(two), queries.drop_if_empty(family)
    group_comments([one, two])
    assert {family_of(comment) for comment in (one, two, three, four)} == {family_of(three)}


def test_doing_it_twice_changes_nothing(send):
    sent = [send(), send(letter("Mine.")), send()]
    before = (db.session.query(FamilyMark).count(), db.session.query(FamilyMember).count())
    group_comments(sent)
    db.session.rollback()
    assert (db.session.query(FamilyMark).count(), db.session.query(FamilyMember).count()) == before


def test_a_changed_or_erased_text_leaves_no_mark_and_hands_on_what_it_bore(send):
    first, second = send(), send()
    with transaction():
        db.session.get_one(Comment, first).body = "I thought again: the bus may go, if a taxi comes for the same price."
    group_comments([first])
    assert family_of(first) is None
    third = send(letter("I walk with a cane."))
    assert family_of(third) == family_of(second) is not None
    with transaction():
        db.session.get_one(Comment, second).erase("")
    group_comments([second])
    assert family_of(second) is None
    assert db.session.query(FamilyMark).filter_by(comment_id=second).count() == 0
    assert family_of(send(letter("So do I."))) == family_of(third)


def test_one_published_letter_stands_for_the_others_and_another_follows_it(send, cast, town, worker):
    guideline, actor = town.guideline(), cast.moderator.actor
    first, second, third = send(), send(), send(letter("Mine."))
    assert [represented_by(one) for one in (first, second, third)] == [None] * 3
    for comment_id in (second, third):
        usecases.publish_comment(actor=actor, comment_id=comment_id)
        worker()
    assert [represented_by(one) for one in (first, second, third)] == [None, None, second]
    usecases.publish_comment(actor=actor, comment_id=first)
    worker()
    assert represented_by(first) == second
    usecases.hide_comment(actor=actor, comment_id=second, guideline_code=guideline)
    worker()
    assert [represented_by(one) for one in (first, second, third)] == [None, None, first]


def test_what_was_there_before_families_is_grouped_by_a_chore(send, worker):
    sent = [send(), send()]
    with transaction():
        for comment_id in sent:
            queries.drop_marks(comment_id), queries.drop_member(comment_id)
        db.session.query(Family).delete()
    worker()
    assert family_of(sent[0]) == family_of(sent[1]) is not None


@sqlite_only
def test_the_web_does_not_load_numpy(app):
    code = (
        "import sys, tempfile, pathlib; from tests.support.engines import settings; from portal import create_app;"
        "create_app(settings(pathlib.Path(tempfile.mkdtemp()), 'sqlite://')); print('numpy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
