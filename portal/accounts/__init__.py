"""Accounts: the people of the desk, their roles and their sign-ins. The public needs none."""
