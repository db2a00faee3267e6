/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-bundle.h"
#include "zhihui-resource.h"

G_BEGIN_DECLS

/* How the pages of a resource follow each other. Where a walk stands is a text: the cursor of
 * zhihui-resource.h. */

gboolean zhihui_profile_walk_request (const ZhihuiProfile      *profile,
                                      const ZhihuiProfileTable *table,
                                      const char               *base,
                                      const char               *token,
                                      const char               *cursor,
                                      ZhihuiRequest            *request);
/* What one page had. */
typedef struct
{
  gint64 n_rows, n_new;
  gint64 n_moved; /* rows that an earlier page had */
} ZhihuiPageCount;

gboolean zhihui_profile_walk_go_on (const ZhihuiProfile      *profile,
                                    const ZhihuiProfileTable *table,
                                    ZhihuiBundle             *bundle,
                                    const ZhihuiPage         *page,
                                    ZhihuiRows               *rows,
                                    const ZhihuiPageCount    *count,
                                    char                    **next,
                                    GError                  **error);

G_END_DECLS
