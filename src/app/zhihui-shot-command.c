/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-forced-state.h"
#include "zhihui-map-option.h"
#include "zhihui-page-file.h"
#include "zhihui-page-option.h"
#include "zhihui-pages.h"
#include "zhihui-past.h"
#include "zhihui-public-alert.h"
#include "zhihui-settling.h"
#include "zhihui-source-options.h"
#include "zhihui-wall-page.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define SETTLE_MS 10000
#define MAX_SIDE 16384

typedef struct
{
  ZhihuiSourceOptions source;
  ZhihuiPast          past;
  ZhihuiMapOption     map_option;
  ZhihuiPageOption    page;
  char               *output;
  ZhihuiPageFileKind  kind; /* of @output */
  char               *size;
  char               *monitors;
  int                 bezel;
  char               *state_name;
  char               *peer;
  char               *map;
  int                 width, height;
  ZhihuiSeams         seams;
  gboolean            is_forced;
  ZhihuiState         state;
} ShotOptions;

static void
shot_options_clear (ShotOptions *self)
{
  zhihui_source_options_clear (&self->source);
  zhihui_past_clear (&self->past);
  zhihui_map_option_clear (&self->map_option);
  zhihui_page_option_clear (&self->page);
  g_free (self->output);
  g_free (self->size);
  g_free (self->monitors);
  g_free (self->state_name);
  g_free (self->peer);
  g_free (self->map);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShotOptions, shot_options_clear)

static gboolean
parse_options (ShotOptions *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("output",
                   'o',
                   FILENAME,
                   &self->output,
                   N_ ("File to write: .png, .svg or .pdf"),
                   N_ ("FILE")),
    ZHIHUI_PAGE_OPTIONS (&self->page, N_ ("Page of the wall (default overview)")),
    ZHIHUI_OPTION ("size",
                   0,
                   STRING,
                   &self->size,
                   N_ ("Size in pixels (default 1920x1080)"),
                   N_ ("WIDTHxHEIGHT")),
    ZHIHUI_OPTION ("monitors",
                   0,
                   STRING,
                   &self->monitors,
                   N_ ("As on a wall of so many monitors, whose edges cross the page"),
                   N_ ("COLUMNSxROWS")),
    ZHIHUI_OPTION ("bezel",
                   0,
                   INT,
                   &self->bezel,
                   N_ ("Pixels of the page behind each edge between two monitors"),
                   N_ ("PIXELS")),
    ZHIHUI_OPTION ("state",
                   0,
                   STRING,
                   &self->state_name,
                   N_ ("Paints as if fresh, late, stale, offline, loading, error or refused"),
                   N_ ("STATE")),
    ZHIHUI_OPTION ("peer", 0, STRING, &self->peer, N_ ("Peer group of the boards"), N_ ("ID")),
    ZHIHUI_PAST_AT_OPTION (&self->past),
    ZHIHUI_OPTION (
      "map", 0, FILENAME, &self->map, N_ ("Outlines of the regions"), N_ ("FILE.geojson")),
    ZHIHUI_MAP_METRIC_OPTION (&self->map_option),
    ZHIHUI_MAP_OPTION (&self->map_option),
    G_OPTION_ENTRY_NULL,
  };

  return zhihui_source_options_parse (
    &self->source,
    _ ("Paints a page of the wall into a file. No display is needed."),
    entries,
    argc,
    argv);
}

static ZhihuiWallFile *
find_page (ShotOptions *self)
{
  return zhihui_wall_shelf_find (self->page.shelf, self->page.page, NULL);
}

/* The edges of @n monitors of one size, over @length px. */
static void
add_seams (ZhihuiSeamList *list, int n, int length, int bezel)
{
  double monitor = (double) (length - (n - 1) * bezel) / n;

  for (int i = 1; i < n; i++)
    zhihui_seam_list_add (list, i * monitor + (i - 1) * bezel, i * (monitor + bezel));
}

static gboolean
judge_monitors (ShotOptions *self, GError **error)
{
  int columns, rows, end = 0;

  if (self->monitors == NULL)
    return TRUE;
  if (sscanf (self->monitors, "%1dx%1d%n", &columns, &rows, &end) != 2 ||
      self->monitors[end] != 0 || columns < 1 || rows < 1 || columns > ZHIHUI_MAX_SEAMS ||
      rows > ZHIHUI_MAX_SEAMS)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("'%s' are no monitors: say COLUMNSxROWS, each from 1 to %d"),
                   self->monitors,
                   ZHIHUI_MAX_SEAMS);
      return FALSE;
    }
  if (self->bezel < 0 || self->bezel * ZHIHUI_MAX_SEAMS > MIN (self->width, self->height))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%d pixels are no bezel of this wall"),
                   self->bezel);
      return FALSE;
    }
  add_seams (&self->seams.upright, columns, self->width, self->bezel);
  add_seams (&self->seams.level, rows, self->height, self->bezel);
  return TRUE;
}

