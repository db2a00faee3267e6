/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the whole desk takes when each of its pages was opened once: bench-desk [UNITS [CASES]]. It
 * serves the place itself ($ZHIHUI_PLATFORM), needs a display and prints one JSON object: of each
 * page the time until nothing on it changes any more, and what the process has for itself then; of
 * the list of cases how soon it is what was asked for. */
#include "frame-times.h"
#include "program-run.h"
#include "quiet-window.h"
#include "widget-search.h"
#include "zhihui-case-cell.h"
#include "zhihui-desk-cases-private.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-window.h"
#include "zhihui-language.h"
#include "zhihui-renderer.h"

#define UNTIL "2026-07-29T14:05:00+08:00"
#define N_ROUNDS 24 /* of each column as many */

typedef struct
{
  char         *folder, *database, *url; /* owned */
  GSubprocess  *server;                  /* owned */
  ZhihuiSource *source;                  /* owned */
  GtkWidget    *window;                  /* owned by the application */
  FrameTimes   *frames;                  /* owned */
} Bench;

static void
serve (Bench *self, const char *n_units, const char *n_cases)
{
  g_auto (ProgramRun) run = { 0 };
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "z.db", NULL);
  token = g_build_filename (self->folder, "token", NULL);
  run = program_run_platform ("simulate",
                              "--scenario",
                              "zichuan",
                              "--units",
                              n_units,
                              "--cases",
                              n_cases,
                              "--until",
                              UNTIL,
                              "-d",
                              self->database,
                              NULL);
  if (run.status != 0)
    g_error ("%s", run.err);
  program_write_token (self->database, "desk instruct case:full", token);
  self->server = program_serve_platform (
    &self->url, "-d", self->database, "--listen", "127.0.0.1:0", "--rate-limit", "0", NULL);
  self->source = zhihui_source_new_for (self->url, token, NULL, &error);
  g_assert_no_error (error);
}

static void
open_page (Bench *self, const char *page)
{
  gint64    began_us = g_get_monotonic_time ();
  GVariant *target =
    g_str_equal (page, "portrait") ? g_variant_new_parsed ("{'unit': <'u001'>}") : NULL;
  gint64 quiet_us;

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), page, target);
  quiet_us = quiet_window_await (self->window, self->source);
  g_print (",\n \"%s\": {\"ms\": %.0f, \"pss_mb\": %.1f}",
           page,
           (double) (quiet_us - began_us) / 1000,
           frame_times_get_pss_mb ());
}

/* ---- the list of cases ---- */

typedef struct
{
  ZhihuiDeskCasesPage *page;
  GtkEditable         *search;
  GtkDropDown         *state;
  char                 text[4]; /* that is searched for */
} CasesPage;

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_drop_of_states (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_DROP_DOWN (widget) &&
         g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (widget))) > 7;
}

/* Each another, so that the platform has no answer to it yet. */
static void
type_search (CasesPage *cases, guint round)
{
  g_snprintf (cases->text, sizeof cases->text, "%u", 10 + round);
  gtk_editable_set_text (cases->search, cases->text);
}

static void
choose_state (CasesPage *cases, guint round)
{
  static const guint states[] = { 7, 1, 0 }; /* closed, submitted, any */

  gtk_drop_down_set_selected (cases->state, states[round % G_N_ELEMENTS (states)]);
}

static void
sort_all (CasesPage *cases, guint round)
{
  zhihui_case_table_sort (
    cases->page->table, round % ZHIHUI_N_CASE_CELLS, round / ZHIHUI_N_CASE_CELLS % 2 == 1);
}

static gboolean
is_answered (CasesPage *cases)
{
  ZhihuiCaseReader *reader = cases->page->reader;
  const char       *q =
    zhihui_case_filter_get (zhihui_case_reader_get_filter (reader), ZHIHUI_CASE_FILTER_Q);

  return zhihui_case_reader_was_answered (reader) && g_str_equal (q != NULL ? q : "", cases->text);
}

