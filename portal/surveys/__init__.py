<<<<<<< HEAD
"""Surveys: forms in the open standard XLSForm, answered page by page, counted without betraying who said what."""
=======
"""Surveys: businesses and residents answer questions that a clerk wrote as an XLSForm."""
>>>>>>> expressions
