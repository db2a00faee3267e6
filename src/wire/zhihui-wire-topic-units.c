/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-topic-units.h"

#include "zhihui-wire-parts.h"

typedef struct
{
  ZhihuiStamp       stamp;
  ZhihuiWindow      window;
  char             *region; /* owned */
  char             *peer;   /* owned */
  gint64            total;
  ZhihuiTopicUnits *answer; /* borrowed */
} Draft;

static gboolean
read_topic (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiTopicUnits *answer = *(ZhihuiTopicUnits **) target;

  /* Units that were read have as many figures as there were topics. */
  if (answer->items->len > 0)
    return zhihui_wire_reader_fail (reader, NULL, "stands behind the units");
  if (answer->topics->len >= ZHIHUI_MAX_TOPICS)
    return zhihui_wire_reader_fail (reader, NULL, "is one topic too many");
  return zhihui_wire_read_channel (reader, &answer->topics);
}

static const ZhihuiWireMember unit_members[] = {
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiUnitTopics, unit, "unit", zhihui_wire_read_unit),
  ZHIHUI_WIRE_NEED (ZhihuiUnitTopics, volume, "volume", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiUnitTopics, n, "n", zhihui_wire_read_count),
};

static gboolean
read_unit (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiTopicUnits *answer = *(ZhihuiTopicUnits **) target;
  ZhihuiUnitTopics *one = zhihui_unit_topics_new (NULL);

  g_ptr_array_add (answer->items, one);
  if (!zhihui_wire_reader_read_object (reader, unit_members, G_N_ELEMENTS (unit_members), one))
    return FALSE;
  if (one->n->len != answer->topics->len)
    return zhihui_wire_reader_fail (reader, "n", "has not one figure a topic");
  if (zhihui_unit_topics_get_others (one) < 0)
    return zhihui_wire_reader_fail (reader, "n", "is more than the volume");

  zhihui_wire_fill_text (&one->unit->peer, "all");
  return TRUE;
}

/* The topics stand before the units, whose figures are as many. */
static const ZhihuiWireMember members[] = {
  ZHIHUI_WIRE_STAMP (Draft),
  ZHIHUI_WIRE_NEED_WINDOW (Draft, window),
  ZHIHUI_WIRE_MAY (Draft, region, "region", TEXT),
  ZHIHUI_WIRE_MAY (Draft, peer, "peer", TEXT),
  ZHIHUI_WIRE_NEED (Draft, total, "total", COUNT),
  ZHIHUI_WIRE_NEED_LIST (Draft, answer, "topics", read_topic),
  ZHIHUI_WIRE_NEED_LIST (Draft, answer, "items", read_unit),
};

/**
 * zhihui_wire_decode_topic_units:
 * @body: the answer of /topics/units
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the volume of the units by topic
 */
ZhihuiTopicUnits *
zhihui_wire_decode_topic_units (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiTopicUnits) self = zhihui_topic_units_new ();
  Draft    draft = { .answer = self };
  gboolean ok = zhihui_wire_read_root (body, members, G_N_ELEMENTS (members), &draft, error) &&
                zhihui_wire_settle_head (&draft.stamp, &draft.window, error);

  self->stamp = draft.stamp;
  self->window = draft.window;
  self->region = draft.region;
  self->peer = draft.peer;
  self->total = draft.total;
  if (!ok)
    return NULL;

  zhihui_wire_fill_text (&self->region, "");
  zhihui_wire_fill_text (&self->peer, "all");
  return g_steal_pointer (&self);
}

static void
write_topics (ZhihuiWireWriter *writer, const GPtrArray *topics)
{
  zhihui_wire_writer_open_list (writer, "topics");
  for (guint i = 0; i < topics->len; i++)
    {
      const ZhihuiChannel *topic = topics->pdata[i];

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "id", topic->id);
      zhihui_wire_writer_text (writer, "label", topic->label);
      zhihui_wire_writer_integer (writer, "n", topic->n);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_wire_encode_topic_units:
 * @self: the volume of the units by topic
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /topics/units
 */
char *
zhihui_wire_encode_topic_units (ZhihuiTopicUnits *self, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (self != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &self->stamp, &self->window);
  zhihui_wire_writer_text (&writer, "region", self->region);
  zhihui_wire_writer_text (&writer, "peer", self->peer);
  zhihui_wire_writer_integer (&writer, "total", self->total);
  write_topics (&writer, self->topics);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiUnitTopics *one = self->items->pdata[i];

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_write_unit (&writer, one->unit);
      zhihui_wire_writer_integer (&writer, "volume", one->volume);
      zhihui_wire_writer_open_list (&writer, "n");
      for (guint topic = 0; topic < one->n->len; topic++)
        zhihui_wire_writer_integer (&writer, NULL, g_array_index (one->n, gint64, topic));
      zhihui_wire_writer_close_list (&writer);
      zhihui_wire_writer_close_object (&writer);
    }
  return zhihui_wire_close_list (&writer, NULL);
}
