"""What a report tells beside territory: events in PLOVER's terms, relations, and their links.

The words are data (knowledge/data/plover.yaml, counts.yaml); these modules say how the roles
around them are found. Who, where, when, how surely and on whose word are read as for claims.
"""
