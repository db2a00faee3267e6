/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fake-platform.h"
#include "zhihui-http-source.h"
#include "zhihui-wire.h"

#define HUGE_BYTES (100 * 1024 * 1024)

/* What the platform does instead of answering. */
typedef struct
{
  const char *head;   /* raw answer up to its body */
  const char *body;   /* what is sent over and over */
  gsize       n_body; /* how many bytes of it in all */
  gsize       n_sent;
  gboolean    keeps_silent; /* sends the head and no more */
  GPtrArray  *streams;      /* (element-type GIOStream), owned: those kept open */
} Raw;

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder;
  gint64            now_us;
  Raw               raw;
} Fixture;

static gint64
read_clock (gpointer user_data)
{
  return ((Fixture *) user_data)->now_us;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY, .period_s = 1000 };

  self->platform = fake_platform_new ();
  self->folder = make_folder ();
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, NULL);
  self->now_us = seconds (5000);
  self->raw.streams = g_ptr_array_new_with_free_func (g_object_unref);
  zhihui_http_source_set_token (self->source, NULL);
  zhihui_http_source_set_clock (self->source, read_clock, self);
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
  g_ptr_array_unref (self->raw.streams);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
is_idle (gpointer user_data)
{
  return zhihui_http_source_get_n_in_flight (user_data) == 0;
}

/* Good figures first, then what the test is about. */
static void
start_well_then (Fixture *self, FakeFault fault, gpointer data)
{
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);

  fake_platform_set_figure (self->platform, 999);
  fake_platform_set_fault (self->platform, fault, data);
  self->now_us += seconds (1101);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "the second wave has failed");
}

static const ZhihuiReceipt *
get_receipt (Fixture *self)
{
  return zhihui_situation_get_receipt (self->listener->last, ZHIHUI_DATASET_SUMMARY);
}

static void
assert_kept (Fixture *self, const char *detail)
{
  const ZhihuiReceipt *receipt = get_receipt (self);

  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 132);
  g_assert_true (receipt->has_data);
  g_assert_cmpint (receipt->n_failures, ==, 1);
  g_assert_cmpint (receipt->failing_us, ==, self->now_us);
  g_assert_cmpint (receipt->received_us, <, self->now_us);
  g_assert_nonnull (receipt->detail);
  g_assert_nonnull (strstr (receipt->detail, detail));
}

static gboolean
send_html (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const char *body = "<!DOCTYPE html><title>登录</title>";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, user_data, SOUP_MEMORY_STATIC, body, strlen (body));
  return TRUE;
}

static void
test_web_page_is_no_answer (Fixture *self, gconstpointer data)
{
  start_well_then (self, send_html, (gpointer) "text/html");
  assert_kept (self, "web page");
  g_assert_cmpint (get_receipt (self)->http_status, ==, 200);
}

static void
test_web_page_that_says_it_is_json (Fixture *self, gconstpointer data)
{
  start_well_then (self, send_html, (gpointer) "application/json");
  assert_kept (self, "cannot be read");
}

static gboolean
send_status (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  soup_server_message_set_status (message, GPOINTER_TO_UINT (user_data), NULL);
  return TRUE;
}

static void
test_error_of_the_platform (Fixture *self, gconstpointer data)
{
  start_well_then (self, send_status, GUINT_TO_POINTER (500));
  assert_kept (self, "500");
}

static void
test_304_that_was_not_asked_for (Fixture *self, gconstpointer data)
{
  fake_platform_set_fault (self->platform, send_status, GUINT_TO_POINTER (304));
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);

  g_assert_null (zhihui_situation_get_summary (self->listener->last));
  g_assert_cmpint (get_receipt (self)->received_us, ==, 0);
  g_assert_cmpint (get_receipt (self)->n_failures, ==, 1);
}

/* ---- raw answers ---- */

typedef struct
{
  Raw       *raw;
  GIOStream *stream; /* owned */
} Writer;

static void write_more (Writer *writer);

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Writer *writer = user_data;
  gssize  n = g_output_stream_write_finish (G_OUTPUT_STREAM (object), result, NULL);

  if (n > 0)
    {
      writer->raw->n_sent += (gsize) n;
      write_more (writer);
      return;
    }

  g_object_unref (writer->stream);
  g_free (writer);
}

