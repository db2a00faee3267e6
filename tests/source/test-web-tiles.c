/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "stub-server.h"
#include "tile-fixture.h"
#include "zhihui-error.h"
#include "zhihui-tile-picture.h"
#include "zhihui-web-tiles.h"

#define KEY "planted+key/0815=="
#define HUGE_BYTES (100 * 1024 * 1024)

typedef enum
{
  ANSWERS,
  IS_SHORT_OF_IT, /* 404 */
  FAILS,          /* 500, and repeats what it was asked */
  FORBIDS,
  HANGS,
  SENDS_A_PAGE, /* html, 200 */
  SENDS_ALL_THERE_IS,
  SENDS_ELSEWHERE,
  SENDS_HALF,
} Manner;

typedef struct
{
  gboolean    reads_webp;
  Manner      manner;
  GBytes     *png; /* owned */
  StubServer *server;
  char       *folder; /* owned: of the cache */
  GPtrArray  *paused; /* (element-type SoupServerMessage) */
  gsize       n_sent;
} Fixture;

static void
note_sent_cb (SoupServerMessage *message, guint n, Fixture *self)
{
  self->n_sent += n;
}

static void
send_huge (SoupServerMessage *message, Fixture *self)
{
  char *bytes = g_malloc0 (HUGE_BYTES);

  memcpy (bytes, g_bytes_get_data (self->png, NULL), g_bytes_get_size (self->png));
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (note_sent_cb), self);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_TAKE, bytes, HUGE_BYTES);
}

static void
answer_cb (StubServer *server, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  Fixture            *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char    *uri = g_uri_to_string (soup_server_message_get_uri (message));
  gsize               n;
  const char         *png = g_bytes_get_data (self->png, &n);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  switch (self->manner)
    {
    case ANSWERS:
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, png, n);
      break;
    case IS_SHORT_OF_IT:
      respond (message, 404, "text/html", "<html>none</html>");
      break;
    case FAILS:
      respond (message, 500, "text/plain", uri);
      break;
    case FORBIDS:
      respond (message, 403, "text/plain", uri);
      break;
    case HANGS:
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, png, n);
      soup_server_message_pause (message);
      g_ptr_array_add (self->paused, g_object_ref (message));
      break;
    case SENDS_A_PAGE:
      respond (message, 200, "text/html", "<html>please log in</html>");
      break;
    case SENDS_ALL_THERE_IS:
      send_huge (message, self);
      break;
    case SENDS_ELSEWHERE:
      soup_message_headers_replace (headers, "Location", "/elsewhere.png");
      respond (message, 302, "text/plain", "");
      break;
    case SENDS_HALF:
    default:
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, png, 20);
    }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->png = make_png ("a picture");
  self->folder = make_tree ();
  self->paused = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = stub_server_new (answer_cb, self);
}

static void
let_go (Fixture *self)
{
  for (guint i = 0; i < self->paused->len; i++)
    soup_server_message_unpause (self->paused->pdata[i]);
  g_ptr_array_set_size (self->paused, 0);
}

/* What is kept is written by workers that nobody waits for: the folder goes when it can. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  let_go (self);
  stub_server_free (self->server);
  g_ptr_array_unref (self->paused);
  g_bytes_unref (self->png);
  while (g_file_test (self->folder, G_FILE_TEST_EXISTS))
    {
      remove_tree (self->folder);
      g_main_context_iteration (NULL, FALSE);
    }
  g_free (self->folder);
}

static ZhihuiWebTiles *
open_tiles (Fixture *self, const char *path, ZhihuiTileCache *cache)
{
  static const char *const hosts[] = { "a", "b", "c", NULL };
  g_autofree char         *url = g_strconcat (stub_server_get_url (self->server), path, NULL);
  g_autoptr (ZhihuiSecret) key = zhihui_secret_new (KEY, strlen (KEY));
  g_autoptr (GError) error = NULL;
  const ZhihuiTileSettings settings = {
    .url = url,
    .subdomains = (char **) hosts,
    .attribution = (char *) "© 测绘局",
    .referer = (char *) "https://wall.example/",
    .user_agent = (char *) "Wall of Z",
    .max_zoom = 18,
    .reads_webp = self->reads_webp,
  };
  ZhihuiWebTiles *tiles = zhihui_web_tiles_new (&settings, key, cache, &error);

  g_assert_no_error (error);
  zhihui_web_tiles_set_patience (tiles, 20000, 20000);
  return tiles;
}

static ZhihuiTileCache *
open_cache (Fixture *self)
{
  return zhihui_tile_cache_new (self->folder, "a server");
}

static void
assert_fails (ZhihuiWebTiles *tiles, guint x, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load_tile (ZHIHUI_TILE_PROVIDER (tiles), 9, x, 0, &error);

  g_assert_null (bytes);
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("“%s” is not %s", error->message, pattern);
}

/* ---- what is asked ---- */

