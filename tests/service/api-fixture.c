/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api-fixture.h"

#include <string.h>

#include "test-database.h"
#include "zhihui-wire.h"

#define DAY_S 86400
#define N_UNITS 40
#define N_CASES 3000

gint64
api_as_of (void)
{
  gint64 as_of;

  g_assert_true (zhihui_instant_parse_rfc3339 (API_AS_OF, &as_of, NULL));
  return as_of;
}

void
api_run (ZhihuiStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  zhihui_database_run (zhihui_store_get_database (store), sql, &error);
  g_assert_no_error (error);
}

gint64
api_ask (Api *api, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (api->store, g_intern_string (sql));
  gint64           answer;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

char *
api_make_token (Api *api, const char *scope, const char *region)
{
  g_autoptr (GError) error = NULL;
  char *token = zhihui_store_make_token (
    api->store, scope, g_get_real_time () / G_USEC_PER_SEC + DAY_S, &error);

  g_assert_no_error (error);
  if (region != NULL)
    g_assert_true (zhihui_store_bind_token (api->store, token, region, NULL));
  return token;
}

static void
fill_names (ZhihuiStore *store)
{
  g_autofree char  *as_of = g_strdup_printf ("%" G_GINT64_FORMAT, api_as_of ());
  const char *const settings[][2] = { { "title", "般阳民生" },         { "name", "淄川区" },
                                      { "region", "370302" },          { "language", "zh_CN" },
                                      { "clock", "stopped" },          { "as_of", as_of },
                                      { "time_zone", "Asia/Shanghai" } };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_assert_true (zhihui_store_set_setting (store, settings[i][0], settings[i][1], NULL));

  api_run (store,
           "INSERT INTO region (id, code, name, parent, level, tile_column, tile_row) VALUES"
           " (1, '370302104', '双杨镇', '370302', 'town', 1, 0),"
           " (2, '370302105', '罗村镇', '370302', 'town', 2, 0);"
           "INSERT INTO peer VALUES ('town', '镇街道', 1), ('department', '部门', 2);"
           "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
           " VALUES (1, 'consult', '咨询', 'min:15', 'min:30', 'wd:1'),"
           " (2, 'complaint', '投诉', 'min:15', 'min:30', 'wd:3');"
           "INSERT INTO channel VALUES (1, 'app', '般阳民生App', 1), (2, '12345', '12345热线', 0);"
           "INSERT INTO topic VALUES (1, '010203', '残疾人服务'), (2, '020101', '供水');"
           "INSERT INTO hot_word VALUES (1, '停水', 1), (2, '井盖', 1), (3, '上访', 0)");
}

static void
put_unit (ZhihuiStore *store, guint id)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO unit (id, code, name, short_name, peer, region)"
                     " VALUES (%u, 'u%03u', '单位%u', '单%u', '%s', '370302')",
                     id,
                     id,
                     id,
                     id,
                     id <= 12 ? "town" : "department");

  api_run (store, sql);
}

static void
put_case (ZhihuiStore *store, guint id, GRand *rand, gint64 at)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id,"
    " word_id, state, title, complainant, phone, submitted_at, accepted_at, updated_at)"
    " VALUES (%u, 'test', '%u', 'ZC%05u', %d, %d, %d, %d, 1, 4, '反映停水', '段某某',"
    " '138%08u', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
    id,
    id,
    id,
    g_rand_int_range (rand, 1, 3),
    g_rand_int_range (rand, 1, 3),
    g_rand_int_range (rand, 1, 3),
    g_rand_int_range (rand, 1, 3),
    id,
    at,
    at + 60,
    at);

  api_run (store, sql);
}

/* What a random assignment went through. */
typedef struct
{
  gint64 dispatched, due, replied, returned;
  int    accepted; /* of a return: -1 not decided */
} Fate;

