/*
 * graphblas.c: influence by SuiteSparse:GraphBLAS, one thread.
 *
 * Two matrices, alpha2 times the mean over children and alpha3 times that over
 * parents; a round adds both products to alpha1 self. Adding the matrices up
 * first takes longer than it saves.
 */
#include <GraphBLAS.h>
#include <stdio.h>
#include <stdlib.h>

#include "inmemory.h"

#define TRY(call)                                                                                  \
	do                                                                                             \
	{                                                                                              \
		if ((call) != GrB_SUCCESS)                                                                 \
		{                                                                                          \
			fprintf(stderr, "graphblas: line %d\n", __LINE__);                                     \
			exit(1);                                                                               \
		}                                                                                          \
	} while (0)

void
start_graphblas(void)
{
	TRY(GrB_init(GrB_NONBLOCKING));
	TRY(GxB_set(GxB_NTHREADS, 1));
	TRY(GxB_set(GxB_FORMAT, GxB_BY_ROW));
}

/*
 * mean_matrix builds the matrix whose product with scores is, for each row,
 * factor times the mean of w * score over its columns.
 */
static GrB_Matrix
mean_matrix(const InfluenceGraph *graph, const int32_t *row, const int32_t *column, double factor)
{
	GrB_Index n = graph->models;
	GrB_Index edges = graph->edges;
	GrB_Index *rows = malloc((edges + 1) * sizeof(GrB_Index));
	GrB_Index *columns = malloc((edges + 1) * sizeof(GrB_Index));
	double *values = malloc((edges + 1) * sizeof(double));
	uint32_t *degree = calloc(n, sizeof(uint32_t));
	GrB_Matrix matrix;
	GrB_Index e;

	for (e = 0; e < edges; e++)
		degree[row[e]]++;
	for (e = 0; e < edges; e++)
	{
		rows[e] = row[e];
		columns[e] = column[e];
		values[e] = factor * (graph->weight ? graph->weight[e] : 1) / degree[row[e]];
	}
	TRY(GrB_Matrix_new(&matrix, GrB_FP64, n, n));
	TRY(GrB_Matrix_build_FP64(matrix, rows, columns, values, edges, GrB_PLUS_FP64));
	TRY(GrB_Matrix_wait(matrix, GrB_MATERIALIZE));
	free(degree);
	free(values);
	free(columns);
	free(rows);
	return matrix;
}

/*
 * full_vector gives a vector of factor * values, or of zeros.
 */
static GrB_Vector
full_vector(GrB_Index n, const double *values, double factor)
{
	GrB_Vector vector;
	double *copy = malloc(n * sizeof(double));
	GrB_Index i;

	for (i = 0; i < n; i++)
		copy[i] = values ? factor * values[i] : 0;
	TRY(GrB_Vector_new(&vector, GrB_FP64, n));
	TRY(GxB_Vector_pack_Full(vector, (void **) &copy, n * sizeof(double), false, NULL));
	return vector;
}

/*
 * take_values moves a full vector's values out, times factor, and frees it.
 */
static void
take_values(GrB_Vector *vector, double *values, double factor, GrB_Index n)
{
	double *data;
	GrB_Index size;
	bool iso;
	GrB_Index i;

	TRY(GxB_Vector_unpack_Full(*vector, (void **) &data, &size, &iso, NULL));
	for (i = 0; i < n; i++)
		values[i] = factor * data[iso ? 0 : i];
	free(data);
	GrB_Vector_free(vector);
}

/*
 * add_product adds matrix * vector; a full target stays full, which is the
 * fast way.
 */
static void
add_product(GrB_Vector target, GrB_Matrix matrix, GrB_Vector vector)
{
	TRY(GrB_mxv(target, NULL, GrB_PLUS_FP64, GrB_PLUS_TIMES_SEMIRING_FP64, matrix, vector, NULL));
}

void
score_graphblas(const InfluenceGraph *graph, const InfluenceParams *params, InfluenceResult *result)
{
	GrB_Index n = graph->models;
	const double *alpha = params->alpha;
	GrB_Matrix of_children = mean_matrix(graph, graph->parent, graph->child, alpha[1]);
	GrB_Matrix of_parents = mean_matrix(graph, graph->child, graph->parent, alpha[2]);
	GrB_Vector base = full_vector(n, graph->self, alpha[0]);
	GrB_Vector old = full_vector(n, graph->self, 1);
	GrB_Vector new = full_vector(n, NULL, 0);
	GrB_Vector change = full_vector(n, NULL, 0);
	GrB_Vector part;
	GrB_Vector spare;

	for (result->iterations = 1;; result->iterations++)
	{
		TRY(GrB_Vector_assign(new, NULL, NULL, base, GrB_ALL, n, NULL));
		add_product(new, of_children, old);
		add_product(new, of_parents, old);
		TRY(GrB_Vector_eWiseMult_BinaryOp(change, NULL, NULL, GrB_MINUS_FP64, new, old, NULL));
		TRY(GrB_Vector_apply(change, NULL, NULL, GrB_ABS_FP64, change, NULL));
		TRY(GrB_Vector_reduce_FP64(&result->residual, NULL, GrB_PLUS_MONOID_FP64, change, NULL));
		result->converged = result->residual < params->tol;
		if (result->converged || result->iterations >= params->max_iter)
			break;
		spare = old;
		old = new;
		new = spare;
	}

	part = full_vector(n, NULL, 0);
	add_product(part, of_children, old);
	take_values(&part, result->child, 1 / alpha[1], n);
	part = full_vector(n, NULL, 0);
	add_product(part, of_parents, old);
	take_values(&part, result->parent, 1 / alpha[2], n);
	take_values(&new, result->influence, 1, n);
	GrB_Vector_free(&change);
	GrB_Vector_free(&old);
	GrB_Vector_free(&base);
	GrB_Matrix_free(&of_parents);
	GrB_Matrix_free(&of_children);
}