static void
test_an_address_has_place_host_key_and_who_asks (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{s}/{z}/{x}/{y}?tk={key}", NULL);
  ZhihuiTileProvider *provider = ZHIHUI_TILE_PROVIDER (tiles);
  g_autoptr (GBytes) bytes = load_tile (provider, 3, 5, 2, NULL);
  g_autoptr (GBytes) other = load_tile (provider, 3, 5, 3, NULL);

  g_assert_nonnull (bytes);
  g_assert_cmpstr (
    stub_server_get_target (self->server, 0), ==, "/b/3/5/2?tk=planted%2Bkey%2F0815%3D%3D");
  g_assert_cmpstr (
    stub_server_get_target (self->server, 1), ==, "/c/3/5/3?tk=planted%2Bkey%2F0815%3D%3D");
  g_assert_cmpstr (
    stub_server_get_header (self->server, 0, "Referer"), ==, "https://wall.example/");
  g_assert_cmpstr (stub_server_get_header (self->server, 0, "User-Agent"), ==, "Wall of Z");
  g_assert_null (stub_server_get_header (self->server, 0, "Authorization"));
  g_assert_cmpstr (zhihui_tile_provider_get_attribution (provider), ==, "© 测绘局");
}

static void
test_rows_can_be_counted_from_the_south (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}/{-y}/{tmsy}", NULL);
  g_autoptr (GBytes) bytes = load_tile (ZHIHUI_TILE_PROVIDER (tiles), 4, 15, 1, NULL);

  g_assert_cmpstr (stub_server_get_target (self->server, 0), ==, "/4/15/1/14/14");
}

