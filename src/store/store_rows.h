/*
 * store_rows.h: a page of records on its way into a table of rows that have
 * names.
 */
#ifndef LLMECO_STORE_STORE_ROWS_H
#define LLMECO_STORE_STORE_ROWS_H

#include "datatype/timestamp.h"
#include "nodes/pg_list.h"

#include "fetch/hub/hub_identity.h"
#include "support/batch.h"
#include "support/key_set.h"
#include "support/name_key.h"
#include "support/name_set.h"
#include "store/ledger.h"
#include "store/store_values.h"

/* The columns that every page begins with; the table's own are behind them. */
enum StoreColumn
{
	ROW_ITEM,
	ROW_ID,
	ROW_HUB_ID,
	ROW_NAME,
	ROW_AUTHOR,
	ROW_AUTHOR_ID, /* where it is known */
	ROW_OWN
};

/* Joins a row p of a batch with its author a, unless p.author_id says it. */
#define STORE_AUTHOR                                                                               \
	" LEFT JOIN llmeco.authors a"                                                                  \
	" ON KEY(a.name) = CASE WHEN p.author_id IS NULL THEN KEY(p.author) END"

/* An author of whom no row was found, and where its id goes. */
typedef struct MissingAuthor
{
	const char *name;
	int64 *author_id;
} MissingAuthor;

/* A field of the Hub's records, and a column that is made of it alone; NULL: the
 * links to other rows are, unless another field has them too. */
typedef struct StoreField
{
	const char *field;
	const char *column;
} StoreField;

/* A table: models or Spaces. */
typedef struct StoreTable
{
	const char *noun;     /* the word for a row */
	const char *alias;    /* of the table in the statements below */
	const char *sequence; /* of its ids, below llmeco */
	bool has_stubs;       /* a row without hub_id is known by its name only, and
								 * may turn out to be any record */
	bool has_tags;        /* lookup tells whether they differ */
	const BatchColumn *columns;
	int ncolumns;
	/* lookup reads of llmeco_page: item; id and name of the row; id, hub_id and
	 * name of the one that has the record's name; of the one that this is an alias
	 * of; id of the author, whether only another spelling of it is known; whether
	 * values differ, the name apart: any; those that events are of; whether these
	 * were read before; with tags, whether these differ, not counted in the first */
	const char *lookup;
	const char *note;     /* writes events, from llmeco_notable; $1: now, $2: run; NULL: none */
	const char *park;     /* puts '#' and the hub_id, else the id, behind the names of
								 * rows $1, which update is to follow */
	const char *update;   /* from llmeco_changed; $1: now */
	const char *insert;   /* from llmeco_new; $1: now */
	const char *displace; /* does the same, and marks them as removed; $2: now.
						   * CHANGED() in these three is ChangedSql()'s */
	const StoreField *fields;
	int nfields;
	List *kept; /* fields that the Hub does not give: what is here stays */
} StoreTable;

typedef enum StoreAction
{
	STORE_KEEP, /* the row is as it should be */
	STORE_UPDATE,
	STORE_INSERT
} StoreAction;

/* A record of the page, and what the tables have of it. */
typedef struct StoreRow
{
	const void *record;
	RowValues values;
	const char *hub_id;
	const char *listed_name; /* as the Hub gives it */
	const char *author;
	/* what was found */
	bool known;          /* a row with its hub_id exists */
	int64 id;            /* of that row, later of the row it got */
	char *current_name;  /* of that row */
	bool differs;        /* that row has other values, the name apart */
	bool is_notable;     /* of these, some that events are of */
	bool was_read;       /* and had them from the Hub, as records are read now */
	bool tags_differ;    /* among them its tags */
	int64 author_id;     /* 0: there is none, or it is not known */
	bool author_respelt; /* only other people's spelling of it is known */
	int64 holder_id;     /* the row that has listed_name, 0: none */
	char *holder_hub_id;
	char *holder_name; /* as spelt there */
	int64 alias_id;    /* the row that listed_name is an alias of */
	/* what is to be done */
	StoreAction action;
	const char *name;   /* the name to be stored */
	bool keep_links;    /* what it names was not read in full */
	bool links_changed; /* the models that it names */
} StoreRow;

typedef struct StorePage
{
	const StoreTable *table;
	Ledger *ledger;
	KeySet *seen; /* ids of this run */
	const char *url;
	TimestampTz now;
	NameSet unread;  /* names of records that were not read in full */
	bool keep_links; /* none of them was */
	NameSet hub_ids; /* of the records, later of the rows */
	StoreRow *rows;  /* records not seen before in this run */
	int nrows;
	StoreRow *repeats; /* records seen before */
	int nrepeats;
} StorePage;

extern void StoreRowsKeep(StoreTable *table, const char *field);
extern bool StoreRowsKeeps(const StoreTable *table, const char *field);
extern void StoreRowsBegin(StorePage *page, const RecordPage *head, int nrecords);
extern RowValues *StoreRowsAdd(StorePage *page, const void *record, const char *hub_id,
							   const char *name, const char *author);
extern void StoreRowsLookUp(const StoreTable *table, StoreRow *rows, int n);
extern void StoreRowsFind(StorePage *page);
extern void StoreRowsDecide(StorePage *page);
extern bool StoreRowsIsRenamed(const StoreRow *row);
extern void StoreRowsNote(StorePage *page);
extern int StoreRowsPark(StorePage *page);
extern void StoreRowsWrite(StorePage *page, int64 *nnew, int64 *nchanged);
extern int StoreRowsEnd(StorePage *page, int64 *ids);

extern int64 *StoreRowsNewIds(const char *sequence, int n);
extern const char *StoreRowsAuthorOf(const char *name);
extern void StoreRowsAddAuthors(const MissingAuthor *missing, int n);
extern int64 StoreRowsRemovePrivate(const char *table, const HubPrivates *privates, Ledger *ledger,
									const char *note);
extern bool StoreRowsAreReferenced(const char *table);
extern void StoreRowsRedirect(const char *what, int64 from, int64 to, TimestampTz now);

#endif /* LLMECO_STORE_STORE_ROWS_H */
