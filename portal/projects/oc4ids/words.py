"""What the words of the standard mean for us, and ours for it."""

from __future__ import annotations

import re

from portal.projects.models import PartnerKind, Phase

# Every status of 0.9.x, old ones (completed) too.
PHASES = {
    "identification": Phase.PROPOSED,
    "preparation": Phase.AGREED,
    "implementation": Phase.BUILDING,
    "completion": Phase.COMPLETED,
    "completed": Phase.COMPLETED,
    "maintenance": Phase.COMPLETED,
    "decommissioning": Phase.COMPLETED,
    "decommissioned": Phase.COMPLETED,
    "cancelled": Phase.STOPPED,
}
STATUSES = {
    Phase.PROPOSED: "identification",
    Phase.AGREED: "preparation",
    Phase.BUILDING: "implementation",
    Phase.PILOTING: "implementation",
    Phase.EVALUATING: "implementation",
    Phase.SCALING: "implementation",
    Phase.COMPLETED: "completion",
    Phase.STOPPED: "cancelled",
}
# Whoever only bid, asked or looked over the buying takes no part in the project.
ASIDE = {"tenderer", "enquirer", "interestedParty", "notifiedSupplier", "candidate", "invitedCandidate", "reviewBody"}
KIND_SCHEME = "community-portal-partner-kind"
_KINDS = (
    (re.compile(r"\b(?:municipal\w*|city|town|county|local|ayuntamiento|municipio)\b", re.I), PartnerKind.MUNICIPALITY),
    (re.compile(r"\b(?:universit\w+|universidad\w*|academi\w+|research)\b", re.I), PartnerKind.UNIVERSITY),
    (re.compile(r"\b(?:non-?profit|not-for-profit|ngo|charity|ong|foundation)\b", re.I), PartnerKind.NON_PROFIT),
    (
        re.compile(r"\b(?:company|compan\w+|business|private|enterprise|sme|empresa|corporation)\b", re.I),
        PartnerKind.COMPANY,
    ),
    (re.compile(r"\b(?:national|regional|federal|state|public|government\w*)\b", re.I), PartnerKind.PUBLIC_BODY),
)


def kind_of(classifications: list[str], roles: set[str]) -> PartnerKind:
    """What sort of organization a party is, where its classifications or its roles say so."""
    for kind in PartnerKind:
        if kind.value in classifications:
            return kind
    for signs, kind in _KINDS:
        if any(signs.search(text) for text in classifications):
            return kind
    return PartnerKind.PUBLIC_BODY if "publicAuthority" in roles else PartnerKind.OTHER


def topic_of(code: str) -> str:
    """A code such as `transport.urbanRail` as words."""
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code)
    parts = [" ".join(part.replace("_", " ").split()) for part in spread.split(".")]
    text = " / ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]
