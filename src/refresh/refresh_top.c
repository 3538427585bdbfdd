/*
 * refresh_top.c: scope top:N of the source 'models': the N most liked models,
 * all their ancestors, and the children of every model among them that is one
 * of the N or has at least llmeco.expand_min_likes likes, level by level;
 * the ancestors of children too (merges have parents elsewhere).
 *
 * The lineage itself is read from the tables, where every answer goes first,
 * so that a run can go on where the last one stopped: llmeco.refresh_cursors
 * has a row for each step of an unfinished pass (see STEP_...).
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "support/batch.h"
#include "support/settings.h"
#include "support/name_set.h"
#include "refresh/refresh.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
/* Requests handed to the client at once. */
#define PARALLEL 8
/* Failures in a row after which the server is left alone. */
#define MAX_FAILURES 5
/* An unfinished pass that began longer ago is given up: what it did not reach
 * would keep the rest from being read again. */
#define MAX_PASS_DAYS 7

/* Steps in llmeco.refresh_cursors: the list of the most liked, and, with a
 * model's name behind them, its place in that list, the model itself, and the
 * list of its children. */
#define STEP_LIKES "likes"
#define STEP_TOP "top:"
#define STEP_MODEL "model:"
#define STEP_CHILDREN "children:"

#define NODE_MEMBER 1 /* belongs to the scope */
#define NODE_TOP 2    /* one of the N */
#define NODE_SEEN 4   /* read in this run */
#define NODE_LISTED 8 /* its children were listed */

/* A model that this run came across. */
typedef struct TopNode
{
	int64 model_id;
	uint8 flags;
	char status; /* simplehash's */
} TopNode;

#define SH_PREFIX nodes
#define SH_ELEMENT_TYPE TopNode
#define SH_KEY_TYPE int64
#define SH_KEY model_id
#define SH_HASH_KEY(table, key) murmurhash32((uint32) ((key) ^ ((key) >> 32)))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* A growing list of model_ids. */
typedef struct Ids
{
	Datum *values;
	int n;
	int size;
} Ids;

/* A request for a model or for the list of its children. */
typedef struct Ask
{
	bool children;
	char *name;
	char *url;
} Ask;

typedef struct Top
{
	RefreshRun *run;
	nodes_hash *nodes;
	bool resumed; /* goes on with an unfinished pass */
	IdSet done;   /* its steps that are done */
	List *begun;  /* its RefreshCursors that go on elsewhere */
	int failures; /* in a row */
} Top;

/* ---- nodes ---- */

/*
 * mark sets flags of a model and returns those it had.
 */
static uint8
mark(Top *top, int64 model_id, uint8 flags)
{
	bool found;
	TopNode *node = nodes_insert(top->nodes, model_id, &found);
	uint8 before = found ? node->flags : 0;

	node->flags = before | flags;
	return before;
}

/*
 * add_id appends to a list.
 */
static void
add_id(Ids *ids, int64 model_id)
{
	if (ids->n == ids->size)
	{
		ids->size = Max(64, 2 * ids->size);
		ids->values = ids->values == NULL ? palloc(ids->size * sizeof(Datum))
										  : repalloc_huge(ids->values, ids->size * sizeof(Datum));
	}
	ids->values[ids->n++] = Int64GetDatum(model_id);
}

/*
 * run_on_ids runs a query whose $1 is a list of model_ids.
 */
static uint64
run_on_ids(const char *sql, const Ids *ids)
{
	return RunSql(sql, 1, (Oid[]) {INT8ARRAYOID},
				  (Datum[]) {
					  PointerGetDatum(construct_array(ids->values, ids->n, INT8OID, sizeof(int64),
													  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE))},
				  NULL);
}

/* ---- requests ---- */

/*
 * add_ask appends a request, unless the unfinished pass did it; where that
 * stopped half-way it goes on there.
 */
