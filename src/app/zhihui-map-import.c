/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-command.h"
#include "zhihui-error.h"
#include "zhihui-imported-maps.h"
#include "zhihui-map-document.h"
#include "zhihui-pages.h"
#include "zhihui-region-list.h"
#include "zhihui-settling.h"
#include "zhihui-source-options.h"
#include "zhihui-wire-writer.h"

#define SETTLE_MS 30000
#define MAX_SNAP_M 1000

typedef struct
{
  ZhihuiSourceOptions source;
  char              **files; /* all owned */
  char               *crs, *code, *name, *review_number, *attribution, *as, *regions;
  double              snap_m;
  gboolean            replaces, json;
} ImportOptions;

static void
import_options_clear (ImportOptions *self)
{
  zhihui_source_options_clear (&self->source);
  g_strfreev (self->files);
  g_free (self->crs);
  g_free (self->code);
  g_free (self->name);
  g_free (self->review_number);
  g_free (self->attribution);
  g_free (self->as);
  g_free (self->regions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportOptions, import_options_clear)

static gboolean
parse_options (ImportOptions *self, int *argc, char ***argv)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("crs", 0, STRING, &self->crs, N_ ("What the file counts in: wgs84 (default), gcj02 or bd09"), N_ ("CRS")),
    ZHIHUI_OPTION ("code", 0, STRING, &self->code, N_ ("Property with the code of a region (default code, adcode or id)"), N_ ("FIELD")),
    ZHIHUI_OPTION ("name", 0, STRING, &self->name, N_ ("Property with the name of a region (default name)"), N_ ("FIELD")),
    ZHIHUI_OPTION ("review-number", 0, STRING, &self->review_number, N_ ("Approval number of the map, drawn wherever the map is"), N_ ("NUMBER")),
    ZHIHUI_OPTION ("attribution", 0, STRING, &self->attribution, N_ ("Whose map it is, drawn with it"), N_ ("TEXT")),
    ZHIHUI_OPTION ("snap", 0, DOUBLE, &self->snap_m, N_ ("Makes borders one that are so many metres apart (default 0)"), N_ ("METRES")),
    ZHIHUI_OPTION ("as", 0, STRING, &self->as, N_ ("What the map is called (default the name of the file)"), N_ ("NAME")),
    ZHIHUI_OPTION ("replace", 0, NONE, &self->replaces, N_ ("Takes the place of a map of that name"), NULL),
    ZHIHUI_OPTION ("regions", 0, FILENAME, &self->regions, N_ ("Regions to compare with: CSV with the columns code, name, parent"), N_ ("FILE")),
    ZHIHUI_OPTION ("json", 0, NONE, &self->json, N_ ("Prints JSON"), NULL),
    ZHIHUI_OPTION (G_OPTION_REMAINING, 0, FILENAME_ARRAY, &self->files, NULL, N_ ("FILE")),
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */

  return zhihui_source_options_parse (
    &self->source,
    _ (
      "Prepares a file of GeoJSON or TopoJSON and keeps it as a map of this user. With --source or "
      "--regions it tells which regions have no shape, and which shapes no region."),
    entries,
    argc,
    argv);
}

static gboolean
judge_options (ImportOptions *self, ZhihuiMapDocument *reading, GError **error)
{
  if (self->files == NULL || self->files[0] == NULL || self->files[1] != NULL)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("one file is to be named"));
      return FALSE;
    }

  if (!(self->snap_m >= 0 && self->snap_m <= MAX_SNAP_M))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("--snap takes 0 to %d metres"), MAX_SNAP_M);
      return FALSE;
    }

  if (self->crs != NULL && !zhihui_crs_parse (self->crs, &reading->crs, error))
    return FALSE;

  reading->code = self->code;
  reading->name = self->name;
  reading->mesh.review_number = self->review_number;
  reading->mesh.attribution = self->attribution;
  reading->mesh.snap_m = self->snap_m;
  if (self->as == NULL)
    {
      g_autofree char *base = g_path_get_basename (self->files[0]);
      char            *dot = strrchr (base, '.');

      if (dot != NULL && dot != base)
        *dot = '\0';
      self->as = g_steal_pointer (&base);
    }
  return zhihui_imported_maps_check_name (self->as, error);
}

/* ---- with what it is compared ---- */

static GPtrArray *
read_source (ImportOptions *self, GError **error)
{
  const ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META | 1u
                                                                        << ZHIHUI_DATASET_REGIONS };
  g_autoptr (ZhihuiSource) source = zhihui_source_options_open (&self->source, FALSE, error);
  ZhihuiRegions *regions;
  GPtrArray     *list;

  if (source == NULL)
    return NULL;

  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  zhihui_settling_wait (source, SETTLE_MS);
  zhihui_source_stop (source);
  if (!zhihui_pages_judge_read (zhihui_source_get_situation (source), error))
    return NULL;

  list = zhihui_region_list_new ();
  regions = zhihui_situation_get_regions (zhihui_source_get_situation (source));
  for (guint i = 0; regions != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];

      zhihui_region_list_add (list, region->code, region->name, region->parent);
    }

  return list;
}

