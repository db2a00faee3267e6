/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include "zhihui-imported-maps.h"
#include "zhihui-map-import.h"
#include "zhihui-mesh-file.h"
#include "zhihui-wire-writer.h"

/* `zhihui map import | list | remove`: the operator's own maps. */

static void
print_help (void)
{
  g_print (_ ("Usage: zhihui map COMMAND [OPTION...]\n\n"));
  g_print (_ ("Commands:\n"));
  g_print ("  import   %s\n", _ ("prepares a file of GeoJSON or TopoJSON and keeps it as a map"));
  g_print ("  list     %s\n", _ ("tells which maps are kept (--json)"));
  g_print ("  remove   %s\n", _ ("removes the map that is named"));
  g_print ("\n%s\n", _ ("'zhihui map import --help' tells the options of an import."));
}

static int
refuse_line (const char *message)
{
  g_printerr ("zhihui map: %s\n", message);
  g_printerr ("%s\n", _ ("'zhihui map --help' tells what there is."));
  return ZHIHUI_EXIT_USAGE;
}

/* A map that is kept. */
typedef struct
{
  const char *name;    /* borrowed */
  gint64      n_bytes; /* of its file */
  ZhihuiMesh *mesh;    /* owned; NULL: it cannot be read */
} KeptMap;

static KeptMap
open_map (const char *folder, const char *name)
{
  g_autofree char *path = zhihui_imported_maps_get_path (folder, name);
  KeptMap          map = { .name = name, .mesh = zhihui_mesh_open (path, NULL) };
  struct stat      file;

  if (stat (path, &file) == 0)
    map.n_bytes = file.st_size;
  return map;
}

static void
print_map (const KeptMap *map)
{
  const char *review_number = map->mesh != NULL ? zhihui_mesh_get_review_number (map->mesh) : NULL;

  if (map->mesh == NULL)
    g_print ("%-24s %s\n", map->name, _ ("damaged: import it again"));
  else
    g_print ("%-24s %8u %9u %6" G_GINT64_FORMAT "  %s\n",
             map->name,
             zhihui_mesh_get_n_regions (map->mesh),
             zhihui_mesh_get_n_corners (map->mesh),
             (map->n_bytes + 1023) / 1024,
             review_number != NULL ? review_number : "");
}

static void
write_map (ZhihuiWireWriter *writer, const KeptMap *map)
{
  const char *review_number = map->mesh != NULL ? zhihui_mesh_get_review_number (map->mesh) : NULL;

  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "name", map->name);
  zhihui_wire_writer_boolean (writer, "readable", map->mesh != NULL);
  zhihui_wire_writer_integer (writer, "bytes", map->n_bytes);
  if (map->mesh != NULL)
    {
      zhihui_wire_writer_integer (writer, "regions", zhihui_mesh_get_n_regions (map->mesh));
      zhihui_wire_writer_integer (writer, "corners", zhihui_mesh_get_n_corners (map->mesh));
    }
  if (review_number != NULL)
    zhihui_wire_writer_text (writer, "review_number", review_number);
  zhihui_wire_writer_close_object (writer);
}

static int
list (gboolean json)
{
  g_autofree char *folder = zhihui_imported_maps_get_folder ();
  g_autoptr (GPtrArray) names = zhihui_imported_maps_list (folder);
  ZhihuiWireWriter writer;
  g_autofree char *text = NULL;

  zhihui_wire_writer_init (&writer, NULL);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_open_list (&writer, "maps");
  if (!json && names->len > 0)
    g_print ("%-24s %8s %9s %6s\n", "map", "regions", "corners", "KB");
  for (guint i = 0; i < names->len; i++)
    {
      KeptMap map = open_map (folder, names->pdata[i]);

      if (json)
        write_map (&writer, &map);
      else
        print_map (&map);
      zhihui_mesh_unref (map.mesh);
    }
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_close_object (&writer);
  text = zhihui_wire_writer_finish (&writer);
  if (json)
    g_print ("%s\n", text);
  else if (names->len == 0)
    g_print (_ ("There are no maps in %s\n"), folder);
  return ZHIHUI_EXIT_OK;
}

static int
remove_map (const char *name)
{
  g_autofree char *folder = zhihui_imported_maps_get_folder ();
  g_autoptr (GError) error = NULL;

  if (zhihui_imported_maps_remove (folder, name, &error))
    return ZHIHUI_EXIT_OK;

  g_printerr ("zhihui map remove: %s\n", error->message);
  return ZHIHUI_EXIT_FAILED;
}

static gboolean
asks_for_help (const char *word)
{
  return g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "help");
}

/* Either may be asked for help. */
static gboolean
is_help (int argc, char **argv)
{
  if (argc > 1 && asks_for_help (argv[1]))
    return TRUE;

  return argc == 3 && !g_str_equal (argv[1], "import") && asks_for_help (argv[2]);
}

/**
 * zhihui_map_main:
 *
 * `zhihui map`: keeps the operator's own maps.
 *
 * Returns: the exit status
 */
int
zhihui_map_main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";
  const char *more = argc == 3 ? argv[2] : "";

  if (is_help (argc, argv))
    {
      print_help ();
      return ZHIHUI_EXIT_OK;
    }

  if (g_str_equal (what, "import"))
    {
      argv[1] = (char *) "map import"; /* what its help calls it */
      return zhihui_map_import_main (argc - 1, argv + 1);
    }
  if (g_str_equal (what, "list") && (argc == 2 || g_str_equal (more, "--json")))
    return list (argc == 3);
  if (g_str_equal (what, "remove"))
    return argc == 3 ? remove_map (more) : refuse_line (_ ("remove takes the name of one map"));

  return refuse_line (_ ("say import, list or remove"));
}
