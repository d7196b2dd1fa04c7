"""Whether an act happened: done, planned, feared, denied, or only spoken of."""
