import django.db.models.deletion
import omzien.gate.clock
import omzien.gate.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
        ('outcomes', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('registered_on', models.DateField()),
                ('triage', models.CharField(blank=True, choices=[('right_place', 'right place'), ('advice_done', 'advice given, done'), ('elsewhere', 'elsewhere')], max_length=12)),
                ('explored_on', models.DateField(blank=True, help_text='first exploration of the question (vraagverkenning)', null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('channel', models.ForeignKey(limit_choices_to={'list': 'channel'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('over_norm_reason', models.ForeignKey(blank=True, limit_choices_to={'list': 'over_norm_reason'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('referral_source', models.ForeignKey(blank=True, limit_choices_to={'list': 'referral_source'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='people.resident')),
                ('return_reason', models.ForeignKey(blank=True, limit_choices_to={'list': 'domain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('support_over_norm_reason', models.ForeignKey(blank=True, limit_choices_to={'list': 'over_norm_reason'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.team')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'registered_on'], name='casework_registration_on'), models.Index(fields=['worker', 'closed_on'], name='casework_registration_worker'), models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['organisation', 'registered_on'], name='casework_registration_open')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_registration_key'), models.CheckConstraint(condition=models.Q(('explored_on__isnull', True), ('explored_on__gte', models.F('registered_on')), _connector='OR'), name='casework_explored_after_registered'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('registered_on')), _connector='OR'), name='casework_registration_closed_after'), models.CheckConstraint(condition=models.Q(('triage__in', ['', 'right_place', 'advice_done', 'elsewhere'])), name='casework_triage')],
            },
        ),
        migrations.CreateModel(
            name='Intervention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('form', models.CharField(choices=[('trajectory', 'trajectory'), ('light_support', 'light support'), ('advice', 'advice')], max_length=14)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('kind', models.ForeignKey(blank=True, limit_choices_to={'list': 'intervention_kind'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interventions', to='people.resident')),
                ('result', models.ForeignKey(blank=True, limit_choices_to={'list': 'closing_result'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.service')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.team')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interventions', to='casework.registration')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'started_on'], name='casework_intervention_on'), models.Index(fields=['worker', 'ended_on'], name='casework_intervention_worker'), models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['organisation', 'started_on'], name='casework_intervention_open')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_intervention_key'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='casework_intervention_period'), models.CheckConstraint(condition=models.Q(('result__isnull', True), ('ended_on__isnull', False), _connector='OR'), name='casework_result_at_the_end'), models.CheckConstraint(condition=models.Q(('form__in', ['trajectory', 'light_support', 'advice'])), name='casework_form')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('held_on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kind', models.ForeignKey(limit_choices_to={'list': 'contact_kind'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='people.resident')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
                ('intervention', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='casework.intervention')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_contact_key'), models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__lte', 1440), _connector='OR'), name='casework_contact_within_a_day')],
            },
        ),
        migrations.CreateModel(
            name='MeasurementOf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('intervention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='casework.intervention')),
                ('measurement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='outcomes.measurement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_measurementof_key')],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('direction', models.CharField(choices=[('incoming', 'incoming'), ('outgoing', 'outgoing'), ('internal', 'internal')], max_length=8)),
                ('referred_on', models.DateField()),
                ('intervention', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='casework.intervention')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('outcome', models.ForeignKey(blank=True, limit_choices_to={'list': 'referral_outcome'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.partner')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='people.resident')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.service')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='casework.registration')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_referral_key'), models.CheckConstraint(condition=models.Q(models.Q(('direction', 'internal'), ('partner__isnull', True), ('service__isnull', False)), models.Q(('direction__in', ['incoming', 'outgoing']), ('partner__isnull', False), ('service__isnull', True)), _connector='OR'), name='casework_referral_to_whom')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('is_main', models.BooleanField(default=False)),
                ('domain', models.ForeignKey(limit_choices_to={'list': 'domain'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('subdomain', models.ForeignKey(blank=True, limit_choices_to={'list': 'subdomain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='casework.registration')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_question_key'), models.UniqueConstraint(fields=('registration', 'domain', 'subdomain'), name='casework_question_once'), models.UniqueConstraint(condition=models.Q(('subdomain__isnull', True)), fields=('registration', 'domain'), name='casework_question_without_subdomain_once'), models.UniqueConstraint(condition=models.Q(('is_main', True)), fields=('registration',), name='casework_one_main_question')],
            },
        ),
        migrations.CreateModel(
            name='SafetyCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('report_needed', models.BooleanField(help_text='step 5, decision 1: is reporting necessary?', null=True)),
                ('help_possible', models.BooleanField(help_text='step 5, decision 2: can we (also) give or arrange help?', null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.worker')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.worker')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_safetycase_key'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='casework_safety_period'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('help_possible__isnull', False), ('report_needed__isnull', False)), _connector='OR'), name='casework_safety_two_decisions'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('confirmed_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='casework_safety_four_eyes')],
            },
        ),
        migrations.CreateModel(
            name='SafetyStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('step', models.PositiveSmallIntegerField()),
                ('taken_on', models.DateField()),
                ('text', models.TextField(blank=True)),
                ('left_out_because', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='casework.safetycase')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_safetystep_key'), models.UniqueConstraint(fields=('case', 'step'), name='casework_safety_step_once'), models.CheckConstraint(condition=models.Q(('step__range', (1, 5))), name='casework_safety_five_steps'), models.CheckConstraint(condition=models.Q(('text', ''), ('left_out_because', ''), _connector='OR'), name='casework_safety_taken_or_left_out')],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('text', models.TextField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='story', to='casework.registration')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_story_key')],
            },
        ),
        migrations.CreateModel(
            name='ContactNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('text', models.TextField()),
                ('contact', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='note', to='casework.contact')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_contactnote_key')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('text', models.TextField(blank=True)),
                ('set_on', models.DateField()),
                ('attainment', models.CharField(blank=True, choices=[('met', 'met'), ('partly', 'partly'), ('not_met', 'not met')], max_length=8)),
                ('judged_on', models.DateField(blank=True, null=True)),
                ('domain', models.ForeignKey(blank=True, limit_choices_to={'list': 'domain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
                ('intervention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='casework.intervention')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_goal_key'), models.CheckConstraint(condition=models.Q(models.Q(('attainment', ''), ('judged_on__isnull', True)), models.Q(('attainment__in', ['met', 'partly', 'not_met']), ('judged_on__gte', models.F('set_on')), ('judged_on__isnull', False)), _connector='OR'), name='casework_goal_judged')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('due_on', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('outcome', models.ForeignKey(blank=True, limit_choices_to={'list': 'follow_up_outcome'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='people.resident')),
                ('intervention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='casework.intervention')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'due_on'], name='casework_follow_up_due')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_followup_key'), models.CheckConstraint(condition=models.Q(('outcome__isnull', True), ('done_on__isnull', False), _connector='OR'), name='casework_follow_up_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Factor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('noted_on', models.DateField()),
                ('factor', models.ForeignKey(limit_choices_to={'list': 'factor'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('intervention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='casework.intervention')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='casework_factor_key'), models.UniqueConstraint(fields=('intervention', 'factor'), name='casework_factor_once')],
            },
        ),
    ]
