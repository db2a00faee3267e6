/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-show.h"

#include "zhihui-error.h"

#include <string.h>

/* Knows nothing yet: pages that need something of it are not offered. */
#define TYPE_SILENT_SOURCE (silent_source_get_type ())
G_DECLARE_FINAL_TYPE (SilentSource, silent_source, SILENT, SOURCE, GObject)

struct _SilentSource
{
  GObject parent_instance;
};

static ZhihuiSituation *
get_situation (ZhihuiSource *source)
{
  return NULL;
}

static void
source_init (ZhihuiSourceInterface *iface)
{
  iface->get_situation = get_situation;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SilentSource,
                               silent_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE, source_init))

static void
silent_source_class_init (SilentSourceClass *klass)
{
}

static void
silent_source_init (SilentSource *self)
{
}

/* A wall without a window. */
typedef struct
{
  ZhihuiWallShelf   *shelf;
  ZhihuiSource      *source;
  ZhihuiScreenRules *rules;
  ZhihuiWallShow    *show;
  ZhihuiDirector    *director; /* of the show */
  GString           *shown;    /* page and seconds left at every change */
} Wall;

static void
changed_cb (Wall *self)
{
  ZhihuiDirectorState state;

  g_assert_true (zhihui_director_get_state (self->director, NULL, &state));
  g_string_append_printf (self->shown, "%s:%d ", state.page, state.left_s);
}

static void
set_up (Wall *self, gconstpointer text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSettingsText) conf = zhihui_settings_text_new (bytes, "wall.conf", &error);

  g_assert_no_error (error);
  self->shelf = zhihui_wall_shelf_new (NULL);
  self->source = g_object_new (TYPE_SILENT_SOURCE, NULL);
  self->rules = zhihui_screen_rules_new (conf, self->shelf, &error);
  g_assert_no_error (error);
  self->show = zhihui_wall_show_new (NULL, self->source, self->rules, self->shelf, NULL, NULL);
  self->director = zhihui_wall_show_get_director (self->show);
  self->shown = g_string_new (NULL);
  g_signal_connect_swapped (self->director, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Wall *self, gconstpointer text)
{
  g_signal_handlers_disconnect_by_data (self->director, self);
  zhihui_wall_show_free (self->show);
  zhihui_screen_rules_free (self->rules);
  g_assert_finalize_object (self->source);
  g_assert_finalize_object (self->shelf);
  g_string_free (self->shown, TRUE);
}

/* @page is shown for 100 s; then pages are read again, as when one of them was saved. */
static void
save_page_after (Wall *self, const char *page)
{
  g_assert_true (zhihui_director_show (self->director, NULL, page, NULL));
  zhihui_director_pass_time (self->director, g_get_monotonic_time () + 100 * G_USEC_PER_SEC);
  g_string_truncate (self->shown, 0);
  zhihui_wall_shelf_read (self->shelf);
}

static void
a_page_keeps_its_time_when_pages_are_saved (Wall *self, gconstpointer text)
{
  ZhihuiDirectorState state;

  save_page_after (self, "map");
  g_assert_true (zhihui_director_get_state (self->director, NULL, &state));
  g_assert_cmpstr (state.page, ==, "map");
  g_assert_cmpint (state.left_s, ==, 200);
  g_assert_cmpstr (self->shown->str, ==, "");
}

static void
a_page_that_is_not_offered_stays_in_its_list (Wall *self, gconstpointer text)
{
  ZhihuiDirectorState state;

  g_assert_false (
    zhihui_wall_file_is_offered (zhihui_wall_shelf_find (self->shelf, "grid", NULL), NULL));
  save_page_after (self, "grid");
  g_assert_true (zhihui_director_get_state (self->director, NULL, &state));
  g_assert_cmpstr (state.page, ==, "grid");
  g_assert_cmpint (state.left_s, ==, 200);
  g_assert_cmpstr (self->shown->str, ==, "");
}

/* ---- pictures ---- */

static void
called_cb (GObject *verbs, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **called = user_data;

  *called = g_object_ref (result);
}

/* As while no monitor is plugged in. */
static void
without_a_window_there_is_no_picture (Wall *self, gconstpointer text)
{
  ZhihuiWallVerbs *verbs = zhihui_wall_show_get_verbs (self->show);
  g_autoptr (GVariant) asked = g_variant_ref_sink (g_variant_new ("(su)", "", 0));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_wall_verbs_call_async (verbs, "Picture", asked, called_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (zhihui_wall_verbs_call_finish (verbs, result, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/wall-show/a-page-keeps-its-time-when-pages-are-saved",
              Wall,
              "[playlist]\npages = overview, map:300\n",
              set_up,
              a_page_keeps_its_time_when_pages_are_saved,
              tear_down);
  g_test_add ("/wall-show/a-page-that-is-not-offered-stays-in-its-list",
              Wall,
              "[playlist]\npages = overview, grid:300\n",
              set_up,
              a_page_that_is_not_offered_stays_in_its_list,
              tear_down);
  g_test_add ("/wall-show/without-a-window-there-is-no-picture",
              Wall,
              "",
              set_up,
              without_a_window_there_is_no_picture,
              tear_down);
  return g_test_run ();
}
