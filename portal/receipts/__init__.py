"""Receipts: what a contributor keeps instead of an account. A secret code, shown once, looked up by POST alone."""
