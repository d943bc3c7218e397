"""The ground floor: what every feature stands on. It knows Flask and SQLAlchemy and knows no feature."""
