/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store-clock.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"

#define CALENDAR_REVISION "calendar_revision"

static gboolean
finish_reading (ZhihuiStore *self, ZhihuiStatement *row, ZhihuiStep step, GError **error)
{
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE || zhihui_database_fail (zhihui_store_get_database (self), error);
}

/* ---- rules ---- */

/* The ordinary limits of a type; an empty one is that of the type's name. */
static gboolean
add_type (ZhihuiLedger *ledger, guint16 type, ZhihuiStatement *row, GError **error)
{
  static const ZhihuiClockId ids[] = { ZHIHUI_CLOCK_SIGN,
                                       ZHIHUI_CLOCK_CONTACT,
                                       ZHIHUI_CLOCK_REPLY };

  ZhihuiClocks clocks = { .promised_days = (guint16) zhihui_statement_get_integer (row, 4),
                          .statutory_days = (guint16) zhihui_statement_get_integer (row, 5) };

  g_array_append_val (ledger->clocks, clocks);
  zhihui_clock_rules_add_defaults_of (
    ledger->clock_rules, type, zhihui_statement_get_text (row, 3));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const char     *text = zhihui_statement_get_text (row, i);
      ZhihuiClockRule rule = { .type = type, .channel = ZHIHUI_CLOCK_ANY, .id = ids[i] };

      if (text == NULL || *text == '\0')
        continue;
      if (!zhihui_clock_rule_parse_limit (text, &rule, error))
        return FALSE;
      zhihui_clock_rules_add_base (ledger->clock_rules, &rule);
    }
  return TRUE;
}

static gboolean
load_types (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char sql[] = "SELECT sign_limit, contact_limit, reply_limit, code,"
                            " promised_days, statutory_days FROM case_type ORDER BY id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        step;
  guint16           type = 0;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    if (!add_type (ledger, type++, row, error))
      {
        zhihui_statement_reset (row);
        return FALSE;
      }
  return finish_reading (self, row, step, error);
}

static guint16
get_number (ZhihuiStatement *row, guint column)
{
  gint64 id = zhihui_statement_get_integer (row, column);

  return id > 0 && id <= G_MAXUINT16 ? (guint16) (id - 1) : ZHIHUI_CLOCK_ANY;
}

/**
 * zhihui_store_list_clock_rules:
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiClockRule): those of the database
 */
GArray *
zhihui_store_list_clock_rules (ZhihuiStore *self, GError **error)
{
  static const char sql[] = "SELECT type_id, channel_id, clock, time_limit, starts FROM clock_rule"
                            " ORDER BY type_id, channel_id, clock";
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (ZhihuiClockRule));
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  ZhihuiStep       step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiClockRule rule = { .type = get_number (row, 0), .channel = get_number (row, 1) };

      /* A clock of a later version is none of ours. */
      if (!zhihui_clock_id_from_name (zhihui_statement_get_text (row, 2), &rule.id))
        continue;
      rule.from_sign = g_str_equal (zhihui_statement_get_text (row, 4), "signed");
      if (!zhihui_clock_rule_parse_limit (zhihui_statement_get_text (row, 3), &rule, error))
        {
          zhihui_statement_reset (row);
          return NULL;
        }
      g_array_append_val (rules, rule);
    }
  return finish_reading (self, row, step, error) ? g_steal_pointer (&rules) : NULL;
}

static void
add_rules (ZhihuiClockRules *to, const GArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    zhihui_clock_rules_add (to, &g_array_index (rules, ZhihuiClockRule, i));
}

static gboolean
load_rules (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  g_autoptr (GArray) rules = zhihui_store_list_clock_rules (self, error);

  if (rules == NULL)
    return FALSE;
  add_rules (ledger->clock_rules, rules);
  return TRUE;
}

/**
 * zhihui_store_make_clock_rules:
 * @rules: (element-type ZhihuiClockRule): that hold instead of those of the database
 *
 * Returns: (transfer full) (nullable): with the limits of the types
 */
ZhihuiClockRules *
zhihui_store_make_clock_rules (ZhihuiStore *self, const GArray *rules, GError **error)
{
  g_autoptr (ZhihuiLedger) types = zhihui_ledger_new ();

  if (!load_types (self, types, error))
    return NULL;
  add_rules (types->clock_rules, rules);
  return g_steal_pointer (&types->clock_rules);
}

