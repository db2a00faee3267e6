/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-page-option.h"

#include "zhihui-error.h"
#include "zhihui-page-wants.h"
#include "zhihui-wall-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FOLDER "layouts"

/* An editor writes, renames and touches: what it does within so long is one change. */
#define QUIET_MS 200

#define MAX_UNIT 32.0
#define MAX_DISTANCE_M 200.0
#define MAX_PITCH_MM 100.0

/**
 * zhihui_page_option_clear:
 * @self: an option
 */
void
zhihui_page_option_clear (ZhihuiPageOption *self)
{
  g_clear_handle_id (&self->reading_id, g_source_remove);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  g_clear_object (&self->shelf);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->layout, g_free);
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, reason);
  return FALSE;
}

/* Comparisons are written so that what is no number fails them. */
static gboolean
judge_unit (ZhihuiPageOption *self, GError **error)
{
  gboolean has_distance = fabs (self->distance_m) > 0.0 || fabs (self->pitch_mm) > 0.0;

  if (!(self->unit >= 0.0 && self->unit <= MAX_UNIT))
    return refuse (error, _ ("--unit: from 0 to 32 pixels"));
  if (!has_distance)
    return TRUE;
  if (self->unit > 0.0)
    return refuse (error, _ ("say either --unit or --distance and --pitch"));
  if (!(self->distance_m > 0.0 && self->distance_m <= MAX_DISTANCE_M && self->pitch_mm > 0.0 &&
        self->pitch_mm <= MAX_PITCH_MM))
    return refuse (error,
                   _ ("--distance METRES and --pitch MILLIMETRES go together: up to 200 m and "
                      "100 mm"));
  self->unit = zhihui_wall_unit_of_distance (self->distance_m, self->pitch_mm);
  return TRUE;
}

static char *
make_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "zhihui", FOLDER, NULL);
}

static void
tell_faults (ZhihuiPageOption *self)
{
  const char *const *faults = zhihui_wall_shelf_get_faults (self->shelf);

  for (guint i = 0; faults[i] != NULL; i++)
    g_printerr ("%s: %s\n", self->program, faults[i]);
}

/* The file of the command line must be right from the beginning. */
static gboolean
add_layout (ZhihuiPageOption *self, GError **error)
{
  ZhihuiWallFile *file;

  if (self->layout == NULL)
    return TRUE;
  file = zhihui_wall_shelf_add (self->shelf, self->layout, error);
  if (file == NULL)
    return FALSE;
  if (self->page == NULL)
    self->page = g_strdup (zhihui_wall_file_get_name (file));
  return TRUE;
}

/**
 * zhihui_page_option_open:
 * @program: who tells of faults on stderr: "zhihui wall"; static
 *
 * Reads the pages there are: those that are shipped, those of the operator's folder, that of
 * --layout. One of the folder that is wrong is told on stderr, and the others hold.
 *
 * Returns: FALSE with @error when --layout is wrong, the page is none, or the sizes make no sense
 */
gboolean
zhihui_page_option_open (ZhihuiPageOption *self, const char *program, GError **error)
{
  g_autofree char *folder = make_folder ();

  self->program = program;
  if (!judge_unit (self, error))
    return FALSE;
  self->shelf = zhihui_wall_shelf_new (folder);
  tell_faults (self);
  return add_layout (self, error) &&
         (self->page == NULL || zhihui_wall_shelf_find (self->shelf, self->page, error) != NULL);
}

/**
 * zhihui_page_option_get_wants:
 * @pages: (nullable) (array zero-terminated=1): names of pages; NULL: all
 * @width: of the canvas in px; 0 when it is not yet known
 * @wants: (out)
 *
 * What those pages show. Where there are more boards than a wall reads, those of the earlier pages
 * are read, and it is told.
 */
void
zhihui_page_option_get_wants (
  ZhihuiPageOption *self, const char *const *pages, int width, int height, ZhihuiWants *wants)
{
  zhihui_page_wants_init (wants);
  for (guint i = 0; i < zhihui_wall_shelf_get_n_pages (self->shelf); i++)
    {
      ZhihuiWallFile *file = zhihui_wall_shelf_get_page (self->shelf, i);
      g_autoptr (GError) error = NULL;

      if (pages != NULL && !g_strv_contains (pages, zhihui_wall_file_get_name (file)))
        continue;
      if (!zhihui_page_wants_add (wants, file, width, height, self->unit, &error))
        g_printerr ("%s: %s\n", self->program, error->message);
    }
}

static void watch_all (ZhihuiPageOption *self);

/* A folder that came just now has to be watched as one; that goes before reading it. */
static gboolean
quiet_again_cb (gpointer user_data)
{
  ZhihuiPageOption *self = user_data;

  self->reading_id = 0;
  watch_all (self);
  zhihui_wall_shelf_read (self->shelf);
  tell_faults (self);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (ZhihuiPageOption *self)
{
  g_clear_handle_id (&self->reading_id, g_source_remove);
  self->reading_id = g_timeout_add (QUIET_MS, quiet_again_cb, self);
}

static void
watch_file (ZhihuiPageOption *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    return;
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (file_changed_cb), self);
  g_ptr_array_add (self->monitors, monitor);
}

static void
watch_all (ZhihuiPageOption *self)
{
  g_autofree char *folder = make_folder ();

  g_ptr_array_set_size (self->monitors, 0);
  watch_file (self, folder);
  if (self->layout != NULL)
    watch_file (self, self->layout);
}

/**
 * zhihui_page_option_watch:
 * @self: one that was opened; stays where it is until it is cleared
 *
 * From now on the pages are read again when a file of theirs changes, also in a folder that comes
 * later.
 */
void
zhihui_page_option_watch (ZhihuiPageOption *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  watch_all (self);
}
