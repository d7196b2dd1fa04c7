"""The rules that read mentions of treaties, where others ask by which one a mention was read."""

from __future__ import annotations

NAMED = "treaty.named"
DESCRIBED = "treaty.described"
BETWEEN = "treaty.described-between"
"""A description that the reader is supposed to know by its sides: the agreement between the King and the Emperor."""
MADE = "treaty.described-made"
"""A description that tells with whom it is and who made it, when or where: the treaty with the Emperor negotiated by the envoy."""
OPEN = "treaty.described-open"
"""A description by words that no table has: a whaling agreement."""
RIGHT = "treaty.described-right"
"""A description by what stands behind the head: an agreement that divided the islands."""
OF_YEAR = "treaty.of-year"
"""A treaty that has no name but its year and its parties: the treaty of 1795 between Norway and Persia."""
