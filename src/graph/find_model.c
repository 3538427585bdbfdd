/*
 * find_model.c: the model that a caller means: by its name, in whatever case of
 * letters, by an old name, or by what names it otherwise, as an address or a name
 * with a tag (fetch/hub/hub_repair.c); or by its id. Where there is none, those with
 * the nearest names are told.
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/varlena.h"

#include "fetch/hub/hub_repair.h"
#include "fetch/reader/arena.h"
#include "graph/find_model.h"
#include "support/name_key.h"
#include "support/overload.h"
#include "support/sql.h"

#define REPAIR_LIMIT (1024 * 1024) /* bytes of memory to read a text in */
#define NEAREST 3
#define MAX_CANDIDATES 1000 /* names with the same beginning that are compared */
#define MAX_LENGTH 200      /* bytes of a text that can be nearly a name: those have up to 96 */

/* Names that lead to models. */
static const char *const names_in[] =
	{"(SELECT m.name, m.model_id, true AS is_current FROM llmeco.models m UNION ALL"
	 " SELECT a.name, a.model_id, false FROM llmeco.model_aliases a)",
	 "llmeco.model_names"};

/* Names near to one. */
typedef struct Nearest
{
	const char *key;
	const char *names[NEAREST];
	int distances[NEAREST];
	int n;
} Nearest;

static void
free_arena(void *arg)
{
	arena_free(arg);
}

/*
 * repaired returns the name that a text plainly means, NULL: it is one, or means
 * none. Its memory is the current context's.
 */
