import django.contrib.auth.models
import django.contrib.auth.validators
import django.utils.timezone
import omzien.gate.clock
from django.db import migrations, models
from omzien.gate.tables import Tables


class Migration(Tables):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=5)),
                ('theme', models.CharField(choices=[('system', 'system'), ('light', 'light'), ('dark', 'dark')], default='system', max_length=6)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='BrokenGlass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation_id', models.BigIntegerField()),
                ('worker_id', models.BigIntegerField()),
                ('resident_id', models.BigIntegerField()),
                ('reason', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('reviewed_by', models.BigIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['worker_id', 'until'], name='gate_glass_worker')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='gate_glass_reason'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('opened_at'))), name='gate_glass_limited')],
            },
        ),
        migrations.CreateModel(
            name='LedgerLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=omzien.gate.clock.now)),
                ('organisation_id', models.BigIntegerField()),
                ('account_id', models.BigIntegerField(null=True)),
                ('worker_id', models.BigIntegerField(null=True)),
                ('roles', models.CharField(max_length=200)),
                ('purpose', models.CharField(max_length=200)),
                ('channel', models.CharField(max_length=20)),
                ('act', models.CharField(max_length=80)),
                ('code', models.CharField(help_text='C create, R read, U update, D delete, E execute', max_length=1)),
                ('model', models.CharField(max_length=80)),
                ('residents', models.JSONField(default=list)),
                ('objects_seen', models.JSONField(default=list)),
                ('broke_glass', models.BooleanField(default=False)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation_id', 'at'], name='gate_ledger_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__in', ['C', 'R', 'U', 'D', 'E'])), name='gate_ledger_code')],
            },
        ),
        migrations.CreateModel(
            name='LedgerSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=omzien.gate.clock.now)),
                ('first_line', models.BigIntegerField()),
                ('last_line', models.BigIntegerField()),
                ('lines', models.IntegerField()),
                ('previous', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('last_line__gte', models.F('first_line')), ('lines__gte', 1)), name='gate_seal_range')],
            },
        ),
    ]
