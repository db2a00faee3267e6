/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-alert-story.h"

#include <string.h>

#include "zhihui-wire-parts.h"
#include "zhihui-wire.h"

static const ZhihuiWireMember step_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiAlertStep, at, "at", INSTANT),
  ZHIHUI_WIRE_NEED (ZhihuiAlertStep, what, "what", TEXT),
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiAlertStep, level, "level", zhihui_wire_read_level),
  ZHIHUI_WIRE_MAY (ZhihuiAlertStep, count, "count", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiAlertStep, by, "by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlertStep, note, "note", TEXT),
};

static gboolean
read_step (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiAlertStory *self = target;
  ZhihuiAlertStep  *step = zhihui_alert_story_add_step (self, NULL, 0);

  return zhihui_wire_reader_read_object (reader, step_members, G_N_ELEMENTS (step_members), step);
}

static gboolean
read_steps (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_step, target);
}

static const ZhihuiWireMember story_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiAlertStory, unit, "unit", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlertStory, meeting, "meeting", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlertStory, resolved_at, "resolved_at", INSTANT),
  ZHIHUI_WIRE_NEED_PART ("steps", read_steps),
};

static gboolean
read_story (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (
    reader, story_members, G_N_ELEMENTS (story_members), target);
}

static const ZhihuiWireMember root_members[] = {
  ZHIHUI_WIRE_NEED_PART ("story", read_story),
};

/**
 * zhihui_wire_decode_alert_story:
 * @body: the answer of /alerts/{id}
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what happened to the alert
 */
ZhihuiAlertStory *
zhihui_wire_decode_alert_story (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiAlertStory) self = zhihui_alert_story_new ();

  if (!zhihui_wire_read_root (body, root_members, G_N_ELEMENTS (root_members), self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_step (ZhihuiWireWriter *writer, const ZhihuiAlertStep *step)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_instant (writer, "at", step->at);
  zhihui_wire_writer_text (writer, "what", step->what);
  zhihui_wire_writer_text (writer, "level", zhihui_wire_name_level (step->level));
  zhihui_wire_writer_integer (writer, "count", step->count);
  if (step->by != NULL)
    zhihui_wire_writer_text (writer, "by", step->by);
  if (step->note != NULL)
    zhihui_wire_writer_text (writer, "note", step->note);
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_wire_encode_alert_with_story:
 * @alerts: the alert alone
 * @story: what happened to it
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /alerts/{id}
 */
char *
zhihui_wire_encode_alert_with_story (ZhihuiAlerts           *alerts,
                                     const ZhihuiAlertStory *story,
                                     ZhihuiZone             *zone)
{
  g_autofree char *list = zhihui_wire_encode_alerts (alerts, zone);
  g_autofree char *told = NULL;
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "unit", story->unit);
  zhihui_wire_writer_text (&writer, "meeting", story->meeting);
  zhihui_wire_writer_instant (&writer, "resolved_at", story->resolved_at);
  zhihui_wire_writer_open_list (&writer, "steps");
  for (guint i = 0; i < story->steps->len; i++)
    write_step (&writer, story->steps->pdata[i]);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  told = zhihui_wire_writer_finish (&writer);

  /* The list ends with its brace. */
  return g_strdup_printf ("%.*s,\"story\":%s}", (int) strlen (list) - 1, list, told);
}
