"""What a reader carries from sentence to sentence: who was spoken of last, and which parties a text is about.

Pronouns and phrases such as `both sides` are resolved here, to actors and persons named before them.
"""

from flows.stages.extract.discourse.memory import Subjects
from flows.stages.extract.discourse.phrases import COUNTS, Discourse, anaphors, law_words, people_words, with_people
from flows.stages.extract.discourse.pronouns import NEUTER, PLURAL, SINGULAR_PERSON

__all__ = ["COUNTS", "NEUTER", "PLURAL", "SINGULAR_PERSON", "Discourse", "Subjects", "anaphors", "law_words", "people_words", "with_people"]
