/*
 * refresh_labels.c: the source 'labels': OpenDigger's label files about AI.
 * From two files on, every label that a file names is read, each once; what
 * they name as repositories is tracked.
 *
 * llmeco.refresh_cursors has a row for each label of an unfinished walk, by
 * its id: where its file is to be asked for, nothing once it was.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/settings.h"
#include "support/name_set.h"
#include "refresh/refresh_cursors.h"
#include "refresh/refresh_labels.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_requests.h"
#include "store/store_repos.h"

/* Files of one walk: the graph of labels leads everywhere in the end. */
#define MAX_FILES 500
/* An unfinished walk that began longer ago is given up: the files that it has
 * read were read too long ago. */
#define MAX_WALK_DAYS 7
/* OpenDigger exports every month. A name whose last export is older than two
 * is one that the repository no longer has. */
#define LEFT_DAYS 62

static const char *const roots[] = {":technology/ai", ":technology/agentic_ai"};

/* A label whose file is asked for. */
typedef struct LabelAsk
{
	const char *id;
	char *path; /* ID.yml, or ID/index.yml: */
	bool index; /* the other is not there */
} LabelAsk;

typedef struct LabelWalk
{
	RefreshRun *run;
	RefreshQueue *queue;
	NameSet met; /* ids asked for */
	int nmet;
	bool cut;    /* there are more than MAX_FILES */
	bool failed; /* a file is worth another try */
} LabelWalk;

/*
 * ask_file asks for the file of a label; id is in the run's memory.
 */
static void
ask_file(LabelWalk *labels, const char *id, bool index)
{
	MemoryContext caller = MemoryContextSwitchTo(labels->run->context);
	LabelAsk *ask = palloc0(sizeof(LabelAsk));
	char *url;

	ask->id = id;
	ask->path = RefreshUrl(label_path(id, index));
	ask->index = index;
	url = RefreshUrl(label_url(settings_labels_endpoint, ask->path));
	RefreshNoteCursor(labels->run, id, url, 0);
	RefreshQueueAdd(labels->queue, 0, url, ask, index);
	MemoryContextSwitchTo(caller);
}

/*
 * meet_label asks for a label's file unless that was done. Most names of a
 * listing are known: none is kept before it was looked up.
 */
static void
meet_label(LabelWalk *labels, const char *name)
{
	RefreshRun *run = labels->run;
	size_t len = strlen(name);
	char *id;

	if (labels->cut)
		return;
	if (len > strlen("/index") && strcmp(name + len - strlen("/index"), "/index") == 0)
		len -= strlen("/index");
	id = MemoryContextAlloc(run->context, len + 1);
	strlcpy(id, name, len + 1);
	if (NameSetHas(&labels->met, id))
	{
		pfree(id);
		return;
	}
	if (labels->nmet == MAX_FILES)
	{
		LedgerNote(&run->ledger, NULL, id, "limit",
				   "more than %d label files; the rest is left out", MAX_FILES);
		labels->cut = true;
		return;
	}
	NameSetAdd(&labels->met, id);
	labels->nmet++;
	ask_file(labels, id, false);
}

/*
 * is_index says whether this is the address of an ID/index.yml.
 */
static bool
is_index(const char *url)
{
	size_t len = strlen(url);

	return len > strlen("/index.yml") &&
		   strcmp(url + len - strlen("/index.yml"), "/index.yml") == 0;
}

/*
 * resume_walk takes up the walk that the last run did not finish. False: there is
 * none.
 */
static bool
resume_walk(LabelWalk *labels)
{
	RefreshRun *run = labels->run;
	TimestampTz oldest =
		TimestampTzPlusMilliseconds(run->started, -MAX_WALK_DAYS * INT64CONST(86400000));
	List *cursors = RefreshReadCursors(run);
	List *waiting = NIL;
	ListCell *cell;

	foreach (cell, cursors)
	{
		RefreshCursor *cursor = lfirst(cell);

		if (cursor->updated_at < oldest)
		{
			RefreshDropCursors(run);
			return false;
		}
		if (cursor->next_url != NULL && label_valid_id(cursor->step))
			waiting = lappend(waiting, cursor);
	}
	if (waiting == NIL)
		return false;
	foreach (cell, cursors)
	{
		NameSetAdd(&labels->met, ((RefreshCursor *) lfirst(cell))->step);
		labels->nmet++;
	}
	foreach (cell, waiting)
	{
		RefreshCursor *cursor = lfirst(cell);

		ask_file(labels, cursor->step, is_index(cursor->next_url));
	}
	return true;
}

/*
 * read_label reads and stores the answer in hand, in the page's memory. False:
 * it is not usable.
 */
static bool
read_label(LabelWalk *labels, const LabelAsk *ask)
{
	RefreshRun *run = labels->run;
	RecordInput input = RefreshInput(run);
	LabelFile *label = RefreshCreatePage(run, sizeof(LabelFile));

	(void) label_parse(ask->path, &input, label);
	if (!RefreshPageRead(run, &label->head, ask->id))
		return false;
	for (int i = 0; i < label->nlabels; i++)
		meet_label(labels, label->labels[i]);
	StoreLabel(&run->ledger, label, run->response->url);
	return true;
}

/*
 * take_answer handles the answer in hand.
 */
static void
take_answer(LabelWalk *labels, const LabelAsk *ask)
{
	RefreshRun *run = labels->run;
	MemoryContext caller;
	RefreshVerdict verdict;

	if (!ask->index && run->response->outcome == HTTP_STATUS && run->response->status == 404)
	{
		RefreshQueueNote(labels->queue, false);
		ask_file(labels, ask->id, true);
		return;
	}
	verdict = RefreshJudge(run, ask->id);
	RefreshQueueNote(labels->queue, verdict == ANSWER_FAILED);
	if (verdict == ANSWER_FAILED)
		labels->failed = true;
	else if (verdict != ANSWER_STOP)
	{
		caller = MemoryContextSwitchTo(run->page_context);
		if (verdict == ANSWER_READ && !read_label(labels, ask))
			RefreshPartial(run);
		MemoryContextSwitchTo(caller);
		RefreshNoteCursor(run, ask->id, NULL, 0);
	}
	RefreshPageDone(run);
}

/*
 * RefreshLabels walks the label files.
 */
void
RefreshLabels(RefreshRun *run)
{
	LabelWalk labels = {.run = run, .queue = RefreshQueueCreate(run, 1)};
	LabelAsk *ask;

	NameSetInit(&labels.met, run->context, 0);
	StoreDefaultRepos(&run->ledger);
	if (!resume_walk(&labels))
		for (int i = 0; i < lengthof(roots); i++)
			meet_label(&labels, roots[i]);
	while ((ask = RefreshQueueNext(labels.queue, NULL)) != NULL)
		take_answer(&labels, ask);
	if (labels.failed || !RefreshQueueDone(labels.queue))
	{
		RefreshPartial(run);
		return;
	}
	StoreRepoNames(&run->ledger,
				   TimestampTzPlusMilliseconds(run->started, -LEFT_DAYS * INT64CONST(86400000)));
	RefreshDropCursors(run);
	LedgerFlush(&run->ledger);
}
