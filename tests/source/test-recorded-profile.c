/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "stub-server.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"
#include "zhihui-recorder.h"

#define TOKEN "planted-token-4711"
#define SENT "planted-header-4712"

static const ZhihuiWants wants = {
  .datasets = 1 << ZHIHUI_DATASET_SUMMARY,
  .n_rankings = 1,
  .rankings = { { .board = ZHIHUI_BOARD_VOLUME, .peer = "*", .period = "rolling-90d" } },
};

/* Two pages, the second named by its whole address. Whoever asks without the key is refused. */
static void
answer_pages (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *key = soup_message_headers_get_one (headers, "X-Key");
  gboolean            is_second = query != NULL && g_hash_table_contains (query, "page");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -1);
  g_autofree char *opened = g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *next =
    g_strdup_printf (",\"next\":\"%s/api/cases?page=2\"", stub_server_get_url (self));
  g_autofree char *body =
    g_strdup_printf ("{\"rows\":[{\"id\":\"%s1\",\"unit\":\"w%s\",\"opened\":\"%s\"},"
                     "{\"id\":\"%s2\",\"unit\":\"w1\",\"opened\":\"%s\"}]%s}",
                     is_second ? "b" : "a",
                     is_second ? "2" : "1",
                     opened,
                     is_second ? "b" : "a",
                     opened,
                     is_second ? "" : next);

  if (g_strcmp0 (key, TOKEN) != 0)
    soup_server_message_set_status (message, 403, NULL);
  else
    respond (message, 200, "application/json", body);
}

/* A case for each span of time that is asked for. */
static void
answer_spans (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const char      *from = query != NULL ? g_hash_table_lookup (query, "from") : NULL;
  g_autofree char *body = NULL;

  if (from == NULL)
    {
      soup_server_message_set_status (message, 400, NULL);
      return;
    }
  body = g_strdup_printf ("[{\"id\":\"%s\",\"unit\":\"w1\",\"opened\":\"%s\"}]", from, from);
  respond (message, 200, "application/json", body);
}

/* As people write it: with a mark at its begin, blanks, a key in quotation marks, a former header.
 */
#define PAGES                                                                                      \
  "\xef\xbb\xbf[headers]\nX-App=" SENT "\n[ source ]\nbase=%s/api\npeer=town\n"                    \
  "# X-App=" SENT "\n[auth]\nkind=header\nname=X-Key\n"                                            \
  "[ tables ]\n\"units\" = tables/of the county.csv\n[ peers]\ntown=镇街道\n"                   \
  "[resource cases]\npath=/cases\nrows=$.rows\nid=id\nunit=unit\nopened=opened\n"                  \
  "[paging  cases]\nstyle=next\nnext=$.next\n[values status]\n\"a=b\"=open\n"
#define SPANS                                                                                      \
  "[source]\nbase=%s\npeer=town\n[resource cases]\npath=/cases\nrows=$\nid=id\nunit=unit\n"        \
  "opened=opened\n[paging cases]\nfrom_parameter=from\nto_parameter=to\nwindow=7d\nhistory=30d\n"