/* From what a person does to the frame that shows what the platform answered. */
static void
time_until_shown (Bench      *self,
                  CasesPage  *cases,
                  const char *name,
                  void (*ask) (CasesPage *cases, guint round))
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 began_us = g_get_monotonic_time ();
      double ms;

      ask (cases, i);
      while (!is_answered (cases))
        g_main_context_iteration (NULL, TRUE);
      ms = (double) (frame_times_wait (self->frames) - began_us) / 1000;
      g_array_append_val (seen, ms);
      quiet_window_await (self->window, self->source);
    }
  g_print (",\n \"%s\": {\"seen_ms\": %.1f, \"worst_ms\": %.1f}",
           name,
           frame_times_pick (seen, 0.5),
           frame_times_pick (seen, 1));
}

static void
time_cases (Bench *self)
{
  GtkWidget *bar = widget_search_type (self->window, ZHIHUI_TYPE_CASE_FILTER_BAR);
  CasesPage  cases = {
     .page =
       ZHIHUI_DESK_CASES_PAGE (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window))),
     .search = GTK_EDITABLE (widget_search_first (bar, is_search, NULL)),
     .state = GTK_DROP_DOWN (widget_search_first (bar, is_drop_of_states, NULL)),
  };

  time_until_shown (self, &cases, "cases_filter", choose_state);
  time_until_shown (self, &cases, "cases_search", type_search);
  gtk_editable_set_text (cases.search, "");
  *cases.text = '\0';
  gtk_drop_down_set_selected (cases.state, 0);
  quiet_window_await (self->window, self->source);
  /* Read to the end, for another order. */
  zhihui_case_table_sort (cases.page->table, ZHIHUI_CASE_CELL_NO, TRUE);
  while (zhihui_case_reader_is_reading (cases.page->reader))
    g_main_context_iteration (NULL, TRUE);
  time_until_shown (self, &cases, "cases_sort", sort_all);
  g_print (",\n \"cases_sorted\": %u", zhihui_case_table_get_n_rows (cases.page->table));
  frame_times_print_scroll (
    self->frames,
    "scroll_sorted",
    widget_search_type (GTK_WIDGET (cases.page->table), GTK_TYPE_SCROLLED_WINDOW));
}

/* To the end of what is read page by page, and up again. */
static void
scroll_cases (Bench *self)
{
  GtkWidget *table = widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE);

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", NULL);
  quiet_window_await (self->window, self->source);
  g_print (",\n \"cases_shown\": %u", zhihui_case_table_get_n_rows (ZHIHUI_CASE_TABLE (table)));
  frame_times_print_scroll (
    self->frames, "scroll", widget_search_type (table, GTK_TYPE_SCROLLED_WINDOW));
}

static void
finish (Bench *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  frame_times_free (self->frames);
  g_object_unref (self->source);
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->url);
}

int
main (int argc, char **argv)
{
  const char *n_units = argc > 1 ? argv[1] : "112", *n_cases = argc > 2 ? argv[2] : "20000";
  g_autoptr (AdwApplication) application = NULL;
  const ZhihuiDeskPageKind *kind;
  Bench                     bench = { NULL };
  gint64                    began_us;

  zhihui_language_bind ();
  zhihui_renderer_choose (ZHIHUI_RENDERER_DEVICES);
  gtk_init ();
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  serve (&bench, n_units, n_cases);
  began_us = g_get_monotonic_time ();
  bench.window = zhihui_desk_window_new (application, bench.source);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1440, 900);
  gtk_window_present (GTK_WINDOW (bench.window));
  bench.frames = frame_times_new (bench.window);
  g_print ("{\"units\": %s, \"start_ms\": %.0f",
           n_units,
           (double) (quiet_window_await (bench.window, bench.source) - began_us) / 1000);
  for (guint i = 0; (kind = zhihui_desk_pages_get (i)) != NULL; i++)
    open_page (&bench, kind->id);
  scroll_cases (&bench);
  time_cases (&bench);
  g_print (",\n \"pss_mb\": %.1f}\n", frame_times_get_pss_mb ());
  finish (&bench);
  return 0;
}
