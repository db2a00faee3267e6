/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-option.h"

#include "program-run.h"
#include "zhihui-page-wants.h"

#include <glib/gstdio.h>

#define PATIENCE_S 10

typedef struct
{
  char           *folder, *path; /* owned */
  GObject        *owner;         /* owned: the callback finds the fixture by it */
  ZhihuiMapOption option;
  guint           n_changes;
  ZhihuiBoard     tour;  /* as told last */
  char           *fault; /* owned, nullable: as told last */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = program_make_folder ();
  self->path = g_build_filename (self->folder, "map.conf", NULL);
  self->owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data (self->owner, "fixture", self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_map_option_clear (&self->option);
  g_clear_object (&self->owner);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->fault);
}

static void
changed (ZhihuiMapSettings *settings, const char *fault, GObject *owner)
{
  Fixture *self = g_object_get_data (owner, "fixture");

  self->n_changes++;
  self->tour = settings->tour;
  g_free (self->fault);
  self->fault = g_strdup (fault);
}

static void
write_file (Fixture *self, const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static gboolean
time_over_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until the map goes by @tour, and a fault is told or not. */
static void
await (Fixture *self, ZhihuiBoard tour, gboolean has_fault)
{
  gboolean is_over = FALSE;
  guint    id = g_timeout_add_seconds (PATIENCE_S, time_over_cb, &is_over);

  while (!is_over &&
         (self->n_changes == 0 || self->tour != tour || (self->fault != NULL) != has_fault))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_over);
  g_source_remove (id);
}

static void
start (Fixture *self)
{
  self->option.told = g_strdup (self->path);
  zhihui_map_option_load (&self->option);
  zhihui_map_option_watch (&self->option, changed, self->owner);
}

static void
what_is_written_holds_at_once (Fixture *self, gconstpointer data)
{
  write_file (self, "[tour]\nby=return\n");
  start (self);
  g_assert_cmpint (self->option.settings->tour, ==, ZHIHUI_BOARD_RETURN);
  g_assert_null (self->option.fault);
  g_assert_cmpuint (self->n_changes, ==, 0);

  write_file (self, "[tour]\nby=satisfaction\n");
  await (self, ZHIHUI_BOARD_SATISFIED, FALSE);
  write_file (self, "[tour]\nby=return\nto=home\n");
  await (self, ZHIHUI_BOARD_SATISFIED, TRUE); /* nothing of it holds */
  g_assert_nonnull (strstr (self->fault, ":3:1: "));
  write_file (self, "");
  await (self, ZHIHUI_BOARD_OVERDUE, FALSE);
}

static void
a_broken_file_leaves_what_is_usual (Fixture *self, gconstpointer data)
{
  write_file (self, "[tour]\nby=return\n[volume]\nclasses=1 2\n");
  start (self);
  g_assert_cmpint (self->option.settings->tour, ==, ZHIHUI_BOARD_OVERDUE);
  g_assert_nonnull (strstr (self->option.fault, "map.conf:4:9: "));
}

static void
nobody_is_told_after_the_end (Fixture *self, gconstpointer data)
{
  gboolean is_over = FALSE;

  start (self); /* there is no file: that was promised */
  g_assert_nonnull (self->option.fault);
  g_clear_object (&self->owner);
  write_file (self, "[tour]\nby=return\n");
  g_timeout_add (300, time_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->n_changes, ==, 0);
}

static guint
count_layer (const ZhihuiWants *wants, const char *layer)
{
  guint n = 0;

  for (guint i = 0; i < wants->n_layers; i++)
    n += g_str_equal (wants->layers[i], layer);
  return n;
}

static void
what_the_map_hides_a_page_still_shows (Fixture *self, gconstpointer data)
{
  ZhihuiWants wants;

  write_file (self, "[layers]\nkind:camera=none\nkind:station=station\n");
  start (self);
  g_assert_null (self->option.fault);
  zhihui_page_wants_of_shipped ("nets", 0, 0, &wants);
  g_assert_cmpuint (count_layer (&wants, "kind:camera"), ==, 1);
  zhihui_map_option_add_layers (self->option.settings, &wants);
  g_assert_cmpuint (count_layer (&wants, "kind:camera"), ==, 1);
  g_assert_cmpuint (count_layer (&wants, "kind:station"), ==, 1);
  zhihui_map_option_add_layers (self->option.settings, &wants);
  g_assert_cmpuint (count_layer (&wants, "kind:station"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/map-option/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("what-is-written-holds-at-once", what_is_written_holds_at_once);
  ADD ("a-broken-file-leaves-what-is-usual", a_broken_file_leaves_what_is_usual);
  ADD ("what-the-map-hides-a-page-still-shows", what_the_map_hides_a_page_still_shows);
  ADD ("nobody-is-told-after-the-end", nobody_is_told_after_the_end);
  return g_test_run ();
}
