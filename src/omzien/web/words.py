"""Words for the keys that rooms use: said once, so that every page says the same."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

KINDS = {
    "registration": _("Registration"),
    "exploration": _("Exploration of the question"),
    "start": _("Support started"),
    "end": _("Support ended"),
    "contact": _("Contact"),
    "incoming": _("Referred to us"),
    "outgoing": _("Referred to a partner"),
    "internal": _("Referred in the house"),
    "measurement": _("Measurement"),
    "follow_up": _("Follow-up call"),
    "consultation": _("A partner was asked"),
    "handover": _("Handed over"),
    "document": _("Document"),
    "reopened": _("Opened again"),
}
FORMS = {
    "trajectory": _("trajectory"),
    "light_support": _("light support"),
    "advice": _("information and advice"),
}
MEETS = {"physical": _("in one place"), "online": _("online"), "blended": _("in one place and online")}
WAITS_FOR = {"exploration": _("exploration of the question"), "support": _("support")}
STATES = {
    "registered": _("nobody has looked yet"),
    "triaged": _("waits for exploration"),
    "explored": _("explored, waits for support"),
    "in_support": _("support is running"),
    "follow_up": _("follow-up call planned"),
    "closed": _("closed"),
}
WAYS = {
    "public_form": _("Form on the website"),
    "phone": _("Telephone or front desk"),
    "partner": _("Note from a partner"),
    "signal": _("Early signal of arrears"),
    "veilig_thuis": _("Report from Veilig Thuis"),
    "walk_in": _("Walk-in hour"),
    "registration": _("Registration"),
}
ARRIVAL_STATES = {
    "received": _("nobody has it yet"),
    "taken_up": _("taken up"),
    "registered": _("registered"),
    "advised": _("advice given, done"),
    "passed_on": _("passed on"),
    "not_reached": _("could not be reached"),
    "withdrawn": _("withdrawn, or not for us"),
}
GENDERS = {"man": _("man"), "vrouw": _("woman"), "x": _("non-binary (X)"), "onbekend": _("gender unknown")}
ATTAINMENTS = {"": _("not judged yet"), "met": _("met"), "partly": _("partly met"), "not_met": _("not met")}
APPOINTMENTS = {
    "planned": _("planned"),
    "held": _("took place"),
    "no_show": _("did not come"),
    "cancelled": _("cancelled"),
}
DEEDS = {
    "added": _("added"),
    "seen": _("seen"),
    "changed": _("changed"),
    "removed": _("removed"),
    "done": _("done"),
}
MOMENTS = {"start": _("start"), "interim": _("in between"), "end": _("end")}
VIEWS = {"professional": _("professional"), "resident": _("resident")}
SURVEY_STATES = {
    "open": _("waits for an answer"),
    "answered": _("answered"),
    "declined": _("wants no questions"),
    "expired": _("was not answered"),
}
DAYS = ngettext_lazy("%(count)s day", "%(count)s days", "count")
WHOSE = {  # when two people changed one field
    "yours": _("Mine"),
    "theirs": _("Of the other person"),
    "was": _("What it was"),
    "both": _("Both, one under the other"),
}
DRAFTS = {  # the forms that are kept while somebody types: `{% draft_of "register" %}`
    "take_in": _("Call or note"),
    "take_in_signal": _("Early signal of arrears"),
    "take_in_report": _("Report from Veilig Thuis"),
    "register": _("New registration"),
    "close": _("Closing"),
    "measure": _("Measurement"),
    "safety": _("Safety code"),
    "note": _("Contact"),
    "note_text": _("Note"),
    "explore": _("Exploration of the question"),
    "start": _("Start support"),
    "plan": _("Goal"),
    "goal": _("Goal"),
    "refer": _("Referral"),
    "lead": _("Lead"),
    "involve": _("Partner involved"),
    "consult": _("Consultation with a partner"),
    "answer": _("Answer of a partner"),
    "hand_on": _("Hand-over"),
    "person": _("Who this is"),
    "reach": _("How to reach"),
    "kinship": _("Relation"),
    "appointment": _("Appointment"),
    "settle": _("Appointment"),
    "task": _("Task"),
    "instrument": _("Instrument"),
    "money": _("Money exploration"),
    "add": _("New resident"),
    "add_visitor": _("New resident"),
}
TABLES = {  # what may be known of a resident; a table that is not here is not told
    "people.ContactDetails": _("contact details"),
    "people.CitizenNumber": _("citizen number"),
    "people.Consent": _("consent"),
    "people.TreatmentRelation": _("worker or team"),
    "people.Draft": _("draft"),
    "people.Merge": _("earlier merge"),
    "people.HouseholdStay": _("stay in a household"),
    "people.Kinship": _("relation with somebody"),
    "casework.Arrival": _("what came in"),
    "casework.ArrivalWords": _("what was told when it came in"),
    "casework.ArrivalAttempt": _("attempt to reach"),
    "casework.ArrearsSignal": _("signal of arrears"),
    "casework.Registration": _("registration"),
    "casework.Story": _("story"),
    "casework.Intervention": _("support"),
    "casework.Goal": _("goal"),
    "casework.Contact": _("contact"),
    "casework.ContactNote": _("note"),
    "casework.Appointment": _("appointment"),
    "casework.AppointmentNote": _("note for an appointment"),
    "casework.Task": _("task"),
    "casework.Referral": _("referral"),
    "casework.CaseLead": _("the lead"),
    "casework.InvolvedPartner": _("partner involved"),
    "casework.PartnerConsultation": _("consultation with a partner"),
    "casework.Handover": _("hand-over"),
    "casework.Document": _("document"),
    "casework.FollowUp": _("follow-up call"),
    "outcomes.Measurement": _("measurement"),
    "outcomes.Invitation": _("survey"),
    "outcomes.Response": _("answer to a survey"),
    "community.Attendance": _("attendance"),
    "community.WalkInVisit": _("walk-in visit"),
}
CHANNELS = {  # how somebody came in who is no worker of the house
    "command": _("the command line"),
    "link": _("somebody with a link"),
    "web": _("somebody who left"),
}
RECORDS = TABLES | {  # what somebody saw or changed, in the ledger
    "gate.LedgerLine": _("this list"),
    "people.Resident": _("name and birth date"),
    "people.Household": _("household"),
    "casework.HouseholdNote": _("household"),
    "casework.Question": _("question"),
    "casework.Factor": _("factors"),
    "casework.MeasurementOf": _("measurement"),
    "casework.Reopening": _("opening again"),
    "casework.SafetyReport": _("report from Veilig Thuis"),
    "outcomes.Score": _("measurement"),
    "outcomes.Correction": _("measurement"),
    "outcomes.Answer": _("answer to a survey"),
    "community.Activity": _("group"),
    "community.Session": _("group"),
    "community.MoneyFinding": _("money exploration"),
    "community.WalkInAgreement": _("walk-in visit"),
}
