/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-topic-units.h"

#include "zhihui-dataset-private.h"

static void
init_topic_units (ZhihuiTopicUnits *self)
{
  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_channel_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_topics_free);
}

static void
clear_topic_units (ZhihuiTopicUnits *self)
{
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->items);
  g_free (self->region);
  g_free (self->peer);
}

DEFINE_DATASET (ZhihuiTopicUnits, zhihui_topic_units, init_topic_units, clear_topic_units)

/**
 * zhihui_unit_topics_new:
 * @unit: (transfer full) (nullable): whose
 *
 * Returns: (transfer full): without figures
 */
ZhihuiUnitTopics *
zhihui_unit_topics_new (ZhihuiUnit *unit)
{
  ZhihuiUnitTopics *self = g_new0 (ZhihuiUnitTopics, 1);

  self->unit = unit;
  self->n = g_array_new (FALSE, TRUE, sizeof (gint64));
  return self;
}

void
zhihui_unit_topics_free (ZhihuiUnitTopics *self)
{
  g_clear_pointer (&self->unit, zhihui_unit_free);
  g_array_unref (self->n);
  g_free (self);
}

/**
 * zhihui_unit_topics_get_others:
 *
 * Returns: its volume in topics that are not told one by one
 */
gint64
zhihui_unit_topics_get_others (const ZhihuiUnitTopics *self)
{
  gint64 others = self->volume;

  for (guint i = 0; i < self->n->len; i++)
    others -= g_array_index (self->n, gint64, i);
  return others;
}
