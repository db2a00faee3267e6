/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fake-platform.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-recorded-answers.h"
#include "zhihui-recorder.h"

#define HEAD_TEXT "{\"format\":1,\"name\":\"七月\",\"base\":\"/api/v1\"}"
#define TOKEN "tk_do-not-write-me-anywhere"

static const ZhihuiWants wants = {
  .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_ALERTS,
  .n_rankings = 1,
  .rankings = { { .board = ZHIHUI_BOARD_VOLUME, .peer = "*" } },
};

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char            *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static ZhihuiSource *
start_recording (const char *folder, Listener **listener)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source = zhihui_source_new_for (folder, NULL, NULL, &error);

  g_assert_no_error (error);
  *listener = listener_new (source);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  await_settled (*listener);
  return source;
}

/* Reads the fake platform once, with a witness. */
static void
record (FakePlatform *platform, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiRecorder) recorder = zhihui_recorder_new (folder, "七月", &error);
  ZhihuiHttpSource *http =
    zhihui_http_source_new (fake_platform_get_url (platform), NULL, NULL, NULL);
  ZhihuiSource *source = ZHIHUI_SOURCE (http);
  Listener     *listener = listener_new (source);

  g_assert_no_error (error);
  zhihui_http_source_set_token (http, TOKEN);
  g_assert_true (zhihui_source_set_witness (source, zhihui_recorder_note, recorder, NULL));
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  await_settled (listener);
  end_reading (source, listener);
  g_assert_true (zhihui_recorder_close (recorder, &error));
  g_assert_cmpuint (zhihui_recorder_get_n_answers (recorder), ==, 5);
}

/* Figures are on disk from an earlier run: the platform has nothing new for who knows them. */
static void
test_answers_are_whole (void)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char *folder = make_folder ();
  g_autofree char *answers = NULL;
  ZhihuiSource *source = zhihui_source_new_for (fake_platform_get_url (platform), NULL, NULL, NULL);
  Listener     *listener = listener_new (source);

  zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (source), TOKEN);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  await_settled (listener);
  end_reading (source, listener);

  record (platform, folder);
  answers = read_file (folder, "answers.jsonl");
  g_assert_null (strstr (answers, "304"));
  remove_folder (folder);
}

static void
test_what_is_recorded_comes_again (void)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char *folder = make_folder ();
  Listener        *listener;
  ZhihuiSource    *source;
  ZhihuiRanking   *ranking;
  gint64           now_us;

  fake_platform_set_figure (platform, 4711);
  record (platform, folder);
  fake_platform_go_away (platform);

  source = start_recording (folder, &listener);
  now_us = g_get_monotonic_time ();
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 4711);
  ranking = zhihui_situation_get_ranking (listener->last, ZHIHUI_BOARD_VOLUME, "department");
  g_assert_nonnull (ranking);
  g_assert_cmpint (ranking->total.n, ==, 4711);
  g_assert_nonnull (zhihui_situation_get_alerts (listener->last));
  g_assert_cmpint (zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, now_us).state,
                   ==,
                   ZHIHUI_STATE_FRESH);
  g_assert_cmpstr (zhihui_situation_get_source_name (listener->last), ==, "七月");
  end_reading (source, listener);
  remove_folder (folder);
}

/* Says its token again and sets a cookie, as careless servers do. */
static gboolean
echo_token (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char         *token = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Authorization");
  const char      *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *body = NULL;

  g_assert_cmpstr (token, ==, "Bearer " TOKEN);
  soup_message_headers_replace (headers, "Set-Cookie", "sid=" TOKEN);
  soup_message_headers_replace (headers, "X-You-Are", token);
  if (!g_str_has_suffix (path, "/summary"))
    return FALSE;

  body = g_strdup_printf ("{\"you\":\"%s\"}", token);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  return TRUE;
}

static void
test_a_token_is_not_recorded (void)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char *folder = make_folder ();
  g_autofree char *answers = NULL;
  g_autoptr (GDir) names = NULL;
  const char *name;
  guint       n_hidden = 0;

  fake_platform_set_fault (platform, echo_token, NULL);
  record (platform, folder);

  names = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *text = read_file (folder, name);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf         status;

      g_assert_null (strstr (text, TOKEN));
      g_assert_null (strstr (text, "Cookie"));
      n_hidden += strstr (text, "Bearer *****") != NULL;
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
  /* answers.jsonl, for the header, and the body of /summary. */
  g_assert_cmpuint (n_hidden, ==, 2);
  remove_folder (folder);
}

