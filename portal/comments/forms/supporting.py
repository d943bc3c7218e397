"""The form of "I agree": one button, and the token that lets a repeat count once."""

from __future__ import annotations

from typing import Any

from portal.core.addresses import key_text
from portal.core.forms import VisitorForm


class SupportForm(VisitorForm):
    """Nothing is typed; the form of one comment does not serve another."""

    def __init__(self, comment_id: int, **kwargs: Any) -> None:
        super().__init__(f"support:{key_text(comment_id)}", **kwargs)
