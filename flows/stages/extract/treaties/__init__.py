"""Treaties: which mentions mean one, and what the text states of each."""
