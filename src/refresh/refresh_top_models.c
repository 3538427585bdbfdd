/*
 * refresh_top_models.c: scope top:N of the source 'models': the N most liked models,
 * all their ancestors, and the children of every model among them that is one
 * of the N or has at least llmeco.expand_min_likes likes, level by level;
 * the ancestors of children too (merges have parents elsewhere).
 *
 * The lineage itself is read from the tables, where every answer goes first,
 * so that a run can go on where the last one stopped: llmeco.refresh_cursors
 * has a row for each step (STEP_...) of an unfinished pass.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "support/hash_seed.h"
#include "support/sql.h"
#include "support/sql_values.h"
#include "support/settings.h"
#include "support/name_set.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_model_page.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"
#include "refresh/refresh_seen.h"
#include "refresh/refresh_top_models.h"

/* The most that the Hub gives in a page. */
#define PAGE_LIMIT 1000
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
#define SH_HASH_KEY(table, key) SEEDED_HASH(table, &(key), sizeof(int64))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* A growing list of model_ids. */
typedef struct IdList
{
	int64 *values;
	int n;
	int size;
} IdList;

/* What next_page() has seen of a list. */
typedef struct ListSeen
{
	NameSet names; /* models and addresses */
	int barren;    /* pages in a row without a model */
} ListSeen;

/* A request for a model or for the list of its children. */
typedef struct TopAsk
{
	bool children;
	const char *step; /* in llmeco.refresh_cursors */
	const char *name; /* its end */
	ListSeen seen;
} TopAsk;

typedef struct TopWalk
{
	RefreshRun *run;
	RefreshQueue *queue;
	nodes_hash *nodes;
	bool resumed;      /* goes on with an unfinished pass */
	TimestampTz began; /* of the oldest of its cursors */
	NameSet done;      /* its steps that are done */
	List *begun;       /* its RefreshCursors that go on elsewhere */
} TopWalk;

/* ---- nodes ---- */

/*
 * mark_model sets flags of a model and returns those it had.
 */
static uint8
mark_model(TopWalk *top, int64 model_id, uint8 flags)
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
add_id(IdList *ids, int64 model_id)
{
	if (ids->n == ids->size)
	{
		ids->size = Max(64, 2 * ids->size);
		ids->values = ids->values == NULL ? palloc(ids->size * sizeof(int64))
										  : repalloc_huge(ids->values, ids->size * sizeof(int64));
	}
	ids->values[ids->n++] = model_id;
}

/*
 * run_on_ids runs a query whose $1 is a list of model_ids.
 */
static uint64
run_on_ids(const char *sql, const IdList *ids)
{
	return SqlRun(sql, sql_value(INT8ARRAYOID, SqlInt64Array(ids->values, ids->n)));
}

/* ---- requests ---- */

/*
 * add_ask adds a request, unless the unfinished pass did it; where that
 * stopped half-way it goes on there.
 */
static void
add_ask(TopWalk *top, bool children, const char *name)
{
	const char *prefix = children ? STEP_CHILDREN : STEP_MODEL;
	char *step = psprintf("%s%s", prefix, name);
	const char *url = NULL;
	TopAsk *ask;
	ListCell *cell;

	if (NameSetHas(&top->done, step))
		return;
	foreach (cell, top->begun)
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, step) == 0)
			url = cursor->next_url;
	}
	if (url == NULL)
		url = RefreshUrl(children ? hub_models_url(settings_hub_endpoint, NULL,
												   psprintf("base_model:%s", name), PAGE_LIMIT)
								  : hub_model_url(settings_hub_endpoint, name));
	ask = MemoryContextAllocZero(top->run->context, sizeof(TopAsk));
	ask->children = children;
	ask->step = MemoryContextStrdup(top->run->context, step);
	ask->name = ask->step + strlen(prefix);
	RefreshQueueAdd(top->queue, 0, url, ask, false);
}

/*
 * store_page stores a page, the answer in hand, and marks its models as seen;
 * those that are new to the scope go into members. Its memory is the page's.
 */
static void
store_page(TopWalk *top, const HubModelPage *page, uint8 flags, IdList *members)
{
	RefreshRun *run = top->run;
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	int64 *ids = palloc((page->nmodels + 1) * sizeof(int64));
	int n = StoreModels(&run->store, page, run->response->url, true, ids);

	MemoryContextSwitchTo(caller);
	for (int i = 0; i < n; i++)
		if ((mark_model(top, ids[i], flags | NODE_SEEN) & NODE_MEMBER) == 0 && members != NULL)
			add_id(members, ids[i]);
}

/*
 * next_page returns the address of the page behind the one in hand of a list,
 * NULL: there is none. A list whose page has models and none that is new, or
 * leads to a page that was read, goes in a circle and is broken, as is one with
 * too many pages in a row without a model.
 */
