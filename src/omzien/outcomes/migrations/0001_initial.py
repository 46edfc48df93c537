import django.db.models.deletion
import omzien.gate.clock
import omzien.gate.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

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
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instruments', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='outcomes_instrument_key'), models.CheckConstraint(condition=models.Q(('highest__gt', models.F('lowest'))), name='outcomes_instrument_scale')],
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
                ('domain', models.ForeignKey(blank=True, limit_choices_to={'list': 'domain'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='outcomes.instrument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('instrument', 'key'), name='outcomes_item_key')],
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