static List *
add_ask(Top *top, List *asks, bool children, const char *name)
{
	char *step = psprintf("%s%s", children ? STEP_CHILDREN : STEP_MODEL, name);
	char *url;
	Ask *ask;
	ListCell *cell;

	if (IdSetHas(&top->done, step))
		return asks;
	ask = palloc0(sizeof(Ask));
	ask->children = children;
	ask->name = pstrdup(name);
	foreach (cell, top->begun)
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, step) == 0)
			ask->url = pstrdup(cursor->next_url);
	}
	if (ask->url == NULL)
	{
		url = children ? hub_models_url(llmeco_hub_endpoint, NULL, psprintf("base_model:%s", name),
										PAGE_LIMIT)
					   : hub_model_url(llmeco_hub_endpoint, name);
		if (url == NULL)
			ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
		ask->url = pstrdup(url);
		free(url);
	}
	return lappend(asks, ask);
}

/*
 * store_page stores the page in hand and marks its models as seen.
 */
static void
store_page(Top *top, const char *url, uint8 flags, Ids *members)
{
	RefreshRun *run = top->run;
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	int64 *ids = palloc((run->page.nmodels + 1) * sizeof(int64));
	int n;

	n = StoreModels(&run->store, &run->page, url, true, ids);
	MemoryContextSwitchTo(caller);
	for (int i = 0; i < n; i++)
		if ((mark(top, ids[i], flags | NODE_SEEN) & NODE_MEMBER) == 0 && members != NULL)
			add_id(members, ids[i]);
}

/*
 * store_answer stores the answer in hand to a request. True: the request
 * goes on at ask->url.
 */
static bool
store_answer(Top *top, Ask *ask, bool *failed)
{
	RefreshRun *run = top->run;
	HubModelPage *page = &run->page;
	char *next;

	*failed = false;
	if (!ReadModels(run, !ask->children))
		return false;
	store_page(top, ask->url, 0, NULL);
	if (!ask->children)
	{
		if (page->nmodels == 1 && strcmp(page->models[0].name, ask->name) != 0)
			StoreOtherName(&run->store, ask->name, page->models[0].hub_id);
		return false;
	}
	next = RefreshNextUrl(run, failed);
	if (next == NULL)
		return false;
	ask->url = pstrdup(next);
	return true;
}

/*
 * finish_answer handles the answer in hand. True: the request goes on at
 * ask->url.
 */
static bool
finish_answer(Top *top, Ask *ask)
{
	RefreshRun *run = top->run;
	RefreshVerdict verdict = RefreshJudge(run, ask->name);
	bool failed = verdict == ANSWER_FAILED;
	bool more = false;

	top->failures = failed ? top->failures + 1 : 0;
	if (verdict == ANSWER_READ)
		more = store_answer(top, ask, &failed);
	if (failed)
		RefreshPartial(run);
	if (verdict != ANSWER_STOP)
		RefreshNoteCursor(run,
						  psprintf("%s%s", ask->children ? STEP_CHILDREN : STEP_MODEL, ask->name),
						  failed || more ? ask->url : NULL, 0);
	RefreshPageDone(run);
	return more;
}

/*
 * run_asks makes the requests, some at a time. False: the run ends before
 * all were made.
 */
static bool
run_asks(Top *top, List *asks)
{
	RefreshRun *run = top->run;
	int next = 0;
	int under_way = 0;
	List *again = NIL;

	for (;;)
	{
		Ask *ask;

		while (under_way < PARALLEL && top->failures < MAX_FAILURES &&
			   (again != NIL || next < list_length(asks)) && RefreshMayAsk(run))
		{
			if (again != NIL)
			{
				ask = linitial(again);
				again = list_delete_first(again);
			}
			else
				ask = list_nth(asks, next++);
			RefreshAsk(run, ask->url, ask);
			under_way++;
		}
		if (under_way == 0)
			break;
		if (RefreshAnswer(run) == NULL)
			break;
		under_way--;
		ask = run->response->tag;
		if (finish_answer(top, ask))
			again = lappend(again, ask);
		if (run->status == REFRESH_FAILED)
			return false;
	}
	if (under_way == 0 && again == NIL && next == list_length(asks))
		return true;
	RefreshPartial(run);
	return false;
}

/* ---- the closure ---- */

/*
 * add_ancestors adds all ancestors of the models in members to the scope and
 * to members, and reads those that this run has not read. False: the run
 * ends.
 */
