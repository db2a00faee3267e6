/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"

/* What one row adds to @metric in @window, by the rule of the boards. */
static ZhihuiTally
count_row (ZhihuiFigures          *self,
           ZhihuiMetric            metric,
           const ZhihuiAssignment *row,
           const ZhihuiWindow     *window)
{
  ZhihuiAssignment only = *row;
  ZhihuiTally      tally = { 0 };

  only.unit = 0;
  zhihui_tally_count (metric, &only, 1, NULL, 0, window, self->as_of, &tally, 1);
  return tally;
}

/* Cases of the volume by a name: now and before in turn. */
typedef struct
{
  const GPtrArray *names;  /* (element-type ZhihuiNamed) */
  gsize            member; /* of ZhihuiCaseRow, a guint16 */
  gint64          *counts; /* owned */
} Mix;

static Mix
begin_mix (const GPtrArray *names, gsize member)
{
  return (Mix){ names, member, g_new0 (gint64, names->len * 2 + 1) };
}

static void
add_to_mix (Mix *mix, const ZhihuiCaseRow *one, gint64 now, gint64 before)
{
  guint16 name = *(const guint16 *) G_STRUCT_MEMBER_P (one, mix->member);

  if (name >= mix->names->len)
    return;
  mix->counts[name * 2] += now;
  mix->counts[name * 2 + 1] += before;
}

static ZhihuiChannels *
finish_mix (ZhihuiFigures *self, Mix *mix, const ZhihuiWindow *window)
{
  ZhihuiChannels *channels = zhihui_figures_name_counts (self, mix->names, mix->counts);

  channels->window = *window;
  zhihui_channels_sort (channels);
  g_free (mix->counts);
  return channels;
}

/**
 * zhihui_figures_make_unit:
 * @unit: index into the units of the ledger, which holds all work
 * @period: whose window is counted, and the one before it
 *
 * Counts for one unit what its boards count, row by row by the same rules: its volume by channel
 * and topic, and which rows are in the numerators of M4 and M5.
 *
 * Returns: (transfer full): free with zhihui_unit_figures_free ()
 */
ZhihuiUnitFigures *
zhihui_figures_make_unit (ZhihuiFigures *self, guint unit, const ZhihuiPeriod *period)
{
  const ZhihuiLedger *ledger = self->ledger;
  ZhihuiUnitFigures  *figures = g_new0 (ZhihuiUnitFigures, 1);
  Mix channels = begin_mix (ledger->channels, G_STRUCT_OFFSET (ZhihuiCaseRow, channel));
  Mix topics = begin_mix (ledger->topics, G_STRUCT_OFFSET (ZhihuiCaseRow, topic));

  figures->returned_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  figures->redone_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < ledger->assignments->len; i++)
    {
      const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, i);
      const ZhihuiCaseRow    *one = &g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index);
      ZhihuiTally             now, before, returned, redone;

      if (row->unit != unit)
        continue;

      now = count_row (self, ZHIHUI_METRIC_VOLUME, row, &period->window);
      before = count_row (self, ZHIHUI_METRIC_VOLUME, row, &period->previous);
      returned = count_row (self, ZHIHUI_METRIC_RETURN_RATE, row, &period->window);
      redone = count_row (self, ZHIHUI_METRIC_REDO_RATE, row, &period->window);
      add_to_mix (&channels, one, now.n, before.n);
      add_to_mix (&topics, one, now.n, before.n);
      if (returned.k > 0)
        g_array_append_val (figures->returned_rows, i);
      if (redone.k > 0)
        g_array_append_val (figures->redone_rows, i);
      zhihui_tally_join (&figures->volume, &now);
      zhihui_tally_join (&figures->returned, &returned);
      zhihui_tally_join (&figures->redone, &redone);
    }
  figures->channels = finish_mix (self, &channels, &period->window);
  figures->topics = finish_mix (self, &topics, &period->window);
  return figures;
}

void
zhihui_unit_figures_free (ZhihuiUnitFigures *self)
{
  zhihui_channels_unref (self->channels);
  zhihui_channels_unref (self->topics);
  g_array_unref (self->returned_rows);
  g_array_unref (self->redone_rows);
  g_free (self);
}
