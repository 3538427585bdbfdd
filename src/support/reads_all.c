/*
 * reads_all.c: whether a query takes all rows of a table, known as it is planned.
 *
 * What a view counts or gathers of each row is found fastest by subqueries that
 * look it up, where a query wants few rows, and by joining what is grouped over
 * the whole table, where it wants all. The planner can choose neither: a
 * subquery stays one, and no condition on a row gets into what is grouped. So
 * the view has both,
 *
 *   CASE WHEN llmeco.reads_all(m.model_id) THEN g.n ELSE (SELECT ...) END
 *
 * and what is not wanted falls away: a branch of CASE whose condition is known
 * does, and a LEFT JOIN that nothing is taken from, of rows that are unique.
 * Both give the same. Where the planner is not asked, it is the subquery.
 */
#include "postgres.h"

#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "optimizer/tlist.h"

extern PGDLLEXPORT Datum llmeco_reads_all(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_reads_all_support(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_reads_all);
PG_FUNCTION_INFO_V1(llmeco_reads_all_support);

/*
 * llmeco.reads_all(column) returns whether a query takes all rows of the table
 * that a column is of: false, where it is called and not planned.
 */
Datum
llmeco_reads_all(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(false);
}

/* A call of the function that is looked for. */
typedef struct Call
{
	Oid function;
	Index table; /* of its argument */
} Call;

static bool
has_call(Node *node, void *call)
{
	if (node == NULL)
		return false;
	if (IsA(node, FuncExpr) && ((const FuncExpr *) node)->funcid == ((const Call *) call)->function)
	{
		const Var *column = linitial(((const FuncExpr *) node)->args);

		return IsA(column, Var) && column->varno == ((const Call *) call)->table;
	}
	return expression_tree_walker(node, has_call, call);
}

/*
 * is_sorted_by: is a query's order by what such a call decides on? Then it is taken of
 * all rows, however few are wanted.
 */
static bool
is_sorted_by(const Query *query, Call *call)
{
	ListCell *cell;

	foreach (cell, query->sortClause)
		if (has_call(get_sortgroupclause_expr(lfirst(cell), query->targetList), call))
			return true;
	return false;
}

/*
 * takes_all: does a query have no condition that its rows of a table must meet?
 */
static bool
takes_all(const Query *query, Index table, Oid function)
{
	const Node *from;

	if (query->havingQual != NULL || query->jointree->quals != NULL ||
		list_length(query->jointree->fromlist) != 1)
		return false;
	if ((query->limitCount != NULL || query->limitOffset != NULL) &&
		!is_sorted_by(query, &(Call) {function, table}))
		return false;
	from = linitial(query->jointree->fromlist);
	while (IsA(from, JoinExpr) && ((const JoinExpr *) from)->jointype == JOIN_LEFT)
		from = ((const JoinExpr *) from)->larg;
	return IsA(from, RangeTblRef) && ((const RangeTblRef *) from)->rtindex == (int) table;
}

/*
 * llmeco.reads_all_support() puts the answer into plans.
 */
Datum
llmeco_reads_all_support(PG_FUNCTION_ARGS)
{
	SupportRequestSimplify *request = (SupportRequestSimplify *) PG_GETARG_POINTER(0);
	const Var *column;

	if (!IsA(request, SupportRequestSimplify) || request->root == NULL ||
		list_length(request->fcall->args) != 1)
		PG_RETURN_POINTER(NULL);
	column = linitial(request->fcall->args);
	PG_RETURN_POINTER(
		makeBoolConst(IsA(column, Var) && column->varlevelsup == 0 &&
						  takes_all(request->root->parse, column->varno, request->fcall->funcid),
					  false));
}
