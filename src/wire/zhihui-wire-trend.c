/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

typedef struct
{
  ZhihuiStamp stamp;
  char       *metric; /* owned */
  char       *unit;   /* owned */
  char       *step;   /* owned */
  GArray     *points; /* (element-type ZhihuiTrendPoint), borrowed */
} TrendDraft;

static const ZhihuiWireMember point_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiTrendPoint, at, "t", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiTrendPoint, n, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiTrendPoint, k, "k", COUNT),
};

static gboolean
read_point (ZhihuiWireReader *reader, gpointer target)
{
  GArray         **points = target;
  ZhihuiTrendPoint point = { 0 };

  if (!zhihui_wire_reader_read_object (reader, point_members, G_N_ELEMENTS (point_members), &point))
    return FALSE;
  if (point.k > point.n)
    return zhihui_wire_reader_fail (reader, "k", "is more than n");

  g_array_append_val (*points, point);
  return TRUE;
}

static const ZhihuiWireMember trend_members[] = {
  ZHIHUI_WIRE_STAMP (TrendDraft),
  ZHIHUI_WIRE_NEED (TrendDraft, metric, "metric", TEXT),
  ZHIHUI_WIRE_MAY (TrendDraft, unit, "unit", TEXT),
  ZHIHUI_WIRE_MAY (TrendDraft, step, "step", TEXT),
  ZHIHUI_WIRE_NEED_LIST (TrendDraft, points, "items", read_point),
};

/**
 * zhihui_wire_decode_trend:
 * @body: the answer of /trends
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the course of a metric
 */
ZhihuiTrend *
zhihui_wire_decode_trend (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiTrend) self = zhihui_trend_new ();
  TrendDraft       draft = { .points = self->points };
  g_autofree char *metric = NULL;
  gboolean         ok;

  ok = zhihui_wire_read_root (body, trend_members, G_N_ELEMENTS (trend_members), &draft, error) &&
       zhihui_wire_settle_head (&draft.stamp, NULL, error);
  self->stamp = draft.stamp;
  self->unit = draft.unit;
  self->step = draft.step;
  metric = draft.metric;
  if (!ok)
    return NULL;

  zhihui_wire_fill_text (&self->unit, "");
  zhihui_wire_fill_text (&self->step, "day");
  if (!zhihui_metric_parse (metric, &self->metric))
    {
      zhihui_wire_fail_word (error, "metric", metric);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * zhihui_wire_encode_trend:
 * @trend: the course of a metric
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /trends
 */
char *
zhihui_wire_encode_trend (ZhihuiTrend *trend, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (trend != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &trend->stamp, NULL);
  zhihui_wire_writer_text (&writer, "metric", zhihui_metric_get_traits (trend->metric)->id);
  zhihui_wire_writer_text (&writer, "unit", trend->unit != NULL ? trend->unit : "");
  zhihui_wire_writer_text (&writer, "step", trend->step);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < trend->points->len; i++)
    {
      const ZhihuiTrendPoint *point = &g_array_index (trend->points, ZhihuiTrendPoint, i);
      ZhihuiTally             tally = { .k = point->k, .n = point->n };

      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_instant (&writer, "t", point->at);
      zhihui_wire_write_fraction (&writer, trend->metric, &tally);
      zhihui_wire_writer_close_object (&writer);
    }

  return zhihui_wire_close_list (&writer, NULL);
}
