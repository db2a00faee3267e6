/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-mesh-private.h"
#include "zhihui-plain-file.h"

#define DIGEST_BYTES 32 /* SHA-256 */

/* A file is the block and its digest. */
static void
compute_digest (const void *block, gsize length, guint8 digest[DIGEST_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = DIGEST_BYTES;

  g_checksum_update (checksum, block, (gssize) length);
  g_checksum_get_digest (checksum, digest, &n);
}

/**
 * zhihui_mesh_save:
 * @mesh: a mesh
 * @path: where to; an older file there is replaced as a whole or not at all
 * @error: return location
 *
 * Returns: whether it is on disk
 */
gboolean
zhihui_mesh_save (const ZhihuiMesh *mesh, const char *path, GError **error)
{
  gsize            length;
  const void      *block = g_bytes_get_data (zhihui_mesh_get_block (mesh), &length);
  g_autofree char *content = g_malloc (length + DIGEST_BYTES);

  memcpy (content, block, length);
  compute_digest (block, length, (guint8 *) content + length);
  return g_file_set_contents_full (path,
                                   content,
                                   (gssize) (length + DIGEST_BYTES),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0644,
                                   error);
}

/**
 * zhihui_mesh_open:
 * @path: of a file that zhihui_mesh_save () wrote on a machine of this kind
 * @error: return location
 *
 * The file is mapped, not read; it is looked through once, which takes some milliseconds a
 * megabyte: call it in a thread. What is no regular file is refused at once.
 *
 * Returns: (transfer full) (nullable): the mesh, or %NULL: a file that is damaged or of another
 * version is %ZHIHUI_ERROR_INVALID
 */
ZhihuiMesh *
zhihui_mesh_open (const char *path, GError **error)
{
  g_autoptr (GBytes) content = zhihui_plain_file_map (path, error);
  g_autoptr (GBytes) block = NULL;
  g_autoptr (ZhihuiMesh) mesh = NULL;
  guint8      digest[DIGEST_BYTES];
  gsize       length;
  const char *bytes;

  if (content == NULL)
    return NULL;

  bytes = g_bytes_get_data (content, &length);
  if (length > DIGEST_BYTES)
    {
      length -= DIGEST_BYTES;
      compute_digest (bytes, length, digest);
      block = g_bytes_new_from_bytes (content, 0, length);
      if (memcmp (digest, bytes + length, DIGEST_BYTES) == 0)
        mesh = zhihui_mesh_new (block);
    }
  if (mesh == NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("“%s” is no prepared map, or it is damaged: import it again"),
                 path);

  return g_steal_pointer (&mesh);
}
