/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-platform.h"
#include "tile-fixture.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-language.h"

#define TOKEN "desk-token-0123456789"
#define PATH "/alerts/a-17/ack"
#define BODY "{\"by\":\"王科长\"}"
/* echo -n BODY | openssl dgst -sha256 -binary | base64 */
#define DIGEST "sha-256=:bEJOewHGzncOhYAc3KpK7Vj+iexsXXjCJ0etw8x9BQY=:"

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  guint             n_told;
  char             *head;   /* owned: what the last telling looked like */
  int               status; /* answered */
  const char       *type, *answer;
} Fixture;

static const char *
get_header (SoupServerMessage *message, const char *name)
{
  const char *value =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);

  return value != NULL ? value : "-";
}

static gboolean
take (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *body = NULL;

  if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    return FALSE;

  self->n_told++;
  body = g_strndup (soup_server_message_get_request_body (message)->data,
                    (gsize) soup_server_message_get_request_body (message)->length);
  g_free (self->head);
  self->head = g_strjoin ("\n",
                          g_uri_get_path (soup_server_message_get_uri (message)),
                          get_header (message, "Authorization"),
                          get_header (message, "Content-Type"),
                          get_header (message, "Content-Digest"),
                          get_header (message, "If-Match"),
                          body,
                          NULL);
  if (self->status == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return TRUE;
    }

  soup_server_message_set_status (message, (guint) self->status, NULL);
  if (self->status == 302)
    soup_message_headers_replace (
      soup_server_message_get_response_headers (message), "Location", "/api/v1/elsewhere");
  soup_server_message_set_response (
    message, self->type, SOUP_MEMORY_STATIC, self->answer, strlen (self->answer));
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META };
  g_autoptr (GError) error = NULL;

  self->platform = fake_platform_new ();
  self->status = 200;
  self->type = "application/json";
  self->answer = "{\"taken\":1}";
  fake_platform_set_fault (self->platform, take, self);
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (self->source, TOKEN);
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
}

static void
start (Fixture *self)
{
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
  g_free (self->head);
}

static GBytes *
tell_source (ZhihuiSource *source, const char *if_match, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autoptr (GAsyncResult) result = NULL;

  zhihui_source_tell_async (source, PATH, if_match, body, NULL, keep_result_cb, &result);
  await_result (&result);
  return zhihui_source_tell_finish (result, error);
}

static GBytes *
tell (Fixture *self, const char *if_match, GError **error)
{
  return tell_source (ZHIHUI_SOURCE (self->source), if_match, error);
}

static void
assert_refused (Fixture *self, ZhihuiError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tell (self, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 0);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, error->message);
}

static void
test_a_telling_goes_out_as_it_must (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  start (self);
  body = tell (self, "\"overdue-7\"", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "{\"taken\":1}", 11);
  g_assert_cmpstr (self->head,
                   ==,
                   "/api/v1" PATH "\nBearer " TOKEN "\napplication/json\n" DIGEST
                   "\n\"overdue-7\"\n" BODY);
}

static void
test_that_something_new_came_to_be_is_an_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  start (self);
  self->status = 201;
  body = tell (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (body), ==, 11);
}

static void
test_a_refusal_says_what_to_do_and_why (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int         status;
    ZhihuiError code;
    gboolean    is_plain;
  } cases[] = {
    { 400, ZHIHUI_ERROR_INVALID },       { 401, ZHIHUI_ERROR_REFUSED, TRUE },
    { 403, ZHIHUI_ERROR_REFUSED },       { 404, ZHIHUI_ERROR_NOT_FOUND },
    { 405, ZHIHUI_ERROR_NOT_FOUND },     { 409, ZHIHUI_ERROR_CHANGED },
    { 412, ZHIHUI_ERROR_CHANGED, TRUE }, { 413, ZHIHUI_ERROR_TOO_LARGE, TRUE },
    { 418, ZHIHUI_ERROR_FAILED },        { 429, ZHIHUI_ERROR_OFFLINE, TRUE },
    { 500, ZHIHUI_ERROR_FAILED },        { 501, ZHIHUI_ERROR_NOT_FOUND },
    { 503, ZHIHUI_ERROR_OFFLINE, TRUE }, { 507, ZHIHUI_ERROR_OFFLINE, TRUE },
  };

  start (self);
  self->type = "application/problem+json";
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf ("{\"type\":\"about:blank\",\"title\":\"T\","
                                                 "\"status\":%d,\"detail\":\"the case is closed\"}",
                                                 cases[i].status);

      self->status = cases[i].status;
      self->answer = answer;
      assert_refused (self, cases[i].code, cases[i].is_plain ? "" : "the case is closed");
      self->answer = "{\"title\":";
      assert_refused (self, cases[i].code, "");
    }
  g_assert_cmpuint (self->n_told, ==, 2 * G_N_ELEMENTS (cases));
}

