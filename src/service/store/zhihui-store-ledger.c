/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-error.h"
#include "zhihui-store-clock.h"
#include "zhihui-store-row.h"
#include "zhihui-store-working.h"

/* The large tables are read in the order of their ids, which is the order of the ledger. The small
 * ones are numbered from 1 without gaps, so that index = id - 1. Rows of a list of cases are found
 * one by one in the index: SQLite takes the tables of a CROSS JOIN in their order, and would else
 * read the whole of the last one. */

static char *
copy_text (ZhihuiStatement *statement, int column)
{
  const char *text = zhihui_statement_get_text (statement, column);

  return g_strdup (text != NULL ? text : "");
}

static gboolean
finish_reading (ZhihuiStore *self, ZhihuiStatement *statement, ZhihuiStep result, GError **error)
{
  zhihui_statement_reset (statement);
  if (result == ZHIHUI_STEP_DONE)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("The database cannot be read: %s"),
               zhihui_database_get_message (zhihui_store_get_database (self)));
  return FALSE;
}

static gboolean
check_place (ZhihuiStatement *statement, guint place, GError **error)
{
  if (zhihui_statement_get_integer (statement, 0) == (gint64) place + 1)
    return TRUE;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_MALFORMED,
                       _ ("The database is damaged: a list of names has a gap"));
  zhihui_statement_reset (statement);
  return FALSE;
}

static gboolean
load_regions (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char sql[] = "SELECT id, code, name, parent, lon, lat, tile_column, tile_row,"
                            " population FROM region ORDER BY id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);
      gboolean      placed = !zhihui_statement_is_null (row, 4);
      gboolean      tiled = !zhihui_statement_is_null (row, 6);
      gboolean      counted = !zhihui_statement_is_null (row, 8);

      g_ptr_array_add (ledger->regions, region);
      region->code = copy_text (row, 1);
      region->name = copy_text (row, 2);
      region->parent = copy_text (row, 3);
      region->lon = placed ? zhihui_statement_get_real (row, 4) : NAN;
      region->lat = placed ? zhihui_statement_get_real (row, 5) : NAN;
      region->column = tiled ? zhihui_statement_get_integer (row, 6) : G_MININT;
      region->row = tiled ? zhihui_statement_get_integer (row, 7) : G_MININT;
      region->population = counted ? zhihui_statement_get_integer (row, 8) : -1;
      if (!check_place (row, ledger->regions->len - 1, error))
        return FALSE;
    }
  return finish_reading (self, row, result, error);
}

static gboolean
load_peers (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char sql[] = "SELECT id, label, (SELECT COUNT(*) FROM unit WHERE peer = peer.id)"
                            " FROM peer ORDER BY position";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiPeer *peer = g_new0 (ZhihuiPeer, 1);

      g_ptr_array_add (ledger->peers, peer);
      peer->id = copy_text (row, 0);
      peer->label = copy_text (row, 1);
      peer->n_units = (guint) zhihui_statement_get_integer (row, 2);
    }
  return finish_reading (self, row, result, error);
}

static gboolean
load_units (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char sql[] = "SELECT id, code, name, short_name, peer, region, active FROM unit"
                            " ORDER BY id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

      g_ptr_array_add (ledger->units, unit);
      unit->id = copy_text (row, 1);
      unit->name = copy_text (row, 2);
      unit->short_name = copy_text (row, 3);
      unit->peer = copy_text (row, 4);
      unit->region = copy_text (row, 5);
      unit->active = zhihui_statement_get_integer (row, 6) != 0;
      if (!check_place (row, ledger->units->len - 1, error))
        return FALSE;
    }
  return finish_reading (self, row, result, error);
}

static gboolean
load_named (ZhihuiStore *self, const char *sql, GPtrArray *list, GError **error)
{
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  ZhihuiStep       result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiNamed *named = g_new0 (ZhihuiNamed, 1);

      g_ptr_array_add (list, named);
      named->id = copy_text (row, 1);
      named->label = copy_text (row, 2);
      named->online = zhihui_statement_get_integer (row, 3) != 0;
      if (!check_place (row, list->len - 1, error))
        return FALSE;
    }
  return finish_reading (self, row, result, error);
}

static gboolean
load_words (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char sql[] = "SELECT id, word FROM hot_word ORDER BY id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      g_ptr_array_add (ledger->words, copy_text (row, 1));
      if (!check_place (row, ledger->words->len - 1, error))
        return FALSE;
    }
  return finish_reading (self, row, result, error);
}

static guint16
get_index (ZhihuiStatement *row, int column)
{
  if (zhihui_statement_is_null (row, column))
    return G_MAXUINT16;

  return (guint16) (zhihui_statement_get_integer (row, column) - 1);
}

