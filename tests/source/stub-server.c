/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stub-server.h"

#include <string.h>

#include "zhihui-http-source.h"

struct _StubServer
{
  SoupServer *server;
  char       *url;
  StubHandler handler;
  gpointer    user_data;
  GPtrArray  *targets; /* (element-type utf8) */
  GPtrArray  *headers; /* (element-type SoupMessageHeaders) */
};

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  StubServer *self = user_data;
  GUri       *uri = soup_server_message_get_uri (message);
  const char *text = g_uri_get_query (uri);

  g_ptr_array_add (self->targets,
                   g_strconcat (path, text != NULL ? "?" : "", text != NULL ? text : "", NULL));
  g_ptr_array_add (self->headers,
                   soup_message_headers_ref (soup_server_message_get_request_headers (message)));
  self->handler (self, message, query, self->user_data);
}

StubServer *
stub_server_new (StubHandler handler, gpointer user_data)
{
  StubServer *self = g_new0 (StubServer, 1);

  self->handler = handler;
  self->user_data = user_data;
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) soup_message_headers_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", listen_on_loopback (self->server, 0));
  return self;
}

void
stub_server_free (StubServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->headers);
  g_free (self->url);
  g_free (self);
}

const char *
stub_server_get_url (StubServer *self)
{
  return self->url;
}

guint
stub_server_count (StubServer *self)
{
  return self->targets->len;
}

const char *
stub_server_get_target (StubServer *self, guint i)
{
  g_assert_cmpuint (i, <, self->targets->len);
  return self->targets->pdata[i];
}

const char *
stub_server_get_header (StubServer *self, guint i, const char *name)
{
  g_assert_cmpuint (i, <, self->headers->len);
  return soup_message_headers_get_one (self->headers->pdata[i], name);
}

void
stub_answer_file (SoupServerMessage *message, const char *type, const char *path)
{
  g_autofree char *text = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, length);
}

static char *
put_in (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

/* Of the profile that is in the folder. */
static void
start (Attached *self, const char *token)
{
  const guint      datasets = (1u << ZHIHUI_N_DATASETS) - 1;
  ZhihuiWants      wants = { .datasets = datasets, .n_rankings = ZHIHUI_N_BOARDS };
  g_autofree char *path = g_build_filename (self->folder, "stub.profile", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr (GError) error = NULL;

  for (ZhihuiBoard i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      wants.rankings[i].board = i;
      wants.rankings[i].peer = "*";
    }
  self->source = zhihui_source_new_for (path, NULL, cache, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (self->source), token);
  self->listener = begin_reading (self->source, &wants);
}

static void
stop (Attached *self)
{
  end_reading (self->source, self->listener);
}

Attached *
attach (const char *text, const char *base, const char *token)
{
  Attached        *self = g_new0 (Attached, 1);
  g_autofree char *profile = put_in (text, "{base}", base);
  g_autofree char *path = NULL;

  self->folder = make_folder ();
  path = g_build_filename (self->folder, "stub.profile", NULL);
  g_assert_true (g_file_set_contents (path, profile, -1, NULL));
  start (self, token);
  return self;
}

void
attach_again (Attached *self)
{
  stop (self);
  start (self, NULL);
}

void
detach (Attached *self)
{
  stop (self);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
read_ready_profile (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZHIHUI_PROFILES"), name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "base="))
      {
        g_free (lines[i]);
        lines[i] = g_strdup ("base={base}");
      }
  return g_strjoinv ("\n", lines);
}

char *
find_shared (const char *path)
{
  g_autofree char *found =
    g_build_filename (g_getenv ("ZHIHUI_PROFILES"), "../../../shared", path, NULL);

  return g_file_test (found, G_FILE_TEST_EXISTS) ? g_steal_pointer (&found) : NULL;
}

/* ---- what a situation says ---- */

ZhihuiRanking *
get_board (Attached *self, ZhihuiBoard board, const char *peer)
{
  return zhihui_situation_get_ranking (zhihui_source_get_situation (self->source), board, peer);
}

const ZhihuiScore *
find_score (ZhihuiRanking *ranking, const char *unit)
{
  g_assert_nonnull (ranking);
  for (guint i = 0; i < ranking->n_scores; i++)
    if (g_str_equal (ranking->scores[i].unit->name, unit))
      return &ranking->scores[i];
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    if (g_str_equal (ranking->unranked[i].unit->name, unit))
      return &ranking->unranked[i];

  g_test_message ("no unit %s", unit);
  g_assert_not_reached ();
}

ZhihuiSummary *
get_summary (Attached *self)
{
  return zhihui_situation_get_summary (zhihui_source_get_situation (self->source));
}

const ZhihuiReceipt *
get_receipt (Attached *self)
{
  return zhihui_situation_get_receipt (zhihui_source_get_situation (self->source),
                                       ZHIHUI_DATASET_META);
}

/* The first report; has what is looked for in one of its lines, whichever. */
gboolean
reports (Attached *self, const char *pattern)
{
  g_autoptr (GPtrArray) all = zhihui_source_list_reports (self->source);

  for (guint i = 0; i < all->len; i++)
    {
      const ZhihuiResourceReport *one = all->pdata[i];
      GPtrArray *const            lists[] = { one->coerced, one->missing, one->notes };

      for (guint j = 0; j < G_N_ELEMENTS (lists); j++)
        for (guint k = 0; k < lists[j]->len; k++)
          if (g_pattern_match_simple (pattern, lists[j]->pdata[k]))
            return TRUE;
    }
  return FALSE;
}

gint64
count_rows (Attached *self)
{
  g_autoptr (GPtrArray) all = zhihui_source_list_reports (self->source);

  return all->len > 0 ? ((ZhihuiResourceReport *) all->pdata[0])->n_rows : -1;
}

/* ---- one body for every request ---- */

void
answer_fixed (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const Fixed *fixed = user_data;

  respond (message, fixed->status, fixed->type, fixed->body);
}

guint
get_number (GHashTable *query, const char *name, guint otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}