static bool
add_ancestors(Top *top, Ids *members)
{
	Ids level = *members;

	if (members->n > 0)
	{
		level.values = palloc_extended(members->size * sizeof(Datum), MCXT_ALLOC_HUGE);
		memcpy(level.values, members->values, members->n * sizeof(Datum));
	}
	while (level.n > 0)
	{
		Ids parents = {0};
		List *asks = NIL;
		int connection = SqlConnect();
		uint64 n;

		n = run_on_ids("SELECT DISTINCT m.model_id, m.name, m.fetched_at IS NULL"
					   " FROM pg_catalog.unnest($1) c"
					   " JOIN llmeco.model_edges e ON e.child_id = c"
					   " JOIN llmeco.models m ON m.model_id = e.parent_id"
					   " ORDER BY m.model_id",
					   &level);
		for (uint64 i = 0; i < n; i++)
		{
			int64 model_id = ResultInt64(i, 1);
			char *name = ResultText(i, 2);
			bool isnull;
			bool stub = DatumGetBool(ResultValue(i, 3, &isnull));
			uint8 before = mark(top, model_id, NODE_MEMBER);

			if (before & NODE_MEMBER)
				continue;
			add_id(&parents, model_id);
			add_id(members, model_id);
			/* an unfinished pass has read what is no stub */
			if ((before & NODE_SEEN) == 0 && (stub || !top->resumed) && strchr(name, '#') == NULL)
				asks = add_ask(top, asks, false, name);
		}
		SqlFinish(connection);
		if (!run_asks(top, asks))
			return false;
		level = parents;
	}
	return true;
}

/*
 * add_children lists the children of those models in members that qualify,
 * and puts into *children those that are new to the scope. False: the run
 * ends.
 */
static bool
add_children(Top *top, const Ids *members, Ids *children)
{
	Ids listed = {0};
	List *asks = NIL;
	int connection;
	uint64 n;

	if (members->n == 0)
		return true;
	connection = SqlConnect();
	n = run_on_ids("SELECT m.model_id, m.name, COALESCE(m.likes, -1)"
				   " FROM pg_catalog.unnest($1) i"
				   " JOIN llmeco.models m ON m.model_id = i"
				   " ORDER BY m.model_id",
				   members);
	for (uint64 i = 0; i < n; i++)
	{
		int64 model_id = ResultInt64(i, 1);
		char *name = ResultText(i, 2);
		uint8 before = mark(top, model_id, 0);

		if ((before & NODE_LISTED) != 0 || strchr(name, '#') != NULL ||
			((before & NODE_TOP) == 0 && ResultInt64(i, 3) < llmeco_expand_min_likes))
			continue;
		mark(top, model_id, NODE_LISTED);
		add_id(&listed, model_id);
		asks = add_ask(top, asks, true, name);
	}
	SqlFinish(connection);
	if (!run_asks(top, asks))
		return false;
	if (listed.n == 0)
		return true;

	connection = SqlConnect();
	n = run_on_ids("SELECT DISTINCT e.child_id FROM pg_catalog.unnest($1) p"
				   " JOIN llmeco.model_edges e ON e.parent_id = p"
				   " ORDER BY e.child_id",
				   &listed);
	for (uint64 i = 0; i < n; i++)
	{
		int64 child_id = ResultInt64(i, 1);

		if ((mark(top, child_id, NODE_MEMBER) & NODE_MEMBER) == 0)
			add_id(children, child_id);
	}
	SqlFinish(connection);
	return true;
}

/* ---- the most liked ---- */

/*
 * note_top notes which models of the page in hand belong to the N.
 */
static void
note_top(Top *top)
{
	HubModelPage *page = &top->run->page;

	for (int i = 0; i < page->nmodels; i++)
		RefreshNoteCursor(top->run, psprintf(STEP_TOP "%s", page->models[i].name), NULL, 0);
}

/*
 * walk_likes reads the list of the most liked from url until members has N
 * models. False: the run ends.
 */