static void
test_the_last_answer_until_then (void)
{
  const struct
  {
    const char *path;
    gint64      at_ms;
    const char *file;
  } cases[] = {
    { "/api/v1/summary", 0, "a" },
    { "/api/v1/summary", 999, "a" },
    { "/api/v1/summary", 1000, "b" },
    { "/api/v1/summary", 1999, "b" },
    { "/api/v1/summary", 2000, "c" },
    { "/api/v1/summary", 999999, "c" },
    { "/api/v1/alerts", 0, "late" },
    { "/api/v1/alerts", 500, "late" },
    { "/api/v1/r?peer=x&limit=9", 0, "r" },
    { "/api/v1/r?first=2&peer=x&last=3", 5, "r" },
    { "/api/v1/r?peer=x", 0, "exact" },
    { "/api/v1/r?peer=y&limit=9", 0, NULL },
    { "/api/v1/none", 0, NULL },
    { "/api/v1/r", 0, NULL },
  };
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiRecordedAnswers) answers = NULL;

  write_file (folder, "recording.json", HEAD_TEXT);
  write_file (folder,
              "answers.jsonl",
              "{\"at_ms\":2000,\"path\":\"/api/v1/summary\",\"status\":200,\"file\":\"c\"}\n"
              "{\"at_ms\":0,\"path\":\"/api/v1/summary\",\"status\":200,\"file\":\"a\"}\n"
              "{\"at_ms\":1000,\"path\":\"/api/v1/summary\",\"status\":200,\"file\":\"b\"}\n"
              "{\"at_ms\":700,\"path\":\"/api/v1/alerts\",\"status\":200,\"file\":\"late\"}\n"
              "{\"at_ms\":3,\"path\":\"/api/v1/r?peer=x&limit=9\",\"status\":200,\"file\":\"r\"}\n"
              "{\"path\":\"/api/v1/r?peer=x\",\"status\":200,\"file\":\"exact\"}\n"
              "{\"at_ms\":9000,\"path\":\"/api/v1/summ");
  answers = zhihui_recorded_answers_load (folder, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiRecordedAnswer *found =
        zhihui_recorded_answers_find (answers, cases[i].path, cases[i].at_ms);

      g_assert_cmpstr (found != NULL ? found->file : NULL, ==, cases[i].file);
    }
  remove_folder (folder);
}

static ZhihuiReceipt
replay_summary (const char *line, ZhihuiSource **source, Listener **listener)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char *folder = make_folder ();
  g_autofree char *meta = fake_platform_make_body (platform, "/meta", NULL);
  g_autofree char *lines = g_strconcat (
    "{\"path\":\"/api/v1/meta\",\"status\":200,\"file\":\"meta\"}\n", line, "\n", NULL);

  write_file (folder, "recording.json", HEAD_TEXT);
  write_file (folder, "meta", meta);
  write_file (folder, "answers.jsonl", lines);
  *source = start_recording (folder, listener);
  remove_folder (folder);
  return *zhihui_situation_get_receipt ((*listener)->last, ZHIHUI_DATASET_SUMMARY);
}

static void
test_faults_come_again (void)
{
  Listener     *listener;
  ZhihuiSource *source;
  ZhihuiReceipt receipt =
    replay_summary ("{\"path\":\"/api/v1/summary\",\"status\":503,"
                    "\"headers\":[{\"name\":\"Retry-After\",\"value\":\"40\"}]}",
                    &source,
                    &listener);

  g_assert_cmpint (receipt.http_status, ==, 503);
  /* The reader heeds what the platform asked for. */
  g_assert_cmpint (receipt.next_try_us - g_get_monotonic_time (), >, seconds (30));
  end_reading (source, listener);

  receipt = replay_summary ("{\"path\":\"/api/v1/summary\",\"status\":0}", &source, &listener);
  g_assert_cmpint (receipt.http_status, ==, 0);
  g_assert_false (receipt.has_data);
  g_assert_cmpint (receipt.n_failures, >, 0);
  end_reading (source, listener);
}

