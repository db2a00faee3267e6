/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment-generator.h"
#include "zhihui-schema.h"
#include "zhihui-store-row.h"

/* Into the tables, through the store's own statements. */

static void
run (ZhihuiStatement *statement)
{
  g_autoptr (GError) error = NULL;

  zhihui_statement_finish (statement, &error);
  g_assert_no_error (error);
}

static void
write_named (ZhihuiStore *store, const char *sql, guint n, const char *prefix)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("%s%02u", prefix, i + 1);
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, code);
      run (row);
    }
}

static void
write_names (AssignmentGenerator              *generator,
             const AssignmentGeneratorOptions *options,
             ZhihuiStore                      *store)
{
  for (guint i = 0; i < assignment_generator_get_n_regions (generator); i++)
    {
      const char      *code = assignment_generator_get_region (generator, i);
      g_autofree char *parent = g_strndup (code, strlen (code) - 2);
      ZhihuiStatement *row = zhihui_store_prepare (
        store, "INSERT INTO region (id, code, name, parent, level) VALUES (?1, ?2, ?3, ?4, ?5)");

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, code);
      zhihui_statement_bind_text (row, 3, code);
      zhihui_statement_bind_text (row, 4, *parent != '\0' ? parent : "00");
      zhihui_statement_bind_text (row,
                                  5,
                                  strlen (code) == 2   ? "province"
                                  : strlen (code) == 4 ? "city"
                                                       : "county");
      run (row);
    }

  run (zhihui_store_prepare (
    store, "INSERT INTO peer (id, label, position) VALUES ('town', '镇街道', 0)"));
  for (guint i = 0; i < options->n_units; i++)
    {
      g_autofree char *code = g_strdup_printf ("u%05u", i + 1);
      g_autofree char *name = g_strdup_printf ("第%u街道", i + 1);
      ZhihuiStatement *row =
        zhihui_store_prepare (store,
                              "INSERT INTO unit (id, code, name, short_name, peer, region) VALUES "
                              "(?1, ?2, ?3, ?3, 'town', ?4)");

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, code);
      zhihui_statement_bind_text (row, 3, name);
      zhihui_statement_bind_text (row, 4, assignment_generator_get_unit_region (generator, i));
      run (row);
    }
}

static void
write_lists (ZhihuiStore *store)
{
  static const char *const types[] = { "consult", "complaint", "suggestion" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (
        store,
        "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
        " VALUES (?1, ?2, ?2, 'min:15', 'min:30', 'wd:3')");

      zhihui_statement_bind_integer (row, 1, i + 1);
      zhihui_statement_bind_text (row, 2, types[i]);
      run (row);
    }
  write_named (
    store, "INSERT INTO channel (id, code, label, online) VALUES (?1, ?2, ?2, 1)", 6, "c");
  write_named (store, "INSERT INTO topic (id, code, name) VALUES (?1, ?2, ?2)", 40, "01");
}

static void
write_settings (const AssignmentGeneratorOptions *options, ZhihuiStore *store)
{
  g_autofree char  *as_of = g_strdup_printf ("%" G_GINT64_FORMAT, options->until);
  const char *const settings[][2] = {
    { "title", "生成" },  { "name", "全国" },      { "region", "00" },
    { "issuer", "" },     { "language", "zh_CN" }, { "time_zone", "Asia/Shanghai" },
    { "simulated", "1" }, { "clock", "fixed" },    { "as_of", as_of },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;

      zhihui_store_set_setting (store, settings[i][0], settings[i][1], &error);
      g_assert_no_error (error);
    }
}

/* Of a case that is dispatched again the newer row holds. */
static void
write_case (ZhihuiStore *store, const GeneratedAssignment *from)
{
  static const char sql[] =
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id, "
    "state,"
    " anonymous, repeat_of, submitted_at, accepted_at, closed_at, updated_at)"
    " VALUES (?1, 'generator', ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    " ON CONFLICT (id) DO UPDATE SET state = excluded.state, closed_at = excluded.closed_at,"
    " updated_at = excluded.updated_at";
  const ZhihuiCaseRow *one = &from->its_case;
  ZhihuiStatement     *row = zhihui_store_prepare (store, sql);
  char                 no[24];

  g_snprintf (no, sizeof no, "G%010" G_GINT64_FORMAT, one->id);
  zhihui_statement_bind_integer (row, 1, one->id);
  zhihui_statement_bind_text (row, 2, no);
  zhihui_statement_bind_integer (row, 3, one->type + 1);
  zhihui_statement_bind_integer (row, 4, one->channel + 1);
  zhihui_statement_bind_integer (row, 5, one->region + 1);
  zhihui_statement_bind_integer (row, 6, one->topic + 1);
  zhihui_statement_bind_integer (row, 7, one->state);
  zhihui_statement_bind_integer (row, 8, one->is_anonymous);
  if (one->is_repeat)
    zhihui_statement_bind_text (row, 9, "G0");
  zhihui_statement_bind_integer (row, 10, one->submitted_at);
  zhihui_store_bind_instant (row, 11, one->accepted_at);
  zhihui_store_bind_instant (row, 12, one->closed_at);
  zhihui_statement_bind_integer (row, 13, one->updated_at);
  run (row);
}

/* The store writes rows of a ledger: one with this row alone, and the one before it. */
static void
write_assignment (ZhihuiStore *store, ZhihuiLedger *ledger, const GeneratedAssignment *from)
{
  g_autoptr (GError) error = NULL;
  GeneratedAssignment row = *from;
  ZhihuiRound         before = { .id = (gint64) from->round.previous + 1 };

  g_array_set_size (ledger->cases, 0);
  g_array_set_size (ledger->assignments, 0);
  g_array_set_size (ledger->rounds, 0);
  row.one.case_index = 0;
  if (row.round.previous != ZHIHUI_NO_INDEX)
    row.round.previous = 1;
  g_array_append_val (ledger->cases, row.its_case);
  g_array_append_val (ledger->assignments, row.one);
  g_array_append_val (ledger->rounds, row.round);
  g_array_append_val (ledger->rounds, before);
  zhihui_store_write_assignment (store, ledger, 0, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < from->n_ratings; i++)
    {
      zhihui_store_write_rating (store, from->id, &from->ratings[i], FALSE, &error);
      g_assert_no_error (error);
    }
}

void
assignment_generator_write (const AssignmentGeneratorOptions *options, ZhihuiStore *store)
{
  g_autoptr (AssignmentGenerator) generator = assignment_generator_new (options);
  g_autoptr (GError) error = NULL;
  ZhihuiDatabase *db = zhihui_store_get_database (store);
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  GeneratedAssignment row;

  zhihui_schema_drop_indices (db, &error);
  g_assert_no_error (error);
  zhihui_database_set_bulk (db, TRUE, &error);
  g_assert_no_error (error);
  zhihui_store_begin (store, &error);
  g_assert_no_error (error);
  write_settings (options, store);
  zhihui_event_kinds_write (store, &error);
  g_assert_no_error (error);
  write_lists (store);
  write_names (generator, options, store);
  while (assignment_generator_next (generator, &row))
    {
      write_case (store, &row);
      write_assignment (store, ledger, &row);
    }
  zhihui_schema_create_indices (db, &error);
  g_assert_no_error (error);
  zhihui_store_commit (store, &error);
  g_assert_no_error (error);
  zhihui_database_set_bulk (db, FALSE, &error);
  g_assert_no_error (error);
}
