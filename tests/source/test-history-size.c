/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history-fixture.h"
#include "zhihui-history-purge.h"
#include "zhihui-history.h"

static void
purge_all (Fixture *self)
{
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_autoptr (GError) error = NULL;

      zhihui_history_writer_purge (self->writer, &has_more, &error);
      g_assert_no_error (error);
    }
}

static void
test_four_hundred_days (Fixture *self, gconstpointer data)
{
  const guint spacing = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? SPACING : 12 * SPACING;
  const guint n_moments = 410 * DAY / spacing;
  gint64      oldest, newest, used;
  gint64      slowest_us = 0;
  g_autoptr (ZhihuiHistory) history = NULL;
  g_autoptr (ZhihuiSituation) first = NULL;
  gboolean has_more;

  for (guint i = 0; i < n_moments; i++)
    {
      gint64 began_us;

      /* Some cases a day. */
      if (i % 6 == 0)
        history_sample_advance (self->sample, 1);
      fixture_append_sample (self, START + (gint64) i * spacing);
      began_us = g_get_monotonic_time ();
      g_assert_true (zhihui_history_writer_purge (self->writer, &has_more, NULL));
      slowest_us = MAX (slowest_us, g_get_monotonic_time () - began_us);
    }
  purge_all (self);
  fixture_assert_sound (self);

  history = zhihui_history_open (self->path, NULL);
  g_assert_true (zhihui_history_get_range (history, &oldest, &newest, NULL));
  g_assert_cmpint (newest, ==, START + (gint64) (n_moments - 1) * spacing);
  g_assert_cmpint (oldest, <=, newest - 400 * (gint64) DAY);
  g_assert_cmpint (oldest, >, newest - 401 * (gint64) DAY);
  g_assert_cmpint (
    fixture_ask (self, "SELECT count(*) FROM moment"), ==, (newest - oldest) / spacing + 1);
  first = fixture_load (self, oldest, NULL);
  g_assert_nonnull (zhihui_situation_get_ranking (first, ZHIHUI_BOARD_OVERDUE, "town"));
  zhihui_history_store_get_size (zhihui_history_writer_get_store (self->writer), &used);
  g_test_message ("400 days of 20 units: %.1f MiB; slowest step of purging %.1f ms",
                  (double) used / 1048576,
                  (double) slowest_us / 1000);
}

/* Goes on with so much room; the file is never larger. */
static void
limit_to (Fixture *self, gint64 max_bytes)
{
  gint64 size;

  fixture_close_writer (self);
  self->limits.max_bytes = max_bytes;
  fixture_open_writer (self);
  purge_all (self);
  fixture_assert_sound (self);
  size = zhihui_history_store_get_size (zhihui_history_writer_get_store (self->writer), NULL);
  g_assert_cmpint (size, <=, max_bytes);
}

static void
test_size_is_kept (Fixture *self, gconstpointer data)
{
  const char *const n_whole = "SELECT count(*) FROM moment WHERE whole = 1";
  const char *const n_changes = "SELECT count(*) FROM moment WHERE whole = 0";
  const guint       n_days = 30;
  gint64            used;

  /* Four whole moments and twenty changes a day. */
  fixture_close_writer (self);
  self->limits.spacing_s = DAY / 4;
  fixture_open_writer (self);
  for (guint i = 0; i < n_days * 24; i++)
    {
      history_sample_advance (self->sample, 1);
      fixture_append_sample (self, START + (gint64) i * 3600);
    }
  zhihui_history_store_get_size (zhihui_history_writer_get_store (self->writer), &used);
  g_assert_cmpint (fixture_ask (self, n_whole), ==, n_days * 4);
  g_assert_cmpint (fixture_ask (self, n_changes), ==, n_days * 20);

  /* A little too much: changes go, the oldest first, and every whole moment is there. */
  limit_to (self, used);
  g_test_message ("of %u changes %d are left", n_days * 20, (int) fixture_ask (self, n_changes));
  g_assert_cmpint (fixture_ask (self, n_whole), ==, n_days * 4);
  g_assert_cmpint (fixture_ask (self, n_changes), >, 40);
  g_assert_cmpint (fixture_ask (self, n_changes), <, n_days * 20);
  g_assert_cmpint (fixture_ask (self,
                                "SELECT count(*) FROM moment WHERE at >= (SELECT min(at) FROM "
                                "moment WHERE whole = 0)"),
                   >=,
                   fixture_ask (self,
                                "SELECT (max(at) - min(at)) / 3600 + 1 FROM moment WHERE at >= "
                                "(SELECT min(at) FROM moment WHERE whole = 0)"));

  /* Far too much: the oldest go as well, the changes of the last two days stay. */
  limit_to (self, used / 4);
  g_assert_cmpint (fixture_ask (self, n_whole), <, n_days * 4);
  g_assert_cmpint (fixture_ask (self, "SELECT min(at) FROM moment"), >, START + DAY);
  g_assert_cmpint (fixture_ask (self,
                                "SELECT count(*) FROM moment WHERE at > (SELECT max(at) - 86400 "
                                "FROM moment)"),
                   ==,
                   24);

  /* And what comes on top of it pushes out no more than it needs. */
  for (guint i = n_days * 24; i < (n_days + 10) * 24; i++)
    {
      gboolean has_more;

      history_sample_advance (self->sample, 1);
      fixture_append_sample (self, START + (gint64) i * 3600);
      g_assert_true (zhihui_history_writer_purge (self->writer, &has_more, NULL));
      g_assert_cmpint (
        zhihui_history_store_get_size (zhihui_history_writer_get_store (self->writer), NULL),
        <=,
        used / 4);
    }
  fixture_assert_sound (self);
}

