"""A shallow grammar of English narrative: words, chunks, verb groups and who does what to whom.

It reads one sentence at a time, knows only closed word classes and verb forms, and leaves what words mean to the
rules of the extract stage.
"""
