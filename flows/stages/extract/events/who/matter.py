"""What an act of words is about, and whom it only names: a treaty with Norland that is proposed to Sudland.

What is proposed, asked, refused or complained of has a content, and states are named in it that nobody spoke to.
"""

from __future__ import annotations

import re

from flows.stages.actions import acts
from flows.stages.grammar.lexis import pattern

_OF = re.compile(r"\b(?:of|for|about|concerning|over|into)(?: the)?(?: [a-z]+-[a-z]+)? $")
"""Before somebody whom the act is about and not done to: a plan for the control of Norland."""
_WITH = re.compile(r"\b(?P<what>[\w’'-]+) with(?: (?:the|a|an))?(?: (?!that\b)[a-z][\w-]*){0,3} $")
"""Before the other party of what is spoken of: a treaty of peace with Norland."""
_TALK = re.compile(r"(?:talk|talks|meet|meeting|deal|negotiate|negotiations|cooperat\w+|discuss\w*|speak|parley|disengagement)")
"""What one does with whom one speaks to."""
_CLAUSE = re.compile(r"\b(?:that|whether|why|how|what)\b(?P<before>.*)$", re.DOTALL)
"""What opens the content of a speech, up to somebody named in it."""
_SUBJECT = re.compile(r" (?:(?:the|a|an|all|both|no) )?(?:[a-z][\w-]* ){0,2}(?:(?:[A-Z][\w.’'-]* ){1,3}(?:and|or) (?:the )?)?")
"""All that stands before the subject of such a clause."""
_SUFFERS = re.compile(
    r"(?:,? [A-Za-z]+ly)? (?:(?:had|has|have|would|should|could|might|must|may|not|in effect) )*(?:be|been|was|were|is|are) "
)
"""Behind a subject that does nothing itself: that Norland be disarmed."""


def of(action: str, lead: str, rest: str) -> bool:
    """Whether somebody named in a text is the matter of an act: `lead` stands between the act and the name, `rest` behind the name."""
    if _OF.search(lead):
        return True
    if action not in acts("in-words"):
        return False
    linked = _WITH.search(lead)
    if linked and not _TALK.fullmatch(linked["what"]):
        return True
    if action == "reject":
        return False  # what is refused takes something from those whom it names: a treaty that would leave Norland its fleet
    if pattern("plan").search(lead):
        return True
    content = _CLAUSE.search(lead)
    return content is not None and (_SUBJECT.fullmatch(content["before"]) is None or _SUFFERS.match(rest) is not None)
