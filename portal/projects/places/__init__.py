"""Where projects are: GeoJSON geometries (RFC 7946), read from what people type, measured, drawn, put into words.

Below the rooms and pure: no database, no request. The words of problems are in `forms/places.py`.
"""
