"""Reading feedback files: layouts, encodings, and each way in which a record or a whole file can be bad."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.imports import UnreadableFile
from portal.moderation.imports.plan import plan
from portal.moderation.imports.reader import read_feedback
from portal.moderation.imports.summary import Summary, read_summary
from tests.moderation.feedback_files import NEW, NOW, OLD, raw, row, text


def only(data: bytes):
    """The one record of a file; fails with the reason if it was refused."""
    read = read_feedback(data, NOW)
    assert [str(refusal) for refusal in read.refusals] == []
    (record,) = read.records
    return record


def reason(data: bytes) -> str:
    """Why the one record of a file was refused."""
    read = read_feedback(data, NOW)
    assert read.records == ()
    (refusal,) = read.refusals
    return refusal.reason


@pytest.mark.parametrize("columns", [OLD, NEW, tuple(reversed(OLD)), (*OLD, "is-seed")])
def test_columns_are_found_by_name_in_any_layout(columns):
    record = only(raw(row(7), columns=columns))
    assert (record.number, record.external_id, record.body) == (1, "7", "More lamps")
    assert record.received_at == datetime(2018, 2, 13, 5, 58, 16, 471000, tzinfo=UTC)
    assert (record.accepted, record.agrees, record.disagrees, record.seed) == (True, 3, 2, False)


def test_names_of_columns_forgive_case_and_spaces():
    data = text(row(7)).replace("comment-id", " Comment ID ").replace("comment-body", "COMMENT_BODY")
    assert only(data.encode()).external_id == "7"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_tells_the_delimiter(delimiter):
    assert only(raw(row(7, comment_body="a,b;c\td"), delimiter=delimiter)).body == "a,b;c\td"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_spreadsheets_are_read(encoding):
    body = "Grüße 好酷喔 😊"
    assert only(text(row(7, comment_body=body)).encode(encoding)).body == body


@pytest.mark.parametrize(
    "body",
    [
        "Line one\nLine two\n",
        'With "quotes", commas and\r\nother line ends\r\n',
        "  spaces around  ",
        '<a href="index.html>broken',
        "=1+1",
        "😊",
        "\u2028separator\x0bof lines\x85",
        "?",
        "x" * 10_000,
    ],
)
def test_bodies_are_kept_to_the_letter(body):
    assert only(raw(row(7, comment_body=body))).body == body


@pytest.mark.parametrize(("word", "accepted"), [("1", True), ("0", None), ("-1", False), (" 1 ", True)])
def test_verdicts_are_taken_as_they_are(word, accepted):
    assert only(raw(row(7, moderated=word))).accepted is accepted


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"timestamp": "yesterday"}, "timestamp is not a whole number"),
        ({"timestamp": "1518501496471.5"}, "timestamp is not a whole number"),
        ({"timestamp": "١٥١٨٥٠١٤٩٦٤٧١"}, "timestamp is not a whole number"),
        ({"timestamp": ""}, "timestamp is not a whole number"),
        ({"timestamp": "1518501496"}, "before 1990"),
        ({"timestamp": "-5"}, "before 1990"),
        ({"timestamp": "999999999999999999"}, "out of range"),
        ({"timestamp": str(int((NOW + timedelta(hours=25)).timestamp() * 1000))}, "in the future"),
        ({"moderated": "2"}, "neither 1, 0 nor -1"),
        ({"moderated": ""}, "neither 1, 0 nor -1"),
        ({"moderated": "true"}, "neither 1, 0 nor -1"),
        ({"comment_id": "  "}, "comment-id is empty"),
        ({"comment_id": "9" * 61}, "comment-id is longer"),
        ({"comment_body": ""}, "comment-body is empty"),
        ({"comment_body": " \n\t "}, "comment-body is empty"),
        ({"comment_body": "x" * 10_001}, "10,001 characters"),
        ({"comment_body": "x" * 300_000}, "300,000 characters"),
        ({"comment_body": "nul\0here"}, "NUL"),
    ],
)
def test_a_bad_record_is_refused_with_its_reason(changes, words):
    assert words in reason(raw(row(7, **changes)))


def test_a_record_of_tomorrow_is_believed():
    only(raw(row(7, timestamp=int((NOW + timedelta(hours=23)).timestamp() * 1000))))


@pytest.mark.parametrize(
    ("votes", "number"), [("", None), ("many", None), ("-1", None), ("0", 0), ("99999999999", None)]
)
def test_strange_numbers_of_votes_are_unknown_and_no_reason_to_lose_the_comment(votes, number):
    assert only(raw(row(7, agrees=votes))).agrees == number


def test_seeds_are_told_by_their_column_or_by_author_0():
    assert only(raw(row(7, author_id=0))).seed
    assert only(raw(row(7, is_seed="true"), columns=NEW)).seed
    assert not only(raw(row(7, author_id=0), columns=NEW)).seed


def test_bytes_of_another_encoding_cost_only_their_records():
    data = text(row(1), row(2, comment_body="MARK"), row(3)).encode().replace(b"MARK", b"M\xfcll")
    read = read_feedback(data, NOW)
    assert [record.external_id for record in read.records] == ["1", "3"]
    assert [str(refusal) for refusal in read.refusals] == [
        "record 2: comment-body holds bytes that cannot be read in the file's encoding"
    ]


@pytest.mark.parametrize(("line", "columns"), [("1,2,3", 3), ("a" + "," * 8, 9)])
def test_a_record_with_too_few_or_too_many_columns_is_refused(line, columns):
    data = (text(row(1)) + line + "\n" + text(row(3)).split("\n", 1)[1]).encode()
    read = read_feedback(data, NOW)
    assert [record.number for record in read.records] == [1, 3]
    assert [str(refusal) for refusal in read.refusals] == [f"record 2: it has {columns} columns where the file has 8"]


def test_blank_lines_are_no_records():
    read = read_feedback((text(row(1)) + "\n\n").encode(), NOW)
    assert read.count == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no column named timestamp, comment-id, moderated, comment-body"),
        (b"\x00\x01\x02\xff", "no column named"),
        (b"timestamp,comment-id,comment-body\n1,2,x\n", "no column named moderated; it has timestamp, comment-id"),
        (raw(row(1), columns=(*OLD, "moderated")), "more than one column named moderated"),
        (text(row(1)).encode("utf-16") + b"\x00", "ends within a character"),
        (
            raw(row(1), row(2, comment_body="OPEN")).replace(b"OPEN", b'"open'),
            "record 2: its quotation marks do not pair up",
        ),
        (raw(row(1), row(2)) + b'1,2,3,4,5,6,1,"a" b\n', "record 3: its quotation marks do not pair up"),
        (b'"timestamp', "no column named"),
    ],
)
def test_a_file_that_cannot_be_told_apart_is_refused_whole(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read_feedback(data, NOW)


def test_a_mark_that_swallows_the_next_record_publishes_nothing_of_it():
    hidden = row(2, moderated=-1, comment_body="SECRET 6")
    lines = text(row(1, comment_body="tall 5"), hidden, row(3)).splitlines(keepends=True)
    lines[1] = lines[1].replace("tall 5", '"tall 5')
    lines[2] = lines[2].replace("SECRET 6", 'SECRET 6"')
    read = read_feedback("".join(lines).encode(), NOW)
    assert [record.number for record in read.records] == [2]
    assert "seems to hold the next record" in read.refusals[0].reason


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_records_or_words(noise):
    for data in (noise, raw(row(1)) + noise, noise + raw(row(1))):
        try:
            read = read_feedback(data, NOW)
        except UnreadableFile:
            continue
        for record in read.records:
            record.body.encode()


def test_the_same_id_again_is_there_already_and_with_another_text_refused():
    data = raw(row(1), row(1), row(1, comment_body="Fewer lamps"), row(2, comment_body="A\nB"))
    done = plan(read_feedback(data, NOW).records, {"2": "A\r\nB"})
    assert ([record.number for record in done.new], done.known) == ([1], 2)
    assert [str(refusal) for refusal in done.refusals] == [
        "record 3: record 1 has the same comment-id 1 and another text"
    ]


def test_a_known_id_with_another_text_is_refused_with_a_way_out():
    done = plan(read_feedback(raw(row(1)), NOW).records, {"1": "Another"})
    assert "imported before with another text" in done.refusals[0].reason
    assert "--conversation" in done.refusals[0].reason


def test_a_summary_is_read_as_far_as_it_goes():
    data = b'topic,"Our town"\nurl,x\ncomments,613\nconversation-description,"One\n\nTwo"\nstray\n'
    assert read_summary(data) == Summary("Our town", "One\n\nTwo", 613)
    assert read_summary(b'\xff\xfe\x00"') == Summary()
    assert read_summary(b"comments,many\n") == Summary()
    assert json.dumps(read_summary(b"topic,\xff\x00bad\n").topic) == '"bad"'