/* Returns: (transfer full) (nullable): the regions, of the file before those of the source; %NULL
 * without an error when neither is named */
static GPtrArray *
read_regions (ImportOptions *self, GError **error)
{
  if (self->regions != NULL)
    return zhihui_region_list_read (self->regions, error);
  if (self->source.where != NULL)
    return read_source (self, error);

  return NULL;
}

/* ---- what is said ---- */

static void
print_list (const char *title, GPtrArray *texts)
{
  if (texts == NULL || texts->len == 0)
    return;

  g_print ("%s (%u):\n", title, texts->len);
  for (guint i = 0; i < texts->len; i++)
    g_print ("  %s\n", (const char *) texts->pdata[i]);
}

static void
print_report (const ImportOptions  *self,
              const ZhihuiMesh     *mesh,
              GPtrArray            *bare,
              const ZhihuiMapMatch *match)
{
  g_print (_ ("Map “%s”: %u regions, %u corners\n"),
           self->as,
           zhihui_mesh_get_n_regions (mesh),
           zhihui_mesh_get_n_corners (mesh));
  if (self->review_number == NULL)
    g_print ("%s\n", _ ("It has no approval number: a map that is shown in public may need one."));
  print_list (_ ("Features without an area"), bare);
  if (match == NULL)
    return;

  g_print (_ ("%u regions have a shape\n"), match->n_matched);
  print_list (_ ("Regions without a shape"), match->without_shape);
  print_list (_ ("Shapes without a region"), match->without_region);
}

static void
write_list (ZhihuiWireWriter *writer, const char *name, GPtrArray *texts)
{
  zhihui_wire_writer_open_list (writer, name);
  for (guint i = 0; i < texts->len; i++)
    zhihui_wire_writer_text (writer, NULL, texts->pdata[i]);
  zhihui_wire_writer_close_list (writer);
}

static void
print_json (const ImportOptions  *self,
            const ZhihuiMesh     *mesh,
            GPtrArray            *bare,
            const ZhihuiMapMatch *match)
{
  ZhihuiWireWriter writer;
  g_autofree char *text = NULL;

  zhihui_wire_writer_init (&writer, NULL);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "map", self->as);
  zhihui_wire_writer_integer (&writer, "regions", zhihui_mesh_get_n_regions (mesh));
  zhihui_wire_writer_integer (&writer, "corners", zhihui_mesh_get_n_corners (mesh));
  write_list (&writer, "features_without_area", bare);
  if (match != NULL)
    {
      zhihui_wire_writer_integer (&writer, "matched", match->n_matched);
      write_list (&writer, "regions_without_shape", match->without_shape);
      write_list (&writer, "shapes_without_region", match->without_region);
    }
  zhihui_wire_writer_close_object (&writer);
  text = zhihui_wire_writer_finish (&writer);
  g_print ("%s\n", text);
}

/* A map that shows none of the regions would never be drawn. */
static gboolean
judge_match (const ImportOptions *self, const ZhihuiMapMatch *match, GError **error)
{
  if (match->n_matched > 0)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s: no shape has the code or the name of a region; --code and --name say which "
                  "properties they are in"),
               self->files[0]);
  return FALSE;
}

static gboolean
import (ImportOptions *self, GError **error)
{
  ZhihuiMapDocument reading = { .crs = ZHIHUI_CRS_WGS84 };
  g_autofree char  *folder = zhihui_imported_maps_get_folder ();
  g_autoptr (GPtrArray) regions = NULL;
  g_autoptr (GPtrArray) bare = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  g_auto (ZhihuiMapMatch) match = { 0 };
  GError *failed = NULL;

  if (!judge_options (self, &reading, error))
    return FALSE;

  regions = read_regions (self, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }

  mesh = zhihui_map_document_read_file (&reading, self->files[0], &bare, NULL, error);
  if (mesh == NULL)
    return FALSE;
  if (regions != NULL)
    {
      zhihui_map_match_find (&match, mesh, regions);
      if (!judge_match (self, &match, error))
        return FALSE;
    }
  if (!zhihui_imported_maps_keep (folder, self->as, mesh, self->replaces, error))
    return FALSE;

  (self->json ? print_json : print_report) (self, mesh, bare, regions != NULL ? &match : NULL);
  return TRUE;
}

int
zhihui_map_import_main (int argc, char **argv)
{
  g_auto (ImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&options, &argc, &argv))
    return ZHIHUI_EXIT_USAGE;
  zhihui_source_options_speak_if_told (&options.source);
  if (import (&options, &error))
    return ZHIHUI_EXIT_OK;

  g_printerr ("zhihui map import: %s\n", error->message);
  return ZHIHUI_EXIT_FAILED;
}
