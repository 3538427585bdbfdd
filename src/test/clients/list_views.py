"""What a Python client sees of schema llmeco, for 070_clients.pl.

list_views.py psycopg2|odbc|pandas CONNECTION
"""
import sys
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

kind, connection_string = sys.argv[1:]
if kind == 'psycopg2':
    import psycopg2
    connection = psycopg2.connect(connection_string)
elif kind == 'odbc':
    import pyodbc
    connection = pyodbc.connect(connection_string)
else:
    import pandas
    import sqlalchemy
    engine = sqlalchemy.create_engine(connection_string)
cursor = None if kind == 'pandas' else connection.cursor()


def views_and_columns():
    """What the client itself offers to list: with ODBC SQLTables and
    SQLColumns, with SQLAlchemy its inspector, else information_schema."""
    if kind == 'pandas':
        inspector = sqlalchemy.inspect(engine)
        return [(name, [column['name'] for column in inspector.get_columns(name, schema='llmeco')])
                for name in inspector.get_view_names(schema='llmeco')]
    if kind == 'odbc':
        names = [row.table_name for row in cursor.tables(schema='llmeco', tableType='VIEW')]
        return [(name, [row.column_name for row in cursor.columns(schema='llmeco', table=name)]) for name in names]
    cursor.execute("""SELECT v.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)
                        FROM information_schema.views v JOIN information_schema.columns c USING (table_schema, table_name)
                       WHERE v.table_schema = 'llmeco' GROUP BY 1""")
    return cursor.fetchall()


def read(view):
    """Names of the columns, and rows."""
    if kind == 'pandas':
        frame = pandas.read_sql_table(view, engine, schema='llmeco')
        # object: a frame has NaN and NaT for NULL, and floats for integers beside it
        return list(frame.columns), frame.astype(object).where(frame.notna(), None).values.tolist()
    cursor.execute(f'SELECT * FROM llmeco.{view}')
    return [column[0] for column in cursor.description], cursor.fetchall()


def text(value):
    return '\\N' if value is None else repr(value) if isinstance(value, float) else str(value)


for view, columns in views_and_columns():
    names, rows = read(view)
    assert names == list(columns), (view, names, columns)
    print('view', view, len(rows), ','.join(columns), sep='\t')

names, rows = read('model_details')
places = [names.index(name) for name in ('name', 'downloads', 'influence', 'languages', 'created_at')]
for name, downloads, influence, languages, created in ([row[i] for i in places] for row in rows):
    if kind == 'pandas' and downloads is not None:
        assert downloads == int(downloads), downloads
        downloads = int(downloads)
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
