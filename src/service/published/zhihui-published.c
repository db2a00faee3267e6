/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-published.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-published-rule.h"
#include "zhihui-published-served.h"
#include "zhihui-scenario.h"
#include "zhihui-zone.h"

#define CHECK_FILE "check.ini"
#define PROFILE_FILE "scenario.ini"
#define INDICATORS "indicators"

static void
free_figure (gpointer data)
{
  ZhihuiPublishedFigure *figure = data;

  g_free (figure->id);
  g_free (figure->name);
  g_free (figure->published);
  g_free (figure->unit);
  g_free (figure->source);
  g_free (figure->rule);
  g_free (figure->found);
  g_free (figure);
}

static GKeyFile *
read_file (const char *scenario, const char *file)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *text = zhihui_scenario_read_part (scenario, file);
  g_autoptr (GError) error = NULL;

  /* Part of the program: a fault in it is ours. */
  if (text == NULL || !g_key_file_load_from_data (keys, text, (gsize) -1, G_KEY_FILE_NONE, &error))
    g_error ("%s of %s: %s", file, scenario, error != NULL ? error->message : "is missing");
  return g_steal_pointer (&keys);
}

static gint64
read_number (ZhihuiStore *store, const char *key, gint64 otherwise)
{
  g_autofree char *text = zhihui_store_get_setting (store, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

/* From the first second of the history to the end of it, or of what there is of it. */
static ZhihuiWindow
find_history (ZhihuiStore *store, GKeyFile *profile)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint32       first_day = (gint32) read_number (store, "first_day", 0);
  gint32       n_days = g_key_file_has_key (profile, "laws", "days", NULL)
                          ? g_key_file_get_integer (profile, "laws", "days", NULL)
                          : 213;
  ZhihuiWindow window = { zhihui_zone_day_start (zone, first_day),
                          zhihui_zone_day_start (zone, first_day + n_days) };

  window.to = MIN (window.to, read_number (store, "as_of", window.to) + 1);
  return window;
}

static gboolean
ask (
  ZhihuiStore *store, const char *sql, const ZhihuiWindow *window, double *answer, GError **error)
{
  /* Statements are known by the address of their text. */
  ZhihuiStatement *row = zhihui_store_prepare (store, g_intern_string (sql));
  ZhihuiStep       step;

  if (strstr (sql, "?1") != NULL)
    zhihui_statement_bind_integer (row, 1, window->from);
  if (strstr (sql, "?2") != NULL)
    zhihui_statement_bind_integer (row, 2, window->to);
  step = zhihui_statement_step (row);
  if (step == ZHIHUI_STEP_ROW)
    *answer = zhihui_statement_get_real (row, 0);
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_ROW || zhihui_database_fail (zhihui_store_get_database (store), error);
}

static char *
format_number (double number)
{
  char  buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *dot;

  g_ascii_formatd (buffer, sizeof buffer, "%.3f", number);
  dot = strchr (buffer, '.');
  while (dot != NULL && (g_str_has_suffix (buffer, "0") || g_str_has_suffix (buffer, ".")))
    {
      gsize    last = strlen (buffer) - 1;
      gboolean at_dot = buffer + last == dot;

      buffer[last] = '\0';
      if (at_dot)
        break;
    }
  return g_strdup (buffer);
}

/* What the API gives must agree as well. */
static void
compare_served (ZhihuiPublishedFigure     *figure,
                GKeyFile                  *check,
                const ZhihuiPublishedRule *rule,
                ZhihuiPublishedServed     *served)
{
  g_autofree char *what = g_key_file_get_string (check, figure->id, "served", NULL);
  g_autofree char *counted = figure->found;
  g_autofree char *number_text = NULL;
  double           number = 0;

  if (!zhihui_published_served_ask (served, what, &number))
    g_error ("%s: nothing is served as %s", figure->id, what);
  number_text = format_number (number);
  figure->agrees = figure->agrees && zhihui_published_rule_holds (rule, number);
  figure->found = g_str_equal (counted, number_text)
                    ? g_steal_pointer (&counted)
                    : g_strdup_printf (_ ("%s, API %s"), counted, number_text);
}

static gboolean
add_counted (GPtrArray             *figures,
             ZhihuiStore           *store,
             GKeyFile              *check,
             const char            *id,
             const ZhihuiWindow    *window,
             ZhihuiPublishedServed *served,
             GError               **error)
{
  ZhihuiPublishedFigure *figure = g_new0 (ZhihuiPublishedFigure, 1);
  g_autofree char       *sql = g_key_file_get_string (check, id, "sql", NULL);
  ZhihuiPublishedRule    rule;
  double                 number = 0;

  g_ptr_array_add (figures, figure);
  figure->id = g_strdup (id);
  figure->name = g_key_file_get_string (check, id, "name", NULL);
  figure->published = g_key_file_get_string (check, id, "published", NULL);
  figure->unit = g_key_file_get_string (check, id, "unit", NULL);
  figure->source = g_key_file_get_string (check, id, "source", NULL);
  figure->is_counted = TRUE;
  if (!zhihui_published_rule_parse (figure->published, &rule))
    g_error ("%s: %s is no figure", id, figure->published);
  if (g_key_file_has_key (check, id, "tolerance", NULL))
    rule.tolerance = g_key_file_get_double (check, id, "tolerance", NULL);
  if (!ask (store, sql, window, &number, error))
    return FALSE;

  figure->rule = zhihui_published_rule_describe (&rule);
  figure->found = format_number (number);
  figure->agrees = zhihui_published_rule_holds (&rule, number);
  if (served != NULL && g_key_file_has_key (check, id, "served", NULL))
    compare_served (figure, check, &rule, served);
  return TRUE;
}

/* What a report says and nobody can count here: the platform must pass it on word by word. */
static void
add_passed_on (GPtrArray *figures, ZhihuiStore *store, GKeyFile *profile, const char *id)
{
  static const char sql[] = "SELECT value FROM indicator WHERE id = ?1";
  g_auto (GStrv) fields = g_key_file_get_string_list (profile, INDICATORS, id, NULL, NULL);
  ZhihuiPublishedFigure *figure = g_new0 (ZhihuiPublishedFigure, 1);
  ZhihuiStatement       *row = zhihui_store_prepare (store, sql);

  g_ptr_array_add (figures, figure);
  figure->id = g_strconcat ("indicator-", id, NULL);
  figure->name = g_strdup (fields[0]);
  figure->published = g_strdup (fields[1]);
  figure->unit = g_strdup (fields[2]);
  figure->source = g_strdup (fields[4]);
  figure->rule = g_strdup (_ ("as published"));
  zhihui_statement_bind_text (row, 1, id);
  figure->found = g_strdup (
    zhihui_statement_step (row) == ZHIHUI_STEP_ROW ? zhihui_statement_get_text (row, 0) : "—");
  zhihui_statement_reset (row);
  figure->agrees = g_str_equal (figure->found, figure->published);
}

static gboolean
asks_api (GKeyFile *check, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (g_key_file_has_key (check, ids[i], "served", NULL))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_scenario (ZhihuiStore *store, const char *scenario, GError **error)
{
  g_autofree char *name = zhihui_store_get_setting (store, "scenario");

  if (g_strcmp0 (name, scenario) == 0)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("The database is of the scenario %s, not %s"),
               name != NULL ? name : "—",
               scenario);
  return FALSE;
}

/**
 * zhihui_published_check:
 * @store: made by a simulation of @scenario
 * @scenario: one that exists
 *
 * Counts every figure that was published of the place from the rows of the database, by the
 * prepared statements of the scenario's check.ini; a figure that is served as well must agree there
 * too; what is only passed on is compared word by word.
 *
 * Returns: (transfer full) (element-type ZhihuiPublishedFigure) (nullable): %NULL with INVALID when
 *   @store is of another scenario
 */
GPtrArray *
zhihui_published_check (ZhihuiStore *store, const char *scenario, GError **error)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (free_figure);
  g_autoptr (GKeyFile) check = NULL;
  g_autoptr (GKeyFile) profile = NULL;
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) indicators = NULL;
  g_autoptr (ZhihuiPublishedServed) served = NULL;
  ZhihuiWindow window;

  g_return_val_if_fail (store != NULL && scenario != NULL, NULL);

  if (!is_of_scenario (store, scenario, error))
    return NULL;

  check = read_file (scenario, CHECK_FILE);
  profile = read_file (scenario, PROFILE_FILE);
  window = find_history (store, profile);
  ids = g_key_file_get_groups (check, NULL);
  if (asks_api (check, ids))
    {
      served = zhihui_published_served_new (store, &window, error);
      if (served == NULL)
        return NULL;
    }
  for (guint i = 0; ids[i] != NULL; i++)
    if (!add_counted (figures, store, check, ids[i], &window, served, error))
      return NULL;

  indicators = g_key_file_get_keys (profile, INDICATORS, NULL, NULL);
  for (guint i = 0; indicators != NULL && indicators[i] != NULL; i++)
    add_passed_on (figures, store, profile, indicators[i]);
  return g_steal_pointer (&figures);
}