static gboolean
judge_options (ShotOptions *self, GError **error)
{
  if (self->output == NULL)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("no file is given: say -o FILE.png"));
      return FALSE;
    }
  if (!zhihui_page_file_parse_kind (self->output, &self->kind, error))
    return FALSE;
  if (!zhihui_pages_parse_size (self->size != NULL ? self->size : "1920x1080",
                                MAX_SIDE,
                                &self->width,
                                &self->height,
                                error))
    return FALSE;

  if (!judge_monitors (self, error))
    return FALSE;
  if (!zhihui_map_option_judge_metric (&self->map_option, error))
    return FALSE;
  self->is_forced = self->state_name != NULL;
  if (!zhihui_page_option_open (&self->page, "zhihui shot", error))
    return FALSE;
  if (self->page.page == NULL)
    self->page.page = g_strdup ("overview");
  return !self->is_forced || zhihui_forced_state_parse (self->state_name, &self->state, error);
}

/* What the page shows; NULL when it could not be had. */
static ZhihuiSituation *
read_situation (ShotOptions *self, GError **error)
{
  g_autoptr (ZhihuiSource) source = NULL;
  g_autoptr (ZhihuiSituation) situation = NULL;
  const char *const pages[] = { self->page.page, NULL };
  ZhihuiWants       wants;

  source = zhihui_past_is_asked (&self->past)
             ? zhihui_past_open (&self->past, &self->source, ZHIHUI_KEEP_FOR_WALL, error)
             : zhihui_source_options_open (&self->source, FALSE, error);
  if (source == NULL)
    return NULL;

  zhihui_page_option_get_wants (&self->page, pages, self->width, self->height, &wants);
  zhihui_map_option_add_layers (self->map_option.settings, &wants);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  zhihui_settling_wait (source, SETTLE_MS);
  situation = zhihui_situation_make_public (zhihui_source_get_situation (source));
  zhihui_source_stop (source);

  if (!self->is_forced && !zhihui_pages_judge_read (situation, error))
    return NULL;
  if (!zhihui_pages_judge_peer (situation, &self->peer, error))
    return NULL;

  return g_steal_pointer (&situation);
}

static void
paint_page (ShotOptions     *self,
            ZhihuiWallPage  *page,
            ZhihuiSituation *situation,
            cairo_surface_t *surface)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autoptr (ZhihuiSituation) shown = self->is_forced
                                        ? zhihui_forced_state_apply (situation, self->state, now_us)
                                        : zhihui_situation_ref (situation);
  ZhihuiMoment moment = {
    .now_us = now_us,
    .peer = self->peer,
    .page = 1,
    .n_pages = 1,
    .local_now = zhihui_situation_get_platform_now (shown, now_us),
  };
  cairo_t *cr = cairo_create (surface);

  if (moment.local_now == ZHIHUI_NO_INSTANT)
    moment.local_now = g_get_real_time () / G_USEC_PER_SEC;

  zhihui_wall_page_paint (page, cr, shown, &moment);
  zhihui_page_file_describe (
    surface, zhihui_wall_shelf_get_title (self->page.shelf, self->page.page), moment.local_now);
  cairo_destroy (cr);
}

/* The file is complete or not there: bytes first, then a temporary file, then its name. */
static gboolean
write_page (ShotOptions *self, ZhihuiWallPage *page, ZhihuiSituation *situation, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = zhihui_page_file_begin (bytes, self->kind, self->width, self->height);

  paint_page (self, page, situation, surface);
  if (!zhihui_page_file_end (surface, bytes, error))
    return FALSE;

  return g_file_set_contents_full (self->output,
                                   (const char *) bytes->data,
                                   (gssize) bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   0666,
                                   error);
}

static gboolean
make_shot (ShotOptions *self, GError **error)
{
  g_autoptr (ZhihuiWallPage) page = NULL;
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (GPtrArray) outlines = NULL;

  if (!judge_options (self, error))
    return FALSE;

  page = zhihui_wall_page_new_spanning (
    find_page (self), self->width, self->height, self->page.unit, &self->seams, error);
  if (page == NULL)
    return FALSE;

  if (self->map != NULL)
    {
      outlines = zhihui_pages_load_outlines (self->map, error);
      if (outlines == NULL)
        return FALSE;
    }

  situation = read_situation (self, error);
  if (situation == NULL)
    return FALSE;
  if (outlines == NULL)
    {
      g_autoptr (ZhihuiMesh) mesh = zhihui_pages_find_mesh (situation);

      zhihui_wall_page_set_mesh (page, mesh);
    }
  else if (zhihui_pages_judge_outlines (situation, outlines, self->map, error))
    zhihui_wall_page_set_outlines (page, outlines);
  else
    return FALSE;

  zhihui_wall_page_set_map_settings (page, self->map_option.settings);
  return write_page (self, page, situation, error);
}

/**
 * zhihui_shot_main:
 *
 * `zhihui shot`: one page of the wall as a picture.
 *
 * Returns: the exit status
 */
int
zhihui_shot_main (int argc, char **argv)
{
  g_auto (ShotOptions) options = { .past = ZHIHUI_PAST_INIT };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&options, &argc, &argv))
    return ZHIHUI_EXIT_USAGE;

  zhihui_source_options_speak (&options.source);
  zhihui_map_option_load (&options.map_option);
  if (zhihui_map_option_judge (&options.map_option, &error) && make_shot (&options, &error))
    return ZHIHUI_EXIT_OK;

  g_printerr ("zhihui shot: %s\n", error->message);
  return ZHIHUI_EXIT_FAILED;
}
