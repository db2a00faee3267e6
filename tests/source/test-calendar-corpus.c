/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "calendar-server.h"
#include "fake-platform.h"

#define AT_ONCE 8

static void
list_files (const char *path, GPtrArray *files)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        list_files (inside, files);
      else if (g_str_has_suffix (name, ".ics"))
        g_ptr_array_add (files, g_steal_pointer (&inside));
    }
}

/* One file each. */
typedef struct
{
  SoupServer       *server; /* of @body */
  char             *path;
  char             *body;
  gsize             length;
  ZhihuiHttpSource *source;
  ZhihuiResource   *resource;
} Reading;

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Reading *self = user_data;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (
    message, "text/calendar", SOUP_MEMORY_STATIC, self->body, self->length);
}

static void
reading_start (Reading *self, const char *path)
{
  g_auto (ZhihuiCalendarSettings) settings = { .for_desk = TRUE };
  g_autoslist (GUri) uris = NULL;

  self->path = g_strdup (path);
  g_assert_true (g_file_get_contents (path, &self->body, &self->length, NULL));
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (self->server);

  settings.url = g_strdup_printf ("http://127.0.0.1:%d/a.ics", g_uri_get_port (uris->data));
  settings.reader = calendar_server_list_reader ();
  self->source = make_calendar_reader (&settings, NULL, &self->resource);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
}

static void
reading_end (Reading *self)
{
  zhihui_source_stop (ZHIHUI_SOURCE (self->source));
  g_assert_finalize_object (self->source);
  zhihui_resource_unref (self->resource);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->body);
  g_free (self->path);
}

static gboolean
are_settled (gpointer user_data)
{
  Reading *readings = user_data;

  for (guint i = 0; i < AT_ONCE; i++)
    if (readings[i].source != NULL &&
        !zhihui_source_is_settled (ZHIHUI_SOURCE (readings[i].source)))
      return FALSE;

  return TRUE;
}

/* What came of the files. */
typedef struct
{
  guint n_taken, n_refused, n_broken;
} Tally;

static void
count (Tally *tally, Reading *reading)
{
  ZhihuiSituation     *situation = zhihui_source_get_situation (ZHIHUI_SOURCE (reading->source));
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_MEETINGS);

  if (receipt->n_failures == 0)
    {
      g_assert_nonnull (zhihui_situation_get_meetings (situation));
      tally->n_taken++;
      return;
    }

  tally->n_refused++;
  g_assert_nonnull (receipt->detail);
  if (strstr (receipt->detail, "fails on it") != NULL ||
      strstr (receipt->detail, "too long") != NULL)
    {
      tally->n_broken++;
      g_test_message ("%s: %s", reading->path, receipt->detail);
    }
}

/* Each from a server through the reader's process to the situation. */
static void
test_no_file_crashes_or_stalls_the_source (void)
{
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *root = shared != NULL
                            ? g_strdup (shared)
                            : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  g_autofree char *folder = g_build_filename (root, "corpora", "ics", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  Tally tally = { 0 };

  list_files (folder, files);
  if (files->len == 0)
    {
      g_test_skip ("the shared corpora are not here");
      return;
    }

  for (guint first = 0; first < files->len; first += AT_ONCE)
    {
      Reading readings[AT_ONCE] = { 0 };
      guint   n = MIN (AT_ONCE, files->len - first);

      for (guint i = 0; i < n; i++)
        reading_start (&readings[i], files->pdata[first + i]);
      await (are_settled, readings, "the files are read");
      for (guint i = 0; i < n; i++)
        {
          count (&tally, &readings[i]);
          reading_end (&readings[i]);
        }
    }

  g_test_message ("%u files: %u taken, %u refused", files->len, tally.n_taken, tally.n_refused);
  g_assert_cmpuint (files->len, >=, 374);
  g_assert_cmpuint (tally.n_taken, >=, 280);
  g_assert_cmpuint (tally.n_broken, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-corpus/no-file-crashes-or-stalls-the-source",
                   test_no_file_crashes_or_stalls_the_source);
  return g_test_run ();
}