static gboolean
has_bytes (const char *bytes, gsize n, const char *text)
{
  for (gsize i = 0; i + strlen (text) <= n; i++)
    if (memcmp (bytes + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_in (const char *folder, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean    is_found = FALSE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            n = 0;

      is_found |= strstr (name, text) != NULL;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        is_found |= find_in (path, text);
      else if (g_file_get_contents (path, &bytes, &n, NULL))
        is_found |= has_bytes (bytes, n, text);
    }
  return is_found;
}

static GLogWriterOutput
note_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer user_data)
{
  for (gsize i = 0; i < n; i++)
    if (fields[i].length < 0)
      g_string_append_printf (user_data, "%s\n", (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static void
wait_for_file (ZhihuiTileCache *cache, const char *name)
{
  g_autofree char *path = g_build_filename (zhihui_tile_cache_get_folder (cache), name, NULL);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
}

/* In a program of its own: what writes the log is set once. */
static void
test_the_key_is_nowhere_but_in_the_address (Fixture *self, gconstpointer data)
{
  static const Manner manners[] = { FORBIDS, FAILS, SENDS_ELSEWHERE, SENDS_A_PAGE };
  GString            *log; /* as long as the program */

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  g_bytes_unref (self->png);
  self->png = make_png (KEY); /* a server repeats what it is told */
  log = g_string_new (NULL);
  g_log_set_writer_func (note_log, log, NULL);
  for (guint i = 0; i <= G_N_ELEMENTS (manners); i++)
    {
      g_autoptr (ZhihuiTileCache) cache = open_cache (self);
      g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{key}/{z}/{x}/{y}", cache);

      self->manner = i < G_N_ELEMENTS (manners) ? manners[i] : ANSWERS;
      for (guint x = 0; x < 4; x++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) bytes = load_tile (ZHIHUI_TILE_PROVIDER (tiles), 9, x, 0, &error);

          g_assert_true (error == NULL || strstr (error->message, "planted") == NULL);
          g_assert_true ((bytes != NULL) == (self->manner == ANSWERS));
        }
      if (self->manner == ANSWERS)
        wait_for_file (cache, "9-0-0");
      else
        g_assert_nonnull (zhihui_web_tiles_get_fault (tiles));
    }
  g_assert_nonnull (strstr (log->str, "base map")); /* something was told */
  g_assert_null (strstr (log->str, "planted"));
  g_assert_false (find_in (self->folder, "planted"));
}

static void
test_few_are_asked_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);
  GAsyncResult *results[20] = { NULL };

  self->manner = HANGS;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      const ZhihuiTilePlace place = { 9, i, 0 };

      zhihui_tile_provider_load_async (
        ZHIHUI_TILE_PROVIDER (tiles), &place, NULL, keep_result_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    while (results[i] == NULL)
      {
        g_main_context_iteration (NULL, TRUE);
        g_assert_cmpuint (self->paused->len, <=, ZHIHUI_WEB_TILES_AT_ONCE);
        if (self->paused->len == ZHIHUI_WEB_TILES_AT_ONCE ||
            stub_server_count (self->server) == G_N_ELEMENTS (results))
          let_go (self);
      }
  g_assert_cmpuint (stub_server_count (self->server), ==, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_object_unref (results[i]);
}

/* ---- what goes wrong ---- */

static void
test_a_picture_that_is_not_there_is_none (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiTileCache) cache = open_cache (self);
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", cache);

  self->manner = IS_SHORT_OF_IT;
  assert_none (ZHIHUI_TILE_PROVIDER (tiles), 9, 1, 0);
  g_assert_null (zhihui_web_tiles_get_fault (tiles));
  wait_for_file (cache, "9-1-0");
  assert_none (ZHIHUI_TILE_PROVIDER (tiles), 9, 1, 0);
  g_assert_cmpuint (stub_server_count (self->server), ==, 1);
}

static void
test_what_is_no_picture_is_a_failure_and_not_kept (Fixture *self, gconstpointer data)
{
  static const struct
  {
    Manner      manner;
    const char *pattern;
  } cases[] = {
    { FAILS, "*500*" },           { SENDS_A_PAGE, "*no picture*" },
    { SENDS_ELSEWHERE, "*302*" }, { SENDS_HALF, "*no picture*" },
    { SENDS_ALL_THERE_IS, "*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiTileCache) cache = open_cache (self);
      g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", cache);
      guint n_before = stub_server_count (self->server);

      self->manner = cases[i].manner;
      assert_fails (tiles, 7, cases[i].pattern);
      g_assert_null (zhihui_web_tiles_get_fault (tiles)); /* one is not the server */
      g_assert_cmpuint (stub_server_count (self->server), ==, n_before + 1);
      self->manner = ANSWERS;
      assert_tile (ZHIHUI_TILE_PROVIDER (tiles), 9, 7, 1, self->png);
    }
  g_assert_cmpuint (self->n_sent, <, HUGE_BYTES / 2);
}

static void
test_webp_is_for_who_can_read_it (Fixture *self, gconstpointer data)
{
  g_bytes_unref (self->png);
  self->png = make_webp ();
  for (guint i = 0; i < 2; i++, self->reads_webp = TRUE)
    {
      g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);

      if (self->reads_webp)
        assert_tile (ZHIHUI_TILE_PROVIDER (tiles), 9, 7, 0, self->png);
      else
        assert_fails (tiles, 7, "*WebP*");
      g_assert_cmpint (strstr (stub_server_get_header (self->server, i, "Accept"), "image/webp") !=
                         NULL,
                       ==,
                       self->reads_webp);
    }
}

static void
test_a_server_that_fails_is_left_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);

  self->manner = FAILS;
  for (guint i = 0; i < 40; i++)
    assert_fails (tiles, i, "*500*");
  g_assert_cmpuint (stub_server_count (self->server), ==, 3);
  g_assert_cmpstr (zhihui_web_tiles_get_fault (tiles), ==, "the server answers with error 500");
}

