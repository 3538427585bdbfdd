/*
 * refresh_repos.c: the source 'repos': what OpenDigger has of the tracked
 * repositories. meta.json says whether there is an export and of when; only of
 * a new one the other files are read, all of them side by side, and stored
 * together. Some repositories are under way at a time.
 *
 * Nothing is kept of where a run stopped but llmeco.repos.due_at: those that
 * wait longest are next. A repository that could not be read whole is due
 * again at once, behind those that have waited longer.
 *
 * The six files of durations are no longer written: a repository has them as
 * they were then, or not at all. Where they end a year before an export, or
 * are all missing, later exports are read without them, until half a year has
 * passed: a full read asks for them anyway.
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "support/settings.h"
#include "support/sql_values.h"
#include "refresh/refresh_queue.h"
#include "refresh/refresh_repos.h"
#include "refresh/refresh_requests.h"
#include "store/repo_files.h"
#include "store/store_repos.h"

/* Repositories under way at a time. */
#define PARALLEL 3
/* OpenDigger exports every month; asked for as often, we would be late by up
 * to a month. */
#define DUE_DAYS 7
/* Months that durations may lie behind the export; days until files that did
 * are asked for again. */
#define DURATION_MONTHS 12
#define DURATION_DAYS 180

struct RepoVisit;

/* A file that is asked for. */
typedef struct RepoAsk
{
	struct RepoVisit *visit;
	int metric; /* place in od_metrics, -1: meta.json */
} RepoAsk;

/* A repository under way. */
typedef struct RepoVisit
{
	bool busy;
	bool failed;    /* something is worth another try */
	bool durations; /* are asked for */
	RepoRow repo;
	TimestampTz exported_at; /* of the export that is being read */
	MemoryContext context;   /* of what was read */
	OdMeta *meta;
	RepoFile *files; /* one for each of od_metrics */
	RepoAsk *asks;   /* the same, behind the one for meta.json */
	int waiting;     /* files not answered */
} RepoVisit;

typedef struct Repos
{
	RefreshRun *run;
	RefreshQueue *queue;
	List *due; /* RepoRows */
	int next;  /* place of the first not begun */
	RepoVisit visits[PARALLEL];
} Repos;

/* ---- visits ---- */

/*
 * create_repos returns an empty set of visits in the run's memory.
 */
static Repos *
create_repos(RefreshRun *run)
{
	Repos *repos = MemoryContextAllocZero(run->context, sizeof(Repos));

	repos->run = run;
	repos->queue = RefreshQueueCreate(run, 1);
	for (int i = 0; i < PARALLEL; i++)
	{
		RepoVisit *visit = &repos->visits[i];

		visit->context =
			AllocSetContextCreate(run->context, "llmeco repository", ALLOCSET_DEFAULT_SIZES);
		visit->asks = MemoryContextAlloc(run->context, (od_nmetrics + 1) * sizeof(RepoAsk));
		for (int metric = -1; metric < od_nmetrics; metric++)
			visit->asks[metric + 1] = (RepoAsk) {visit, metric};
	}
	return repos;
}

/*
 * clear_visit has room for the answers of a repository, which is freed with
 * what was read of the one before.
 */
static void
clear_visit(RepoVisit *visit)
{
	MemoryContextReset(visit->context);
	visit->exported_at = 0;
	visit->meta = MemoryContextAllocZero(visit->context, sizeof(OdMeta));
	RefreshOwnPage(visit->context, &visit->meta->head);
	visit->files = MemoryContextAllocZero(visit->context, od_nmetrics * sizeof(RepoFile));
	for (int i = 0; i < od_nmetrics; i++)
		RefreshOwnPage(visit->context, &visit->files[i].file.head);
}

/*
 * ask_file asks for a file of a repository.
 */
static void
ask_file(Repos *repos, RepoVisit *visit, int metric)
{
	RefreshQueueAdd(repos->queue, 0,
					RefreshUrl(od_url(settings_opendigger_endpoint, visit->repo.name,
									  metric < 0 ? "meta" : od_metrics[metric].name)),
					&visit->asks[metric + 1], false);
}

/*
 * wants_durations says whether a repository's files of durations are asked for.
 */
static bool
wants_durations(const RefreshRun *run, const RepoRow *repo)
{
	return repo->no_durations_at == 0 || strcmp(run->mode, "full") == 0 ||
		   repo->no_durations_at > run->started + REFRESH_CLOCK_SLACK ||
		   run->started - repo->no_durations_at > DURATION_DAYS * USECS_PER_DAY;
}