static void
write_more (Writer *writer)
{
  Raw *raw = writer->raw;

  if (raw->n_sent >= raw->n_body)
    {
      g_io_stream_close (writer->stream, NULL, NULL);
      g_object_unref (writer->stream);
      g_free (writer);
      return;
    }

  g_output_stream_write_async (g_io_stream_get_output_stream (writer->stream),
                               raw->body,
                               MIN (strlen (raw->body), raw->n_body - raw->n_sent),
                               G_PRIORITY_DEFAULT,
                               NULL,
                               written_cb,
                               writer);
}

static gboolean
send_raw (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Raw       *raw = user_data;
  Writer    *writer;
  GIOStream *stream;

  if (g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/meta"))
    return FALSE;

  stream = soup_server_message_steal_connection (message);
  g_output_stream_write_all (
    g_io_stream_get_output_stream (stream), raw->head, strlen (raw->head), NULL, NULL, NULL);
  if (raw->keeps_silent)
    {
      g_ptr_array_add (raw->streams, stream);
      return TRUE;
    }

  writer = g_new0 (Writer, 1);
  writer->raw = raw;
  writer->stream = stream;
  write_more (writer);
  return TRUE;
}

static void
test_truncated_body (Fixture *self, gconstpointer data)
{
  self->raw.head = data;
  self->raw.body = "{\"as_of\":\"2020-07-29T14:05:12+08:00\",";
  self->raw.n_body = strlen (self->raw.body);
  start_well_then (self, send_raw, &self->raw);
  assert_kept (self, "cut off");
}

static gsize
read_memory_kb (void)
{
  g_autofree char *text = NULL;
  const char      *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmHWM:");
  return line != NULL ? (gsize) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

/* The sanitizer keeps what was freed: there nothing can be said. */
static void
assert_memory_grew_less (gsize before_kb, gsize by_kb)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_message ("memory is not measured under the sanitizer");
#else
  g_assert_cmpint (read_memory_kb () - before_kb, <, by_kb);
#endif
}

static void
test_huge_body (Fixture *self, gconstpointer data)
{
  g_autofree char *spaces = g_strnfill (64 * 1024, ' ');
  gsize            before = read_memory_kb ();

  self->raw.head = data;
  self->raw.body = spaces;
  self->raw.n_body = HUGE_BYTES;
  start_well_then (self, send_raw, &self->raw);
  assert_kept (self, "16 MiB");

  /* It was not read to its end, and no more is kept than may be. */
  g_assert_cmpint (self->raw.n_sent, <, HUGE_BYTES / 2);
  assert_memory_grew_less (before, 48 * 1024);
}

static GBytes *
compress (gsize length)
{
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, gzip);
  g_autofree char *zeros = g_malloc0 (1024 * 1024);

  for (gsize i = 0; i < length; i += 1024 * 1024)
    g_assert_true (g_output_stream_write_all (stream, zeros, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
send_bomb (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  gsize       length;
  const char *text = g_bytes_get_data (user_data, &length);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (
    soup_server_message_get_response_headers (message), "Content-Encoding", "gzip");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, length);
  return TRUE;
}

static void
test_compressed_bomb (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bomb = compress (HUGE_BYTES);
  gsize before = read_memory_kb ();

  g_assert_cmpint (g_bytes_get_size (bomb), <, 1024 * 1024);
  start_well_then (self, send_bomb, bomb);
  assert_kept (self, "16 MiB");
  assert_memory_grew_less (before, 64 * 1024);
}

static void
test_silence_ends_at_the_deadline (Fixture *self, gconstpointer data)
{
  gint64 real_us;

  self->raw.head = data;
  self->raw.keeps_silent = TRUE;
  zhihui_http_source_set_deadline (self->source, 300);
  real_us = g_get_monotonic_time ();
  start_well_then (self, send_raw, &self->raw);

  assert_kept (self, "No answer within");
  g_assert_cmpint (g_get_monotonic_time () - real_us, <, seconds (3));
}

/* ---- pages ---- */

/* Page after page, each with the next cursor, or for ever with the same. */
static gboolean
send_page_without_end (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const char      *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char      *cursor = query != NULL ? strstr (query, "cursor=p") : NULL;
  gboolean         is_same = GPOINTER_TO_INT (user_data);
  guint64          n = cursor != NULL ? g_ascii_strtoull (cursor + 8, NULL, 10) : 0;
  g_autofree char *body = NULL;

  if (query == NULL || strstr (query, "peer=") == NULL)
    return FALSE;

  body = g_strdup_printf (
    "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"from\":\"2020-07-01T00:00:00+08:00\","
    "\"to\":\"2020-08-01T00:00:00+08:00\",\"metric\":\"volume\",\"total\":{\"n\":60},"
    "\"items\":[{\"rank\":1,\"n\":1,\"unit\":{\"id\":\"u%d\",\"name\":\"甲\"}}],"
    "\"next\":\"p%d\"}",
    (int) n,
    is_same ? 1 : (int) n + 1);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  return TRUE;
}

static void
test_pages_without_end (Fixture *self, gconstpointer data)
{
  ZhihuiWants          wants = { .n_rankings = 1, .period_s = 1000 };
  const ZhihuiReceipt *receipt;

  wants.rankings[0].board = ZHIHUI_BOARD_VOLUME;
  wants.rankings[0].peer = "all";
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), &wants);
  fake_platform_set_fault (self->platform, send_page_without_end, (gpointer) data);
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);

  /* A part of a board is no board. */
  receipt = zhihui_situation_get_ranking_receipt (self->listener->last, ZHIHUI_BOARD_VOLUME, "all");
  g_assert_null (zhihui_situation_get_ranking (self->listener->last, ZHIHUI_BOARD_VOLUME, "all"));
  g_assert_nonnull (
    strstr (receipt->detail, data != NULL ? "the same again" : "do not come to an end"));
  g_assert_cmpint (
    fake_platform_count (self->platform, "/rankings/volume/all"), ==, data != NULL ? 2 : 64);
}

