"""What the whole of a text tells of its acts: its layout and formulas, the meeting it records, and what it comes back to."""