static Fate
make_fate (GRand *rand, gint64 at)
{
  gint64 as_of = api_as_of ();
  Fate   fate = { at + 120, at + 3 * DAY_S, 0, 0, -1 };

  fate.replied = at + g_rand_int_range (rand, 3600, 4 * DAY_S);
  if (g_rand_int_range (rand, 0, 10) == 0)
    fate.replied = fate.due + g_rand_int_range (rand, -1, 2); /* the last second, and after it */
  if (g_rand_int_range (rand, 0, 20) == 0)
    {
      fate.returned = fate.dispatched + g_rand_int_range (rand, 60, 40 * DAY_S);
      fate.accepted = g_rand_int_range (rand, -1, 2);
    }
  if (fate.replied > as_of || fate.accepted == 1 || g_rand_int_range (rand, 0, 30) == 0)
    fate.replied = 0;
  if (fate.returned > as_of)
    fate.returned = 0;
  if (fate.returned == 0)
    fate.accepted = -1;
  return fate;
}

static char *
as_sql (gint64 at)
{
  return at != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, at) : g_strdup ("NULL");
}

static void
put_assignment (ZhihuiStore *store, guint id, GRand *rand, gint64 at)
{
  Fate             fate = make_fate (rand, at);
  guint            unit = 1 + (guint) (g_rand_double (rand) * g_rand_double (rand) * N_UNITS);
  const char      *role = g_rand_int_range (rand, 0, 15) == 0 ? "co" : "main";
  g_autofree char *replied = as_sql (fate.replied);
  g_autofree char *returned = as_sql (fate.returned);
  g_autofree char *decided = as_sql (fate.accepted >= 0 ? fate.returned + 300 : 0);
  g_autofree char *accepted =
    fate.accepted >= 0 ? g_strdup_printf ("%d", fate.accepted) : g_strdup ("NULL");
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO assignment (id, case_id, seq, unit_id, role, dispatched_at, sign_due_at,"
    " signed_at, contact_due_at, contacted_at, due_at, replied_at, closed_at, return_req_at,"
    " return_decided_at, return_accepted) VALUES (%u, %u, 1, %u, '%s', %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", %s, %s, %s, %s, %s)",
    id,
    id,
    unit,
    role,
    fate.dispatched,
    fate.dispatched + 900,
    fate.dispatched + g_rand_int_range (rand, 60, 1000),
    fate.dispatched + 1800,
    fate.dispatched + g_rand_int_range (rand, 60, 2000),
    fate.due,
    replied,
    replied,
    returned,
    decided,
    accepted);

  api_run (store, sql);
  if (fate.replied != 0 && g_str_equal (role, "main") && g_rand_int_range (rand, 0, 3) == 0)
    {
      g_autofree char *rating = g_strdup_printf (
        "INSERT INTO rating (assignment_id, unit_id, rated_at, closed_at, level, valid)"
        " VALUES (%u, %u, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %d, %d)",
        id,
        unit,
        fate.replied + 100,
        fate.replied,
        g_rand_int_range (rand, 1, 6),
        g_rand_int_range (rand, 0, 10) > 0);

      api_run (store, rating);
    }
}

void
api_fill_with_many (ZhihuiStore *store)
{
  GRand *rand = g_rand_new_with_seed (20200801);
  gint64 start = api_as_of () - 210 * DAY_S;

  api_run (store, "BEGIN");
  fill_names (store);
  for (guint i = 1; i <= N_UNITS; i++)
    put_unit (store, i);
  for (guint i = 1; i <= N_CASES; i++)
    {
      gint64 at = start + (gint64) i * 210 * DAY_S / N_CASES - 200;

      put_case (store, i, rand, at);
      put_assignment (store, i, rand, at);
    }
  api_run (store, "COMMIT");
  g_rand_free (rand);
}

void
api_fill_with_few (ZhihuiStore *store)
{
  GRand *rand = g_rand_new_with_seed (7);
  gint64 as_of = api_as_of ();

  fill_names (store);
  put_unit (store, 1);
  put_unit (store, 2);
  for (guint i = 1; i <= 7; i++)
    put_case (store, i, rand, as_of - 3600 * i);
  api_run (store,
           "UPDATE cases SET title = CASE WHEN id <= 5 THEN '反映停水' WHEN id = 6 THEN '反映井盖'"
           " ELSE '上访' END");
  g_rand_free (rand);
}

