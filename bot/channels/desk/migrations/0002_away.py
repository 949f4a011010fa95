"""Whether a colleague is away for a while, as they say themselves."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody is away until they say so."""

    dependencies = (("desk", "0001_accounts"),)
    operations = (migrations.AddField("colleague", "away", models.BooleanField(default=False)),)