typedef struct
{
  StubServer *server;  /* nullable once it is gone */
  char       *folder;  /* owned: of the profile */
  char       *profile; /* owned: its path */
  char       *copy;    /* owned: folder of the recording */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  gboolean         has_pages = g_str_equal (data, "pages");
  g_autofree char *tables = NULL;
  g_autofree char *units = NULL;
  g_autofree char *text = NULL;

  self->server = stub_server_new (has_pages ? answer_pages : answer_spans, NULL);
  self->folder = make_folder ();
  self->copy = make_folder ();
  self->profile = g_build_filename (self->folder, "county.profile", NULL);
  tables = g_build_filename (self->folder, "tables", NULL);
  units = g_build_filename (tables, "of the county.csv", NULL);
  g_assert_cmpint (g_mkdir (tables, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
    units,
    "value,id,name,short_name,peer,region\nw1,u1,双杨镇,双杨,town,\nw2,u2,太河镇,太河,town,\n",
    -1,
    NULL));
  text = has_pages ? g_strdup_printf (PAGES, stub_server_get_url (self->server))
                   : g_strdup_printf (SPANS, stub_server_get_url (self->server));
  g_assert_true (g_file_set_contents (self->profile, text, -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->server, stub_server_free);
  remove_folder (self->folder);
  remove_folder (self->copy);
  g_free (self->folder);
  g_free (self->profile);
  g_free (self->copy);
}

static ZhihuiSource *
open_source (const char *where)
{
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source = zhihui_source_new_for (where, NULL, NULL, &error);

  g_assert_no_error (error);
  zhihui_source_set_wants (source, &wants);
  return source;
}

static void
record (ZhihuiSource *source, const char *folder)
{
  g_autoptr (ZhihuiRecorder) recorder = zhihui_recorder_new (folder, "一次", NULL);
  g_autoptr (GError) error = NULL;
  Listener *listener = listener_new (source);

  g_assert_nonnull (recorder);
  g_assert_true (zhihui_source_set_witness (source, zhihui_recorder_note, recorder, &error));
  g_assert_true (zhihui_recorder_copy_profile (recorder, source, &error));
  zhihui_source_start (source);
  await_settled (listener);
  g_assert_true (zhihui_recorder_copy_profile (recorder, source, &error));
  g_assert_nonnull (zhihui_situation_get_summary (listener->last));
  end_reading (source, listener);
  g_assert_true (zhihui_recorder_close (recorder, &error));
}

/* What all of it comes to. */
static char *
spell (const char *where)
{
  ZhihuiSource        *source = open_source (where);
  Listener            *listener = listener_new (source);
  const ZhihuiReceipt *receipt;
  ZhihuiRanking       *ranking;
  GString             *text = g_string_new (NULL);

  zhihui_source_start (source);
  await_settled (listener);
  receipt = zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY);
  if (receipt->detail != NULL)
    g_string_append_printf (text, "%s; ", receipt->detail);
  ranking = zhihui_situation_get_ranking (listener->last, ZHIHUI_BOARD_VOLUME, "town");
  for (guint i = 0; ranking != NULL && i < ranking->n_ranked; i++)
    g_string_append_printf (
      text, "%s %" G_GINT64_FORMAT "; ", ranking->scores[i].unit->name, ranking->scores[i].n);
  end_reading (source, listener);
  return g_string_free (text, FALSE);
}

static void
assert_not_in (const char *folder, const char *secret)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      GStatBuf         status;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_null (strstr (text, secret));
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 077, ==, 0);
      n_files++;
    }
  g_assert_cmpuint (n_files, >=, 5);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  ZhihuiSource    *source = open_source (self->profile);
  g_autofree char *shown = NULL;

  zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (source), TOKEN);
  record (source, self->copy);
  g_clear_pointer (&self->server, stub_server_free);

  shown = spell (self->copy);
  g_assert_cmpstr (shown, ==, "双杨镇 3; 太河镇 1; ");
  assert_not_in (self->copy, TOKEN);
  assert_not_in (self->copy, SENT);
}

/* By the second, in the addresses of then. */
static void
test_spans (Fixture *self, gconstpointer data)
{
  g_autofree char *first = spell (self->profile);
  g_autofree char *shown = NULL;

  g_assert_cmpstr (first, ==, "w1 5; ");
  record (open_source (self->profile), self->copy);
  g_clear_pointer (&self->server, stub_server_free);
  shown = spell (self->copy);
  g_assert_cmpstr (shown, ==, first);
}

static void
test_again (Fixture *self, gconstpointer data)
{
  g_autofree char *second = make_folder ();
  g_autofree char *shown = NULL;

  record (open_source (self->profile), self->copy);
  record (open_source (self->copy), second);
  g_clear_pointer (&self->server, stub_server_free);
  shown = spell (second);
  g_assert_cmpstr (shown, ==, "w1 5; ");
  remove_folder (second);
}

static void
test_wrong_heads (void)
{
  const struct
  {
    const char *head, *says;
  } cases[] = {
    { "{\"format\":1,\"profile\":\"source.profile\"}", "format" },
    { "{\"format\":2}", "format" },
    { "{\"format\":2,\"profile\":\"../source.profile\"}", "profile" },
    { "{\"format\":2,\"profile\":\"\"}", "profile" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].head, strlen (cases[i].head));
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_recording_decode (body, &error));
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func)                                                                      \
  g_test_add ("/recorded-profile/" name, Fixture, data, set_up, func, tear_down)
  ADD ("pages-come-again-without-what-is-secret", "pages", test_pages);
  ADD ("spans-of-time-come-again", "spans", test_spans);
  ADD ("a-recording-can-be-recorded", "spans", test_again);
  g_test_add_func ("/recorded-profile/wrong-heads-are-refused", test_wrong_heads);

  return g_test_run ();
}