/* In the language of who reads it. */
static void
test_a_state_that_stands_in_the_way_has_a_name (Fixture *self, gconstpointer data)
{
  start (self);
  self->status = 409;
  self->type = "application/problem+json";
  self->answer = "{\"title\":\"T\",\"status\":409,\"detail\":\"cannot follow\","
                 "\"errors\":[{\"name\":\"state\",\"reason\":\"submitted\"}]}";
  assert_refused (
    self, ZHIHUI_ERROR_CHANGED, "与目前的办理状态不符，不能执行（409）：目前状态为“已提交”");
}

static void
test_a_hostile_answer_is_no_success (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int         status;
    const char *type;
    ZhihuiError code;
  } cases[] = {
    { 200, "text/html", ZHIHUI_ERROR_FAILED },
    { 302, "application/json", ZHIHUI_ERROR_FAILED },
    { 304, "application/json", ZHIHUI_ERROR_FAILED },
    { 207, "application/json", ZHIHUI_ERROR_FAILED },
    { 206, "application/json", ZHIHUI_ERROR_FAILED },
  };

  start (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      self->status = cases[i].status;
      self->type = cases[i].type;
      assert_refused (self, cases[i].code, "");
    }
  g_assert_cmpuint (self->n_told, ==, G_N_ELEMENTS (cases));
  g_assert_cmpuint (fake_platform_count (self->platform, "/elsewhere"), ==, 0);
}

static void
test_a_platform_that_repeats_the_token_is_not_quoted (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start (self);
  self->status = 403;
  self->type = "application/problem+json";
  self->answer = "{\"title\":\"T\",\"status\":403,\"detail\":\"who is " TOKEN "\"}";
  g_assert_null (tell (self, NULL, &error));
  g_assert_nonnull (strstr (error->message, "who is ***"));
  g_assert_null (strstr (error->message, TOKEN));
}

/* A question would be sent once more on a new connection, a telling may have arrived. */
static void
test_nothing_is_sent_twice (Fixture *self, gconstpointer data)
{
  start (self);
  self->status = 0;
  assert_refused (self, ZHIHUI_ERROR_FAILED, "无法确定是否已送达");
  assert_refused (self, ZHIHUI_ERROR_FAILED, "无法确定是否已送达");
  let_pass (300);
  g_assert_cmpuint (self->n_told, ==, 2);
}

static void
test_it_is_said_that_nothing_was_sent (Fixture *self, gconstpointer data)
{
  start (self);
  fake_platform_go_away (self->platform);
  assert_refused (self, ZHIHUI_ERROR_OFFLINE, "没有发出");
  g_assert_cmpuint (self->n_told, ==, 0);
}

static void
test_nothing_is_told_before_the_source_is_started (Fixture *self, gconstpointer data)
{
  assert_refused (self, ZHIHUI_ERROR_OFFLINE, "没有发出");
  g_assert_cmpuint (fake_platform_count_all (self->platform), ==, 0);
}

static void
test_only_a_platform_of_ours_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *head = g_build_filename (folder, "recording.json", NULL);
  g_autoptr (ZhihuiSource) recorded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (head, "{}", -1, NULL));
  recorded = zhihui_source_new_for (folder, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (zhihui_source_is_tellable (recorded));
  g_assert_true (zhihui_source_is_tellable (ZHIHUI_SOURCE (self->source)));
  g_assert_null (tell_source (recorded, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  remove_folder (folder);
}

static void
note_path (const ZhihuiExchangeAccount *account, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", account->path);
}

/* What is recorded is shown again, to others. */
static void
test_who_looks_on_does_not_see_what_is_told (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_source_set_witness (ZHIHUI_SOURCE (self->source), note_path, seen, &error));
  start (self);
  body = tell (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (seen->str, "/meta"));
  g_assert_null (strstr (seen->str, "ack"));
}

#define ADD(path, func) g_test_add ("/telling/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  ADD ("a-telling-goes-out-as-it-must", test_a_telling_goes_out_as_it_must);
  ADD ("that-something-new-came-to-be-is-an-answer",
       test_that_something_new_came_to_be_is_an_answer);
  ADD ("a-refusal-says-what-to-do-and-why", test_a_refusal_says_what_to_do_and_why);
  ADD ("a-state-that-stands-in-the-way-has-a-name", test_a_state_that_stands_in_the_way_has_a_name);
  ADD ("a-hostile-answer-is-no-success", test_a_hostile_answer_is_no_success);
  ADD ("a-platform-that-repeats-the-token-is-not-quoted",
       test_a_platform_that_repeats_the_token_is_not_quoted);
  ADD ("nothing-is-sent-twice", test_nothing_is_sent_twice);
  ADD ("it-is-said-that-nothing-was-sent", test_it_is_said_that_nothing_was_sent);
  ADD ("nothing-is-told-before-the-source-is-started",
       test_nothing_is_told_before_the_source_is_started);
  ADD ("only-a-platform-of-ours-is-told", test_only_a_platform_of_ours_is_told);
  ADD ("who-looks-on-does-not-see-what-is-told", test_who_looks_on_does_not_see_what_is_told);
  return g_test_run ();
}
