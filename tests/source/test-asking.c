/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "tile-fixture.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"

#include <glib/gstdio.h>

#define TOKEN "desk-token-0123456789"
#define PATH "/map/cases?bbox=1,2,3,4&zoom=5"

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  guint             n_asked;
  int               status;
} Fixture;

static gboolean
answer_places (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  static const char   body[] = "{\"places\":1}";
  Fixture            *self = user_data;
  GUri               *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (g_strcmp0 (g_uri_get_query (uri), "bbox=1,2,3,4&zoom=5") != 0)
    return FALSE;

  self->n_asked++;
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Authorization"), ==, "Bearer " TOKEN);
  soup_server_message_set_status (message, (guint) self->status, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_STATIC, body, sizeof body - 1);
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META };
  g_autoptr (GError) error = NULL;

  self->platform = fake_platform_new ();
  self->status = 200;
  fake_platform_set_fault (self->platform, answer_places, self);
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (self->source, TOKEN);
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
}

static GBytes *
ask (Fixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zhihui_source_ask_async (ZHIHUI_SOURCE (self->source), PATH, NULL, keep_result_cb, &result);
  await_result (&result);
  return zhihui_source_ask_finish (result, error);
}

static void
test_what_is_asked_beside_is_answered_with_the_token (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  body = ask (self, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "{\"places\":1}", 12);
  g_assert_cmpuint (self->n_asked, ==, 1);
}

static void
test_why_it_is_not_told_is_told_apart (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int         status;
    ZhihuiError code;
  } cases[] = {
    { 401, ZHIHUI_ERROR_UNKNOWN_TOKEN }, { 403, ZHIHUI_ERROR_REFUSED },
    { 404, ZHIHUI_ERROR_NOT_FOUND },     { 500, ZHIHUI_ERROR_OFFLINE },
    { 302, ZHIHUI_ERROR_OFFLINE },       { 400, ZHIHUI_ERROR_INVALID },
    { 408, ZHIHUI_ERROR_OFFLINE },       { 410, ZHIHUI_ERROR_CHANGED },
    { 422, ZHIHUI_ERROR_INVALID },       { 429, ZHIHUI_ERROR_OFFLINE },
    { 501, ZHIHUI_ERROR_NOT_FOUND },     { 503, ZHIHUI_ERROR_OFFLINE },
  };

  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      self->status = cases[i].status;
      g_assert_null (ask (self, &error));
      g_assert_error (error, ZHIHUI_ERROR, (int) cases[i].code);
    }
}

static void
test_nothing_is_asked_before_the_source_is_started (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (self, &error));
  /* Not that it is not there: it may be in a moment. */
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  g_assert_cmpuint (fake_platform_count_all (self->platform), ==, 0);
}

/* Who ended it is gone: they go by the code alone. */
static void
test_what_was_ended_is_told_so_by_every_source (void)
{
  g_autofree char  *folder = g_dir_make_tmp ("zhihui-asking-XXXXXX", NULL);
  g_autofree char  *head = g_build_filename (folder, "recording.json", NULL);
  const char *const places[] = { folder, "demo:gaotang" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_true (
    g_file_set_contents (head, "{\"format\":1,\"name\":\"x\",\"base\":\"/api/v1\"}", -1, NULL));
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL, ended = NULL, untold = NULL;
      g_autoptr (ZhihuiSource) source = zhihui_source_new_for (places[i], NULL, NULL, &error);
      g_autoptr (GAsyncResult) first = NULL, second = NULL;

      g_assert_no_error (error);
      zhihui_source_ask_async (source, PATH, cancellable, keep_result_cb, &first);
      await_result (&first);
      g_assert_null (zhihui_source_ask_finish (first, &ended));
      g_assert_error (ended, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      zhihui_source_ask_async (source, PATH, NULL, keep_result_cb, &second);
      await_result (&second);
      g_assert_null (zhihui_source_ask_finish (second, &untold));
      g_assert_true (untold->domain == ZHIHUI_ERROR);
    }
  g_assert_cmpint (g_unlink (head), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/asking/what-is-asked-beside-is-answered-with-the-token",
       test_what_is_asked_beside_is_answered_with_the_token);
  ADD ("/asking/why-it-is-not-told-is-told-apart", test_why_it_is_not_told_is_told_apart);
  ADD ("/asking/nothing-is-asked-before-the-source-is-started",
       test_nothing_is_asked_before_the_source_is_started);
  g_test_add_func ("/asking/what-was-ended-is-told-so-by-every-source",
                   test_what_was_ended_is_told_so_by_every_source);
  return g_test_run ();
}
