"""The search engine: `WhooshEngine` and what it takes and gives. Whoosh is imported only in here and in stems."""

from portal.search.engine.answers import Document, Hits, IndexBusy, IndexState, IndexUnavailable, Partial
from portal.search.engine.whoosh_engine import WhooshEngine

__all__ = ["Document", "Hits", "IndexBusy", "IndexState", "IndexUnavailable", "Partial", "WhooshEngine"]
