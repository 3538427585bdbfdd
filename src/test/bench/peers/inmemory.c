/*
 * inmemory.c: from edge arrays to converged scores, without a database: the
 * kernel of llmeco against SuiteSparse:GraphBLAS on the same arrays.
 *
 * usage: inmemory llmeco|graphblas RUNS MODELS EDGES RESULT
 *
 * MODELS and EDGES are binary COPY files of (model_id, self influence) and
 * (parent_id, child_id, weight); ids become positions before the clock starts.
 * Prints 'ms' a line for each run; RESULT gets rows for COPY.
 */
#include <endian.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernel/id_map.h"
#include "inmemory.h"

#define COPY_HEADER 19
#define COPY_TRAILER 2

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

/* ---- memory for the kernel ---- */

static void *
plain_alloc(void *arg, size_t bytes)
{
	void *memory = malloc(bytes);

	if (memory == NULL)
		fail("malloc");
	return memory;
}

static void
plain_release(void *arg, void *memory)
{
	free(memory);
}

static void
no_check(void *arg)
{
}

static const ComputeEnv env = {plain_alloc, plain_release, no_check, NULL, {1, 1}};

/* ---- input ---- */

/*
 * read_copy gives the values of a binary COPY file whose columns all are 8
 * bytes and not null, row by row; *rows is their number. The memory is the
 * caller's.
 */
static uint64_t *
read_copy(const char *path, int columns, int64_t *rows)
{
	size_t row_size = 2 + columns * (4 + 8);
	FILE *file = fopen(path, "rb");
	char *bytes;
	uint64_t *values;
	long size;
	int64_t i;
	int c;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		fail(path);
	rewind(file);
	bytes = plain_alloc(NULL, size);
	if (fread(bytes, 1, size, file) != size)
		fail(path);
	fclose(file);
	if ((size - COPY_HEADER - COPY_TRAILER) % row_size != 0)
	{
		fprintf(stderr, "%s: not rows of %d values\n", path, columns);
		exit(1);
	}
	*rows = (size - COPY_HEADER - COPY_TRAILER) / row_size;
	values = plain_alloc(NULL, (*rows * columns + 1) * sizeof(uint64_t));
	for (i = 0; i < *rows; i++)
	{
		for (c = 0; c < columns; c++)
		{
			memcpy(&values[i * columns + c], bytes + COPY_HEADER + i * row_size + 2 + c * 12 + 4,
				   8);
			values[i * columns + c] = be64toh(values[i * columns + c]);
		}
	}
	free(bytes);
	return values;
}

static double
as_double(uint64_t bits)
{
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/*
 * read_graph reads both files; weights are left out where all are 1, as the
 * extension does. The graph's and keys' memory is the caller's.
 */
static int64_t *
read_graph(const char *models_path, const char *edges_path, InfluenceGraph *graph)
{
	int64_t models;
	uint64_t *rows = read_copy(models_path, 2, &models);
	int64_t *keys = plain_alloc(NULL, (models + 1) * sizeof(int64_t));
	double *self = plain_alloc(NULL, (models + 1) * sizeof(double));
	int32_t *parent;
	int32_t *child;
	double *weight;
	bool weighted = false;
	IdMap ids;
	int64_t i;

	for (i = 0; i < models; i++)
	{
		keys[i] = (int64_t) rows[2 * i];
		self[i] = as_double(rows[2 * i + 1]);
	}
	free(rows);
	idmap_build(&ids, keys, models, &env);

	rows = read_copy(edges_path, 3, &graph->edges);
	parent = plain_alloc(NULL, (graph->edges + 1) * sizeof(int32_t));
	child = plain_alloc(NULL, (graph->edges + 1) * sizeof(int32_t));
	weight = plain_alloc(NULL, (graph->edges + 1) * sizeof(double));
	for (i = 0; i < graph->edges; i++)
	{
		parent[i] = idmap_find(&ids, (int64_t) rows[3 * i]);
		child[i] = idmap_find(&ids, (int64_t) rows[3 * i + 1]);
		weight[i] = as_double(rows[3 * i + 2]);
		weighted |= weight[i] != 1;
	}
	free(rows);
	idmap_free(&ids, &env);
	graph->models = models;
	graph->self = self;
	graph->parent = parent;
	graph->child = child;
	graph->weight = weighted ? weight : NULL;
	return keys;
}

/* ---- the contenders ---- */

static void
score_llmeco(const InfluenceGraph *graph, const InfluenceParams *params, InfluenceResult *result)
{
	if (influence_compute(graph, params, &env, result) != INFLUENCE_OK)
	{
		fprintf(stderr, "influence_compute: out of range\n");
		exit(1);
	}
}

static double
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
	InfluenceParams params = {.alpha = {0.6, 0.3, 0.1}, .tol = 1e-6, .max_iter = 100};
	InfluenceGraph graph = {0};
	InfluenceResult result = {0};
	void (*score)(const InfluenceGraph *, const InfluenceParams *, InfluenceResult *);
	int64_t *keys;
	double began;
	FILE *out;
	int run;
	int32_t v;

	if (argc != 6)
	{
		fprintf(stderr, "usage: inmemory llmeco|graphblas RUNS MODELS EDGES RESULT\n");
		return 1;
	}
	score = strcmp(argv[1], "llmeco") == 0 ? score_llmeco : score_graphblas;
	if (score == score_graphblas)
		start_graphblas();
	keys = read_graph(argv[3], argv[4], &graph);
	result.child = plain_alloc(NULL, (graph.models + 1) * sizeof(double));
	result.parent = plain_alloc(NULL, (graph.models + 1) * sizeof(double));
	result.influence = plain_alloc(NULL, (graph.models + 1) * sizeof(double));
	for (run = 0; run < atoi(argv[2]); run++)
	{
		began = now_ms();
		score(&graph, &params, &result);
		printf("%.3f\n", now_ms() - began);
		fflush(stdout);
	}
	out = fopen(argv[5], "w");
	if (out == NULL)
		fail(argv[5]);
	for (v = 0; v < graph.models; v++)
		fprintf(out, "%" PRId64 "\t%.17g\t%.17g\t%.17g\t%.17g\n", keys[v], graph.self[v],
				result.child[v], result.parent[v], result.influence[v]);
	if (fclose(out) != 0)
		fail(argv[5]);
	return 0;
}
