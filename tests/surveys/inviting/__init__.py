"""Invitations, and sections in several hands."""