static void
settle_clocks (ZhihuiLedger *ledger)
{
  for (guint type = 0; type < ledger->clocks->len; type++)
    {
      ZhihuiClocks *clocks = &g_array_index (ledger->clocks, ZhihuiClocks, type);
      const struct
      {
        ZhihuiClockId id;
        ZhihuiLimit  *limit;
      } wanted[] = {
        { ZHIHUI_CLOCK_SIGN, &clocks->sign },
        { ZHIHUI_CLOCK_CONTACT, &clocks->contact },
        { ZHIHUI_CLOCK_REPLY, &clocks->reply },
      };

      for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
        {
          const ZhihuiClockRule *rule =
            zhihui_clock_rules_find (ledger->clock_rules, type, ZHIHUI_CLOCK_ANY, wanted[i].id);

          if (rule != NULL)
            *wanted[i].limit = rule->limit;
        }
    }
}

static gboolean
load_unit_duty (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char sql[] = "SELECT id FROM unit WHERE duty_clock <> 0 ORDER BY id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      guint unit = (guint) zhihui_statement_get_integer (row, 0) - 1;
      guint old = ledger->unit_on_duty->len;

      if (unit >= ledger->units->len)
        continue;
      g_byte_array_set_size (ledger->unit_on_duty, unit + 1);
      memset (ledger->unit_on_duty->data + old, 0, unit + 1 - old);
      ledger->unit_on_duty->data[unit] = 1;
    }
  return finish_reading (self, row, step, error);
}

#define CASE_CLOCK_COLUMNS                                                                         \
  "c.case_id, c.notice_due_at, c.close_due_at, c.first_close_due_at, c.suspended_at, c.extended"

/**
 * zhihui_store_load_case_clocks:
 * @ledger: has its cases; where it is partial, those of the table working_case are read
 */
gboolean
zhihui_store_load_case_clocks (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  static const char all[] = "SELECT " CASE_CLOCK_COLUMNS " FROM case_clock c";
  static const char some[] = "SELECT " CASE_CLOCK_COLUMNS
                             " FROM working_case w CROSS JOIN case_clock c WHERE c.case_id = w.id";
  ZhihuiStatement *row =
    ledger->is_partial ? zhihui_store_prepare (self, some) : zhihui_store_prepare (self, all);
  ZhihuiStep step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      guint index = zhihui_ledger_find_case (ledger, zhihui_statement_get_integer (row, 0));
      ZhihuiCaseClock clock;

      if (index == ZHIHUI_NO_INDEX)
        continue;
      clock.notice_due_at = zhihui_store_get_instant (row, 1);
      clock.close_due_at = zhihui_store_get_instant (row, 2);
      clock.first_close_due_at = zhihui_store_get_instant (row, 3);
      clock.suspended_at = zhihui_store_get_instant (row, 4);
      clock.is_extended = zhihui_statement_get_integer (row, 5) != 0;
      g_hash_table_insert (
        ledger->case_clocks, GUINT_TO_POINTER (index), g_memdup2 (&clock, sizeof clock));
    }
  return finish_reading (self, row, step, error);
}

/**
 * zhihui_store_load_clocks:
 * @ledger: has its types, units and cases; its clocks are read anew
 */
gboolean
zhihui_store_load_clocks (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  g_return_val_if_fail (self != NULL && ledger != NULL, FALSE);

  zhihui_clock_rules_free (ledger->clock_rules);
  ledger->clock_rules = zhihui_clock_rules_new ();
  g_array_set_size (ledger->clocks, 0);
  g_byte_array_set_size (ledger->unit_on_duty, 0);
  g_hash_table_remove_all (ledger->case_clocks);
  if (!load_types (self, ledger, error) || !load_rules (self, ledger, error) ||
      !load_unit_duty (self, ledger, error) || !zhihui_store_load_case_clocks (self, ledger, error))
    return FALSE;

  settle_clocks (ledger);
  return TRUE;
}

/**
 * zhihui_store_write_case_clock:
 *
 * Adds the row, or brings it up to date.
 */