#define CASE_COLUMNS                                                                               \
  "c.id, c.type_id, c.channel_id, c.region_id, c.topic_id, c.word_id, c.state, c.marks,"           \
  " c.anonymous, CASE WHEN c.repeat_of IS NOT NULL THEN 1 ELSE 0 END, c.submitted_at,"             \
  " c.accepted_at, c.closed_at, c.lon, c.lat, c.updated_at, c.complainant, c.phone, c.item_id,"    \
  " c.mode_id"

static gboolean
load_cases (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char all[] = "SELECT " CASE_COLUMNS " FROM cases c ORDER BY c.id";
  static const char some[] =
    "SELECT " CASE_COLUMNS
    " FROM working_case w CROSS JOIN cases c WHERE c.id = w.id ORDER BY w.id";
  ZhihuiStatement *row =
    ledger->is_partial ? zhihui_store_prepare (self, some) : zhihui_store_prepare (self, all);
  ZhihuiStep result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiCaseRow one = { .current = ZHIHUI_NO_INDEX, .lon = NAN, .lat = NAN };

      one.id = zhihui_statement_get_integer (row, 0);
      one.type = get_index (row, 1);
      one.channel = get_index (row, 2);
      one.region = get_index (row, 3);
      one.topic = get_index (row, 4);
      one.word = get_index (row, 5);
      one.item = get_index (row, 18);
      one.mode = get_index (row, 19);
      one.state = (guint8) zhihui_statement_get_integer (row, 6);
      one.marks = (guint8) zhihui_statement_get_integer (row, 7);
      one.is_anonymous = zhihui_statement_get_integer (row, 8) != 0;
      one.is_repeat = zhihui_statement_get_integer (row, 9) != 0;
      one.submitted_at = zhihui_statement_get_integer (row, 10);
      one.accepted_at = zhihui_store_get_instant (row, 11);
      one.closed_at = zhihui_store_get_instant (row, 12);
      one.updated_at = zhihui_statement_get_integer (row, 15);
      if (!zhihui_statement_is_null (row, 13) && !zhihui_statement_is_null (row, 14))
        {
          one.lon = zhihui_statement_get_real (row, 13);
          one.lat = zhihui_statement_get_real (row, 14);
        }
      if (!one.is_anonymous)
        one.person = zhihui_ledger_get_person_key (zhihui_statement_get_text (row, 16),
                                                   zhihui_statement_get_text (row, 17));
      g_array_append_val (ledger->cases, one);
      zhihui_ledger_chain_case (ledger, ledger->cases->len - 1);
    }
  return finish_reading (self, row, result, error);
}

/**
 * zhihui_store_read_assignment:
 * @row: stands on a row whose first columns are ZHIHUI_STORE_ASSIGNMENT_COLUMNS
 * @one: (out): zeroed before; its case_index is left to the caller
 * @round: (out): zeroed before; its previous is none
 */
void
zhihui_store_read_assignment (ZhihuiStatement *row, ZhihuiAssignment *one, ZhihuiRound *round)
{
  one->unit = (guint32) (zhihui_statement_get_integer (row, 3) - 1);
  one->is_main = zhihui_statement_get_integer (row, 4) == 1;
  one->dispatched_at = zhihui_store_get_instant (row, 6);
  one->sign_due_at = zhihui_store_get_instant (row, 7);
  one->signed_at = zhihui_store_get_instant (row, 8);
  one->contact_due_at = zhihui_store_get_instant (row, 9);
  one->contacted_at = zhihui_store_get_instant (row, 10);
  one->due_at = zhihui_store_get_instant (row, 11);
  one->replied_at = zhihui_store_get_instant (row, 14);
  one->closed_at = zhihui_store_get_instant (row, 15);
  one->return_req_at = zhihui_store_get_instant (row, 16);
  one->return_decided_at = zhihui_store_get_instant (row, 17);
  one->return_accepted = zhihui_statement_get_integer (row, 18) != 0;
  one->sent_back_at = zhihui_store_get_instant (row, 19);
  one->called_back_at = zhihui_store_get_instant (row, 25);
  one->solved = (guint) zhihui_statement_get_integer (row, 26) & 3;
  one->promised_days = (guint16) zhihui_statement_get_integer (row, 27);
  one->statutory_days = (guint16) zhihui_statement_get_integer (row, 28);
  zhihui_assignment_set_marks (one, (guint) zhihui_statement_get_integer (row, 29));
  one->needs_contact = zhihui_statement_get_integer (row, 20) != 0;
  one->is_reassigned = zhihui_statement_get_integer (row, 21) != 0;
  one->is_merged = zhihui_statement_get_integer (row, 22) != 0;
  one->overdue_flag = (guint) zhihui_statement_get_integer (row, 23) & 3;

  round->id = zhihui_statement_get_integer (row, 0);
  round->seq = (guint16) zhihui_statement_get_integer (row, 2);
  round->is_co = zhihui_statement_get_integer (row, 4) == 2;
  round->is_redo = zhihui_statement_get_integer (row, 5) != 0;
  round->first_due_at = zhihui_store_get_instant (row, 12);
  round->suspended_at = zhihui_store_get_instant (row, 13);
  one->is_suspended =
    round->suspended_at != ZHIHUI_NO_INSTANT && round->suspended_at <= one->due_at;
  round->is_extended = zhihui_statement_get_integer (row, 24) != 0;
  round->previous = ZHIHUI_NO_INDEX;
}

