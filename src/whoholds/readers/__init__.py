"""Readers of reports behind one contract: by rules, by a language model, by both, by anybody's.

Whoever reads, what reaches the record is only what the report's text carries.
"""