/*
 * count_requests returns the number of requests that a repository takes, if
 * its export is new.
 */
static int
count_requests(const RefreshRun *run, const RepoRow *repo)
{
	return 1 + od_nmetrics - (wants_durations(run, repo) ? 0 : OD_NDURATIONS);
}

/*
 * is_left_out says whether a metric's file is not asked for.
 */
static bool
is_left_out(const RepoVisit *visit, int metric)
{
	return od_metrics[metric].kind == OD_DURATION && !visit->durations;
}

/*
 * requests_to_come returns the number of requests that the visits under way
 * may still need.
 */
static int
requests_to_come(const Repos *repos)
{
	int n = 0;

	for (int i = 0; i < PARALLEL; i++)
		if (repos->visits[i].busy)
			n += repos->visits[i].waiting;
	return n;
}

/*
 * begin_visits begins with repositories as far as there is room and the budget
 * allows to read them whole.
 */
static void
begin_visits(Repos *repos)
{
	for (int i = 0; i < PARALLEL; i++)
	{
		RepoVisit *visit = &repos->visits[i];
		RepoRow *repo;
		int requests;

		if (visit->busy || repos->next == list_length(repos->due))
			continue;
		repo = list_nth(repos->due, repos->next);
		requests = count_requests(repos->run, repo);
		if (RefreshRequestsLeft(repos->run) < requests_to_come(repos) + requests)
			continue;
		repos->next++;
		clear_visit(visit);
		visit->busy = true;
		visit->failed = false;
		visit->durations = wants_durations(repos->run, repo);
		visit->repo = *repo;
		visit->waiting = requests;
		ask_file(repos, visit, -1);
	}
}

/*
 * have_ended says whether the files of durations, which were read or are not
 * there, end long before the export that they are of.
 */
static bool
have_ended(const RepoVisit *visit)
{
	struct pg_tm tm;
	fsec_t fsec;
	int newest = 0;

	for (int i = 0; i < od_nmetrics; i++)
	{
		const OdFile *file = &visit->files[i].file;

		if (od_metrics[i].kind != OD_DURATION || file->ndurations == 0)
			continue;
		newest = Max(newest, file->durations[file->ndurations - 1].year * 12 +
								 file->durations[file->ndurations - 1].month);
	}
	return timestamp2tm(visit->exported_at, NULL, &tm, &fsec, NULL, NULL) == 0 &&
		   newest < tm.tm_year * 12 + tm.tm_mon - DURATION_MONTHS;
}

/*
 * finish_visit stores what was read of a repository and notes when it is due
 * again.
 */
static void
finish_visit(Repos *repos, RepoVisit *visit)
{
	RefreshRun *run = repos->run;
	LedgerCounts *counts = &run->ledger.counts;
	MemoryContext caller = MemoryContextSwitchTo(run->page_context);
	TimestampTz due_at = GetCurrentTimestamp();

	if (visit->failed)
		RefreshPartial(run);
	else
	{
		due_at = TimestampTzPlusMilliseconds(due_at, DUE_DAYS * INT64CONST(86400000));
		if (visit->exported_at != 0)
			visit->repo.exported_at = visit->exported_at;
		if (visit->exported_at != 0 && visit->durations)
			visit->repo.no_durations_at = have_ended(visit) ? run->started : 0;
	}
	if (StoreRepoVisit(&visit->repo, due_at))
	{
		int64 changed = StoreRepoFiles(visit->repo.repo_id, visit->files);

		if (visit->exported_at != 0)
			changed += StoreRepoLabels(visit->repo.repo_id, visit->meta);
		if (changed > 0)
			counts->repos_changed++;
	}
	MemoryContextSwitchTo(caller);
	MemoryContextReset(visit->context);
	visit->busy = false;
	RefreshPageDone(run);
}

/* ---- answers ---- */

/*
 * export_time returns when the export was made that meta.json is of. One
 * without a time, or of the future, is read at every visit.
 */
static TimestampTz
export_time(const OdMeta *meta, TimestampTz now)
{
	TimestampTz time;

	if (meta->updated_at == RECORD_NULL || !SqlTimeOfUnix(meta->updated_at, &time))
		return now;
	return Min(time, now);
}

/*
 * is_new_export reads meta.json, the answer in hand: is there an export that
 * was not read?
 */
