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
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='with the version in it: zrm_2017', max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('version', models.CharField(max_length=20)),
                ('lowest', models.SmallIntegerField(default=1)),
                ('highest', models.SmallIntegerField(default=5)),
                ('levels', models.JSONField(default=list, help_text='[{level, name_nl, name_en}]')),
                ('measures_impact', models.BooleanField(default=True, help_text='False for conversation aids: never aggregated')),
                ('attribution', models.TextField(blank=True)),
                ('scoring', models.CharField(blank=True, choices=[('', 'no total'), ('sum', 'sum'), ('mean', 'mean')], help_text='what the levels add up to; empty: nothing', max_length=4)),
                ('times', models.PositiveSmallIntegerField(default=1, help_text='what the total is multiplied by')),
                ('least_answered', models.PositiveSmallIntegerField(default=1, help_text='how many items must have a level before there is a total')),
                ('in_use', models.BooleanField(default=True, help_text='False for an older version: read, not offered')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instruments', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_instrument_key'), models.CheckConstraint(condition=models.Q(('highest__gt', models.F('lowest'))), name='outcomes_instrument_scale'), models.CheckConstraint(condition=models.Q(('lowest__gte', 0), ('highest__lte', 10)), name='outcomes_instrument_range'), models.CheckConstraint(condition=models.Q(('scoring__in', ['', 'sum', 'mean'])), name='outcomes_scoring'), models.CheckConstraint(condition=models.Q(('times__gte', 1), ('least_answered__gte', 1)), name='outcomes_total')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='with the version in it: tevredenheid_effect_2026', max_length=64)),
                ('name_nl', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('levels', models.JSONField(default=list, help_text='what 1 to 5 of a scale are called: [{level, nl, en}]')),
                ('questions', models.JSONField(default=list, help_text='[{key, kind, nl, en}]')),
                ('in_use', models.BooleanField(default=True, help_text='the one that is sent')),
                ('open_days', models.PositiveSmallIntegerField(default=42, help_text='how long a link works')),
                ('remind_after_days', models.PositiveSmallIntegerField(default=14, help_text='one reminder, then no more')),
                ('origin', models.CharField(default='omzien-2026.1', help_text='who wrote it', max_length=40)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='surveys', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_survey_key'), models.UniqueConstraint(condition=models.Q(('in_use', True)), fields=('organisation',), name='outcomes_one_survey_in_use')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('link_hash', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('sent_on', models.DateField()),
                ('expires_on', models.DateField(help_text='the last day on which the link works')),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('declined_on', models.DateField(blank=True, help_text='wants no survey: never asked again', null=True)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.service')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.survey')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'sent_on'], name='outcomes_invitation_sent')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_invitation_key'), models.CheckConstraint(condition=models.Q(('expires_on__gte', models.F('sent_on'))), name='outcomes_invitation_period'), models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('sent_on')), _connector='OR'), name='outcomes_answered_after_sent')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('name_nl', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('order', models.PositiveSmallIntegerField()),
                ('is_reversed', models.BooleanField(default=False, help_text='a high level is bad: turned round in a total')),
                ('domain', models.ForeignKey(blank=True, limit_choices_to={'list': 'domain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='outcomes.instrument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('instrument', 'key'), name='outcomes_item_key')],
            },
        ),
        migrations.CreateModel(
            name='LicensedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.SmallIntegerField()),
                ('text', models.TextField()),
                ('added_on', models.DateField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='outcomes.item')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'level'), name='outcomes_text_once'), models.CheckConstraint(condition=models.Q(('level__range', (0, 10))), name='outcomes_text_level')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('measured_on', models.DateField()),
                ('moment', models.CharField(choices=[('start', 'start'), ('interim', 'interim'), ('end', 'end')], max_length=10)),
                ('view', models.CharField(choices=[('professional', 'professional'), ('resident', 'resident')], default='professional', max_length=12)),
                ('assessor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.instrument')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_measurement_key'), models.CheckConstraint(condition=models.Q(('moment__in', ['start', 'interim', 'end'])), name='outcomes_moment'), models.CheckConstraint(condition=models.Q(('view__in', ['professional', 'resident'])), name='outcomes_view')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('corrected_on', models.DateField()),
                ('reason', models.TextField()),
                ('before', models.JSONField(help_text='{moment, view, measured_on, levels: {item: level}}')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
                ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='outcomes.measurement')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_correction_key'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='outcomes_correction_reason')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('answered_on', models.DateField()),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='response', to='outcomes.invitation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_response_key')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('question', models.CharField(help_text='the key of the question in the survey', max_length=64)),
                ('kind', models.CharField(max_length=5)),
                ('value', models.SmallIntegerField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('may_publish', models.BooleanField(default=False)),
                ('chosen_on', models.DateField(blank=True, help_text='read, gives nobody away, and chosen for the report', null=True)),
                ('chosen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='outcomes.response')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_answer_key'), models.UniqueConstraint(fields=('response', 'question'), name='outcomes_answer_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'mark'), ('text', ''), ('value__isnull', False), ('value__range', (1, 10))), models.Q(('kind', 'scale'), ('text', ''), ('value__isnull', False), ('value__range', (1, 5))), models.Q(('kind__in', ['text', 'quote']), ('value__isnull', True)), _connector='OR'), name='outcomes_answer_fits'), models.CheckConstraint(condition=models.Q(('may_publish', False), ('kind', 'quote'), _connector='OR'), name='outcomes_publish_quotes_only'), models.CheckConstraint(condition=models.Q(('chosen_on__isnull', True), ('may_publish', True), _connector='OR'), name='outcomes_choose_with_consent')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('level', models.SmallIntegerField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.item')),
                ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='outcomes.measurement')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_score_key'), models.UniqueConstraint(fields=('measurement', 'item'), name='outcomes_score_once'), models.CheckConstraint(condition=models.Q(('level__isnull', True), ('level__range', (0, 10)), _connector='OR'), name='outcomes_score_range')],
            },
        ),
    ]