gboolean
zhihui_store_write_case_clock (ZhihuiStore           *self,
                               gint64                 case_id,
                               const ZhihuiCaseClock *clock,
                               GError               **error)
{
  static const char sql[] =
    "INSERT INTO case_clock (case_id, notice_due_at, close_due_at, first_close_due_at,"
    " suspended_at, extended) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (case_id) DO UPDATE SET"
    " notice_due_at = excluded.notice_due_at, close_due_at = excluded.close_due_at,"
    " first_close_due_at = excluded.first_close_due_at, suspended_at = excluded.suspended_at,"
    " extended = excluded.extended";
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, case_id);
  zhihui_store_bind_instant (row, 2, clock->notice_due_at);
  zhihui_store_bind_instant (row, 3, clock->close_due_at);
  zhihui_store_bind_instant (row, 4, clock->first_close_due_at);
  zhihui_store_bind_instant (row, 5, clock->suspended_at);
  zhihui_statement_bind_integer (row, 6, clock->is_extended);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_store_write_clock_rule:
 * @rule: takes the place of one for the same type, channel and clock
 */
gboolean
zhihui_store_write_clock_rule (ZhihuiStore *self, const ZhihuiClockRule *rule, GError **error)
{
  static const char sql[] =
    "INSERT INTO clock_rule (type_id, channel_id, clock, time_limit, starts)"
    " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (type_id, channel_id, clock) DO UPDATE SET"
    " time_limit = excluded.time_limit, starts = excluded.starts";
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  g_autofree char *limit = zhihui_clock_rule_limit_to_string (rule);

  zhihui_statement_bind_integer (row, 1, rule->type != ZHIHUI_CLOCK_ANY ? rule->type + 1 : 0);
  zhihui_statement_bind_integer (row, 2, rule->channel != ZHIHUI_CLOCK_ANY ? rule->channel + 1 : 0);
  zhihui_statement_bind_text (row, 3, zhihui_clock_id_get_name (rule->id));
  zhihui_statement_bind_text (row, 4, limit);
  zhihui_statement_bind_text (row, 5, rule->from_sign ? "signed" : "");
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_store_forget_clock_rules:
 *
 * Takes all rules and all marks of units on duty out, before others are written.
 */
gboolean
zhihui_store_forget_clock_rules (ZhihuiStore *self, GError **error)
{
  return zhihui_database_run (zhihui_store_get_database (self),
                              "DELETE FROM clock_rule;"
                              " UPDATE unit SET duty_clock = 0 WHERE duty_clock <> 0",
                              error);
}

/**
 * zhihui_store_write_unit_duty:
 * @on_duty: whether the minutes of its sign and contact clocks are minutes on duty
 */
gboolean
zhihui_store_write_unit_duty (ZhihuiStore *self, gint64 unit_id, gboolean on_duty, GError **error)
{
  static const char sql[] = "UPDATE unit SET duty_clock = ?2 WHERE id = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, unit_id);
  zhihui_statement_bind_integer (row, 2, on_duty);
  return zhihui_statement_finish (row, error);
}

/* ---- calendars ---- */

/**
 * zhihui_store_read_notices:
 * @notices: (element-type ZhihuiNotice): those of the database are added, not settled
 */
gboolean
zhihui_store_read_notices (ZhihuiStore *self, GPtrArray *notices, GError **error)
{
  static const char sql[] = "SELECT y.year, d.day, d.worked, d.name FROM calendar_year y"
                            " JOIN calendar_day d ON d.year = y.year ORDER BY y.year, d.day";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiNotice     *notice = NULL;
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      int year = (int) zhihui_statement_get_integer (row, 0);

      if (notice == NULL || notice->year != year)
        {
          notice = zhihui_notice_new (year);
          g_ptr_array_add (notices, notice);
        }
      if (!zhihui_notice_add (notice,
                              zhihui_statement_get_text (row, 1),
                              zhihui_statement_get_integer (row, 2) != 0,
                              zhihui_statement_get_text (row, 3),
                              error))
        {
          zhihui_statement_reset (row);
          return FALSE;
        }
    }
  return finish_reading (self, row, step, error);
}

/**
 * zhihui_store_load_calendar:
 *
 * Returns: (transfer full) (nullable): the calendar of the program with the notices of the database
 *   and the deployment's hours of duty (setting duty_hours)
 */
