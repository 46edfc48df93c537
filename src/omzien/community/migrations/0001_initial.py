import django.db.models.deletion
import omzien.gate.clock
import omzien.gate.sealed
from django.db import migrations, models
from omzien.gate.tables import Tables


class Migration(Tables):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('group', 'group'), ('information_point', 'information point')], default='group', max_length=20)),
                ('form', models.CharField(choices=[('physical', 'physical'), ('online', 'online'), ('blended', 'blended')], default='physical', max_length=10)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('topic', models.ForeignKey(blank=True, limit_choices_to={'list': 'activity_topic'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_activity_key')],
            },
        ),
        migrations.CreateModel(
            name='PartnerQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('asked_on', models.DateField()),
                ('domain', models.ForeignKey(blank=True, limit_choices_to={'list': 'domain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.partner')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_partnerquestion_key')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('held_on', models.DateField()),
                ('anonymous_heads', models.PositiveIntegerField(default=0)),
                ('cancelled', models.BooleanField(default=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='community.activity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_session_key'), models.CheckConstraint(condition=models.Q(('cancelled', False), ('anonymous_heads', 0), _connector='OR'), name='community_cancelled_is_empty')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='people.resident')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='community.session')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_attendance_key'), models.UniqueConstraint(fields=('session', 'resident'), name='community_attendance_once')],
            },
        ),
        migrations.CreateModel(
            name='WalkInVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('visited_on', models.DateField()),
                ('problematic_debt', models.CharField(choices=[('ja', 'ja'), ('nee', 'nee'), ('onbekend', 'onbekend')], default='onbekend', max_length=10)),
                ('domain', models.ForeignKey(blank=True, help_text='what it was about', limit_choices_to={'list': 'domain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('follow_up', models.ForeignKey(blank=True, limit_choices_to={'list': 'walk_in_follow_up'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('hour', models.ForeignKey(limit_choices_to={'list': 'walk_in_hour'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='walk_in_visits', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_walkinvisit_key')],
            },
        ),
        migrations.CreateModel(
            name='WalkInAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('follow_up', models.ForeignKey(limit_choices_to={'list': 'walk_in_follow_up'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='community.walkinvisit')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_walkinagreement_key'), models.UniqueConstraint(fields=('visit', 'follow_up'), name='community_agreement_once')],
            },
        ),
        migrations.CreateModel(
            name='MoneyFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('finding', models.CharField(choices=[('in_order', 'in order'), ('attention', 'needs attention'), ('unknown', 'unknown')], max_length=9)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('topic', models.ForeignKey(limit_choices_to={'list': 'money_topic'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='community.walkinvisit')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='community_moneyfinding_key'), models.UniqueConstraint(fields=('visit', 'topic'), name='community_finding_once'), models.CheckConstraint(condition=models.Q(('finding__in', ['in_order', 'attention', 'unknown'])), name='community_finding')],
            },
        ),
    ]
