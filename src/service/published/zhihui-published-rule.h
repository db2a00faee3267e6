/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a figure as it stands in a report promises. */
typedef enum
{
  ZHIHUI_PUBLISHED_EXACTLY,  /* 53 */
  ZHIHUI_PUBLISHED_AND_MORE, /* 36000余, 180多, 10万余 */
  ZHIHUI_PUBLISHED_AT_LEAST, /* ≥99 */
  ZHIHUI_PUBLISHED_ABOVE,    /* >90 */
  ZHIHUI_PUBLISHED_AT_MOST,  /* ≤60 */
  ZHIHUI_PUBLISHED_ABOUT,    /* 约439 */
} ZhihuiPublishedKind;

typedef struct
{
  ZhihuiPublishedKind kind;
  double              number;
  double              step;      /* AND_MORE: what the next round number is more */
  double              tolerance; /* ABOUT: share of the number, 0.05 unless set */
} ZhihuiPublishedRule;

gboolean zhihui_published_rule_parse (const char *text, ZhihuiPublishedRule *rule);
gboolean zhihui_published_rule_holds (const ZhihuiPublishedRule *self, double number);
char    *zhihui_published_rule_describe (const ZhihuiPublishedRule *self);

G_END_DECLS
