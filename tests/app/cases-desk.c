/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases-desk.h"

#include "widget-search.h"
#include "zhihui-desk-window.h"

void
cases_desk_await (CasesDesk *self, CasesDeskHolds holds, gconstpointer data, const char *what)
{
  gint64 until_us = g_get_monotonic_time () + CASES_DESK_PATIENCE_US;

  while (!holds (self, data))
    {
      g_main_context_iteration (NULL, FALSE);
      if (g_get_monotonic_time () > until_us)
        g_error ("it never is so: %s", what);
    }
}

ZhihuiCaseTable *
cases_desk_get_table (CasesDesk *self)
{
  return ZHIHUI_CASE_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE));
}

static gboolean
has_page (CasesDesk *self, gconstpointer data)
{
  return zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)) != NULL &&
         zhihui_source_is_settled (self->source);
}

gboolean
cases_desk_has_rows (CasesDesk *self, gconstpointer data)
{
  return zhihui_case_table_get_n_rows (cases_desk_get_table (self)) > 0;
}

void
cases_desk_go (CasesDesk *self, GVariant *target)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", target);
}

void
cases_desk_open_window (CasesDesk *self, const char *scope, int width)
{
  self->source = served_scenario_open (&self->scenario, scope);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  cases_desk_await (self, has_page, NULL, "the platform is read");
}

void
cases_desk_close_window (CasesDesk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->source);
}

void
cases_desk_set_up (CasesDesk *self, gconstpointer scope)
{
  served_scenario_start (&self->scenario, "zichuan", "4000");
  g_assert_cmpint (
    sqlite3_open_v2 (self->scenario.database, &self->sql, SQLITE_OPEN_READONLY, NULL),
    ==,
    SQLITE_OK);
  cases_desk_open_window (self, scope, 1440);
}

void
cases_desk_tear_down (CasesDesk *self, gconstpointer scope)
{
  cases_desk_close_window (self);
  sqlite3_close (self->sql);
  served_scenario_stop (&self->scenario);
}

gboolean
cases_desk_is_of_unit_alone (CasesDesk *self, gconstpointer unit)
{
  ZhihuiCaseTable *table = cases_desk_get_table (self);
  guint            n = zhihui_case_table_get_n_rows (table);

  for (guint i = 0; i < n; i++)
    if (zhihui_case_table_get_nth (table, i)->work == NULL ||
        !g_str_equal (zhihui_case_table_get_nth (table, i)->work->unit.id, unit))
      return FALSE;
  return n > 0;
}
