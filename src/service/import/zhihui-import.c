/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-import.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-import-store.h"
#include "zhihui-outbox.h"
#include "zhihui-rollup.h"

/* One run. */
typedef struct
{
  ZhihuiStore            *store;
  ZhihuiImportMap        *map;
  ZhihuiCsvReader        *reader;
  ZhihuiImportRefusedFunc refused;
  gpointer                user_data;
  ZhihuiImportReport     *report;
  gint64                  as_of;
} Run;

static gboolean
read_head (Run *run, ZhihuiImportHead *head, GError **error)
{
  switch (zhihui_csv_reader_read (run->reader, error))
    {
    case ZHIHUI_CSV_ROW:
      return zhihui_import_head_read (head, run->map, run->reader, error);
    case ZHIHUI_CSV_BAD_ROW:
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("the head of the file cannot be read: %s"),
                   zhihui_csv_reader_get_reason (run->reader));
      return FALSE;
    case ZHIHUI_CSV_END:
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("the file is empty"));
      return FALSE;
    case ZHIHUI_CSV_FAILED:
    default:
      return FALSE;
    }
}

static void
refuse (Run *run, const char *reason)
{
  run->report->n_refused++;
  if (run->refused != NULL)
    run->refused (zhihui_csv_reader_get_line (run->reader), reason, run->user_data);
}

static gboolean
take_row (Run *run, const ZhihuiImportHead *head, ZhihuiImportStore *into, GError **error)
{
  ZhihuiImportRow  row;
  gboolean         is_new;
  g_autofree char *fault = zhihui_import_row_read (&row, head, run->map, run->reader, run->as_of);

  if (fault != NULL)
    {
      refuse (run, fault);
      return TRUE;
    }
  if (!zhihui_import_store_put (into, &row, &is_new, error))
    return FALSE;

  run->report->n_new += is_new;
  run->report->n_updated += !is_new;
  return TRUE;
}

static gboolean
take_rows (Run *run, ZhihuiImportStore *into, GError **error)
{
  ZhihuiImportHead head;

  if (!read_head (run, &head, error))
    return FALSE;

  for (;;)
    {
      ZhihuiCsvResult result = zhihui_csv_reader_read (run->reader, error);

      if (result == ZHIHUI_CSV_END)
        return TRUE;
      if (result == ZHIHUI_CSV_FAILED)
        return FALSE;

      run->report->n_rows++;
      if (result == ZHIHUI_CSV_BAD_ROW)
        refuse (run, zhihui_csv_reader_get_reason (run->reader));
      else if (!take_row (run, &head, into, error))
        return FALSE;
    }
}

static gboolean
write_run (Run *run, const char *name, GError **error)
{
  static const char sql[] =
    "INSERT INTO import_run (source, file, at, rows, inserted, updated, bad)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  ZhihuiStatement          *row = zhihui_store_prepare (run->store, sql);
  const ZhihuiImportReport *report = run->report;
  g_autofree char          *base = g_path_get_basename (name);

  zhihui_statement_bind_text (row, 1, run->map->source);
  zhihui_statement_bind_text (row, 2, base);
  zhihui_statement_bind_integer (row, 3, g_get_real_time () / G_USEC_PER_SEC);
  zhihui_statement_bind_integer (row, 4, (gint64) report->n_rows);
  zhihui_statement_bind_integer (row, 5, (gint64) report->n_new);
  zhihui_statement_bind_integer (row, 6, (gint64) report->n_updated);
  zhihui_statement_bind_integer (row, 7, (gint64) report->n_refused);
  return zhihui_statement_finish (row, error);
}

static gboolean
check_taken (const ZhihuiImportReport *report, GError **error)
{
  if (report->n_new + report->n_updated > 0)
    return TRUE;

  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("not one row could be taken"));
  return FALSE;
}

static gboolean
take_file (Run *run, const char *name, GError **error)
{
  g_autoptr (ZhihuiImportStore) into = zhihui_import_store_new (run->store, run->map, error);

  return into != NULL && take_rows (run, into, error) && check_taken (run->report, error) &&
         zhihui_import_store_finish (into, run->as_of, error) && write_run (run, name, error);
}

/* A simulation goes on by itself; foreign cases among its own would be lost in it. */
static gboolean
check_free (ZhihuiStore *store, GError **error)
{
  g_autofree char *scenario = zhihui_store_get_setting (store, "scenario");

  if (scenario == NULL)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_EXISTS,
               _ ("the database holds the simulation '%s'; import into another"),
               scenario);
  return FALSE;
}

/* What follows from the rows that came is told to the sums too: the first dispatch of a case, a
 * reply before time. */
static gboolean
sum_up (ZhihuiStore *store, GError **error)
{
  static const char sql[] = "UPDATE assignment SET derived = ?1 WHERE id = ?2";
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();

  if (!zhihui_store_load_ledger (store, ledger, error))
    return FALSE;

  for (guint i = 0; i < ledger->assignments->len; i++)
    {
      const ZhihuiAssignment *one = &g_array_index (ledger->assignments, ZhihuiAssignment, i);
      guint                   marks = zhihui_assignment_get_marks (one);
      ZhihuiStatement        *row;

      if (marks == 0)
        continue;
      row = zhihui_store_prepare (store, sql);
      zhihui_statement_bind_integer (row, 1, marks);
      zhihui_statement_bind_integer (row, 2, g_array_index (ledger->rounds, ZhihuiRound, i).id);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return zhihui_rollup_rebuild (store, error);
}

/**
 * zhihui_import_run:
 * @stream: the CSV file
 * @name: of the file, for the record of imports
 * @refused: (nullable) (scope call)
 * @report: (out caller-allocates)
 *
 * Takes all rows that can be taken, in one transaction. The same file again changes nothing.
 */
gboolean
zhihui_import_run (ZhihuiStore            *store,
                   ZhihuiImportMap        *map,
                   GInputStream           *stream,
                   const char             *name,
                   ZhihuiImportRefusedFunc refused,
                   gpointer                user_data,
                   ZhihuiImportReport     *report,
                   GError                **error)
{
  g_autoptr (ZhihuiCsvReader) reader = zhihui_csv_reader_new (stream);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  Run    run = { store,
                 map,
                 reader,
                 refused,
                 user_data,
                 report,
              map->as_of != ZHIHUI_NO_INSTANT ? map->as_of : now };

  *report = (ZhihuiImportReport){ 0 };
  if (!check_free (store, error) || !zhihui_store_begin (store, error))
    return FALSE;

  if (take_file (&run, name, error) && sum_up (store, error) &&
      zhihui_outbox_add_all (store, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}
