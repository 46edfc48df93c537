"""The addresses of one resident, and of what is written down about one."""

from django.urls import path

from omzien.web.desks.dossier.views import contacts, coordination, documents, person, record, support

urlpatterns = [
    path("residents/<int:resident_id>/", record.dossier, name="dossier"),
    path("residents/<int:resident_id>/open/", record.open_glass, name="open_glass"),
    path("residents/<int:resident_id>/note/", contacts.note, name="note"),
    path("contacts/<int:contact_id>/note/", contacts.note_text, name="note_text"),
    path("registrations/<int:registration_id>/explored/", support.explored, name="explored"),
    path("registrations/<int:registration_id>/support/", support.start, name="start"),
    path("registrations/<int:registration_id>/referral/", support.referral, name="refer"),
    path("referrals/<int:referral_id>/", support.settle, name="settle"),
    path("interventions/<int:intervention_id>/plan/", support.plan, name="plan"),
    path("interventions/<int:intervention_id>/factors/", support.factors, name="factors"),
    path("goals/<int:goal_id>/", support.goal, name="goal"),
    path("goals/<int:goal_id>/judge/", support.judge, name="judge"),
    path("residents/<int:resident_id>/coordination/", coordination.coordination, name="coordination"),
    path("residents/<int:resident_id>/lead/", coordination.lead, name="lead"),
    path("residents/<int:resident_id>/partners/", coordination.involve, name="involve"),
    path("partners/<int:involved_id>/left/", coordination.partner_left, name="partner_left"),
    path("residents/<int:resident_id>/consultation/", coordination.consultation, name="consult"),
    path("consultations/<int:consultation_id>/", coordination.consultation_answer, name="answer"),
    path("residents/<int:resident_id>/hand-on/", coordination.handing_on, name="hand_on"),
    path("residents/<int:resident_id>/documents/", documents.documents, name="documents"),
    path("documents/<int:document_id>/", documents.document, name="document"),
    path("documents/<int:document_id>/remove/", documents.document_removed, name="document_removed"),
    path("residents/<int:resident_id>/person/", person.person_edit, name="person"),
    path("residents/<int:resident_id>/reach/", person.reach_edit, name="reach"),
    path("residents/<int:resident_id>/consents/", person.consents, name="consents"),
    path("consents/<int:consent_id>/withdraw/", person.consent_withdrawn, name="consent_withdrawn"),
    path("residents/<int:resident_id>/household/", person.household, name="household"),
    path("residents/<int:resident_id>/household/leave/", person.household_left, name="household_left"),
    path("residents/<int:resident_id>/household/kin/", person.kinship, name="kinship"),
    path("kinships/<int:kinship_id>/drop/", person.kinship_dropped, name="kinship_dropped"),
]