static char *
next_page(RefreshRun *run, const HubModelPage *page, ListSeen *seen, bool *broken)
{
	char *next = RefreshNextUrl(run, broken);
	bool fresh = page->nmodels == 0;

	if (next == NULL)
		return NULL;
	if (seen->names.context == NULL)
		NameSetInit(&seen->names, run->context, 0);
	for (int i = 0; i < page->nmodels; i++)
		fresh |= NameSetAdd(&seen->names, page->models[i].hub_id);
	if (!NameSetAdd(&seen->names, next) || !fresh)
	{
		RefreshNoteCircle(run, "model");
		*broken = true;
	}
	else
		*broken = RefreshIsBarren(run, "model", page->nmodels, &seen->barren);
	return *broken ? NULL : next;
}

/*
 * store_answer stores the answer in hand to a request. Returns the address at
 * which the request goes on, NULL: it does not.
 */
static char *
store_answer(TopWalk *top, TopAsk *ask, bool *failed)
{
	RefreshRun *run = top->run;
	const HubModelPage *page = RefreshReadModels(run, !ask->children);

	if (page == NULL)
		return NULL;
	store_page(top, page, 0, NULL);
	if (ask->children)
		return next_page(run, page, &ask->seen, failed);
	if (page->nmodels == 1 && strcmp(page->models[0].name, ask->name) != 0)
		StoreOtherName(&run->store, ask->name, page->models[0].hub_id);
	return NULL;
}

/*
 * take_answer handles the answer in hand.
 */
static void
take_answer(TopWalk *top, TopAsk *ask)
{
	RefreshRun *run = top->run;
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	RefreshVerdict verdict = RefreshJudge(run, ask->name);
	bool failed = verdict == ANSWER_FAILED;
	char *next = NULL;

	RefreshQueueNote(top->queue, failed);
	if (verdict == ANSWER_READ)
		next = store_answer(top, ask, &failed);
	if (failed)
		RefreshPartial(run);
	if (next != NULL)
		RefreshQueueAdd(top->queue, 0, next, ask, true);
	if (verdict != ANSWER_STOP)
		RefreshNoteCursor(run, ask->step, failed ? run->response->url : next, 0);
	MemoryContextSwitchTo(caller);
	RefreshPageDone(run);
}

/*
 * take_answers makes the requests. False: the run ends before all were made.
 */
static bool
take_answers(TopWalk *top)
{
	TopAsk *ask;

	while ((ask = RefreshQueueNext(top->queue, NULL)) != NULL)
		take_answer(top, ask);
	return top->run->status != REFRESH_FAILED && RefreshQueueDone(top->queue);
}

/* ---- the closure ---- */

/*
 * add_ancestors adds all ancestors of the models in members to the scope and
 * to members, and reads those that this run has not read. False: the run
 * ends.
 */
static bool
add_ancestors(TopWalk *top, IdList *members)
{
	IdList level = *members;

	if (members->n > 0)
	{
		level.values = palloc_extended(members->size * sizeof(int64), MCXT_ALLOC_HUGE);
		memcpy(level.values, members->values, members->n * sizeof(int64));
	}
	while (level.n > 0)
	{
		IdList parents = {0};
		int connection = SqlConnect();
		uint64 n;

		n = run_on_ids(psprintf("SELECT DISTINCT m.model_id, m.name, m.fetched_at IS NULL, %s"
								" FROM pg_catalog.unnest($1) c"
								" JOIN llmeco.model_edges e ON e.child_id = c"
								" JOIN llmeco.models m ON m.model_id = e.parent_id"
								" ORDER BY m.model_id",
								LedgerKnownGone("'models', 'spaces'")),
					   &level);
		for (uint64 i = 0; i < n; i++)
		{
			int64 model_id = SqlResultInt64(i, 1);
			char *name = SqlResultText(i, 2);
			bool stub = SqlResultBool(i, 3);
			bool gone = SqlResultBool(i, 4);
			uint8 before = mark_model(top, model_id, NODE_MEMBER);

			if (before & NODE_MEMBER)
				continue;
			add_id(&parents, model_id);
			add_id(members, model_id);
			/* an unfinished pass has read what is no stub */
			if ((before & NODE_SEEN) == 0 && (stub || !top->resumed) && !gone &&
				strchr(name, '#') == NULL)
				add_ask(top, false, name);
		}
		SqlFinish(connection);
		if (!take_answers(top))
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
add_children(TopWalk *top, const IdList *members, IdList *children)
{
	IdList listed = {0};
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
		int64 model_id = SqlResultInt64(i, 1);
		char *name = SqlResultText(i, 2);
		uint8 before = mark_model(top, model_id, 0);

		if ((before & NODE_LISTED) != 0 || strchr(name, '#') != NULL ||
			((before & NODE_TOP) == 0 && SqlResultInt64(i, 3) < settings_expand_min_likes))
			continue;
		mark_model(top, model_id, NODE_LISTED);
		add_id(&listed, model_id);
		add_ask(top, true, name);
	}
	SqlFinish(connection);
	if (!take_answers(top))
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
		int64 child_id = SqlResultInt64(i, 1);

		if ((mark_model(top, child_id, NODE_MEMBER) & NODE_MEMBER) == 0)
			add_id(children, child_id);
	}
	SqlFinish(connection);
	return true;
}

