/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading and judging cost, as JSON: usage bench-words DATABASE, a copy: it is written to. */
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "zhihui-alert-watch.h"
#include "zhihui-case-reader.h"
#include "zhihui-sensitive-scanner.h"
#include "zhihui-word-splitter.h"

#define ROUNDS 40
#define TEXT_BYTES (4 * 1024 * 1024)

static double
since_ms (gint64 began_us)
{
  return (double) (g_get_monotonic_time () - began_us) / 1000;
}

/* The titles of the database, one after the other, until there is enough. */
static GPtrArray *
read_titles (ZhihuiStore *store, gsize *n_bytes)
{
  static const char sql[] = "SELECT title FROM cases ORDER BY id LIMIT 100000";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  GPtrArray        *titles = g_ptr_array_new_with_free_func (g_free);

  *n_bytes = 0;
  while (*n_bytes < TEXT_BYTES && zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      g_ptr_array_add (titles, g_strdup (zhihui_statement_get_text (row, 0)));
      *n_bytes += strlen (titles->pdata[titles->len - 1]);
    }
  zhihui_statement_reset (row);
  return titles;
}

static void
measure_words (ZhihuiStore *store)
{
  gsize n_bytes;
  g_autoptr (GPtrArray) titles = read_titles (store, &n_bytes);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (ZhihuiWordLists) lists = zhihui_word_lists_new ();
  g_autoptr (ZhihuiTextFold) fold = zhihui_text_fold_new ();
  g_autoptr (ZhihuiWordSplitter) splitter = zhihui_word_splitter_new (lists, fold);
  g_autoptr (ZhihuiSensitiveScanner) scanner = zhihui_sensitive_scanner_new (lists, fold);
  double made_ms = since_ms (began), split_ms, scan_ms;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ZhihuiWordSpan));
  guint n_spans = 0, classes = 0;

  began = g_get_monotonic_time ();
  for (guint i = 0; i < titles->len; i++)
    {
      g_array_set_size (spans, 0);
      zhihui_word_splitter_split (splitter, titles->pdata[i], spans);
      n_spans += spans->len;
    }
  split_ms = since_ms (began);

  began = g_get_monotonic_time ();
  for (guint i = 0; i < titles->len; i++)
    classes |= zhihui_sensitive_scanner_scan (scanner, titles->pdata[i], NULL);
  scan_ms = since_ms (began);
  g_print ("\"lists_ms\":%.1f,\"text_mb\":%.2f,\"words\":%u,\"classes\":%u,\"split_mb_s\":%.1f,"
           "\"scan_mb_s\":%.1f,",
           made_ms,
           (double) n_bytes / 1e6,
           n_spans,
           classes,
           (double) n_bytes / 1e3 / split_ms,
           (double) n_bytes / 1e3 / scan_ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* Ticks each platform second: most do little, each tenth looks at all work. */
static void
measure_ticks (ZhihuiStore *store)
{
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiFigures) figures = NULL;
  g_autoptr (ZhihuiAlertWatch) watch = NULL;
  double   took_ms[ROUNDS * 10];
  gint64   began, now;
  gboolean changed;

  if (!zhihui_store_load_ledger (store, ledger, &error))
    g_error ("%s", error->message);
  figures = zhihui_figures_new (ledger, zone, "00");
  began = g_get_monotonic_time ();
  watch = zhihui_alert_watch_new (store, figures, calendar, zone, &error);
  g_assert_no_error (error);
  g_print ("\"units\":%u,\"cases\":%u,\"watch_new_ms\":%.1f,",
           ledger->units->len,
           ledger->cases->len,
           since_ms (began));

  now = ledger->as_of;
  zhihui_figures_set_moment (figures, now);
  began = g_get_monotonic_time ();
  zhihui_alert_watch_judge (watch, now, &changed, &error);
  g_assert_no_error (error);
  g_print ("\"first_judge_ms\":%.1f,\"alerts\":%u,",
           since_ms (began),
           zhihui_alert_board_get_rows (zhihui_alert_watch_get_board (watch))->len);

  for (guint i = 0; i < G_N_ELEMENTS (took_ms); i++)
    {
      zhihui_figures_set_moment (figures, ++now);
      began = g_get_monotonic_time ();
      zhihui_alert_watch_judge (watch, now, &changed, &error);
      took_ms[i] = since_ms (began);
      g_assert_no_error (error);
    }
  qsort (took_ms, G_N_ELEMENTS (took_ms), sizeof *took_ms, compare_doubles);
  g_print ("\"judge_p50_ms\":%.2f,\"judge_p95_ms\":%.2f,\"judge_max_ms\":%.2f}\n",
           took_ms[G_N_ELEMENTS (took_ms) / 2],
           took_ms[G_N_ELEMENTS (took_ms) * 95 / 100],
           took_ms[G_N_ELEMENTS (took_ms) - 1]);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  gint64 began;

  if (argc != 2)
    {
      g_printerr ("usage: bench-words DATABASE\n");
      return 2;
    }

  store = zhihui_store_open (argv[1], FALSE, &error);
  if (store == NULL)
    {
      g_printerr ("bench-words: %s\n", error->message);
      return 1;
    }
  g_print ("{");
  measure_words (store);
  began = g_get_monotonic_time ();
  zhihui_case_reader_read_store (store, &error);
  g_assert_no_error (error);
  g_print ("\"read_all_ms\":%.0f,", since_ms (began));
  measure_ticks (store);
  return 0;
}
