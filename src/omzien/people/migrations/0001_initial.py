import django.db.models.deletion
import omzien.gate.clock
import omzien.gate.sealed
from django.db import migrations, models
from omzien.gate.tables import Tables


class Migration(Tables):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_household_key')],
            },
        ),
        migrations.CreateModel(
            name='NameSound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(max_length=20)),
                ('sound', models.CharField(max_length=20)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'variant', 'sound'), name='people_name_sound_variant')],
            },
        ),
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('pseudonym', models.BigIntegerField(editable=False, unique=True)),
                ('given_name', models.CharField(blank=True, max_length=80)),
                ('name_prefix', models.CharField(blank=True, help_text='tussenvoegsel: van der, de, ...', max_length=20)),
                ('family_name', models.CharField(blank=True, max_length=120)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('gender', models.CharField(choices=[('man', 'man'), ('vrouw', 'vrouw'), ('x', 'non-binair (X)'), ('onbekend', 'onbekend')], default='onbekend', max_length=10)),
                ('language', models.CharField(blank=True, help_text='spoken language, when not Dutch', max_length=40)),
                ('needs_interpreter', models.BooleanField(default=False)),
                ('registered_on', models.DateField(help_text='first known here')),
                ('search_name', models.CharField(editable=False, help_text='lower case, no accents: rules.search_name', max_length=200)),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members', to='people.household')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('neighbourhood', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.neighbourhood')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'search_name'], name='people_resident_search'), models.Index(fields=['organisation', 'birth_date'], name='people_resident_birth')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_resident_key')],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=50)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'text', 'resident'], name='people_name_key_text')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('merged_id', models.BigIntegerField(help_text='the id that the merged resident had, and gets back')),
                ('merged_at', models.DateTimeField()),
                ('moved', models.JSONField(default=dict)),
                ('aside', models.JSONField(default=dict)),
                ('made', models.JSONField(default=dict, help_text='what was made for the survivor, and goes when undone')),
                ('merged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisation.worker')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('survivor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_merge_key')],
            },
        ),
        migrations.CreateModel(
            name='Kinship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('kind', models.ForeignKey(limit_choices_to={'list': 'kinship'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_kinship_key'), models.UniqueConstraint(fields=('resident', 'other'), name='people_kinship_once'), models.CheckConstraint(condition=models.Q(('resident', models.F('other')), _negated=True), name='people_kinship_of_two')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdStay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='people.household')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_householdstay_key'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('resident',), name='people_one_household_at_a_time'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='people_stay_period')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('form', models.CharField(max_length=60)),
                ('about', models.CharField(blank=True, max_length=60)),
                ('page', models.CharField(max_length=300)),
                ('sealed_content', models.TextField(help_text='the fields, encrypted: cipher.seal_draft')),
                ('version', models.PositiveIntegerField()),
                ('device', models.CharField(max_length=32)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.worker')),
                ('resident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='people.resident')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['worker', 'form', 'changed_at'], name='people_draft_of_worker'), models.Index(fields=['changed_at'], name='people_draft_age')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_draft_key'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='people_draft_version')],
            },
        ),
        migrations.CreateModel(
            name='ContactDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('street', models.CharField(blank=True, max_length=120)),
                ('house_number', models.CharField(blank=True, max_length=10)),
                ('postcode', models.CharField(blank=True, max_length=7)),
                ('place', models.CharField(blank=True, max_length=80)),
                ('search_address', models.CharField(blank=True, editable=False, help_text='as it sounds: rules.address_key', max_length=120)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contact_details', to='people.resident')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'postcode'], name='people_contact_postcode'), models.Index(fields=['organisation', 'search_address'], name='people_contact_address')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_contactdetails_key')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('given_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('kind', models.ForeignKey(limit_choices_to={'list': 'consent'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.code')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_consent_key'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='people_consent_period')],
            },
        ),
        migrations.CreateModel(
            name='CitizenNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('sealed_number', models.BinaryField()),
                ('legal_basis', models.CharField(max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='citizen_number', to='people.resident')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_citizennumber_key'), models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='people_citizen_number_basis')],
            },
        ),
        migrations.CreateModel(
            name='TreatmentRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=omzien.gate.sealed._new_key, max_length=64)),
                ('changed_at', models.DateTimeField(default=omzien.gate.clock.now, editable=False)),
                ('started_on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='treatment_relations', to='people.resident')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.team')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.worker')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['worker', 'until'], name='people_relation_worker'), models.Index(fields=['team', 'until'], name='people_relation_team')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'key'), name='people_treatmentrelation_key'), models.CheckConstraint(condition=models.Q(('worker__isnull', False), ('team__isnull', False), _connector='OR'), name='people_relation_with_somebody'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('started_on')), _connector='OR'), name='people_relation_period')],
            },
        ),
    ]
