/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

#define DEFAULT_TARGET 0.99
#define NOT_GIVEN (-1)

/* ---- from JSON ---- */

static const ZhihuiWireMember accepted_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiSummary, today, "today", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, yesterday_same_time, "yesterday_same_time", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, month_count, "month", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, previous_month_same, "previous_month_same_time", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, year_count, "year", COUNT),
};

static const ZhihuiWireMember open_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiSummary, open, "total", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, due_today, "due_today", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, overdue_open, "overdue", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiSummary, overdue_open_yesterday, "overdue_yesterday", COUNT),
};

static const ZhihuiWireMember clock_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiClockFigure, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiClockFigure, label, "label", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiClockFigure, limit, "limit", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiClockFigure, on_time.n, "n", COUNT),
  ZHIHUI_WIRE_NEED (ZhihuiClockFigure, on_time.k, "k", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiClockFigure, target, "target", RATIO),
  ZHIHUI_WIRE_MAY (ZhihuiClockFigure, running, "running", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiClockFigure, nearest_due_at, "nearest_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiClockFigure, due_today, "due_today", COUNT),
};

static const ZhihuiWireMember stage_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiStage, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiStage, count, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiStage, median_s, "median_s", COUNT),
};

static gboolean
read_accepted (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (
    reader, accepted_members, G_N_ELEMENTS (accepted_members), target);
}

static gboolean
read_open (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_object (reader, open_members, G_N_ELEMENTS (open_members), target);
}

static gboolean
read_clock (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray        **clocks = target;
  ZhihuiClockFigure *clock = g_new0 (ZhihuiClockFigure, 1);

  clock->target = DEFAULT_TARGET;
  clock->nearest_due_at = ZHIHUI_NO_INSTANT;
  clock->running = clock->due_today = NOT_GIVEN;
  g_ptr_array_add (*clocks, clock);
  if (!zhihui_wire_reader_read_object (reader, clock_members, G_N_ELEMENTS (clock_members), clock))
    return FALSE;
  if (clock->on_time.k > clock->on_time.n)
    return zhihui_wire_reader_fail (reader, "k", "is more than n");

  zhihui_wire_fill_text (&clock->label, "");
  zhihui_wire_fill_text (&clock->limit, "");
  return TRUE;
}

static gboolean
read_stage (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray  **stages = target;
  ZhihuiStage *stage = g_new0 (ZhihuiStage, 1);

  stage->median_s = -1;
  g_ptr_array_add (*stages, stage);
  return zhihui_wire_reader_read_object (
    reader, stage_members, G_N_ELEMENTS (stage_members), stage);
}

static const ZhihuiWireMember summary_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiSummary),
  ZHIHUI_WIRE_NEED_WINDOW (ZhihuiSummary, month),
  ZHIHUI_WIRE_NEED_PART ("accepted", read_accepted),
  ZHIHUI_WIRE_NEED_PART ("open", read_open),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiSummary, on_time, "on_time_rate", zhihui_wire_read_rate),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiSummary, returned, "return_rate", zhihui_wire_read_rate),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiSummary, satisfied, "satisfied_rate", zhihui_wire_read_rate),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiSummary, rated, "rated_rate", zhihui_wire_read_rate),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiSummary, clocks, "clocks", read_clock),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiSummary, stages, "stages", read_stage),
};

/**
 * zhihui_wire_decode_summary:
 * @body: the answer of /summary
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the headline figures
 */
ZhihuiSummary *
zhihui_wire_decode_summary (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiSummary) self = zhihui_summary_new ();

  self->today = self->yesterday_same_time = NOT_GIVEN;
  self->month_count = self->previous_month_same = self->year_count = NOT_GIVEN;
  self->due_today = self->overdue_open = self->overdue_open_yesterday = NOT_GIVEN;
  if (!zhihui_wire_read_root (body, summary_members, G_N_ELEMENTS (summary_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->month, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* ---- to JSON ---- */

static void
write_rate (ZhihuiWireWriter *writer, ZhihuiMetric metric, const ZhihuiTally *tally)
{
  zhihui_wire_writer_open_object (writer, zhihui_metric_get_traits (metric)->id);
  zhihui_wire_write_tally (writer, metric, tally);
  zhihui_wire_writer_close_object (writer);
}

static void
write_clock (ZhihuiWireWriter *writer, const ZhihuiClockFigure *clock)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", clock->id);
  if (clock->label != NULL && *clock->label != '\0')
    zhihui_wire_writer_text (writer, "label", clock->label);
  zhihui_wire_writer_text (writer, "limit", clock->limit);
  zhihui_wire_write_tally (writer, ZHIHUI_METRIC_ON_TIME_RATE, &clock->on_time);
  zhihui_wire_writer_number (writer, "target", clock->target);
  zhihui_wire_write_known_count (writer, "running", clock->running);
  zhihui_wire_writer_instant (writer, "nearest_due_at", clock->nearest_due_at);
  zhihui_wire_write_known_count (writer, "due_today", clock->due_today);
  zhihui_wire_writer_close_object (writer);
}

static void
write_stage (ZhihuiWireWriter *writer, const ZhihuiStage *stage)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", stage->id);
  zhihui_wire_writer_integer (writer, "n", stage->count);
  if (stage->median_s >= 0)
    zhihui_wire_writer_integer (writer, "median_s", stage->median_s);
  else
    zhihui_wire_writer_null (writer, "median_s");
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_wire_encode_summary:
 * @summary: the headline figures
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /summary
 */
char *
zhihui_wire_encode_summary (ZhihuiSummary *summary, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (summary != NULL && zone != NULL, NULL);

  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (&writer, summary->stamp.as_of, summary->stamp.revision);
  zhihui_wire_write_window (&writer, &summary->month);

  zhihui_wire_writer_open_object (&writer, "accepted");
  zhihui_wire_write_known_count (&writer, "today", summary->today);
  zhihui_wire_write_known_count (&writer, "yesterday_same_time", summary->yesterday_same_time);
  zhihui_wire_write_known_count (&writer, "month", summary->month_count);
  zhihui_wire_write_known_count (&writer, "previous_month_same_time", summary->previous_month_same);
  zhihui_wire_write_known_count (&writer, "year", summary->year_count);
  zhihui_wire_writer_close_object (&writer);

  zhihui_wire_writer_open_object (&writer, "open");
  zhihui_wire_writer_integer (&writer, "total", summary->open);
  zhihui_wire_write_known_count (&writer, "due_today", summary->due_today);
  zhihui_wire_write_known_count (&writer, "overdue", summary->overdue_open);
  zhihui_wire_write_known_count (&writer, "overdue_yesterday", summary->overdue_open_yesterday);
  zhihui_wire_writer_close_object (&writer);

  write_rate (&writer, ZHIHUI_METRIC_ON_TIME_RATE, &summary->on_time);
  write_rate (&writer, ZHIHUI_METRIC_RETURN_RATE, &summary->returned);
  write_rate (&writer, ZHIHUI_METRIC_SATISFIED_RATE, &summary->satisfied);
  write_rate (&writer, ZHIHUI_METRIC_RATED_RATE, &summary->rated);

  zhihui_wire_writer_open_list (&writer, "clocks");
  for (guint i = 0; i < summary->clocks->len; i++)
    write_clock (&writer, g_ptr_array_index (summary->clocks, i));
  zhihui_wire_writer_close_list (&writer);

  zhihui_wire_writer_open_list (&writer, "stages");
  for (guint i = 0; i < summary->stages->len; i++)
    write_stage (&writer, g_ptr_array_index (summary->stages, i));
  zhihui_wire_writer_close_list (&writer);

  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
