"""Fetching catalogued files: each arrives whole or not at all, and none is ever replaced in silence."""
