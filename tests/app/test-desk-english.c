/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-application.h"
#include "desk-fault.h"
#include "quiet-window.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-window.h"
#include "zhihui-language.h"

/* English words are longer than Chinese ones. On a place whose own words are Chinese, everything
 * in Latin letters is a word of the program or a figure, and none of these may be cut. */

#define WIDTH 1280
#define HEIGHT 720

typedef struct
{
  ServedScenario served;
  ZhihuiSource  *source; /* owned */
  GtkWidget     *window; /* owned by the application */
  GString       *cut;    /* owned */
} Fixture;

static void
look (Fixture *self, const char *page, GVariant *target)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), page, target);
  quiet_window_await (self->window, self->source);
  g_test_message ("%s", page);
  desk_fault_find_cut (self->window, page, self->cut);
}

static void
choose_rows (Fixture *self)
{
  ZhihuiCaseTable *cases =
    ZHIHUI_CASE_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE));

  g_assert_cmpuint (zhihui_case_table_get_n_rows (cases), >, 0);
  zhihui_case_table_select (cases, zhihui_case_table_get_nth (cases, 0)->id);
}

static void
test_no_word_is_cut (void)
{
  Fixture                   self = { .cut = g_string_new (NULL) };
  const ZhihuiDeskPageKind *kind;

  served_scenario_start (&self.served, "zichuan", "2000");
  self.source = served_scenario_open (&self.served, "desk instruct case:full");
  self.window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self.source);
  gtk_window_set_default_size (GTK_WINDOW (self.window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self.window));
  quiet_window_await (self.window, self.source);
  for (guint i = 0; (kind = zhihui_desk_pages_get (i)) != NULL; i++)
    {
      look (&self,
            kind->id,
            g_str_equal (kind->id, "portrait") ? g_variant_new_parsed ("{'unit': <'u001'>}")
                                               : NULL);
      if (g_str_equal (kind->id, "cases"))
        {
          choose_rows (&self);
          look (&self, kind->id, NULL);
        }
    }
  gtk_window_destroy (GTK_WINDOW (self.window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self.source);
  served_scenario_stop (&self.served);
  if (self.cut->len > 0)
    g_test_fail_printf ("%s", self.cut->str);
  g_string_free (self.cut, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

  g_assert_true (zhihui_language_is_spoken ("en"));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/desk-english/no-word-is-cut-in-1280-by-720", test_no_word_is_cut);
  return g_test_run ();
}
