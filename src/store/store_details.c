/*
 * store_details.c: what the Hub tells of models on request only into
 * llmeco.models, and of which models it is not known.
 *
 * Of each model that it is wanted of, a column has the modified_at for which it was
 * read: with another one, it is to be read again. A model that was asked for and not
 * given, as it is gone or has no such tag any more, counts as read.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "support/batch.h"
#include "store/model_events.h"
#include "store/store_details.h"
#include "store/store_values.h"

/* The columns of a batch of details. */
enum DetailColumn
{
	DETAIL_HUB_ID,
	DETAIL_LICENSE_NAME,
	DETAIL_LICENSE_LINK,
	DETAIL_PARAMETERS,
	DETAIL_MODIFIED_AT,
	DETAIL_COLUMNS
};

static const BatchColumn detail_columns[DETAIL_COLUMNS] = {
	[DETAIL_HUB_ID] = {"hub_id", TEXTOID},
	[DETAIL_LICENSE_NAME] = {"license_name", TEXTOID},
	[DETAIL_LICENSE_LINK] = {"license_link", TEXTOID},
	[DETAIL_PARAMETERS] = {"parameters", INT8OID},
	[DETAIL_MODIFIED_AT] = {"modified_at", TIMESTAMPTZOID},
};

const DetailKind detail_kinds[DETAIL_KINDS] =
	{{.name = "licenses",
	  .filter = "license:other",
	  .expand = "cardData",
	  .column = "card_modified_at",
	  .wanted = "m.license = 'other'",
	  .differs =
		  "(p.license_name, p.license_link) IS DISTINCT FROM (m.license_name, m.license_link)",
	  .update = "license_name = p.license_name, license_link = p.license_link",
	  .note = MODEL_EVENTS_INSERT
	  "SELECT $1, $2, m.model_id, pg_catalog.split_part(m.name, '#', 1), 'license_changed',"
	  " pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('license', m.license,"
	  "  'license_name', c.license_name, 'license_link', c.license_link)),"
	  " pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('license', m.license,"
	  "  'license_name', m.license_name, 'license_link', m.license_link))"
	  " FROM llmeco_details_changed c JOIN llmeco.models m ON m.model_id = c.model_id"},
	 /* not of those whose safetensors say it */
	 {.name = "gguf",
	  .filter = "gguf",
	  .expand = "gguf",
	  .column = "gguf_modified_at",
	  .wanted = "(m.parameters IS NULL OR m.gguf_modified_at IS NOT NULL)"
				" AND 'gguf' = ANY (m.tags)",
	  .differs = "p.parameters <> COALESCE(m.parameters, -1)",
	  .update = "parameters = COALESCE(p.parameters, m.parameters)"}};

/*
 * DetailsHaveColumns says whether llmeco.models has room for details: not before ALTER
 * EXTENSION UPDATE to 1.2.0.
 */
bool
DetailsHaveColumns(void)
{
	return get_attnum(SqlTable("models"), "license_name") != InvalidAttrNumber;
}

/*
 * DetailsUnknown returns the condition that details of a kind are not known of model m,
 * and that it may be asked for.
 */
char *
DetailsUnknown(const DetailKind *kind)
{
	return psprintf("m.hub_id IS NOT NULL AND m.fetched_at IS NOT NULL AND m.removed_at IS NULL"
					" AND m.%s IS DISTINCT FROM COALESCE(m.modified_at, '-infinity') AND %s"
					" AND NOT %s",
					kind->column, kind->wanted, LedgerKnownGone("'models', 'spaces'"));
}

/*
 * DetailsFindGap returns what is not known of a kind, and, of at most max_names models,
 * how many a list of them would have.
 */
DetailGap
DetailsFindGap(const DetailKind *kind, int max_names)
{
	int level = SqlConnect();
	DetailGap gap = {0};
	bool isnull;
	Datum oldest;

	SqlPlanFreely();
	(void) SqlRunArgs(psprintf("SELECT pg_catalog.count(*), CASE WHEN"
							   " pg_catalog.count(*) = pg_catalog.count(m.modified_at)"
							   " THEN pg_catalog.min(m.modified_at) END"
							   " FROM llmeco.models m WHERE %s",
							   DetailsUnknown(kind)),
					  false, NULL, 0);
	gap.models = SqlResultInt64(0, 1);
	oldest = SqlResultValue(0, 2, &isnull);
	gap.oldest = isnull ? 0 : DatumGetTimestampTz(oldest);
	if (gap.models > 0 && gap.models <= max_names)
		gap.since = SqlInt64(psprintf("SELECT pg_catalog.count(*) FROM llmeco.models m WHERE %s"
									  " AND m.modified_at >= $1",
									  kind->wanted),
							 sql_time(isnull ? DT_NOBEGIN : gap.oldest));
	SqlFinish(level);
	return gap;
}