static gboolean
load_assignments (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char all[] =
    "SELECT " ZHIHUI_STORE_ASSIGNMENT_COLUMNS " FROM assignment a ORDER BY a.id";
  static const char some[] = "SELECT " ZHIHUI_STORE_ASSIGNMENT_COLUMNS " FROM working_case w"
                             " CROSS JOIN assignment a WHERE a.case_id = w.id ORDER BY a.id";
  ZhihuiStatement  *row =
    ledger->is_partial ? zhihui_store_prepare (self, some) : zhihui_store_prepare (self, all);
  ZhihuiStep result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiAssignment one = { 0 };
      ZhihuiRound      round = { 0 };

      zhihui_store_read_assignment (row, &one, &round);
      one.is_rated = FALSE; /* ratings say it anew */
      one.case_index = zhihui_ledger_find_case (ledger, zhihui_statement_get_integer (row, 1));
      if (one.case_index == ZHIHUI_NO_INDEX || one.unit >= ledger->units->len)
        {
          g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, round.id);

          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_MALFORMED,
                       _ ("The database is damaged: assignment %s has no case or no unit"),
                       id);
          zhihui_statement_reset (row);
          return FALSE;
        }

      if (one.is_main)
        {
          ZhihuiCaseRow *its_case = &g_array_index (ledger->cases, ZhihuiCaseRow, one.case_index);

          round.previous = its_case->current;
          its_case->current = ledger->assignments->len;
        }
      if (round.is_co)
        {
          round.previous = zhihui_ledger_get_co_part (ledger, one.case_index);
          zhihui_ledger_add_co_part (ledger, one.case_index, ledger->assignments->len);
        }
      g_array_append_val (ledger->assignments, one);
      g_array_append_val (ledger->rounds, round);
    }
  return finish_reading (self, row, result, error);
}

#define RATING_COLUMNS                                                                             \
  "g.assignment_id, g.unit_id, g.rated_at, g.closed_at, g.level, g.valid, g.by_call_back"

