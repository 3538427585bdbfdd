/*
 * refresh_requests.h: requests of a run and their answers.
 */
#ifndef LLMECO_REFRESH_REFRESH_REQUESTS_H
#define LLMECO_REFRESH_REFRESH_REQUESTS_H

#include "fetch/reader/record.h"
#include "refresh/refresh_run.h"

/* What to do with an answer. */
typedef enum RefreshVerdict
{
	ANSWER_READ,   /* read it */
	ANSWER_NO,     /* the server will say the same next time */
	ANSWER_FAILED, /* worth another try in a later run */
	ANSWER_STOP    /* end the run: the token is not accepted */
} RefreshVerdict;

extern char *RefreshUrl(char *url);
extern int64 RefreshRequestsLeft(RefreshRun *run);
extern bool RefreshMayAsk(RefreshRun *run);
extern void RefreshAsk(RefreshRun *run, const char *url, void *tag);
extern void RefreshAskAhead(RefreshRun *run, const char *url);
extern HttpResponse *RefreshAnswer(RefreshRun *run);
extern RefreshVerdict RefreshJudge(RefreshRun *run, const char *item);
extern bool RefreshIsGone(const RefreshRun *run);
extern char *RefreshNextUrl(RefreshRun *run, bool *broken);
extern void RefreshNoteCircle(RefreshRun *run, const char *noun);
extern bool RefreshIsBarren(RefreshRun *run, const char *noun, int nrecords, int *barren);
extern void RefreshOwnPage(MemoryContext context, RecordPage *page);
extern void *RefreshCreatePage(RefreshRun *run, Size size);
extern RecordInput RefreshInput(const RefreshRun *run);
extern bool RefreshPageRead(RefreshRun *run, const RecordPage *page, const char *name);
extern void RefreshPageDone(RefreshRun *run);

#endif /* LLMECO_REFRESH_REFRESH_REQUESTS_H */