/* ---- Retry-After ---- */

static gboolean
send_maintenance (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Date", "Wed, 29 Jul 2020 06:00:00 GMT");
  soup_message_headers_replace (headers, "Retry-After", user_data);
  soup_server_message_set_status (message, 503, NULL);
  return TRUE;
}

static void
test_retry_after_is_honoured (Fixture *self, gconstpointer data)
{
  start_well_then (self, send_maintenance, (gpointer) data);
  assert_kept (self, "503");
  g_assert_cmpint (get_receipt (self)->next_try_us, ==, self->now_us + seconds (100));

  /* Not a second sooner … */
  fake_platform_set_fault (self->platform, NULL, NULL);
  fake_platform_forget_counts (self->platform);
  self->now_us += seconds (99);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "nothing is asked");
  g_assert_cmpint (fake_platform_count_all (self->platform), ==, 0);

  /* … and not later. */
  self->now_us += seconds (1);
  zhihui_http_source_wake (self->source);
  await (is_idle, self->source, "it is asked again");
  g_assert_cmpint (zhihui_situation_get_summary (self->listener->last)->today, ==, 999);
  g_assert_cmpint (get_receipt (self)->n_failures, ==, 0);
  g_assert_null (get_receipt (self)->detail);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/http-faults/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("a-web-page-is-no-answer", NULL, test_web_page_is_no_answer);
  ADD ("a-web-page-that-says-it-is-json-is-none", NULL, test_web_page_that_says_it_is_json);
  ADD ("an-error-of-the-platform-is-told", NULL, test_error_of_the_platform);
  ADD ("a-304-that-was-not-asked-for-is-a-failure", NULL, test_304_that_was_not_asked_for);
  ADD ("a-truncated-body-is-no-answer",
       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n",
       test_truncated_body);
  ADD ("a-truncated-chunked-body-is-no-answer",
       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: "
       "chunked\r\n\r\n400\r\n",
       test_truncated_body);
  ADD ("a-huge-body-is-cut",
       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n",
       test_huge_body);
  ADD ("a-huge-body-that-says-so-is-cut",
       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n",
       test_huge_body);
  ADD ("a-compressed-bomb-is-cut", NULL, test_compressed_bomb);
  ADD ("silence-before-the-head-ends-at-the-deadline", "", test_silence_ends_at_the_deadline);
  ADD ("silence-in-the-body-ends-at-the-deadline",
       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{",
       test_silence_ends_at_the_deadline);
  ADD ("pages-without-an-end-are-no-board", NULL, test_pages_without_end);
  ADD ("a-page-that-comes-again-is-no-board", GINT_TO_POINTER (TRUE), test_pages_without_end);
  ADD ("retry-after-in-seconds-is-honoured", "100", test_retry_after_is_honoured);
  ADD ("retry-after-as-a-date-is-honoured",
       "Wed, 29 Jul 2020 06:01:40 GMT",
       test_retry_after_is_honoured);

  return g_test_run ();
}