Api *
api_new (void (*fill) (ZhihuiStore *store), guint rate_limit)
{
  return api_open (test_database_open_filled (fill), rate_limit);
}

/* Takes the store. */
Api *
api_open (ZhihuiStore *store, guint rate_limit)
{
  Api                *api = g_new0 (Api, 1);
  ZhihuiServerOptions options = { rate_limit };
  gint64              expires = g_get_real_time () / G_USEC_PER_SEC + DAY_S;
  g_autoptr (GError) error = NULL;

  api->store = store;
  api->wall = zhihui_store_make_token (api->store, "wall", expires, &error);
  g_assert_no_error (error);
  api->desk = zhihui_store_make_token (api->store, "desk", expires, &error);
  g_assert_no_error (error);

  api->platform = zhihui_platform_new (api->store, -1, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_platform_tick (api->platform, &error));
  api->server = zhihui_server_new (api->platform, &options);
  g_assert_true (zhihui_server_listen (api->server, "127.0.0.1:0", FALSE, &error));
  api->url = zhihui_server_dup_url (api->server);

  api->session = soup_session_new ();
  soup_session_remove_feature_by_type (api->session, SOUP_TYPE_CONTENT_DECODER);
  return api;
}

void
api_free (Api *api)
{
  g_object_unref (api->session);
  zhihui_server_free (api->server);
  zhihui_platform_free (api->platform);
  zhihui_store_free (api->store);
  g_free (api->url);
  g_free (api->wall);
  g_free (api->desk);
  g_free (api);
}

typedef struct
{
  GMainLoop *loop;
  GBytes    *body;
  GError    *error;
} Wait;

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->body = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

Reply *
api_send (Api               *api,
          const char        *method,
          const char        *token,
          const char        *path,
          const char        *content,
          const char *const *headers)
{
  g_autofree char *url = g_str_equal (path, "/healthz")
                           ? g_strndup (api->url, strlen (api->url) - strlen ("/api/v1"))
                           : g_strdup (api->url);
  g_autofree char *address = g_strconcat (url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  SoupMessageHeaders *request = soup_message_get_request_headers (message);
  Wait                wait = { g_main_loop_new (NULL, FALSE), NULL, NULL };
  Reply              *reply = g_new0 (Reply, 1);

  g_assert_nonnull (message);
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (request, "Authorization", bearer);
    }
  if (content != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  for (; headers != NULL && *headers != NULL; headers += 2)
    soup_message_headers_replace (request, headers[0], headers[1]);

  soup_session_send_and_read_async (
    api->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, &wait);
  g_main_loop_run (wait.loop);
  g_main_loop_unref (wait.loop);
  g_assert_no_error (wait.error);

  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->body = wait.body;
  return reply;
}

Reply *
api_get (Api *api, const char *token, const char *path)
{
  return api_send (api, "GET", token, path, NULL, NULL);
}

ZhihuiMeetings *
api_get_meetings (Api *api, const char *token, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, token, path);
  g_autoptr (GError) error = NULL;
  ZhihuiMeetings *meetings = zhihui_wire_decode_meetings (reply->body, &error);

  g_assert_no_error (error);
  return meetings;
}

void
reply_free (Reply *reply)
{
  soup_message_headers_unref (reply->headers);
  g_bytes_unref (reply->body);
  g_free (reply);
}

const char *
reply_get (const Reply *reply, const char *header)
{
  return soup_message_headers_get_one (reply->headers, header);
}

char *
reply_dup_text (const Reply *reply)
{
  return g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
}

void
reply_assert_problem (const Reply *reply, guint status, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiProblem) problem = zhihui_wire_decode_problem (reply->body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (reply_get (reply, "Content-Type"), ==, "application/problem+json");
  g_assert_cmpint (problem->status, ==, (int) status);
  g_assert_cmpstr (problem->code, ==, code);
}
