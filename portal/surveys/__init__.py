"""Surveys: businesses and residents answer questions that a clerk wrote as an XLSForm."""
