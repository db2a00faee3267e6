/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-json-path.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_JSON_NAME,
  ZHIHUI_JSON_INDEX,
  ZHIHUI_JSON_SLICE,
  ZHIHUI_JSON_ALL,
  ZHIHUI_JSON_FILTER,
} ZhihuiJsonSelectorKind;

typedef enum
{
  ZHIHUI_JSON_EXISTS,
  ZHIHUI_JSON_EQUAL,
  ZHIHUI_JSON_NOT_EQUAL,
  ZHIHUI_JSON_LESS,
  ZHIHUI_JSON_LESS_EQUAL,
  ZHIHUI_JSON_MORE,
  ZHIHUI_JSON_MORE_EQUAL,
} ZhihuiJsonComparison;

/* @.path OP literal */
typedef struct
{
  ZhihuiJsonPath      *path; /* owned */
  ZhihuiJsonComparison comparison;
  char                *text; /* owned: a literal text, else NULL */
  double               number;
  char                 kind;      /* of the literal: " for a text, 0 a number, t f n */
  gboolean             begins_or; /* what is before it was said with || */
} ZhihuiJsonTest;

typedef struct
{
  ZhihuiJsonSelectorKind kind;
  char                  *name;     /* owned; of NAME */
  gint64                 from, to; /* of INDEX (from) and SLICE */
  gint64                 step;     /* of SLICE, 1 and more */
  gboolean               has_to;
  GPtrArray             *tests; /* (element-type ZhihuiJsonTest), owned; of FILTER */
} ZhihuiJsonSelector;

typedef struct
{
  gboolean   is_deep;   /* .. */
  GPtrArray *selectors; /* (element-type ZhihuiJsonSelector), owned */
} ZhihuiJsonSegment;

struct _ZhihuiJsonPath
{
  gboolean   is_absolute; /* begins with $ */
  GPtrArray *segments;    /* (element-type ZhihuiJsonSegment), owned */
};

G_END_DECLS