/*
 * write_events writes the events of those of n rows, the last result, that differ from what
 * had been read before; what came first is no event. Frees the result.
 */
static void
write_events(const DetailKind *kind, uint64 n, Ledger *ledger)
{
	static const BatchColumn columns[] = {{"model_id", INT8OID},
										  {"license_name", TEXTOID},
										  {"license_link", TEXTOID}};
	Batch *batch = BatchCreate("llmeco_details_changed", columns, lengthof(columns));
	TimestampTz now = GetCurrentTimestamp();

	for (uint64 i = 0; kind->note != NULL && i < n; i++)
	{
		Datum values[lengthof(columns)] = {Int64GetDatum(SqlResultInt64(i, 3))};
		bool nulls[lengthof(columns)] = {false};

		if (!SqlResultBool(i, 1) || !SqlResultBool(i, 2))
			continue;
		values[1] = SqlResultValue(i, 4, &nulls[1]);
		values[2] = SqlResultValue(i, 5, &nulls[2]);
		BatchAdd(batch, values, nulls);
	}
	SqlResultFree();
	ModelEventsWrite(batch, kind->note, now, ledger);
}

/*
 * StoreDetails stores a page of details, of those models that are known.
 */
void
StoreDetails(const DetailKind *kind, const HubDetailPage *page, Ledger *ledger)
{
	int level = SqlConnect();
	Batch *batch = BatchCreate("llmeco_details", detail_columns, DETAIL_COLUMNS);
	uint64 nrows;

	for (int i = 0; i < page->ndetails; i++)
	{
		const HubDetail *detail = &page->details[i];
		Datum values[DETAIL_COLUMNS];
		bool nulls[DETAIL_COLUMNS];
		RowValues row = {.values = values, .nulls = nulls};

		StoreSetText(&row, DETAIL_HUB_ID, detail->hub_id);
		StoreSetText(&row, DETAIL_LICENSE_NAME, detail->license_name);
		StoreSetText(&row, DETAIL_LICENSE_LINK, detail->license_link);
		StoreSetCount(&row, DETAIL_PARAMETERS, detail->parameters);
		StoreSetTime(&row, DETAIL_MODIFIED_AT, detail->modified_at);
		BatchAdd(batch, values, nulls);
	}
	/*
	 * What the tables have is looked up by hub_id whatever the planner thinks of the
	 * conditions: where they are put first, it reads all models for each page, and the
	 * page for each model that meets them.
	 */
	nrows = BatchApplyArgs(batch,
						   psprintf("WITH found AS MATERIALIZED ("
									"SELECT m.model_id, p.license_name, p.license_link,"
									" p.parameters, p.modified_at, %s AS differs,"
									" m.%s IS NOT NULL AS was_read,"
									" m.license_name AS former_name, m.license_link AS former_link"
									" FROM llmeco_details p CROSS JOIN LATERAL"
									" (SELECT o.* FROM llmeco.models o"
									"  WHERE o.hub_id = p.hub_id OFFSET 0) m"
									" WHERE %s AND (%s OR m.%s IS DISTINCT FROM"
									"  COALESCE(p.modified_at, m.modified_at, '-infinity')))"
									" UPDATE llmeco.models m SET %s,"
									" %s = COALESCE(p.modified_at, m.modified_at, '-infinity'),"
									" changed_at = CASE WHEN p.differs THEN $1"
									" ELSE m.changed_at END"
									" FROM found p WHERE m.model_id = p.model_id"
									" RETURNING p.differs, p.was_read, p.model_id,"
									" p.former_name, p.former_link",
									kind->differs, kind->column, kind->wanted, kind->differs,
									kind->column, kind->update, kind->column),
						   SQL_ARGS(sql_time(GetCurrentTimestamp())));
	for (uint64 i = 0; i < nrows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (SqlResultBool(i, 1))
			ledger->counts.models_changed++;
	}
	write_events(kind, nrows, ledger);
	tuplestore_end(batch->rows);
	SqlFinish(level);
}

/*
 * DetailsAsked notes that details were asked for, of one model or, with 0, of all that
 * were last stored before a time, and that those of which they are not known have none.
 */
void
DetailsAsked(const DetailKind *kind, int64 model_id, TimestampTz before)
{
	int level = SqlConnect();

	SqlPlanFreely();
	(void) SqlRun(psprintf("UPDATE llmeco.models m SET %s = COALESCE(m.modified_at, '-infinity')"
						   " WHERE m.fetched_at < $2 AND ($1 = 0 OR m.model_id = $1) AND %s",
						   kind->column, DetailsUnknown(kind)),
				  sql_int64(model_id), sql_time(before));
	SqlFinish(level);
}
