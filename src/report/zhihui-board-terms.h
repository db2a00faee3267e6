/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-metric.h"
#include "zhihui-period.h"

G_BEGIN_DECLS

/* How boards are counted otherwise than usual. Zero-initialised: as usual. */
typedef struct
{
  ZhihuiWindow window;      /* instead of a period; from is to: none */
  guint        tier;        /* only this third of the units by volume, 0 all */
  guint        min_n;       /* least number to be ranked, 0: the platform's */
  guint        min_answers; /* likewise, of what counts answers */
  gboolean     has_basis;   /* else that of the metric; also where it has no such time */
  ZhihuiBasis  basis;
} ZhihuiBoardTerms;

gboolean zhihui_board_terms_set_window (ZhihuiBoardTerms *self, const char *text, GError **error);
gboolean zhihui_board_terms_set_basis (ZhihuiBoardTerms *self, const char *text, GError **error);
gboolean zhihui_board_terms_set_tier (ZhihuiBoardTerms *self, const char *text, GError **error);
gboolean zhihui_board_terms_set_min_n (ZhihuiBoardTerms *self, const char *text, GError **error);
gboolean
zhihui_board_terms_set_min_answers (ZhihuiBoardTerms *self, const char *text, GError **error);

/* Of one of the boards. */
guint    zhihui_board_terms_get_min_n (const ZhihuiBoardTerms *self, ZhihuiMetric metric);
gboolean zhihui_board_terms_has_basis (const ZhihuiBoardTerms *self, ZhihuiMetric metric);

char *zhihui_board_terms_format_window (const ZhihuiBoardTerms *self, ZhihuiZone *zone);

G_END_DECLS
