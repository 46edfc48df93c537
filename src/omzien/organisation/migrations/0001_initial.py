import django.db.models.deletion
import omzien.gate.clock
import omzien.gate.sealed
from django.conf import settings
from django.db import migrations, models
from omzien.gate.tables import Tables


class Migration(Tables):

    initial = True

    dependencies = [
        ('gate', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kvk', models.CharField(blank=True, help_text='Chamber of Commerce number', max_length=8)),
                ('exploration_norm_days', models.PositiveSmallIntegerField(default=14)),
                ('support_norm_days', models.PositiveSmallIntegerField(default=28)),
                ('return_window_months', models.PositiveSmallIntegerField(default=15)),
                ('public_threshold', models.PositiveSmallIntegerField(default=10)),
                ('internal_threshold', models.PositiveSmallIntegerField(default=5)),
                ('unseen_weeks', models.PositiveSmallIntegerField(default=6, help_text='after so many weeks without contact we give a call')),
                ('takes_requests', models.BooleanField(default=True, help_text='the public form is open: everybody may ask for support by it')),
                ('keep_years', models.PositiveSmallIntegerField(default=15, help_text='how long a record is kept after its end, where no service says otherwise')),
                ('ended_arrival_days', models.PositiveSmallIntegerField(default=42, help_text='how long the words are kept of who came in and did not become a resident')),
            ],
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=6, unique=True)),
                ('name', models.CharField(max_length=100, unique=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^GM\\d{4}$')), name='organisation_municipality_code')],
            },
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=64)),
                ('name_nl', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('standard', models.CharField(blank=True, help_text='the code in a national standard', max_length=80)),
                ('origin', models.CharField(default='omzien-2026.1', help_text='who made this entry, in which version', max_length=40)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'list', 'key'), name='organisation_code_key'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='organisation_code_period')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.ForeignKey(limit_choices_to={'list': 'partner_kind'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_partner_key')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('name_nl', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('needs_goal', models.BooleanField(default=False)),
                ('needs_end_measurement', models.BooleanField(default=False)),
                ('needs_result', models.BooleanField(default=True)),
                ('plans_follow_up_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('citizen_number_basis', models.CharField(blank=True, help_text='the law that allows the BSN; empty = the BSN is off', max_length=200)),
                ('keep_years', models.PositiveSmallIntegerField(default=15, help_text='how long a record is kept after support by this service ended')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='organisation.organisation')),
                ('societal_task', models.ForeignKey(blank=True, limit_choices_to={'list': 'societal_task'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_service_key'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='organisation_service_period')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_team_key')],
            },
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('name', models.CharField(max_length=120)),
                ('active_from', models.DateField(blank=True, null=True)),
                ('active_until', models.DateField(blank=True, null=True)),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_worker_key')],
            },
        ),
        migrations.CreateModel(
            name='TeamMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisation.team')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisation.worker')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('worker', 'team', 'valid_from'), name='organisation_membership_once'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='organisation_membership_period')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(max_length=1000)),
                ('is_shared', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to='organisation.worker')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_savedview_key'), models.UniqueConstraint(fields=('worker', 'name'), name='organisation_saved_view_name'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('query', ''), _negated=True)), name='organisation_saved_view_whole')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('worker', 'worker'), ('front_desk', 'front_desk'), ('team_lead', 'team_lead'), ('coordinator', 'coordinator'), ('analyst', 'analyst'), ('privacy_officer', 'privacy_officer'), ('administrator', 'administrator')], max_length=20)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='organisation.worker')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('worker', 'role', 'valid_from'), name='organisation_grant_once'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='organisation_grant_period')],
            },
        ),
        migrations.CreateModel(
            name='CalendarLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('link_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('worker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_link', to='organisation.worker')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_calendarlink_key')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('covered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='covers', to='organisation.worker')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='organisation.worker')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['covered_by', 'ends_on'], name='organisation_absence_cover'), models.Index(fields=['worker', 'ends_on'], name='organisation_absence_worker')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='organisation_absence_key'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='organisation_absence_period'), models.CheckConstraint(condition=models.Q(('covered_by__isnull', True), models.Q(('covered_by', models.F('worker')), _negated=True), _connector='OR'), name='organisation_absence_by_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='Neighbourhood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbourhoods', to='organisation.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'year'), name='organisation_neighbourhood_code')],
            },
        ),
    ]
