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
} Wall;

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
}

static void
tear_down (Wall *self, gconstpointer text)
{
  zhihui_wall_show_free (self->show);
  zhihui_screen_rules_free (self->rules);
  g_assert_finalize_object (self->source);
  g_assert_finalize_object (self->shelf);
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
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_wall_verbs_call_async (
    verbs, "Picture", g_variant_new ("(su)", "", 0), called_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (zhihui_wall_verbs_call_finish (verbs, result, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/wall-show/without-a-window-there-is-no-picture",
              Wall,
              "",
              set_up,
              without_a_window_there_is_no_picture,
              tear_down);
  return g_test_run ();
}