static void
test_a_server_that_refuses_the_key_is_asked_once (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);

  self->manner = FORBIDS;
  for (guint i = 0; i < 9; i++)
    assert_fails (tiles, i, "*refuses the key*403*");
  g_assert_cmpuint (stub_server_count (self->server), ==, 1);
}

static void
test_a_server_that_comes_back_is_asked_again (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);
  GBytes *bytes = NULL;

  zhihui_web_tiles_set_patience (tiles, 20000, 5);
  self->manner = FORBIDS;
  assert_fails (tiles, 1, "*403*");
  self->manner = ANSWERS;
  /* Of those that are turned away without being asked some come first. */
  while (bytes == NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      bytes = load_tile (ZHIHUI_TILE_PROVIDER (tiles), 9, 1, 0, NULL);
    }
  g_bytes_unref (bytes);
  g_assert_cmpuint (stub_server_count (self->server), ==, 2);
  g_assert_null (zhihui_web_tiles_get_fault (tiles));
}

static void
test_a_server_that_hangs_has_a_deadline (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);

  zhihui_web_tiles_set_patience (tiles, 50, 20000);
  self->manner = HANGS;
  assert_fails (tiles, 1, "*not in time*");
  assert_fails (tiles, 2, "*not in time*");
  g_assert_cmpuint (stub_server_count (self->server), ==, 1);
}

static void
test_nobody_listening_is_a_fault_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);

  stub_server_free (self->server);
  self->server = stub_server_new (answer_cb, self); /* elsewhere */
  assert_fails (tiles, 1, "*does not answer*");
  g_assert_nonnull (zhihui_web_tiles_get_fault (tiles));
}

static void
test_what_nobody_wants_any_more_is_not_asked (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const ZhihuiTilePlace place = { 1, 0, 0 };

  g_cancellable_cancel (cancellable);
  zhihui_tile_provider_load_async (
    ZHIHUI_TILE_PROVIDER (tiles), &place, cancellable, keep_result_cb, &result);
  await_result (&result);
  g_assert_null (zhihui_tile_provider_load_finish (ZHIHUI_TILE_PROVIDER (tiles), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stub_server_count (self->server), ==, 0);
}

/* ---- what is kept ---- */

static void
set_age (ZhihuiTileCache *cache, const char *name, gint64 age_s)
{
  g_autofree char *path = g_build_filename (zhihui_tile_cache_get_folder (cache), name, NULL);
  time_t           then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age_s);
  struct utimbuf   times = { then, then };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static gboolean
is_kept (ZhihuiTileCache *cache, guint x)
{
  const ZhihuiTilePlace place = { 9, x, 0 };
  g_autoptr (GBytes) bytes = zhihui_tile_cache_read (cache, &place);

  return bytes != NULL;
}

static void
test_a_picture_is_kept_for_a_week (Fixture *self, gconstpointer data)
{
  static const ZhihuiTilePlace places[] = { { 9, 0, 0 }, { 9, 1, 0 }, { 9, 2, 0 }, { 9, 3, 0 } };
  g_autoptr (ZhihuiTileCache) cache = open_cache (self);
  g_autoptr (ZhihuiTileCache) another = zhihui_tile_cache_new (self->folder, "another server");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    zhihui_tile_cache_write (cache, &places[i], i < 3 ? self->png : NULL);
  set_age (cache, "9-0-0", 7 * 86400 - 60);
  set_age (cache, "9-1-0", 7 * 86400 + 60);
  set_age (cache, "9-2-0", -3600); /* the clock was set back */
  set_age (cache, "9-3-0", 86400 + 60);
  g_assert_true (is_kept (cache, 0));
  g_assert_false (is_kept (cache, 1));
  g_assert_false (is_kept (cache, 2));
  g_assert_false (is_kept (cache, 3)); /* that there is none, for a day */
  g_assert_false (is_kept (another, 0));
}

static void
test_half_a_picture_on_disk_is_none (Fixture *self, gconstpointer data)
{
  const ZhihuiTilePlace place = { 9, 0, 0 };
  g_autoptr (ZhihuiTileCache) cache = open_cache (self);
  g_autofree char *path = g_build_filename (zhihui_tile_cache_get_folder (cache), "9-0-0", NULL);

  zhihui_tile_cache_write (cache, &place, self->png);
  g_assert_true (is_kept (cache, 0));
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (self->png, NULL), 20, NULL));
  g_assert_false (is_kept (cache, 0));
}