static const char *
repaired(const char *text)
{
	MemoryContextCallback *callback = palloc0(sizeof(MemoryContextCallback));
	const char *name;

	callback->func = free_arena;
	callback->arg = arena_new(REPAIR_LIMIT);
	if (callback->arg == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	MemoryContextRegisterResetCallback(CurrentMemoryContext, callback);
	name = hub_repair_name(callback->arg, text);
	return name == NULL || strcmp(name, text) == 0 ? NULL : name;
}

/*
 * look_up finds a model by a name; false: there is none.
 */
static bool
look_up(const char *name, NameSource source, FoundModel *found)
{
	const char *sql =
		psprintf("SELECT n.model_id, c.name, CASE WHEN NOT n.is_current THEN 'alias'"
				 " WHEN n.name OPERATOR(pg_catalog.=) $1 THEN 'name' ELSE 'case' END"
				 " FROM %s n JOIN %s c ON c.model_id OPERATOR(pg_catalog.=) n.model_id"
				 "  AND c.is_current"
				 " WHERE KEY(n.name) OPERATOR(pg_catalog.=) KEY($1)"
				 " ORDER BY NOT n.is_current, n.name OPERATOR(pg_catalog.<>) $1 LIMIT 1",
				 names_in[source], names_in[source]);

	if (SqlRead(NameKeySql(sql), sql_text(name)) == 0)
		return false;
	found->model_id = SqlResultInt64(0, 1);
	found->name = SqlResultText(0, 2);
	found->how = SqlResultText(0, 3);
	return true;
}

/*
 * FindModelMeant finds the model that a text means; false: there is none. Needs an
 * SPI connection.
 */
bool
FindModelMeant(const char *text, NameSource source, FoundModel *found)
{
	const char *name;

	if (look_up(text, source, found))
		return true;
	name = repaired(text);
	if (name == NULL || !look_up(name, source, found))
		return false;
	found->how = "repaired";
	return true;
}

/* ---- the nearest ---- */

/*
 * note_candidate keeps a name if it is among the nearest. A name without owner is
 * compared with what follows theirs.
 */
static void
note_candidate(Nearest *nearest, const char *name)
{
	const char *key = NameKey(name);
	const char *slash = strchr(nearest->key, '/') == NULL ? strchr(key, '/') : NULL;
	int distance;
	int place;

	if (slash != NULL)
		key = slash + 1;
	distance =
		varstr_levenshtein(nearest->key, strlen(nearest->key), key, strlen(key), 1, 1, 1, true);
	for (place = nearest->n; place > 0 && nearest->distances[place - 1] > distance; place--)
		if (place < NEAREST)
		{
			nearest->names[place] = nearest->names[place - 1];
			nearest->distances[place] = nearest->distances[place - 1];
		}
	if (place == NEAREST)
		return;
	nearest->names[place] = name;
	nearest->distances[place] = distance;
	nearest->n = Min(nearest->n + 1, NEAREST);
}

/*
 * note_candidates does so for the names that a statement returned.
 */
static void
note_candidates(Nearest *nearest, uint64 rows)
{
	nearest->n = 0;
	for (uint64 row = 0; row < rows; row++)
	{
		CHECK_FOR_INTERRUPTS();
		note_candidate(nearest, SqlResultText(row, 1));
	}
}

/*
 * trigram_schema returns where pg_trgm is whose operators an index of models has,
 * NULL: there is none.
 */
static const char *
trigram_schema(void)
{
	if (SqlRead("SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_index i"
				" JOIN pg_catalog.pg_opclass o ON o.oid OPERATOR(pg_catalog.=) i.indclass[0]"
				" JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) o.opcnamespace"
				" WHERE i.indrelid OPERATOR(pg_catalog.=) 'llmeco.models'::pg_catalog.regclass"
				" AND i.indisvalid AND o.opcname OPERATOR(pg_catalog.=) 'gist_trgm_ops'"
				" AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') LIMIT 1",
				sql_text(NULL)) == 0)
		return NULL;
	return SqlResultText(0, 1);
}

/*
 * find_nearest looks for names near to a text: by trigrams where there is an index of
 * them; else what begins as it does, the longer the beginning the better, or without
 * an owner what has this name of any.
 */
static void
find_nearest(Nearest *nearest, NameSource source)
{
	const char *trigrams = trigram_schema();
	int length = strlen(nearest->key);

	if (trigrams != NULL)
	{
		const char *sql = psprintf("SELECT n.name FROM %s n WHERE n.is_current"
								   " ORDER BY KEY(n.name) OPERATOR(%s.<->) $1 LIMIT %d",
								   names_in[source], trigrams, NEAREST);

		note_candidates(nearest, SqlRead(NameKeySql(sql), sql_text(nearest->key)));
		return;
	}
	if (length > 0 && strchr(nearest->key, '/') == NULL)
	{
		const char *sql = psprintf("SELECT n.name FROM %s n WHERE n.is_current"
								   " AND pg_catalog.split_part(KEY(n.name), '/', 2)"
								   "  OPERATOR(pg_catalog.=) $1"
								   " ORDER BY n.model_id LIMIT %d",
								   names_in[source], NEAREST);

		note_candidates(nearest, SqlRead(NameKeySql(sql), sql_text(nearest->key)));
	}
	if (nearest->n > 0)
		return;
	while (nearest->n < NEAREST && length > 1)
	{
		const char *sql = psprintf("SELECT n.name FROM %s n WHERE n.is_current"
								   " AND KEY(n.name) OPERATOR(pg_catalog.>=) $1"
								   " AND KEY(n.name) OPERATOR(pg_catalog.<) $2"
								   " ORDER BY KEY(n.name) LIMIT %d",
								   names_in[source], MAX_CANDIDATES);
		const char *from = pnstrdup(nearest->key, length);

		/* U+10FFFF comes after whatever a name has */
		note_candidates(nearest, SqlRead(NameKeySql(sql), sql_text(from),
										 sql_text(psprintf("%s\xF4\x8F\xBF\xBF", from))));
		length = pg_mbcliplen(nearest->key, length, length * 3 / 4);
	}
}

/*
 * shown returns a text as an error quotes it: what is no name may be a whole document,
 * and goes to the server's log as well.
 */
static const char *
shown(const char *text)
{
	size_t len = strlen(text);

	return len <= MAX_LENGTH ? text
							 : psprintf("%.*s...", pg_mbcliplen(text, (int) len, MAX_LENGTH), text);
}

/*
 * fail_not_known raises the error, with names near to what was given.
 */
static void
fail_not_known(const char *text, NameSource source)
{
	Nearest nearest = {.n = 0};
	const char *name = repaired(text);

	nearest.key = NameKey(name == NULL ? text : name);
	if (strlen(nearest.key) <= MAX_LENGTH)
		find_nearest(&nearest, source);
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("model \"%s\" is not known", shown(text)),
			 nearest.n == 0   ? errhint("Give the name as in llmeco.models, author/name.")
			 : nearest.n == 1 ? errhint("Did you mean \"%s\"?", nearest.names[0])
			 : nearest.n == 2
				 ? errhint("Did you mean \"%s\" or \"%s\"?", nearest.names[0], nearest.names[1])
				 : errhint("Did you mean \"%s\", \"%s\" or \"%s\"?", nearest.names[0],
						   nearest.names[1], nearest.names[2])));
}

/* ---- models of a caller ---- */

/*
 * known returns the model_id of the model that a text means.
 */
static int64
known(const char *text, NameSource source)
{
	FoundModel found;

	if (!FindModelMeant(text, source, &found))
		fail_not_known(text, source);
	return found.model_id;
}

/*
 * FindModel returns it for a caller who may read the tables. Needs an SPI connection.
 */
int64
FindModel(const char *text)
{
	return known(text, NAMES_IN_TABLES);
}

/*
 * FindModelOf returns it of argument i of a function: a text, or an id that a model
 * has or had.
 */
int64
FindModelOf(FunctionCallInfo fcinfo, int i, NameSource source)
{
	int64 id;

	if (OverloadType(fcinfo, i) == TEXTOID)
		return known(text_to_cstring(PG_GETARG_TEXT_PP(i)), source);
	id = PG_GETARG_INT64(i);
	if (SqlRead("SELECT i.model_id FROM llmeco.model_ids i WHERE i.id OPERATOR(pg_catalog.=) $1",
				sql_int64(id)) == 0)
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("model %lld is not known", (long long) id),
						errhint("Give a model_id of llmeco.models, or a name, author/name.")));
	return SqlResultInt64(0, 1);
}
