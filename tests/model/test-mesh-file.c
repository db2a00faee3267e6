/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "mesh-sample.h"
#include "zhihui-error.h"
#include "zhihui-mesh-file.h"

#define DIGEST_BYTES 32
#define LAND                                                                                       \
  "a west: 100 100, 110 100, 110 120, 100 120\nb east: 110 100, 120 100, 120 120, 110 120\n"

typedef struct
{
  char *folder, *path; /* owned */
  char *content;       /* owned: a sound file */
  gsize length;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiMeshOptions options = { .review_number = "鲁SG(2024)001号" };
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines (LAND);
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, &options, NULL, NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zhihui-mesh-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a.mesh", NULL);
  g_assert_true (zhihui_mesh_save (mesh, self->path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &self->content, &self->length, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->content);
}

/* Asks everything that can be asked. */
static void
use (const ZhihuiMesh *mesh)
{
  const ZhihuiExtent all = { 0, 0, 1, 1 };
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);

      g_assert_true (g_utf8_validate (region->code, -1, NULL));
      g_assert_true (g_utf8_validate (region->name, -1, NULL));
      for (guint j = 0; j < zhihui_mesh_get_n_rings (mesh, i); j++)
        zhihui_mesh_append_ring (mesh, i, j, 20, corners);
      zhihui_mesh_pick (mesh, region->label_x, region->label_y);
    }
  for (guint i = 0; i < zhihui_mesh_get_n_arcs (mesh); i++)
    zhihui_mesh_append_arc (mesh, i, 20, corners);
  zhihui_mesh_query (mesh, &all, found);
  g_assert_cmpuint (found->len, <=, zhihui_mesh_get_n_regions (mesh));
}

static ZhihuiMesh *
open_bytes (Fixture *self, const char *content, gsize length, GError **error)
{
  FILE *file = fopen (self->path, "wb"); /* without waiting for the disk: there are thousands */

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (content, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
  return zhihui_mesh_open (self->path, error);
}

static void
what_was_saved_is_opened (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiMesh) fresh = mesh_sample_build (LAND);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_open (self->path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (zhihui_mesh_get_n_regions (mesh), ==, 2);
  g_assert_cmpstr (zhihui_mesh_get_region (mesh, 1)->code, ==, "b");
  g_assert_cmpstr (zhihui_mesh_get_region (mesh, 1)->name, ==, "east");
  g_assert_cmpstr (zhihui_mesh_get_review_number (mesh), ==, "鲁SG(2024)001号");
  g_assert_cmpint (zhihui_mesh_pick (mesh, 0.115, 0.110), ==, 1);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (
      mesh_sample_area (mesh, i, 30), mesh_sample_area (fresh, i, 30), 1e-9);
}

static void
a_file_that_is_gone_or_of_another_kind_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_bytes (self, "", 0, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
    open_bytes (self, "{\"type\":\"FeatureCollection\"}                   ", 48, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_clear_error (&error);
  g_remove (self->path);
  g_assert_null (zhihui_mesh_open (self->path, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

/* A pipe that nobody writes into is not waited for. */
static void
what_is_no_plain_file_is_refused_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (self->folder, "pipe.mesh", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (zhihui_mesh_open (pipe, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_clear_error (&error);
  g_remove (pipe);

  g_assert_null (zhihui_mesh_open (self->folder, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
}

static void
every_cut_and_every_wrong_byte_is_refused (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < self->length; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_bytes (self, self->content, i, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_clear_error (&error);

      self->content[i] ^= (char) (1 << (i % 8));
      g_assert_null (open_bytes (self, self->content, self->length, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      self->content[i] ^= (char) (1 << (i % 8));
    }
}

static void
seal (char *content, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = DIGEST_BYTES;

  g_checksum_update (checksum, (const guchar *) content, (gssize) (length - DIGEST_BYTES));
  g_checksum_get_digest (checksum, (guint8 *) content + length - DIGEST_BYTES, &n);
}

/* Somebody who knows how the digest is made: what is opened leads nowhere out of the file. */
static void
a_wrong_byte_under_a_right_digest_is_harmless (Fixture *self, gconstpointer data)
{
  static const guchar values[] = { 0, 1, 2, 0x7f, 0x80, 0xff };
  guint               n_opened = 0, n_refused = 0;

  for (gsize i = 0; i + DIGEST_BYTES < self->length; i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree char *content = g_memdup2 (self->content, self->length);
        g_autoptr (ZhihuiMesh) mesh = NULL;

        content[i] = (char) values[j];
        seal (content, self->length);
        mesh = open_bytes (self, content, self->length, NULL);
        if (mesh != NULL)
          use (mesh);
        n_opened += mesh != NULL;
        n_refused += mesh == NULL;
      }
  /* Coordinates are free, counts and indices are not. */
  g_assert_cmpuint (n_opened, >, 100);
  g_assert_cmpuint (n_refused, >, 100);
}

static void
a_file_that_cannot_be_written_leaves_the_old_one (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (LAND);
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "a.mesh", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_false (zhihui_mesh_save (mesh, nowhere, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));
  g_assert_cmpmem (content, length, self->content, self->length);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/mesh-file/what-was-saved-is-opened", what_was_saved_is_opened);
  add ("/mesh-file/a-file-that-is-gone-or-of-another-kind-is-refused",
       a_file_that_is_gone_or_of_another_kind_is_refused);
  add ("/mesh-file/what-is-no-plain-file-is-refused-at-once",
       what_is_no_plain_file_is_refused_at_once);
  add ("/mesh-file/every-cut-and-every-wrong-byte-is-refused",
       every_cut_and_every_wrong_byte_is_refused);
  add ("/mesh-file/a-wrong-byte-under-a-right-digest-is-harmless",
       a_wrong_byte_under_a_right_digest_is_harmless);
  add ("/mesh-file/a-file-that-cannot-be-written-leaves-the-old-one",
       a_file_that_cannot_be_written_leaves_the_old_one);
  return g_test_run ();
}