static void
test_the_oldest_go_when_there_are_too_many (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiTileCache) cache = open_cache (self);
  g_autofree char *large = g_malloc0 (100000);
  g_autoptr (GBytes) bytes = NULL;
  guint n = 0;

  memcpy (large, g_bytes_get_data (self->png, NULL), g_bytes_get_size (self->png));
  bytes = g_bytes_new (large, 100000);
  zhihui_tile_cache_set_limit (cache, 1000000);
  for (guint i = 0; i < 40; i++)
    {
      const ZhihuiTilePlace place = { 9, i, 0 };
      g_autofree char      *name = g_strdup_printf ("9-%u-0", i);

      zhihui_tile_cache_write (cache, &place, bytes);
      if (is_kept (cache, i))
        set_age (cache, name, 4000 - 10 * i);
    }
  for (guint i = 0; i < 40; i++)
    n += is_kept (cache, i);
  g_assert_cmpuint (n, <=, 13);
  g_assert_cmpuint (n, >=, 6);
  g_assert_false (is_kept (cache, 0));
  g_assert_true (is_kept (cache, 38));
}

static void
test_a_kept_picture_needs_no_server (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiTileCache) cache = open_cache (self);
  const ZhihuiTilePlace place = { 9, 4, 0 };
  g_autoptr (ZhihuiWebTiles) tiles = open_tiles (self, "/{z}/{x}/{y}", cache);

  self->manner = FORBIDS;
  zhihui_tile_cache_write (cache, &place, self->png);
  assert_tile (ZHIHUI_TILE_PROVIDER (tiles), 9, 4, 0, self->png);
  g_assert_cmpuint (stub_server_count (self->server), ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/web-tiles/an-address-has-place-host-key-and-who-asks",
       test_an_address_has_place_host_key_and_who_asks);
  ADD ("/web-tiles/rows-can-be-counted-from-the-south", test_rows_can_be_counted_from_the_south);
  ADD ("/web-tiles/the-key-is-nowhere-but-in-the-address",
       test_the_key_is_nowhere_but_in_the_address);
  ADD ("/web-tiles/few-are-asked-at-once", test_few_are_asked_at_once);
  ADD ("/web-tiles/a-picture-that-is-not-there-is-none", test_a_picture_that_is_not_there_is_none);
  ADD ("/web-tiles/what-is-no-picture-is-a-failure-and-not-kept",
       test_what_is_no_picture_is_a_failure_and_not_kept);
  ADD ("/web-tiles/webp-is-for-who-can-read-it", test_webp_is_for_who_can_read_it);
  ADD ("/web-tiles/a-server-that-fails-is-left-alone", test_a_server_that_fails_is_left_alone);
  ADD ("/web-tiles/a-server-that-refuses-the-key-is-asked-once",
       test_a_server_that_refuses_the_key_is_asked_once);
  ADD ("/web-tiles/a-server-that-comes-back-is-asked-again",
       test_a_server_that_comes_back_is_asked_again);
  ADD ("/web-tiles/a-server-that-hangs-has-a-deadline", test_a_server_that_hangs_has_a_deadline);
  ADD ("/web-tiles/nobody-listening-is-a-fault-at-once", test_nobody_listening_is_a_fault_at_once);
  ADD ("/web-tiles/what-nobody-wants-any-more-is-not-asked",
       test_what_nobody_wants_any_more_is_not_asked);
  ADD ("/web-tiles/a-picture-is-kept-for-a-week", test_a_picture_is_kept_for_a_week);
  ADD ("/web-tiles/half-a-picture-on-disk-is-none", test_half_a_picture_on_disk_is_none);
  ADD ("/web-tiles/the-oldest-go-when-there-are-too-many",
       test_the_oldest_go_when_there_are_too_many);
  ADD ("/web-tiles/a-kept-picture-needs-no-server", test_a_kept_picture_needs_no_server);
  return g_test_run ();
}