static bool
is_new_export(Repos *repos, RepoVisit *visit)
{
	RefreshRun *run = repos->run;
	RepoRow *repo = &visit->repo;
	RecordInput input = RefreshInput(run);
	TimestampTz exported_at;

	(void) od_parse_meta(&input, visit->meta);
	if (!RefreshPageRead(run, &visit->meta->head, repo->name))
	{
		visit->failed = true;
		return false;
	}
	if (visit->meta->head.nitems == 0)
		return false;
	if (!StoreRepoIdentity(&run->ledger, repo, visit->meta->id, run->response->url))
		return false;
	exported_at = export_time(visit->meta, run->started);
	if (repo->exported_at != 0 && repo->exported_at >= exported_at &&
		strcmp(run->mode, "full") != 0)
		return false;
	visit->exported_at = exported_at;
	return true;
}

/*
 * read_meta reads meta.json, the answer in hand, and asks for the other files
 * if there is a new export. False: there is nothing to be asked for.
 */
static bool
read_meta(Repos *repos, RepoVisit *visit)
{
	if (!is_new_export(repos, visit))
		return false;
	for (int i = 0; i < od_nmetrics; i++)
		if (!is_left_out(visit, i))
			ask_file(repos, visit, i);
	return true;
}

/*
 * read_file reads a metric's file, the answer in hand.
 */
static void
read_file(Repos *repos, RepoVisit *visit, int metric)
{
	RefreshRun *run = repos->run;
	RepoFile *file = &visit->files[metric];
	RecordInput input = RefreshInput(run);

	(void) od_parse(&od_metrics[metric], &input, &file->file);
	file->read = RefreshPageRead(run, &file->file.head, visit->repo.name);
	if (!file->read)
		visit->failed = true;
	file->complete = file->read && StoreIsComplete(&file->file.head);
}

/*
 * take_answer handles the answer in hand. A file that is not there is no
 * failure: OpenDigger has no data for it.
 */
static void
take_answer(Repos *repos, const RepoAsk *ask)
{
	RefreshRun *run = repos->run;
	RepoVisit *visit = ask->visit;
	bool missing = run->response->outcome == HTTP_STATUS && run->response->status == 404;
	RefreshVerdict verdict = missing ? ANSWER_NO : RefreshJudge(run, visit->repo.name);
	bool more = true;

	RefreshQueueNote(repos->queue, verdict == ANSWER_FAILED);
	if (verdict == ANSWER_STOP)
		return;
	visit->waiting--;
	if (verdict == ANSWER_FAILED)
		visit->failed = true;
	if (ask->metric >= 0)
	{
		if (verdict == ANSWER_READ)
			read_file(repos, visit, ask->metric);
	}
	else
	{
		if (missing)
			visit->repo.exported_at = 0;
		if (missing || verdict == ANSWER_READ)
			run->ledger.counts.repos_seen++;
		more = verdict == ANSWER_READ && read_meta(repos, visit);
	}
	if (!more || visit->waiting == 0)
		finish_visit(repos, visit);
}

/*
 * RefreshRepos reads the tracked repositories that are due; in mode full, all.
 */
void
RefreshRepos(RefreshRun *run)
{
	Repos *repos = create_repos(run);
	MemoryContext caller;
	RepoAsk *ask;

	StoreDefaultRepos(&run->ledger);
	RefreshForgetFuture(run, "repos", "due_at", DUE_DAYS + 1);
	caller = MemoryContextSwitchTo(run->context);
	repos->due = StoreReposDue(run->started, strcmp(run->mode, "full") == 0);
	MemoryContextSwitchTo(caller);
	if (repos->due != NIL && run->max_requests > 0 &&
		run->max_requests < count_requests(run, linitial(repos->due)))
		ereport(WARNING, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						  errmsg("max_requests of %d does not suffice for a repository",
								 (int) run->max_requests),
						  errdetail("A repository takes %d requests.",
									count_requests(run, linitial(repos->due)))));
	for (;;)
	{
		begin_visits(repos);
		ask = RefreshQueueNext(repos->queue, NULL);
		if (ask == NULL)
			break;
		take_answer(repos, ask);
	}
	if (repos->next < list_length(repos->due) || requests_to_come(repos) > 0)
		RefreshPartial(run);
	for (int i = 0; i < PARALLEL; i++)
		if (repos->visits[i].busy && repos->visits[i].failed)
			finish_visit(repos, &repos->visits[i]);
}
