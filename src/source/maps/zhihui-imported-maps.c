/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-imported-maps.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-mesh-file.h"

#define MAX_NAME 100 /* bytes: with the suffix it is a name for every file system */

/**
 * zhihui_imported_maps_get_folder:
 *
 * Returns: (transfer full): where maps of this user are kept; may not be there yet
 */
char *
zhihui_imported_maps_get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "zhihui", "maps", NULL);
}

/**
 * zhihui_imported_maps_check_name:
 * @name: of a map
 * @error: return location
 *
 * Returns: whether a file can have it: text without slashes, controls and a dot in front
 */
gboolean
zhihui_imported_maps_check_name (const char *name, GError **error)
{
  gboolean ok = *name != '\0' && *name != '.' && strlen (name) <= MAX_NAME &&
                g_utf8_validate (name, -1, NULL) && strchr (name, '/') == NULL;

  for (const char *at = name; ok && *at != '\0'; at++)
    ok = !g_ascii_iscntrl (*at);
  if (!ok)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("a map cannot be called “%s”: no slash, no dot in front, %d bytes at most"),
                 name,
                 MAX_NAME);
  return ok;
}

/**
 * zhihui_imported_maps_get_path:
 * @folder: where maps are kept
 * @name: one that zhihui_imported_maps_check_name () lets pass
 *
 * Returns: (transfer full): its file, there or not
 */
char *
zhihui_imported_maps_get_path (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ZHIHUI_MESH_FILE_SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * zhihui_imported_maps_list:
 * @folder: where maps are kept; may not be there
 *
 * Returns: (transfer full) (element-type utf8): their names, sorted
 */
GPtrArray *
zhihui_imported_maps_list (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (*file != '.' && g_str_has_suffix (file, ZHIHUI_MESH_FILE_SUFFIX))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (ZHIHUI_MESH_FILE_SUFFIX)));

  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
fail_file (const char *path, int errsv, GError **error)
{
  g_set_error (
    error, G_FILE_ERROR, g_file_error_from_errno (errsv), "%s: %s", path, g_strerror (errsv));
}

/**
 * zhihui_imported_maps_keep:
 * @folder: where maps are kept; made when it is not there
 * @name: of the map
 * @mesh: the map
 * @replaces: whether an older one of that name may go
 * @error: return location
 *
 * Returns: whether it is kept; %ZHIHUI_ERROR_EXISTS when there is one that may not go
 */
gboolean
zhihui_imported_maps_keep (
  const char *folder, const char *name, const ZhihuiMesh *mesh, gboolean replaces, GError **error)
{
  g_autofree char *path = NULL;

  if (!zhihui_imported_maps_check_name (name, error))
    return FALSE;

  path = zhihui_imported_maps_get_path (folder, name);
  if (!replaces && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_EXISTS,
                   _ ("there is a map “%s” already: say --replace, or another name with --as"),
                   name);
      return FALSE;
    }

  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      fail_file (folder, errno, error);
      return FALSE;
    }

  return zhihui_mesh_save (mesh, path, error);
}

/**
 * zhihui_imported_maps_remove:
 * @folder: where maps are kept
 * @name: of the map
 * @error: return location
 *
 * Who draws it goes on drawing it until the next time it is looked for.
 *
 * Returns: whether it is gone; %ZHIHUI_ERROR_NOT_FOUND when there was none
 */
gboolean
zhihui_imported_maps_remove (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = NULL;

  if (!zhihui_imported_maps_check_name (name, error))
    return FALSE;

  path = zhihui_imported_maps_get_path (folder, name);
  if (g_unlink (path) == 0)
    return TRUE;

  if (errno == ENOENT)
    g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("there is no map “%s”"), name);
  else
    fail_file (path, errno, error);
  return FALSE;
}
