/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_MAX_TOPICS 100 /* that are told one by one */

/* What a unit had to do with. */
typedef struct
{
  ZhihuiUnit *unit;   /* owned */
  gint64      volume; /* of the board: at least the sum of @n */
  GArray     *n;      /* (element-type gint64), owned: of it, one a topic */
} ZhihuiUnitTopics;

/* The volume of the units of a peer group by topic, for analysis: 主题 × 单位. */
typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  char        *region, *peer; /* owned */
  gint64       total;         /* volume of all units: at least the sum of the topics */
  GPtrArray   *topics;        /* (element-type ZhihuiChannel), owned: the most frequent first */
  GPtrArray   *items;         /* (element-type ZhihuiUnitTopics), owned: the busiest first */
} ZhihuiTopicUnits;

ZHIHUI_DECLARE_DATASET (ZhihuiTopicUnits, zhihui_topic_units)

ZhihuiUnitTopics *zhihui_unit_topics_new (ZhihuiUnit *unit);
void              zhihui_unit_topics_free (ZhihuiUnitTopics *self);
gint64            zhihui_unit_topics_get_others (const ZhihuiUnitTopics *self);

G_END_DECLS
