import django.db.models.deletion
from django.db import migrations, models

import omzien.gate.clock
import omzien.gate.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
        ("outcomes", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("registered_on", models.DateField()),
                (
                    "triage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right_place", "right place"),
                            ("advice_done", "advice given, done"),
                            ("elsewhere", "elsewhere"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "explored_on",
                    models.DateField(
                        blank=True, help_text="first exploration of the question (vraagverkenning)", null=True
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "channel",
                    models.ForeignKey(
                        limit_choices_to={"list": "channel"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "over_norm_reason",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "over_norm_reason"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "referral_source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "referral_source"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="people.resident",
                    ),
                ),
                (
                    "return_reason",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "domain"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "support_over_norm_reason",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "over_norm_reason"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "registered_on"], name="casework_registration_on"),
                    models.Index(fields=["worker", "closed_on"], name="casework_registration_worker"),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["organisation", "registered_on"],
                        name="casework_registration_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_registration_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("explored_on__isnull", True),
                            ("explored_on__gte", models.F("registered_on")),
                            _connector="OR",
                        ),
                        name="casework_explored_after_registered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("registered_on")),
                            _connector="OR",
                        ),
                        name="casework_registration_closed_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("triage__in", ["", "right_place", "advice_done", "elsewhere"])),
                        name="casework_triage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("trajectory", "trajectory"),
                            ("light_support", "light support"),
                            ("advice", "advice"),
                        ],
                        max_length=14,
                    ),
                ),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "intervention_kind"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interventions",
                        to="people.resident",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "closing_result"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.service",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interventions",
                        to="casework.registration",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "started_on"], name="casework_intervention_on"),
                    models.Index(fields=["worker", "ended_on"], name="casework_intervention_worker"),
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["organisation", "started_on"],
                        name="casework_intervention_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_intervention_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="casework_intervention_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result__isnull", True), ("ended_on__isnull", False), _connector="OR"
                        ),
                        name="casework_result_at_the_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["trajectory", "light_support", "advice"])),
                        name="casework_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "also_there",
                    models.CharField(
                        blank=True, help_text="who else was there, but for the household", max_length=200
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        limit_choices_to={"list": "contact_kind"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="people.resident",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="casework.intervention",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_contact_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__isnull", True), ("minutes__lte", 1440), _connector="OR"
                        ),
                        name="casework_contact_within_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("text", models.TextField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_householdnote_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("text", models.TextField(blank=True)),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note",
                        to="casework.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
                (
                    "household_note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="casework.householdnote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_contactnote_key"),
                    models.CheckConstraint(
                        condition=models.Q(("household_note__isnull", True), ("text", ""), _connector="OR"),
                        name="casework_note_in_one_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("text", models.TextField(blank=True)),
                ("set_on", models.DateField()),
                (
                    "attainment",
                    models.CharField(
                        blank=True,
                        choices=[("met", "met"), ("partly", "partly"), ("not_met", "not met")],
                        max_length=8,
                    ),
                ),
                ("judged_on", models.DateField(blank=True, null=True)),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "domain"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="casework.intervention",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_goal_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attainment", ""), ("judged_on__isnull", True)),
                            models.Q(
                                ("attainment__in", ["met", "partly", "not_met"]),
                                ("judged_on__gte", models.F("set_on")),
                                ("judged_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_goal_judged",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "follow_up_outcome"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="people.resident",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="casework.intervention",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "due_on"], name="casework_follow_up_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_followup_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__isnull", True), ("done_on__isnull", False), _connector="OR"
                        ),
                        name="casework_follow_up_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Factor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("noted_on", models.DateField()),
                (
                    "factor",
                    models.ForeignKey(
                        limit_choices_to={"list": "factor"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="factors",
                        to="casework.intervention",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_factor_key"),
                    models.UniqueConstraint(fields=("intervention", "factor"), name="casework_factor_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("png", "PNG"),
                            ("jpeg", "JPEG"),
                            ("docx", "Word"),
                            ("odt", "OpenDocument"),
                        ],
                        max_length=4,
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="bytes, before encryption")),
                ("sha256", models.CharField(help_text="of the file as it was given", max_length=64)),
                ("stored_as", models.CharField(editable=False, max_length=32, unique=True)),
                ("added_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="people.resident",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.intervention",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_document_key"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pdf", "png", "jpeg", "docx", "odt"])),
                        name="casework_document_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="casework_document_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("day", models.DateField()),
                (
                    "starts",
                    models.PositiveSmallIntegerField(help_text="minutes after midnight, on the Dutch clock"),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "held"),
                            ("no_show", "no show"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        limit_choices_to={"list": "contact_kind"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="people.resident",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="organisation.worker",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appointment",
                        to="casework.contact",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appointments",
                        to="casework.intervention",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["worker", "day"], name="casework_appointment_worker")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_appointment_key"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "held", "no_show", "cancelled"])),
                        name="casework_appointment_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (5, 1440)), ("starts__lte", 1439)),
                        name="casework_appointment_within_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("contact__isnull", True), ("state", "held"), _connector="OR"),
                        name="casework_contact_of_what_was_held",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvolvedPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("person", models.CharField(blank=True, help_text="whom to call there", max_length=120)),
                ("does_what", models.CharField(blank=True, max_length=200)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.partner",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="casework_involvedpartner_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("resident", "partner"),
                        name="casework_partner_involved_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="casework_involved_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasurementOf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
                        to="casework.intervention",
                    ),
                ),
                (
                    "measurement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="outcomes.measurement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_measurementof_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerConsultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("held_on", models.DateField()),
                ("named", models.BooleanField(help_text="was the resident's name told?")),
                (
                    "ground",
                    models.CharField(blank=True, help_text="why named without a consent", max_length=200),
                ),
                ("asked", models.TextField()),
                ("answered", models.TextField(blank=True)),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.consent",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.intervention",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.partner",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="casework_partnerconsultation_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("named", True),
                            models.Q(("consent__isnull", True), ("ground", "")),
                            _connector="OR",
                        ),
                        name="casework_consultation_nameless",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("incoming", "incoming"),
                            ("outgoing", "outgoing"),
                            ("internal", "internal"),
                        ],
                        max_length=8,
                    ),
                ),
                ("referred_on", models.DateField()),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="casework.intervention",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "referral_outcome"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.partner",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="people.resident",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.service",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="casework.registration",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_referral_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("direction", "internal"),
                                ("partner__isnull", True),
                                ("service__isnull", False),
                            ),
                            models.Q(
                                ("direction__in", ["incoming", "outgoing"]),
                                ("partner__isnull", False),
                                ("service__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="casework_referral_to_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("is_main", models.BooleanField(default=False)),
                (
                    "domain",
                    models.ForeignKey(
                        limit_choices_to={"list": "domain"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "subdomain",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "subdomain"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="casework.registration",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_question_key"),
                    models.UniqueConstraint(
                        fields=("registration", "domain", "subdomain"), name="casework_question_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("subdomain__isnull", True)),
                        fields=("registration", "domain"),
                        name="casework_question_without_subdomain_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_main", True)),
                        fields=("registration",),
                        name="casework_one_main_question",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("public_form", "public form"),
                            ("phone", "telephone or front desk"),
                            ("partner", "note from a partner"),
                            ("signal", "early signal of arrears"),
                            ("veilig_thuis", "report from Veilig Thuis"),
                            ("walk_in", "walk-in hour"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registered", "became a registration"),
                            ("advised", "advice given, done"),
                            ("passed_on", "passed on to somebody else"),
                            ("not_reached", "could not be reached"),
                            ("withdrawn", "withdrawn, or not for us"),
                        ],
                        max_length=12,
                    ),
                ),
                ("handled_on", models.DateField(blank=True, null=True)),
                (
                    "link_hash",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="of the guest who sent the form, who reaches it",
                        max_length=64,
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "domain"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.partner",
                    ),
                ),
                (
                    "passed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.partner",
                    ),
                ),
                (
                    "referral_source",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "referral_source"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to="people.resident",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to="casework.registration",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("handled_on__isnull", True)),
                        fields=["organisation", "received_on"],
                        name="casework_arrival_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_arrival_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("link_hash", ""), _negated=True),
                        fields=("organisation", "link_hash"),
                        name="casework_arrival_sent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "way__in",
                                ["public_form", "phone", "partner", "signal", "veilig_thuis", "walk_in"],
                            )
                        ),
                        name="casework_arrival_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_on__isnull", True), ("outcome", "")),
                            models.Q(
                                ("handled_on__gte", models.F("received_on")),
                                (
                                    "outcome__in",
                                    ["registered", "advised", "passed_on", "not_reached", "withdrawn"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="casework_arrival_handled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "registered"),
                                ("registration__isnull", False),
                                ("resident__isnull", False),
                            ),
                            models.Q(
                                models.Q(("outcome", "registered"), _negated=True),
                                ("registration__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="casework_arrival_registered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed_to__isnull", True), ("outcome", "passed_on"), _connector="OR"
                        ),
                        name="casework_arrival_passed_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("was_closed_on", models.DateField()),
                ("reopened_on", models.DateField()),
                ("reason", models.TextField()),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reopenings",
                        to="casework.intervention",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reopenings",
                        to="casework.registration",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_reopening_key"),
                    models.CheckConstraint(
                        condition=models.Q(("reopened_on__gte", models.F("was_closed_on"))),
                        name="casework_reopened_after_closing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="casework_reopened_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "report_needed",
                    models.BooleanField(help_text="step 5, decision 1: is reporting necessary?", null=True),
                ),
                (
                    "help_possible",
                    models.BooleanField(
                        help_text="step 5, decision 2: can we (also) give or arrange help?", null=True
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_safetycase_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="casework_safety_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            models.Q(("help_possible__isnull", False), ("report_needed__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_safety_two_decisions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("confirmed_by", models.F("decided_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="casework_safety_four_eyes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("question", models.PositiveSmallIntegerField()),
                ("answer", models.BooleanField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="casework.safetycase",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_safetyanswer_key"),
                    models.UniqueConstraint(fields=("case", "question"), name="casework_safety_answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("question__range", (1, 5))), name="casework_safety_questions"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyConsultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("veilig_thuis", "Veilig Thuis"),
                            ("colleague", "colleague"),
                            ("attention_officer", "attention officer"),
                            ("injury_expert", "injury expert"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "anonymous",
                    models.BooleanField(default=True, help_text="the resident's name was not given"),
                ),
                ("consulted_on", models.DateField()),
                ("text", models.TextField(help_text="what was advised")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="casework.safetycase",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="casework_safetyconsultation_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("whom__in", ["veilig_thuis", "colleague", "attention_officer", "injury_expert"])
                        ),
                        name="casework_consultation_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="casework_consultation_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("text", models.TextField()),
                ("screened_on", models.DateField(blank=True, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ours", "for us"),
                            ("elsewhere", "for somebody else"),
                            ("no_action", "no action"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "arrival",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safety_report",
                        to="casework.arrival",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_safetyreport_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), ("screened_on__isnull", True)),
                            models.Q(
                                ("decision__in", ["ours", "elsewhere", "no_action"]),
                                ("screened_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_screening_decides",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetySignal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("observed", "observed"), ("told", "told"), ("interpreted", "interpreted")],
                        max_length=12,
                    ),
                ),
                ("supports", models.BooleanField(help_text="False: it speaks against the suspicion")),
                ("noticed_on", models.DateField()),
                ("noticed_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                (
                    "said_by",
                    models.CharField(
                        blank=True, help_text="of what others said: who said it", max_length=120
                    ),
                ),
                ("text", models.TextField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="casework.safetycase",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_safetysignal_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "told"), models.Q(("said_by", ""), _negated=True)),
                            models.Q(("kind__in", ["observed", "interpreted"]), ("said_by", "")),
                            _connector="OR",
                        ),
                        name="casework_signal_said_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="casework_signal_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("step", models.PositiveSmallIntegerField()),
                ("taken_on", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("left_out_because", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="casework.safetycase",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_safetystep_key"),
                    models.UniqueConstraint(fields=("case", "step"), name="casework_safety_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(("step__range", (1, 5))), name="casework_safety_five_steps"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), ("left_out_because", ""), _connector="OR"),
                        name="casework_safety_taken_or_left_out",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.partner",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="casework.safetyreport",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="casework_screeningpartner_key"
                    ),
                    models.UniqueConstraint(
                        fields=("report", "partner"), name="casework_screening_partner_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("text", models.TextField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="story",
                        to="casework.registration",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_story_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("due_on", models.DateField()),
                ("text", models.CharField(max_length=200)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="people.resident",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=["worker", "due_on"],
                        name="casework_task_open",
                    ),
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=["team", "due_on"],
                        name="casework_task_open_team",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_task_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("team__isnull", True), ("worker__isnull", False)),
                            models.Q(("team__isnull", False), ("worker__isnull", True)),
                            _connector="OR",
                        ),
                        name="casework_task_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="casework_task_says_what"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppointmentNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("text", models.TextField()),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note",
                        to="casework.appointment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.resident"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="casework_appointmentnote_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrearsSignal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("arrears_euros", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "signal_result"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        limit_choices_to={"list": "signal_source"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "arrival",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signal",
                        to="casework.arrival",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_arrearssignal_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrivalAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("tried_on", models.DateField()),
                (
                    "part_of_day",
                    models.CharField(
                        choices=[("morning", "morning"), ("afternoon", "afternoon"), ("evening", "evening")],
                        max_length=9,
                    ),
                ),
                (
                    "arrival",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="casework.arrival",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        limit_choices_to={"list": "contact_kind"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key"), name="casework_arrivalattempt_key"
                    ),
                    models.UniqueConstraint(
                        fields=("arrival", "tried_on", "part_of_day", "kind"), name="casework_attempt_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part_of_day__in", ["morning", "afternoon", "evening"])),
                        name="casework_attempt_part_of_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrivalWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("name_prefix", models.CharField(blank=True, max_length=20)),
                ("family_name", models.CharField(blank=True, max_length=120)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("street", models.CharField(blank=True, max_length=120)),
                ("house_number", models.CharField(blank=True, max_length=10)),
                ("postcode", models.CharField(blank=True, max_length=7)),
                ("place", models.CharField(blank=True, max_length=80)),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="to be spoken to in, when not Dutch", max_length=40
                    ),
                ),
                (
                    "call_when",
                    models.CharField(
                        blank=True, help_text="when to call, in the person's words", max_length=120
                    ),
                ),
                ("story", models.TextField(blank=True, help_text="what was told, or what a partner asked")),
                (
                    "arrival",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="casework.arrival",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_arrivalwords_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("started_on", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="case_leads",
                        to="people.resident",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_caselead_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("resident",),
                        name="casework_one_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="casework_lead_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ("changed_at", models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ("handed_on", models.DateField()),
                ("summary", models.TextField(blank=True)),
                (
                    "from_worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.organisation",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="people.resident",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
                (
                    "to_worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.worker",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "key"), name="casework_handover_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_team__isnull", True), ("to_worker__isnull", False)),
                            models.Q(("to_team__isnull", False), ("to_worker__isnull", True)),
                            _connector="OR",
                        ),
                        name="casework_handover_to_one",
                    ),
                ],
            },
        ),
    ]
