/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

static gboolean
read_topic (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **topics = target;
  char       *topic = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &topic))
    return FALSE;

  g_ptr_array_add (*topics, topic);
  return TRUE;
}

static const ZhihuiWireMember data_members[] = {
  { "changed", ZHIHUI_WIRE_LIST, TRUE, 0, read_topic },
};

static gboolean
read_data (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (reader, data_members, G_N_ELEMENTS (data_members), target);
}

static const ZhihuiWireMember envelope_members[] = {
  ZHIHUI_WIRE_NEED_PART ("data", read_data),
};

/**
 * zhihui_wire_decode_changed:
 * @body: the data of an event of /stream, an envelope
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the topics that changed
 */
GPtrArray *
zhihui_wire_decode_changed (GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_free);

  if (!zhihui_wire_read_root (
        body, envelope_members, G_N_ELEMENTS (envelope_members), &topics, error))
    return NULL;

  return g_steal_pointer (&topics);
}
