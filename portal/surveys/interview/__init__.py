"""The one evaluator of a form being answered: what to ask next, what is wrong, what is sent. Without database or app."""