static bool
walk_likes(Top *top, char *url, Ids *members)
{
	RefreshRun *run = top->run;

	while (url != NULL && members->n < run->top)
	{
		HubModelPage *page = &run->page;
		RefreshVerdict verdict;
		bool broken = false;
		char *next;

		RefreshNoteCursor(run, STEP_LIKES, url, 0);
		if (!RefreshMayAsk(run))
			return false;
		RefreshAsk(run, url, NULL);
		if (RefreshAnswer(run) == NULL)
			return false;
		verdict = RefreshJudge(run, NULL);
		if (verdict == ANSWER_NO)
		{
			/* a place that the server no longer knows, if not worse */
			run->unread++;
			RefreshDropCursors(run);
		}
		if (verdict != ANSWER_READ || !ReadModels(run, false))
		{
			RefreshPageDone(run);
			return false;
		}
		page->nmodels = Min(page->nmodels, run->top - members->n);
		store_page(top, url, NODE_MEMBER | NODE_TOP, members);
		note_top(top);
		next = RefreshNextUrl(run, &broken);
		url = next == NULL ? NULL : pstrdup(next);
		if (url == NULL && !broken)
			RefreshNoteCursor(run, STEP_LIKES, NULL, 0);
		RefreshPageDone(run);
		if (broken)
			return false;
	}
	RefreshNoteCursor(run, STEP_LIKES, NULL, 0);
	return true;
}

/*
 * read_cursors takes up an unfinished pass. Returns where its list of the
 * most liked goes on; *complete: that is known already.
 */
static char *
read_cursors(Top *top, bool *complete)
{
	List *cursors = RefreshReadCursors(top->run);
	char *url = NULL;
	ListCell *cell;

	*complete = false;
	foreach (cell, cursors)
	{
		RefreshCursor *cursor = lfirst(cell);

		if (top->run->started - cursor->updated_at > MAX_PASS_DAYS * USECS_PER_DAY)
		{
			RefreshDropCursors(top->run);
			cursors = NIL;
			break;
		}
	}
	top->resumed = cursors != NIL;
	IdSetInit(&top->done, top->run->context, list_length(cursors));
	foreach (cell, cursors)
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, STEP_LIKES) == 0)
		{
			*complete = cursor->next_url == NULL;
			url = unconstify(char *, cursor->next_url);
		}
		else if (cursor->next_url == NULL)
			IdSetAdd(&top->done, cursor->step);
		else
			top->begun = lappend(top->begun, cursor);
	}
	return url;
}

/*
 * read_members puts the models that an unfinished pass found to be among the
 * N into members.
 */
static void
read_members(Top *top, Ids *members)
{
	int connection = SqlConnect();
	uint64 n;

	n = RunSql("SELECT m.model_id FROM llmeco.refresh_cursors c"
			   " JOIN llmeco.models m ON m.name = pg_catalog.substr(c.step, 5)"
			   " WHERE c.source = $1 AND c.scope = $2 AND c.step LIKE '" STEP_TOP "%'",
			   2, (Oid[]) {TEXTOID, TEXTOID},
			   (Datum[]) {CStringGetTextDatum(top->run->source),
						  CStringGetTextDatum(top->run->scope)},
			   NULL);
	for (uint64 i = 0; i < n; i++)
		if ((mark(top, ResultInt64(i, 1), NODE_MEMBER | NODE_TOP) & NODE_MEMBER) == 0)
			add_id(members, ResultInt64(i, 1));
	SqlFinish(connection);
}

/*
 * closure adds ancestors and children level by level. False: the run ends.
 */
static bool
closure(Top *top, Ids *members)
{
	while (members->n > 0)
	{
		Ids children = {0};

		if (!add_ancestors(top, members) || !add_children(top, members, &children))
			return false;
		*members = children;
	}
	return true;
}

/*
 * first_likes_page returns the address of the list of the most liked.
 */
static char *
first_likes_page(int top)
{
	char *url = hub_models_url(llmeco_hub_endpoint, "likes", NULL, Min(top, PAGE_LIMIT));
	char *copy;

	if (url == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	copy = pstrdup(url);
	free(url);
	return copy;
}

/*
 * RefreshTopModels refreshes the models of scope top:N.
 */
void
RefreshTopModels(RefreshRun *run)
{
	Top top = {.run = run};
	Ids members = {0};
	bool complete;
	char *url;

	top.nodes = nodes_create(run->context, 1024, NULL);
	url = read_cursors(&top, &complete);
	if (top.resumed)
		read_members(&top, &members);
	if (url == NULL)
		url = first_likes_page(run->top);
	if ((!complete && !walk_likes(&top, url, &members)) || !closure(&top, &members))
		RefreshPartial(run);
	if (run->status == REFRESH_COMPLETE)
		RefreshDropCursors(run);
}
