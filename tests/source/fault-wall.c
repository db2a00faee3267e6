/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-wall.h"

#include <string.h>

#define DEADLINE_MS 150

static gint64
read_clock (gpointer user_data)
{
  return ((FaultWall *) user_data)->now_us;
}

static gint64
read_desktop_clock (gpointer user_data)
{
  return g_get_real_time () / G_USEC_PER_SEC + ((FaultWall *) user_data)->desktop_ahead_s;
}

/* Reads until everything is there. */
void
fault_wall_start (FaultWall *self, const char *scheme, const char *host)
{
  ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_CHANNELS |
                                    1 << ZHIHUI_DATASET_ALERTS,
                        .n_rankings = 1 };
  g_autofree char *url =
    g_strdup_printf ("%s://%s:%u", scheme, host, fault_bench_get_port (self->bench));
  g_autoptr (GError) error = NULL;

  wants.rankings[0].board = ZHIHUI_BOARD_OVERDUE;
  wants.rankings[0].peer = "all";
  self->now_us = seconds (5000);
  self->folder = make_folder ();
  self->source = zhihui_http_source_new (url, NULL, self->folder, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (self->source, "wall-token-0123456789");
  zhihui_http_source_set_clock (self->source, read_clock, self);
  zhihui_http_source_set_desktop_clock (self->source, read_desktop_clock, self);
  self->listener = begin_reading (self->source, &wants);
  zhihui_http_source_set_deadline (self->source, DEADLINE_MS);
}

void
fault_wall_stop (FaultWall *self)
{
  end_reading (self->source, self->listener);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
is_idle (gpointer user_data)
{
  return zhihui_http_source_get_n_in_flight (user_data) == 0;
}

void
fault_wall_go_on (FaultWall *self)
{
  self->now_us += seconds (1);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "what was asked is answered or has failed");
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

gint64
fault_wall_get_today (FaultWall *self)
{
  ZhihuiSummary *summary = zhihui_situation_get_summary (self->listener->last);

  /* Whatever happens: once there were figures, there are figures. */
  g_assert_nonnull (summary);
  return summary->today;
}

ZhihuiFreshness
fault_wall_judge (FaultWall *self)
{
  return zhihui_situation_judge (self->listener->last, ZHIHUI_DATASET_SUMMARY, self->now_us);
}

static const ZhihuiReceipt *
get_receipt (FaultWall *self)
{
  return zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY);
}

/* The state is that of the age, at every second. */
static void
assert_state_is_right (FaultWall *self)
{
  ZhihuiFreshness freshness = fault_wall_judge (self);
  gint64          held_us = MAX (get_receipt (self)->received_us, get_receipt (self)->vouched_us);
  ZhihuiState     expected = freshness.age_s > 120  ? ZHIHUI_STATE_STALE
                             : freshness.age_s > 22 ? ZHIHUI_STATE_LATE
                                                    : ZHIHUI_STATE_FRESH;

  g_assert_cmpint (freshness.age_s, ==, (self->now_us - held_us) / G_USEC_PER_SEC);
  /* At 22 and 120 s the microseconds decide. */
  if (freshness.age_s != 22 && freshness.age_s != 120)
    g_assert_cmpint (freshness.state, ==, expected);
}

gint64
fault_wall_go_on_until (FaultWall *self, ZhihuiState state)
{
  gint64 begun_us = self->now_us;

  while (fault_wall_judge (self).state != state)
    {
      g_assert_cmpint (self->now_us - begun_us, <, seconds (3 * FAULT_LONGEST_S));
      fault_wall_go_on (self);
      assert_state_is_right (self);
    }
  return (self->now_us - begun_us) / G_USEC_PER_SEC;
}

gint64
fault_wall_go_on_until_figure (FaultWall *self, gint64 figure)
{
  gint64 begun_us = self->now_us;

  while (fault_wall_get_today (self) != figure)
    {
      g_assert_cmpint (self->now_us - begun_us, <, seconds (1000));
      fault_wall_go_on (self);
    }
  return (self->now_us - begun_us) / G_USEC_PER_SEC;
}

void
fault_print_row (
  const char *name, const char *late, const char *stale, gint64 back_s, const char *detail)
{
  g_test_message (
    "| %s | %s | %s | %" G_GINT64_FORMAT " | %s |", name, late, stale, back_s, detail);
}

static void
print_seconds (const char *name, gint64 late_s, gint64 stale_s, gint64 back_s, const char *detail)
{
  g_autofree char *late = g_strdup_printf ("%" G_GINT64_FORMAT, late_s);
  g_autofree char *stale = g_strdup_printf ("%" G_GINT64_FORMAT, stale_s);

  fault_print_row (name, late, stale, back_s, detail);
}

void
fault_wall_run (FaultWall *self, const FaultWay *way)
{
  gint64           late_s, stale_s, back_s;
  g_autofree char *told = NULL;

  g_assert_cmpint (fault_wall_get_today (self), ==, FAULT_BEFORE);
  /* On a machine that is busy an answer may have come too late before there was a fault. */
  while (fault_wall_judge (self).age_s > 10)
    fault_wall_go_on (self);
  way->begin (self);
  fault_bench_set_figure (self->bench, FAULT_AFTER);

  late_s = fault_wall_go_on_until (self, ZHIHUI_STATE_LATE);
  /* A heartbeat may still be on its way when all falls silent. */
  g_assert_cmpint (late_s, <=, 23 + 2);
  stale_s = late_s + fault_wall_go_on_until (self, ZHIHUI_STATE_STALE);
  /* The last answer was at most a poll before the fault. */
  g_assert_cmpint (stale_s, >=, 120 - 11);
  g_assert_cmpint (stale_s, <=, 121 + 2);
  g_assert_cmpint (fault_wall_get_today (self), ==, FAULT_BEFORE);
  told = g_strdup (get_receipt (self)->detail);
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, way->detail));
  g_assert_null (strstr (told, "wall-token"));

  way->end (self);
  back_s = fault_wall_go_on_until (self, ZHIHUI_STATE_FRESH);
  back_s += fault_wall_go_on_until_figure (self, FAULT_AFTER);
  g_assert_cmpint (back_s, <=, way->longest_back_s);
  g_assert_null (get_receipt (self)->detail);
  print_seconds (way->name, late_s, stale_s, back_s, told);
}
