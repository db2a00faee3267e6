/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-json-path.h"

G_BEGIN_DECLS

/* Where a field stands in a row: a name (a member, or the head of a column), a path from the row
 * (@…) or from the root ($…), or a 'constant'. Several with ';' between: the first that has
 * something counts. */
typedef struct
{
  char           *name;     /* owned, or NULL */
  ZhihuiJsonPath *path;     /* owned, or NULL */
  char           *constant; /* owned, or NULL */
} ZhihuiWay;

typedef struct
{
  GPtrArray *ways; /* (element-type ZhihuiWay), owned, at least one */
  char      *text; /* owned: as it was written */
} ZhihuiColumn;

ZhihuiColumn *zhihui_column_new (const char *text, gsize *offset, GError **error);
void          zhihui_column_free (ZhihuiColumn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiColumn, zhihui_column_free)

G_END_DECLS
