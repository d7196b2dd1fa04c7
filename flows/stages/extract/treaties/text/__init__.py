"""The text of a treaty itself: whose it is, when and where it was signed, by whom, and what its articles say."""