static void
test_older_changes_do_not_mix (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) whole = history_sample_make (self->sample, START, 5);
  g_autoptr (ZhihuiSituation) read_back = NULL;
  const ZhihuiHistoryPurge next = { ZHIHUI_HISTORY_PURGE_CHANGES, START + SPACING };
  g_autoptr (GError) error = NULL;

  fixture_append (self, whole, START);
  history_sample_advance (self->sample, 2);
  fixture_append_sample (self, START + 60);
  history_sample_advance (self->sample, 2);
  fixture_append_sample (self, START + SPACING);
  zhihui_history_purge_step (zhihui_history_writer_get_store (self->writer), &next, &error);
  g_assert_no_error (error);

  read_back = fixture_load (self, START + 100, NULL);
  history_sample_assert_same (whole, read_back);
  fixture_assert_sound (self);
}

/* Days of a county of 112 and a province of 1,244 units, as busy as they are, for 400 days. */
static void
measure (guint n_units, guint n_cases_a_day, guint n_days)
{
  Fixture self = { 0 };
  gint64  used, began_us, n_moments = (gint64) n_days * DAY / SPACING, spent_us = 0;
  double  mib;

  fixture_set_up (&self, NULL);
  history_sample_free (self.sample);
  self.sample = history_sample_new (n_units);
  for (gint64 i = 0; i < n_moments; i++)
    {
      g_autoptr (ZhihuiSituation) situation = NULL;

      history_sample_advance (
        self.sample,
        (guint) ((i + 1) * n_cases_a_day * SPACING / DAY - i * n_cases_a_day * SPACING / DAY));
      situation = history_sample_make (self.sample, START + i * SPACING, 5);
      began_us = g_get_monotonic_time ();
      fixture_append (&self, situation, START + i * SPACING);
      spent_us += g_get_monotonic_time () - began_us;
    }
  zhihui_history_store_get_size (zhihui_history_writer_get_store (self.writer), &used);
  mib = (double) used / 1048576 * 400 / n_days;
  g_test_message ("%u units, %u cases a day: %.0f bytes a moment, %.0f MiB in 400 days, %.1f ms to "
                  "write one",
                  n_units,
                  n_cases_a_day,
                  (double) used / (double) n_moments,
                  mib,
                  (double) spent_us / 1000 / (double) n_moments);
  g_assert_cmpfloat (mib, <, 2048);
  fixture_tear_down (&self, NULL);
}

static void
test_a_year_fits (void)
{
  guint n_days = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? 30 : 1;

  measure (112, 222, n_days);
  measure (1244, 2513, n_days);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/history/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("four-hundred-days-stay-and-the-rest-goes", NULL, test_four_hundred_days);
  ADD ("the-file-stays-within-its-size", NULL, test_size_is_kept);
  ADD ("changes-that-go-leave-no-mixture", NULL, test_older_changes_do_not_mix);
  g_test_add_func ("/history/a-year-of-a-province-fits", test_a_year_fits);

  return g_test_run ();
}