static gboolean
load_ratings (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char all[] = "SELECT " RATING_COLUMNS " FROM rating g ORDER BY g.id";
  static const char some[] =
    "SELECT " RATING_COLUMNS " FROM working_case w CROSS JOIN assignment a"
    " CROSS JOIN rating g WHERE a.case_id = w.id AND g.assignment_id = a.id ORDER BY g.id";
  ZhihuiStatement *row =
    ledger->is_partial ? zhihui_store_prepare (self, some) : zhihui_store_prepare (self, all);
  ZhihuiStep result;

  while ((result = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiRating one = { 0 };

      one.assignment =
        zhihui_ledger_find_assignment (ledger, zhihui_statement_get_integer (row, 0));
      one.unit = (guint32) (zhihui_statement_get_integer (row, 1) - 1);
      one.rated_at = zhihui_statement_get_integer (row, 2);
      one.closed_at = zhihui_store_get_instant (row, 3);
      one.level = (guint8) zhihui_statement_get_integer (row, 4);
      one.is_valid = zhihui_statement_get_integer (row, 5) != 0;
      one.by_call_back = zhihui_statement_get_integer (row, 6) != 0;
      if (one.assignment == ZHIHUI_NO_INDEX || one.unit >= ledger->units->len)
        continue;

      g_array_index (ledger->rounds, ZhihuiRound, one.assignment).is_rated = TRUE;
      zhihui_assignment_note_rating (
        &g_array_index (ledger->assignments, ZhihuiAssignment, one.assignment), &one);
      g_array_append_val (ledger->ratings, one);
    }
  return finish_reading (self, row, result, error);
}

static void
empty_ledger (ZhihuiLedger *ledger)
{
  GPtrArray *lists[] = { ledger->units, ledger->peers,    ledger->regions,
                         ledger->types, ledger->channels, ledger->topics,
                         ledger->items, ledger->modes,    ledger->words };
  GArray    *tables[] = {
       ledger->cases, ledger->assignments, ledger->rounds, ledger->clocks, ledger->ratings
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_set_size (lists[i], 0);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_array_set_size (tables[i], 0);
  zhihui_ledger_end_tail (ledger);
  g_hash_table_remove_all (ledger->persons);
  g_hash_table_remove_all (ledger->co_parts);
}

static gboolean
load_names (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char *const sql[] = {
    "SELECT id, code, label, 0 FROM case_type ORDER BY id",
    "SELECT id, code, label, online FROM channel ORDER BY id",
    "SELECT id, code, name, 0 FROM topic ORDER BY id",
    "SELECT id, code, name, 0 FROM item ORDER BY id",
    "SELECT id, code, label, 0 FROM service_mode ORDER BY id",
  };
  GPtrArray *const lists[] = {
    ledger->types, ledger->channels, ledger->topics, ledger->items, ledger->modes
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!load_named (self, sql[i], lists[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
load_tables (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  gboolean (*const loaders[]) (ZhihuiStore *, ZhihuiLedger *, GError **) = {
    load_regions,     load_peers,   load_units,
    load_names,       load_words,   load_cases,
    load_assignments, load_ratings, zhihui_store_load_clocks,
  };

  for (guint i = 0; i < G_N_ELEMENTS (loaders); i++)
    if (!loaders[i](self, ledger, error))
      return FALSE;
  return TRUE;
}

static void
derive (ZhihuiStore *self, ZhihuiLedger *ledger)
{
  g_autofree char *identifier = zhihui_store_get_setting (self, "time_zone");
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_store_load_calendar (self, NULL);
  g_autoptr (ZhihuiZone) zone = identifier != NULL ? zhihui_zone_new (identifier, NULL) : NULL;

  if (zone == NULL)
    zone = zhihui_zone_new_shanghai ();
  if (calendar == NULL)
    calendar = zhihui_work_calendar_new_china ();
  zhihui_ledger_derive (ledger, calendar, zone);
}

/* Not always among the rows that are loaded. */
static void
find_last_ids (ZhihuiStore *self, ZhihuiLedger *ledger)
{
  static const char sql[] = "SELECT (SELECT COALESCE (MAX (id), 0) FROM cases),"
                            " (SELECT COALESCE (MAX (id), 0) FROM assignment)";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      ledger->last_case = zhihui_statement_get_integer (row, 0);
      ledger->last_assignment = zhihui_statement_get_integer (row, 1);
    }
  zhihui_statement_reset (row);
}

/**
 * zhihui_store_load_listed:
 * @ledger: is emptied first
 * @list: (nullable): puts the ids of the cases that are wanted into the table working_case, in the
 *   transaction in which they are read then; %NULL: all cases
 * @which: for @list
 */
gboolean
zhihui_store_load_listed (ZhihuiStore    *self,
                          ZhihuiLedger   *ledger,
                          ZhihuiListCases list,
                          gconstpointer   which,
                          GError        **error)
{
  ZhihuiDatabase  *db = zhihui_store_get_database (self);
  gboolean         own_transaction = !zhihui_database_is_in_transaction (db);
  gboolean         done;
  g_autofree char *as_of = NULL;

  if (own_transaction && !zhihui_database_begin_reading (db, error))
    return FALSE;

  empty_ledger (ledger);
  ledger->is_partial = list != NULL;
  done = (list == NULL || list (self, which, error)) && load_tables (self, ledger, error);
  /* Of some cases alone it cannot be told what follows from the others: the store knows it. */
  if (done && !ledger->is_partial)
    derive (self, ledger);
  find_last_ids (self, ledger);
  as_of = zhihui_store_get_setting (self, "as_of");
  ledger->as_of = as_of != NULL ? g_ascii_strtoll (as_of, NULL, 10) : ZHIHUI_NO_INSTANT;
  ledger->revision++;
  ledger->first_changed = 0;
  if (own_transaction)
    zhihui_database_rollback (db); /* nothing was written */
  return done;
}

/**
 * zhihui_store_load_more:
 *
 * Adds the cases of the table working_case, with all that belongs to them, to the tail of @ledger.
 */
gboolean
zhihui_store_load_more (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  zhihui_ledger_begin_tail (ledger);
  return load_cases (self, ledger, error) && load_assignments (self, ledger, error) &&
         load_ratings (self, ledger, error) && zhihui_store_load_case_clocks (self, ledger, error);
}

/**
 * zhihui_store_load_ledger:
 * @ledger: is emptied first
 *
 * Reads everything that figures are counted from, in one read transaction.
 */
gboolean
zhihui_store_load_ledger (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  g_return_val_if_fail (self != NULL && ledger != NULL, FALSE);

  return zhihui_store_load_listed (self, ledger, NULL, NULL, error);
}