ZhihuiWorkCalendar *
zhihui_store_load_calendar (ZhihuiStore *self, GError **error)
{
  g_autoptr (GPtrArray) notices =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_notice_free);
  g_autoptr (ZhihuiWorkCalendar) china = zhihui_work_calendar_new_china ();
  g_autofree char *text = NULL;
  ZhihuiDutyHours  hours;

  g_return_val_if_fail (self != NULL, NULL);

  text = zhihui_store_get_setting (self, "duty_hours");
  if (!zhihui_store_read_notices (self, notices, error) ||
      (text != NULL && !zhihui_duty_hours_parse (text, &hours, error)))
    return NULL;

  for (guint i = 0; i < notices->len; i++)
    if (!zhihui_notice_settle (notices->pdata[i], error))
      return NULL;
  return zhihui_work_calendar_amend (china, notices, text != NULL ? &hours : NULL);
}

static gboolean
forget_notice (ZhihuiStore *self, int year, GError **error)
{
  static const char sql[] = "DELETE FROM calendar_day WHERE year = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, year);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_day (ZhihuiStore *self, int year, const ZhihuiNoticeDay *one, GError **error)
{
  static const char sql[] = "INSERT INTO calendar_day (year, day, worked, name)"
                            " VALUES (?1, ?2, ?3, ?4)";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  g_autofree char  *date = zhihui_date_format (one->day);

  zhihui_statement_bind_integer (row, 1, year);
  zhihui_statement_bind_text (row, 2, date);
  zhihui_statement_bind_integer (row, 3, one->is_worked);
  zhihui_statement_bind_text (row, 4, one->name);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_year (ZhihuiStore *self, int year, const char *source, gint64 now, GError **error)
{
  static const char sql[] = "INSERT INTO calendar_year (year, source, loaded_at)"
                            " VALUES (?1, ?2, ?3) ON CONFLICT (year) DO UPDATE SET"
                            " source = excluded.source, loaded_at = excluded.loaded_at";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, year);
  zhihui_statement_bind_text (row, 2, source);
  zhihui_statement_bind_integer (row, 3, now);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_store_write_notice:
 * @notice: settled; takes the place of what there was for its year
 * @source: name of the file
 *
 * The caller holds the transaction.
 */
gboolean
zhihui_store_write_notice (
  ZhihuiStore *self, const ZhihuiNotice *notice, const char *source, gint64 now, GError **error)
{
  if (!forget_notice (self, notice->year, error) ||
      !write_year (self, notice->year, source, now, error))
    return FALSE;

  for (guint i = 0; i < notice->days->len; i++)
    if (!write_day (self, notice->year, &g_array_index (notice->days, ZhihuiNoticeDay, i), error))
      return FALSE;
  return zhihui_store_raise_calendar_revision (self, error);
}

/**
 * zhihui_store_raise_calendar_revision:
 *
 * A running platform reads calendars and rules of clocks again.
 */
gboolean
zhihui_store_raise_calendar_revision (ZhihuiStore *self, GError **error)
{
  g_autofree char *revision =
    g_strdup_printf ("%" G_GINT64_FORMAT, zhihui_store_get_calendar_revision (self) + 1);

  return zhihui_store_set_setting (self, CALENDAR_REVISION, revision, error);
}

gint64
zhihui_store_get_calendar_revision (ZhihuiStore *self)
{
  g_autofree char *text = zhihui_store_get_setting (self, CALENDAR_REVISION);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
clear_year (gpointer data)
{
  g_free (((ZhihuiLoadedYear *) data)->source);
}

/**
 * zhihui_store_list_years:
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiLoadedYear): by year
 */
GArray *
zhihui_store_list_years (ZhihuiStore *self, GError **error)
{
  static const char sql[] =
    "SELECT y.year, y.source, y.loaded_at,"
    " (SELECT COUNT(*) FROM calendar_day d WHERE d.year = y.year AND d.worked = 0),"
    " (SELECT COUNT(*) FROM calendar_day d WHERE d.year = y.year AND d.worked <> 0)"
    " FROM calendar_year y ORDER BY y.year";
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (ZhihuiLoadedYear));
  ZhihuiStep step;

  g_array_set_clear_func (years, clear_year);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiLoadedYear one = { .year = (int) zhihui_statement_get_integer (row, 0),
                               .source = g_strdup (zhihui_statement_get_text (row, 1)),
                               .loaded_at = zhihui_statement_get_integer (row, 2),
                               .n_off = (guint) zhihui_statement_get_integer (row, 3),
                               .n_worked = (guint) zhihui_statement_get_integer (row, 4) };

      g_array_append_val (years, one);
    }
  return finish_reading (self, row, step, error) ? g_steal_pointer (&years) : NULL;
}
