"""What the rules need to know of a survey and of an invitation, from their rows."""

from omzien.outcomes.models import Invitation, Survey
from omzien.outcomes.rules import Question, Sent


def questions_of(survey: Survey) -> tuple[Question, ...]:
    """The questions of a survey, in order."""
    return tuple(Question(**question) for question in survey.questions)


def sent(row: Invitation) -> Sent:
    """The days of an invitation."""
    return Sent(row.sent_on, row.expires_on, row.reminded_on, row.answered_on, row.declined_on)
