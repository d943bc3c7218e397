"""Moderation: people rule on feedback in the open, citing written guidelines; every ruling is recorded."""
