"""Meetings: drafted by a clerk, posted with an agenda that nobody can quietly change, open to all readers."""
