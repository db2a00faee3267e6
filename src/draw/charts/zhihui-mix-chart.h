/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-chart-table.h"
#include "zhihui-picture.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Parts of a whole, one under the other, each with its change: channels, topics, words. */
typedef struct
{
  char    *label; /* owned */
  gint64   n;
  gint64   previous;  /* as long a time before, -1 not known */
  gboolean is_marked; /* it wants attention */
  gboolean is_rest;   /* several together: longer than any bar would be, so it has none */
} ZhihuiMixRow;

typedef struct
{
  GPtrArray  *rows;  /* (element-type ZhihuiMixRow), owned, most first */
  gint64      total; /* that shares are of; 0: none are told */
  const char *head;  /* of the first column, translated, static */
} ZhihuiMixChart;

ZhihuiMixChart *
zhihui_mix_chart_new_for_channels (ZhihuiChannels *channels, const char *head, guint most);
ZhihuiMixChart *zhihui_mix_chart_new_for_words (ZhihuiHotWords *words, guint most);
void            zhihui_mix_chart_free (ZhihuiMixChart *self);

double            zhihui_mix_chart_get_height (const ZhihuiMixChart *self);
void              zhihui_mix_chart_draw (const ZhihuiMixChart *self, ZhihuiPicture *picture);
ZhihuiChartTable *zhihui_mix_chart_tell (const ZhihuiMixChart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMixChart, zhihui_mix_chart_free)

G_END_DECLS
