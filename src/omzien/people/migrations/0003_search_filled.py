"""What is searched is compared by its bytes, also on PostgreSQL; and who is known already can be found."""

from django.db import migrations

from omzien.people import rules

BY_BYTES = (("people_namekey", "text", 50), ("people_contactdetails", "search_address", 120))
AT_ONCE = 2000


def compare_by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column, longest in BY_BYTES:
            schema_editor.execute(
                f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({longest}) COLLATE "C"'
            )


def fill(apps, schema_editor):
    sounds = {}
    for rows in _batches(apps.get_model("people", "Resident").objects.order_by("pk")):
        _index(apps.get_model("people", "NameKey"), rows, sounds)
    _learn(apps.get_model("people", "NameSound"), sounds)
    details = apps.get_model("people", "ContactDetails").objects
    for rows in _batches(details.exclude(street="").order_by("pk")):
        for row in rows:
            row.search_address = rules.address_key(row.street, row.house_number)
        details.bulk_update(rows, ["search_address"])


def _batches(rows):
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _index(model, residents, sounds):
    made = []
    for resident in residents:
        keys = rules.name_keys(resident.search_name)
        sounds.setdefault(resident.organisation_id, set()).update(rules.sounds_in(keys))
        made += [
            model(organisation_id=resident.organisation_id, resident_id=resident.pk, text=text)
            for text in sorted(keys)
        ]
    model.objects.bulk_create(made)


def _learn(model, sounds):
    for organisation_id, known in sounds.items():
        model.objects.bulk_create(
            (
                model(organisation_id=organisation_id, variant=variant, sound=sound)
                for sound in sorted(known)
                for variant in sorted(rules.variants(sound))
            ),
            batch_size=AT_ONCE,
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_search")]

    operations = [
        migrations.RunPython(compare_by_bytes, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