/* ---- the most liked ---- */

/*
 * note_top notes that the models of a page belong to the N.
 */
static void
note_top(RefreshRun *run, const HubModelPage *page)
{
	for (int i = 0; i < page->nmodels; i++)
		RefreshNoteCursor(run, psprintf(STEP_TOP "%s", page->models[i].name), NULL, 0);
}

/*
 * walk_likes reads the list of the most liked from url until members has N
 * models. False: the run ends.
 */
static bool
walk_likes(TopWalk *top, char *url, IdList *members)
{
	RefreshRun *run = top->run;
	ListSeen seen = {0};

	while (url != NULL && members->n < run->top)
	{
		HubModelPage *page = NULL;
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
		if (verdict == ANSWER_READ)
			page = RefreshReadModels(run, false);
		if (page == NULL)
		{
			RefreshPageDone(run);
			return false;
		}
		page->nmodels = Min(page->nmodels, run->top - members->n);
		store_page(top, page, NODE_MEMBER | NODE_TOP, members);
		note_top(run, page);
		next = next_page(run, page, &seen, &broken);
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
read_cursors(TopWalk *top, bool *complete)
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
	top->began = top->run->started;
	foreach (cell, cursors)
		top->began = Min(top->began, ((RefreshCursor *) lfirst(cell))->updated_at);
	NameSetInit(&top->done, top->run->context, list_length(cursors));
	foreach (cell, cursors)
	{
		RefreshCursor *cursor = lfirst(cell);

		if (strcmp(cursor->step, STEP_LIKES) == 0)
		{
			*complete = cursor->next_url == NULL;
			url = unconstify(char *, cursor->next_url);
		}
		else if (cursor->next_url == NULL)
			NameSetAdd(&top->done, cursor->step);
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
read_members(TopWalk *top, IdList *members)
{
	int connection = SqlConnect();
	uint64 n;

	n = SqlRun("SELECT m.model_id FROM llmeco.refresh_cursors c"
			   " JOIN llmeco.models m ON m.name = pg_catalog.substr(c.step, 5)"
			   " WHERE c.source = $1 AND c.scope = $2 AND c.step LIKE '" STEP_TOP "%'",
			   sql_text(top->run->source), sql_text(top->run->scope));
	for (uint64 i = 0; i < n; i++)
		if ((mark_model(top, SqlResultInt64(i, 1), NODE_MEMBER | NODE_TOP) & NODE_MEMBER) == 0)
			add_id(members, SqlResultInt64(i, 1));
	SqlFinish(connection);
}

/*
 * read_closure adds ancestors and children level by level. False: the run ends.
 */
static bool
read_closure(TopWalk *top, IdList *members)
{
	while (members->n > 0)
	{
		IdList children = {0};

		if (!add_ancestors(top, members) || !add_children(top, members, &children))
			return false;
		*members = children;
	}
	return true;
}

/*
 * note_seen notes which models a complete pass has read. One that earlier runs began has
 * read all of the scope but what is known to be gone, since the first of them began.
 */
static void
note_seen(TopWalk *top)
{
	uint8 flags = top->resumed ? NODE_SEEN | NODE_MEMBER : NODE_SEEN;
	TimestampTz started = top->run->started;
	IdList ids = {0};
	nodes_iterator i;
	TopNode *node;

	nodes_start_iterate(top->nodes, &i);
	while ((node = nodes_iterate(top->nodes, &i)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		if ((node->flags & flags) != 0)
			add_id(&ids, node->model_id);
	}
	if (top->resumed)
	{
		int level = SqlConnect();
		bool isnull;
		Datum began;

		(void) SqlRun("SELECT pg_catalog.max(r.started_at) FROM llmeco.refresh_runs r"
					  " WHERE r.started_at <= $1 AND 'models' = ANY (r.sources)",
					  sql_time(top->began));
		began = SqlResultValue(0, 1, &isnull);
		started = isnull ? 0 : DatumGetTimestampTz(began);
		SqlFinish(level);
	}
	if (started != 0)
		RefreshSeenModels(top->run, ids.values, ids.n, started);
}

/*
 * RefreshTopModels refreshes the models of scope top:N. False: the run ends before
 * all were read.
 */
bool
RefreshTopModels(RefreshRun *run)
{
	TopWalk top = {.run = run, .queue = RefreshQueueCreate(run, 1)};
	IdList members = {0};
	bool complete;
	char *url;

	top.nodes = nodes_create(run->context, 1024, TABLE_SEED());
	url = read_cursors(&top, &complete);
	if (top.resumed)
		read_members(&top, &members);
	if (url == NULL)
		url = RefreshUrl(
			hub_models_url(settings_hub_endpoint, "likes", NULL, Min(run->top, PAGE_LIMIT)));
	complete = (complete || walk_likes(&top, url, &members)) && read_closure(&top, &members);
	if (!complete)
		RefreshPartial(run);
	if (run->status == REFRESH_COMPLETE)
	{
		note_seen(&top);
		RefreshDropCursors(run);
	}
	return complete;
}
