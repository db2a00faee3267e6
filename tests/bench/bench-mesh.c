/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports generated maps and draws from them, prints JSON: 95 counties with 26,000 corners, 3,000
 * townships with a million. With a file as argument: imports that one and prints its line. */
#include <gio/gio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "mesh-sample.h"
#include "zhihui-map-document.h"
#include "zhihui-mesh-file.h"

#define ROUNDS 9
#define GIANT_CORNERS 186750u /* a side: 747,000 in all */

static double
peak_mb (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;

  line = g_strstr_len (status, -1, "VmHWM:");
  return line != NULL ? (double) strtol (line + 6, NULL, 10) / 1024 : 0;
}

static double
spent_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static double
since_ms (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

/* The same outlines as a file of GeoJSON, six decimals as most have. */
static void
write_file (const char *path, guint n, guint n_corners, guint n_regions)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (n, n_corners, 0.80, 0.38, 0.02);
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_regions; i++)
    {
      const ZhihuiOutline *outline = outlines->pdata[i];
      const GArray        *ring = outline->rings->pdata[0];

      g_string_append_printf (text,
                              "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\",\"name\":"
                              "\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
                              i > 0 ? ",\n" : "",
                              outline->code,
                              outline->name);
      for (guint j = 0; j < ring->len; j += 2)
        g_string_append_printf (text,
                                "%s[%.6f,%.6f]",
                                j > 0 ? "," : "",
                                g_array_index (ring, double, j),
                                g_array_index (ring, double, j + 1));
      g_string_append (text, "]]}}");
    }
  g_string_append (text, "\n]}\n");
  if (!g_file_set_contents (path, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
}

static int
import_file (const char *path, const char *crs)
{
  ZhihuiMapDocument reading = { 0 };
  const double      before_mb = peak_mb ();
  const gint64      start_us = g_get_monotonic_time ();
  g_autofree char  *kept = g_strconcat (path, ZHIHUI_MESH_FILE_SUFFIX, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  g_autoptr (ZhihuiMesh) again = NULL;
  double import_ms, cpu_ms, import_mb;
  gint64 open_us;

  if (!zhihui_crs_parse (crs, &reading.crs, &error))
    g_error ("%s", error->message);
  mesh = zhihui_map_document_read_file (&reading, path, NULL, NULL, &error);
  if (mesh == NULL || !zhihui_mesh_save (mesh, kept, &error))
    g_error ("%s", error->message);
  import_ms = since_ms (start_us);
  cpu_ms = spent_ms ();
  import_mb = peak_mb ();

  open_us = g_get_monotonic_time ();
  again = zhihui_mesh_open (kept, &error);
  if (again == NULL)
    g_error ("%s", error->message);

  g_print ("{\"crs\":\"%s\",\"regions\":%u,\"corners_kept\":%u,\"import_ms\":%.0f,\"cpu_ms\":%.0f,"
           "\"peak_mb\":%.1f,"
           "\"before_mb\":%.1f,\"open_ms\":%.1f}",
           crs,
           zhihui_mesh_get_n_regions (mesh),
           zhihui_mesh_get_n_corners (mesh),
           import_ms,
           cpu_ms,
           import_mb,
           before_mb,
           since_ms (open_us));
  return 0;
}

/* In a process of its own, whose peak is that of the import. */
static void
import_apart (const char *program, const char *path, const char *crs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, crs, NULL);

  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &out, NULL, &error))
    g_error ("%s", error->message);
  g_print ("%s", out);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
measure_drawing (const ZhihuiMesh *mesh, const char *name, double zoom)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  double times[ROUNDS];

  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start_us = g_get_monotonic_time ();

      g_array_set_size (corners, 0);
      for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
        for (guint j = 0; j < zhihui_mesh_get_n_rings (mesh, i); j++)
          zhihui_mesh_append_ring (mesh, i, j, zoom, corners);
      times[round] = since_ms (start_us);
    }
  qsort (times, ROUNDS, sizeof (double), compare_doubles);
  g_print ("\"%s\":{\"zoom\":%.1f,\"corners\":%u,\"append_ms\":%.2f}",
           name,
           zoom,
           corners->len,
           times[ROUNDS / 2]);
}

static void
measure_picking (const ZhihuiMesh *mesh)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);
  const guint         n = 20000;
  gint64              start_us = g_get_monotonic_time ();
  guint               n_found = 0;

  for (guint i = 0; i < n; i++)
    n_found += zhihui_mesh_pick (mesh,
                                 g_rand_double_range (rand, extent->left, extent->right),
                                 g_rand_double_range (rand, extent->top, extent->bottom)) >= 0;
  g_print ("\"pick\":{\"us\":%.2f,\"found\":%u}", since_ms (start_us) * 1000 / n, n_found);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *counties = NULL;
  g_autofree char *townships = NULL;
  g_autoptr (GPtrArray) giant = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;

  if (argc == 3)
    return import_file (argv[1], argv[2]);

  folder = g_dir_make_tmp ("zhihui-bench-XXXXXX", NULL);
  counties = g_build_filename (folder, "counties.geojson", NULL);
  townships = g_build_filename (folder, "townships.geojson", NULL);
  write_file (counties, 10, 68, 95);
  write_file (townships, 55, 83, 3000);

  g_print ("{\"counties\":");
  import_apart (argv[0], counties, "wgs84");
  g_print (",\n\"townships\":");
  import_apart (argv[0], townships, "wgs84");
  g_print (",\n\"townships_gcj02\":");
  import_apart (argv[0], townships, "gcj02");

  g_print (",\n");
  {
    g_autofree char *kept = g_strconcat (townships, ZHIHUI_MESH_FILE_SUFFIX, NULL);
    g_autoptr (ZhihuiMesh) many = zhihui_mesh_open (kept, NULL);

    measure_drawing (many, "townships_whole", 6.5);
    g_print (",\n");
    measure_drawing (many, "townships_all_corners", 32);
    g_print (",\n");
    measure_picking (many);
  }
  giant = mesh_sample_tiling (1, GIANT_CORNERS, 0.80, 0.38, 0.02);
  mesh = zhihui_mesh_build (giant, NULL, NULL, NULL);
  g_print (",\n");
  measure_drawing (mesh, "giant_whole", 6.5);
  g_print (",\n");
  measure_drawing (mesh, "giant_all_corners", 32);
  g_print ("}\n");

  {
    const char *const argv_rm[] = { "rm", "-rf", folder, NULL };
    g_autoptr (GSubprocess) rm = g_subprocess_newv (argv_rm, G_SUBPROCESS_FLAGS_NONE, NULL);

    g_subprocess_wait (rm, NULL, NULL);
  }
  return 0;
}
