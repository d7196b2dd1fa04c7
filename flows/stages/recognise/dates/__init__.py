"""Dates: every date and duration of a document as a mention, and the narrative's date of every sentence."""

from __future__ import annotations

from .find import find

__all__ = ["find"]
