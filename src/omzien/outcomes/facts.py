"""What insight may know of outcomes: instruments, scores by pseudonym, and answers to surveys by nobody."""

from omzien.gate.facts import Column, FactTable
from omzien.outcomes.models import Answer, Invitation, Item, Score

ITEMS = FactTable(
    name="items",
    doc="The domains or questions of the instruments, with their names.",
    rows=Item.objects.all,
    organisation="instrument__organisation_id",
    small=True,
    columns={
        "instrument": Column("instrument__key", "string", "the instrument, version included"),
        "instrument_name": Column("instrument__name", "string", "name of the instrument"),
        "version": Column("instrument__version", "string", "version of the instrument"),
        "measures_impact": Column("instrument__measures_impact", "bool", "may it be aggregated?"),
        "lowest": Column("instrument__lowest", "int32", "lowest level"),
        "highest": Column("instrument__highest", "int32", "highest level"),
        "key": Column("key", "string", "the item"),
        "name_nl": Column("name_nl", "string", "Dutch name"),
        "name_en": Column("name_en", "string", "English name"),
        "domain": Column("domain__key", "string", "the domain of life that it is about"),
        "position": Column("order", "int32", "place in the instrument"),
    },
)

SCORES = FactTable(
    name="scores",
    doc="One row per score of an instrument that measures impact: a level on one item of a measurement.",
    rows=lambda: Score.objects.unsealed("facts: scores by pseudonym").filter(
        measurement__instrument__measures_impact=True  # what an aid to conversation holds stays in the file
    ),
    columns={
        "score": Column("id", "int64", "number of the score"),
        "measurement": Column("measurement_id", "int64", "number of the measurement"),
        "resident": Column("measurement__resident__pseudonym", "int64", "whose"),
        "instrument": Column("measurement__instrument__key", "string", "the instrument, version included"),
        "version": Column("measurement__instrument__version", "string", "version of the instrument"),
        "item": Column("item__key", "string", "the item"),
        "domain": Column("item__domain__key", "string", "the domain of life that the item is about"),
        "moment": Column("measurement__moment", "string", "start, interim or end"),
        "view": Column("measurement__view", "string", "professional or resident"),
        "measured_on": Column("measurement__measured_on", "date", "day of the measurement"),
        "level": Column("level", "int32", "level; empty: not discussed"),
    },
    period="measured_on",
)

INVITATIONS = FactTable(
    name="survey_invitations",
    doc="One row per invitation to a survey, without the resident.",
    rows=lambda: Invitation.objects.unsealed("facts: who was asked and answered, without names"),
    columns={
        "invitation": Column("id", "int64", "number of the invitation"),
        "survey": Column("survey__key", "string", "the survey, version included"),
        "municipality": Column("municipality__code", "string", "where the support was given"),
        "service": Column("service__key", "string", "kind of work"),
        "sent_on": Column("sent_on", "date", "day of the invitation"),
        "answered_on": Column("answered_on", "date", "day of the answer; empty: not answered"),
    },
    period="sent_on",
)

ANSWERS = FactTable(
    name="survey_answers",
    doc="One row per question that was answered with a number: no resident, no text.",
    rows=lambda: Answer.objects.unsealed("facts: marks and scales, without names").filter(
        kind__in=["mark", "scale"]
    ),
    columns={
        "answer": Column("id", "int64", "number of the answer"),
        "invitation": Column("response__invitation_id", "int64", "number of the invitation"),
        "survey": Column("response__invitation__survey__key", "string", "the survey, version included"),
        "question": Column("question", "string", "the question"),
        "kind": Column("kind", "string", "mark (1-10) or scale (1-5)"),
        "value": Column("value", "int32", "the mark or level"),
        "answered_on": Column("response__answered_on", "date", "day of the answer"),
        "municipality": Column("response__invitation__municipality__code", "string", "where"),
        "service": Column("response__invitation__service__key", "string", "kind of work"),
    },
    period="answered_on",
)

FACTS = (ITEMS, SCORES, INVITATIONS, ANSWERS)
