/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history-fixture.h"

#include "fake-platform.h"
#include "zhihui-history.h"

void
fixture_open_writer (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->writer = zhihui_history_writer_new (
    self->path, ZHIHUI_KEEP_FOR_DESK, &self->limits, ZHIHUI_HISTORY_WRITE_HASTILY, &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_folder ();
  self->path = g_build_filename (self->folder, "desk-1.db", NULL);
  self->sample = history_sample_new (20);
  fixture_open_writer (self);
}

void
fixture_close_writer (Fixture *self)
{
  g_clear_pointer (&self->writer, zhihui_history_writer_free);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  fixture_close_writer (self);
  history_sample_free (self->sample);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

ZhihuiHistoryOutcome
fixture_append (Fixture *self, ZhihuiSituation *situation, gint64 at)
{
  g_autoptr (GError) error = NULL;
  ZhihuiHistoryOutcome outcome;

  zhihui_history_writer_append (
    self->writer, situation, at, g_get_monotonic_time (), at, &outcome, &error);
  g_assert_no_error (error);
  return outcome;
}

ZhihuiHistoryOutcome
fixture_append_sample (Fixture *self, gint64 at)
{
  g_autoptr (ZhihuiSituation) situation =
    history_sample_make (self->sample, at, g_get_monotonic_time ());

  return fixture_append (self, situation, at);
}

ZhihuiSituation *
fixture_load (Fixture *self, gint64 at, gint64 *moment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (self->path, &error);
  ZhihuiSituation *situation;

  g_assert_no_error (error);
  situation = zhihui_history_load (history, at, g_get_monotonic_time (), moment, &error);
  g_assert_no_error (error);
  return situation;
}

gint64
fixture_ask (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  zhihui_history_store_ask (
    zhihui_history_writer_get_store (self->writer), sql, NULL, 0, -1, &number, &error);
  g_assert_no_error (error);
  return number;
}

void
fixture_assert_sound (Fixture *self)
{
  g_assert_cmpint (
    fixture_ask (self,
                 "SELECT count(*) FROM body LEFT JOIN (SELECT used, count(*) AS n FROM "
                 "(SELECT body AS used FROM entry UNION ALL SELECT base FROM body UNION ALL "
                 "SELECT roster FROM body) GROUP BY used) ON used = id "
                 "WHERE uses <> ifnull (n, 0)"),
    ==,
    0);
  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM body WHERE uses = 0"), ==, 0);
  g_assert_cmpint (fixture_ask (self, "SELECT count(*) FROM pragma_integrity_check"), ==, 1);
  g_assert_cmpint (
    fixture_ask (self, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
    ==,
    1);
}
