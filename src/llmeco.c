/*
 * llmeco.c: module start.
 */
#include "postgres.h"

#include "fmgr.h"

#include "support/settings.h"

PG_MODULE_MAGIC;

extern PGDLLEXPORT void _PG_init(void);

/*
 * _PG_init runs once a backend, when the library is loaded.
 */
void
_PG_init(void)
{
	SettingsDefine();
}
