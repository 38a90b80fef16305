from django.db import migrations, models

# Every search asks for what expired and was not taken off the site yet; Wagtail has no index for that.
EXPIRED = "CREATE INDEX IF NOT EXISTS kanteling_verloopt ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0006_scheldwoorden"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexwijziging",
            name="weg",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="indexwijziging",
            index=models.Index(condition=models.Q(("weg", True)), fields=["id"], name="indexwijziging_weg"),
        ),
        migrations.RunSQL(EXPIRED, "DROP INDEX IF EXISTS kanteling_verloopt"),
    ]
