/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

static const ZhihuiWireMember unit_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiAlert, unit, "name", TEXT),
};

static gboolean
read_unit (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (reader, unit_members, G_N_ELEMENTS (unit_members), target);
}

static const ZhihuiWireMember alert_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiAlert, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, kind, "kind", TEXT),
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiAlert, level, "level", zhihui_wire_read_level),
  ZHIHUI_WIRE_NEED (ZhihuiAlert, text, "text", TEXT),
  ZHIHUI_WIRE_MAY_PART ("unit", read_unit),
  ZHIHUI_WIRE_NEED (ZhihuiAlert, raised_at, "raised_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, updated_at, "updated_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, acknowledged, "acknowledged", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, acknowledged_by, "acknowledged_by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, etag, "etag", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, case_id, "case", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiAlert, count, "count", COUNT),
};

static gboolean
read_alert (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray  **items = target;
  ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

  alert->updated_at = ZHIHUI_NO_INSTANT;
  alert->count = 1;
  g_ptr_array_add (*items, alert);
  if (!zhihui_wire_reader_read_object (reader, alert_members, G_N_ELEMENTS (alert_members), alert))
    return FALSE;

  zhihui_wire_fill_text (&alert->kind, "");
  zhihui_wire_fill_text (&alert->unit, "");
  if (alert->updated_at == ZHIHUI_NO_INSTANT)
    alert->updated_at = alert->raised_at;
  return TRUE;
}

static const ZhihuiWireMember alerts_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiAlerts),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiAlerts, items, "items", read_alert),
  ZHIHUI_WIRE_MAY (ZhihuiAlerts, total, "total", COUNT),
};

/**
 * zhihui_wire_decode_alerts:
 * @body: the answer of /alerts
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the alerts in the platform's order
 */
ZhihuiAlerts *
zhihui_wire_decode_alerts (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiAlerts) self = zhihui_alerts_new ();

  if (!zhihui_wire_read_root (body, alerts_members, G_N_ELEMENTS (alerts_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
write_unit (ZhihuiWireWriter *writer, const char *name)
{
  if (name == NULL || *name == '\0')
    {
      zhihui_wire_writer_null (writer, "unit");
      return;
    }

  zhihui_wire_writer_open_object (writer, "unit");
  zhihui_wire_writer_text (writer, "name", name);
  zhihui_wire_writer_close_object (writer);
}

static void
write_alert (ZhihuiWireWriter *writer, const ZhihuiAlert *alert)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", alert->id);
  zhihui_wire_writer_text (writer, "kind", alert->kind);
  zhihui_wire_writer_text (writer, "level", zhihui_wire_name_level (alert->level));
  zhihui_wire_writer_text (writer, "text", alert->text);
  write_unit (writer, alert->unit);
  zhihui_wire_writer_instant (writer, "raised_at", alert->raised_at);
  zhihui_wire_writer_instant (writer, "updated_at", alert->updated_at);
  zhihui_wire_writer_boolean (writer, "acknowledged", alert->acknowledged);
  if (alert->acknowledged_by != NULL)
    zhihui_wire_writer_text (writer, "acknowledged_by", alert->acknowledged_by);
  if (alert->etag != NULL)
    zhihui_wire_writer_text (writer, "etag", alert->etag);
  if (alert->case_id != NULL)
    zhihui_wire_writer_text (writer, "case", alert->case_id);
  zhihui_wire_writer_integer (writer, "count", alert->count);
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_wire_encode_alerts:
 * @alerts: the alerts, already cut to what the reader's scope may see
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /alerts
 */
char *
zhihui_wire_encode_alerts (ZhihuiAlerts *alerts, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (alerts != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &alerts->stamp, NULL);
  zhihui_wire_write_known_count (&writer, "total", alerts->total);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < alerts->items->len; i++)
    write_alert (&writer, g_ptr_array_index (alerts->items, i));

  return zhihui_wire_close_list (&writer, NULL);
}
