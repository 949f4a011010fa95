"""The first tables of the desk: colleagues, and the trace of what they did."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bot.channels.desk.rights import Organisation, Role

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Both tables; a change of them is a migration of its own, and migrations only go forward."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="Colleague",
            fields=[
                ("id", _ID),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("role", models.CharField(default=Role.STAFF, max_length=20)),
                ("organisation", models.CharField(default=Organisation.HOME, max_length=20)),
                ("is_active", models.BooleanField(default=True)),
                ("must_change", models.BooleanField(default=False)),
                ("epoch", models.PositiveIntegerField(default=0)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", _ID.clone()),
                ("at", models.DateTimeField(db_index=True)),
                ("act", models.CharField(max_length=40)),
                ("object", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=120)),
                ("who", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ("-at", "-id")},
        ),
    )
