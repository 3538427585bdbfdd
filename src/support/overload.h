/*
 * overload.h: arguments of functions that have the same name, and do the same, with
 * different types.
 */
#ifndef LLMECO_SUPPORT_OVERLOAD_H
#define LLMECO_SUPPORT_OVERLOAD_H

#include "fmgr.h"
#include "utils/array.h"

extern Oid OverloadType(FunctionCallInfo fcinfo, int i);
extern ArrayType *OverloadTexts(FunctionCallInfo fcinfo, int i);

#endif /* LLMECO_SUPPORT_OVERLOAD_H */
