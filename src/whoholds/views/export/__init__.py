"""Answers in the forms that other programs read: tables, geography, provenance.

`docs/export.md` describes each. Every export says on which known day, record and version it was
made (`Edition`); every one takes the same `Scope` and so the same privacy options.
"""

from whoholds.views.export.edition import Edition
from whoholds.views.export.kinds import KINDS, Options, Written, export
from whoholds.views.export.privacy import Privacy
from whoholds.views.export.scope import Scope

__all__ = ["KINDS", "Edition", "Options", "Privacy", "Scope", "Written", "export"]
