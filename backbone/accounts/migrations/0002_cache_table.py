"""The table of the database cache, which holds the attempts that rate limits count.

Here and not by `createcachetable`, so that migrating is all that an installation needs; the shape is that command's.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE TABLE backbone_cache (
                    cache_key varchar(255) NOT NULL PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamp with time zone NOT NULL
                );
                CREATE INDEX backbone_cache_expires ON backbone_cache (expires);
            """,
            reverse_sql="DROP TABLE backbone_cache;",
        )
    ]