static void
test_its_clock_is_that_of_then (void)
{
  const struct
  {
    const char *head, *headers;
    gint64      now;
  } cases[] = {
    { HEAD_TEXT,
      "[{\"name\":\"Date\",\"value\":\"Wed, 29 Jul 2020 07:00:00 GMT\"},"
      "{\"name\":\"Content-Length\",\"value\":\"3\"}]",
      1596006000 },
    { "{\"format\":1,\"as_of\":\"2020-07-29T15:00:00+08:00\",\"base\":\"/api/v1\"}",
      "[]",
      1596006000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autofree char *folder = make_folder ();
      g_autofree char *meta = fake_platform_make_body (platform, "/meta", NULL);
      g_autofree char *line = g_strdup_printf (
        "{\"path\":\"/api/v1/meta\",\"status\":200,\"file\":\"meta\",\"headers\":%s}\n",
        cases[i].headers);
      Listener     *listener;
      ZhihuiSource *source;
      gint64        now;

      write_file (folder, "recording.json", cases[i].head);
      write_file (folder, "meta", meta);
      write_file (folder, "answers.jsonl", line);
      source = start_recording (folder, &listener);
      now = zhihui_situation_get_platform_now (listener->last, g_get_monotonic_time ());
      g_assert_cmpint (now, >=, cases[i].now);
      g_assert_cmpint (now, <=, cases[i].now + 10);
      end_reading (source, listener);
      remove_folder (folder);
    }
}

static void
test_wrong_recordings (void)
{
  const struct
  {
    const char *head, *answers, *says;
  } cases[] = {
    { "", "", "recording.json" },
    { "{}", "", "format" },
    { "{\"format\":2}", "", "format: 2" },
    { "{\"format\":1,\"as_of\":\"yesterday\"}", "", "as_of" },
    { "{\"format\":1,\"base\":\"api\"}", "", "base" },
    { "[[[[[[", "", "recording.json" },
    { HEAD_TEXT, "{}\n", "answers.jsonl:1" },
    { HEAD_TEXT,
      "{\"path\":\"/a\",\"status\":200}\n{\"path\":\"b\",\"status\":200}\n",
      ":2: path" },
    { HEAD_TEXT, "{\"path\":\"/a\",\"status\":700}\n", "status" },
    { HEAD_TEXT, "{\"path\":\"/a\",\"status\":200,\"file\":\"../s.json\"}\n", "file" },
    { HEAD_TEXT, "{\"path\":\"/a\",\"status\":200,\"file\":\"/etc/passwd\"}\n", "file" },
    { HEAD_TEXT,
      "{\"path\":\"/a\",\"status\":200,\"headers\":[{\"name\":\"A: b\",\"value\":\"\"}]}\n",
      "name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char     *folder = make_folder ();
      const ZhihuiReceipt *receipt;
      Listener            *listener;
      ZhihuiSource        *source;

      write_file (folder, "recording.json", cases[i].head);
      write_file (folder, "answers.jsonl", cases[i].answers);
      source = start_recording (folder, &listener);
      receipt = zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY);
      g_assert_null (zhihui_situation_get_meta (listener->last));
      g_assert_nonnull (strstr (receipt->detail, cases[i].says));
      end_reading (source, listener);
      remove_folder (folder);
    }
}

/* Of a recording whose files were cut off on the way. */
static void
test_an_empty_answer (void)
{
  g_autofree char     *folder = make_folder ();
  const ZhihuiReceipt *receipt;
  Listener            *listener;
  ZhihuiSource        *source;

  write_file (folder, "recording.json", HEAD_TEXT);
  write_file (
    folder, "answers.jsonl", "{\"path\":\"/api/v1/summary\",\"status\":200,\"file\":\"s\"}\n");
  write_file (folder, "s", "");
  source = start_recording (folder, &listener);
  receipt = zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY);
  g_assert_false (receipt->has_data);
  g_assert_nonnull (strstr (receipt->detail, "empty"));
  end_reading (source, listener);
  remove_folder (folder);
}

static void
test_nothing_is_written_over (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  write_file (folder, "recording.json", HEAD_TEXT);
  g_assert_null (zhihui_recorder_new (folder, "x", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  text = read_file (folder, "recording.json");
  g_assert_cmpstr (text, ==, HEAD_TEXT);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recording/what-is-recorded-comes-again", test_what_is_recorded_comes_again);
  g_test_add_func ("/recording/answers-are-whole-whatever-is-kept", test_answers_are_whole);
  g_test_add_func ("/recording/a-token-is-not-recorded", test_a_token_is_not_recorded);
  g_test_add_func ("/recording/the-last-answer-until-then-is-given",
                   test_the_last_answer_until_then);
  g_test_add_func ("/recording/faults-come-again", test_faults_come_again);
  g_test_add_func ("/recording/its-clock-is-that-of-then", test_its_clock_is_that_of_then);
  g_test_add_func ("/recording/wrong-recordings-are-states-that-say-where", test_wrong_recordings);
  g_test_add_func ("/recording/an-empty-answer-is-no-answer", test_an_empty_answer);
  g_test_add_func ("/recording/nothing-is-written-over", test_nothing_is_written_over);

  return g_test_run ();
}
