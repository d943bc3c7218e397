"""Feedback: comments (and later survey free texts) seen as one thing, and who may see it."""
