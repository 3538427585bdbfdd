"""What a Python client sees of schema llmeco, for 070_clients.pl.

list_views.py psycopg2|odbc CONNECTION
"""
import sys
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

kind, connection_string = sys.argv[1:]
if kind == 'psycopg2':
    import psycopg2
    connection = psycopg2.connect(connection_string)
else:
    import pyodbc
    connection = pyodbc.connect(connection_string)
cursor = connection.cursor()


def views_and_columns():
    """What the client itself offers to list: with ODBC SQLTables and
    SQLColumns, else information_schema, as SQLAlchemy and pandas do."""
    if kind == 'odbc':
        names = [row.table_name for row in cursor.tables(schema='llmeco', tableType='VIEW')]
        return [(name, [row.column_name for row in cursor.columns(schema='llmeco', table=name)]) for name in names]
    cursor.execute("""SELECT v.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)
                        FROM information_schema.views v JOIN information_schema.columns c USING (table_schema, table_name)
                       WHERE v.table_schema = 'llmeco' GROUP BY 1""")
    return cursor.fetchall()


def text(value):
    return '\\N' if value is None else repr(value) if isinstance(value, float) else str(value)


for view, columns in views_and_columns():
    cursor.execute(f'SELECT * FROM llmeco.{view}')
    # As pandas makes a frame: names of the result, rows as tuples.
    names = [column[0] for column in cursor.description]
    frame = {name: [] for name in names}
    for row in cursor.fetchall():
        for name, value in zip(names, row):
            frame[name].append(value)
    assert names == list(columns), (view, names, columns)
    print('view', view, len(frame[names[0]]), ','.join(columns), sep='\t')

cursor.execute('SELECT name, downloads, influence, languages, created_at FROM llmeco.model_details')
for name, downloads, influence, languages, created in cursor.fetchall():
    assert downloads is None or isinstance(downloads, int), downloads
    assert influence is None or isinstance(influence, float), influence
    if kind == 'odbc' and languages is not None:    # ODBC has no arrays
        languages = [item for item in languages[1:-1].replace('"', '').split(',') if item]
    # ODBC has no time zones either: the session's, which is UTC
    milliseconds = None
    if created is not None:
        aware = created if created.tzinfo else created.replace(tzinfo=timezone.utc)
        milliseconds = (aware - EPOCH) // timedelta(milliseconds=1)
    print('model', name, text(downloads), text(influence), '\\N' if languages is None else ' '.join(languages),
          text(milliseconds), sep='\t')
