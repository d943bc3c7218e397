"""Surveys: forms in the open standard XLSForm, answered page by page, counted without betraying who said what."""
