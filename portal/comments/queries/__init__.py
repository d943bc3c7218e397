"""Reads of comments: what they are about, what the public may see of them, what became of what was sent."""

from __future__ import annotations

from portal.comments.privacy import MASK, Detail, Span
from portal.comments.privacy import Kind as DetailKind
from portal.comments.privacy import joined as joined_spans
from portal.comments.privacy import masked as masked_spans
from portal.comments.privacy import noticed as private_details
from portal.comments.queries.contacts import (
    ContactPage,
    NewsReader,
    contact_by_token,
    contact_confirmed,
    contact_of,
    contact_page,
    contact_target,
    news_reader,
)
from portal.comments.queries.counts import (
    StanceCounts,
    counts_by_item,
    counts_by_project,
    counts_on_items_about,
    stances,
    stances_by_item,
)
from portal.comments.queries.holdings import Holding, holding_of
from portal.comments.queries.locked import comments_for_ruling, replies_for_ruling
from portal.comments.queries.photos import PhotoCard, is_photo_taken, photo_keys, photos_of, photos_shown
from portal.comments.queries.published import CommentCard, card, published, published_comment, replies_to, taken_back
from portal.comments.queries.received import (
    MASKABLE,
    OwnComment,
    Sent,
    bodies,
    comment_for_ruling,
    comments_to_mark,
    edit_time,
    has_commitments,
    id_by_receipt,
    own_comment,
    sent_with,
    was_sent_before,
)
from portal.comments.queries.similar import CANDIDATES, SimilarComment, similar, tells_enough
from portal.comments.queries.slips import PrintedSlip, entered_with, printed_slip, slips
from portal.comments.queries.supports import is_counted, nth_newest_support, was_public
from portal.comments.queries.survey_texts import SurveyText, published_texts
from portal.comments.queries.takers import Taker, takers
from portal.comments.queries.targets import (
    Answered,
    Halt,
    Target,
    about_meeting,
    about_project,
    about_survey,
    target,
    target_from,
    with_targets,
)
from portal.comments.targets import TargetKey, TargetKind

__all__ = [
    "CANDIDATES",
    "MASK",
    "MASKABLE",
    "Answered",
    "CommentCard",
    "ContactPage",
    "Detail",
    "DetailKind",
    "Halt",
    "Holding",
    "Kind",
    "NewsReader",
    "OwnComment",
    "PhotoCard",
    "PrintedSlip",
    "Sent",
    "SimilarComment",
    "Span",
    "StanceCounts",
    "SurveyText",
    "Taker",
    "Target",
    "TargetKey",
    "TargetKind",
    "about_meeting",
    "about_project",
    "about_survey",
    "as",
    "bodies",
    "card",
    "comment_for_ruling",
    "comments_for_ruling",
    "comments_to_mark",
    "contact_by_token",
    "contact_confirmed",
    "contact_of",
    "contact_page",
    "contact_target",
    "counts_by_item",
    "counts_by_project",
    "counts_on_items_about",
    "edit_time",
    "entered_with",
    "has_commitments",
    "holding_of",
    "id_by_receipt",
    "is_counted",
    "is_photo_taken",
    "joined_spans",
    "masked_spans",
    "news_reader",
    "noticed",
    "nth_newest_support",
    "own_comment",
    "photo_keys",
    "photos_of",
    "photos_shown",
    "printed_slip",
    "private_details",
    "published",
    "published_comment",
    "published_texts",
    "replies_for_ruling",
    "replies_to",
    "sent_with",
    "similar",
    "slips",
    "stances",
    "stances_by_item",
    "taken_back",
    "takers",
    "target",
    "target_from",
    "tells_enough",
    "was_public",
    "was_sent_before",
    "with_targets",
]
