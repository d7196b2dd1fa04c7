"""Whose a treaty is: those named with it, those who made it or do something by it, else those of whom the text tells beside it."""
