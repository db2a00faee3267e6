/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* What a panel's picture is made from. Two equal inputs make the same picture, but for what changes
 * with the second. Identifies, does not own. */
typedef struct
{
  gconstpointer datasets[ZHIHUI_N_DATASETS]; /* those the panel shows, else NULL */
  gconstpointer ranking, region, boundary;
  ZhihuiState   state;  /* of what the panel shows first */
  ZhihuiState   source; /* of the whole source */
  const char   *peer;   /* interned, or NULL where no board is shown */
  guint         turn;   /* 0 where no board turns over */
} ZhihuiWallInput;

void     zhihui_wall_input_read (ZhihuiWallInput    *self,
                                 const ZhihuiPlace  *place,
                                 ZhihuiSituation    *situation,
                                 const ZhihuiMoment *moment);
gboolean zhihui_wall_input_equal (const ZhihuiWallInput *a, const ZhihuiWallInput *b);

gint64 zhihui_wall_input_tell_now (ZhihuiSituation *situation, gint64 now_us);

G_END_DECLS
