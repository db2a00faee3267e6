/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-server.h"

#include <string.h>

#include "zhihui-content-limit.h"
#include "zhihui-error.h"
#include "zhihui-exchange.h"
#include "zhihui-idle-connections.h"
#include "zhihui-listen.h"
#include "zhihui-rate-limit.h"
#include "zhihui-routes.h"
#include "zhihui-teller.h"
#include "zhihui-wire.h"

#define BASE "/api/v1"
#define MAX_PATH_BYTES 512
#define MAX_QUERY_BYTES 4096
#define RETRY_AFTER_S "1"
#define MAX_FAILED_TICKS 3 /* after these the figures are no longer of the present */
#define MEND_AFTER_S "5"
#define STOP_PATIENCE_S 5
#define MAX_HELD_TICKS 3
#define MAX_WAITS 4      /* for one answer: then the counts are made here */
#define WRITES_A_READ 20 /* who tells events one by one asks more often than who shows figures */

struct _ZhihuiServer
{
  ZhihuiPlatform        *platform; /* borrowed */
  SoupServer            *soup;
  ZhihuiAnswerCache     *cache;
  ZhihuiPins            *pins;
  ZhihuiRateLimit       *rate_limit, *write_limit;
  ZhihuiDrain           *drain;
  ZhihuiIdleConnections *idle;
  ZhihuiTeller          *teller;
  GPtrArray             *waiting; /* (element-type Waiting), not owned: each frees itself */
  ZhihuiServerOptions    options;
  guint                  tick_source;
  guint                  n_failed_ticks, n_held_ticks;
  guint64                n_requests;
  gboolean               is_stopping;
};

/* The address of the next page: what was asked, with another cursor. */
static char *
make_next_address (ZhihuiExchange *exchange, ZhihuiQuery *query, const char *cursor)
{
  const char *const except[] = { "cursor", NULL };
  g_autofree char  *described = zhihui_query_describe (query, except);
  g_auto (GStrv) pairs = g_strsplit (described, "\n", -1);
  GString *address = g_string_new (exchange->path);

  g_string_append_printf (address, "?cursor=%s", cursor);
  for (guint i = 0; pairs[i] != NULL; i++)
    if (*pairs[i] != '\0')
      {
        g_autofree char *pair = g_uri_escape_string (pairs[i], "=", FALSE);

        g_string_append_printf (address, "&%s", pair);
      }

  return g_string_free (address, FALSE);
}

static ZhihuiAnswer *
finish_answer (ZhihuiExchange    *exchange,
               const ZhihuiRoute *route,
               ZhihuiRequest     *request,
               char              *body)
{
  ZhihuiAnswer *answer = zhihui_answer_new (
    request->is_new ? 201 : 200, request->type != NULL ? request->type : "application/json", body);

  answer->max_age_s = route->max_age_s;
  answer->n_rows = request->n_rows;
  answer->is_logged = request->is_logged;
  if (!route->is_post && !answer->is_logged)
    answer->etag = zhihui_wire_make_etag (body);
  if (request->next != NULL)
    answer->next = make_next_address (exchange, request->query, request->next);
  return answer;
}

static void
request_clear (ZhihuiRequest *request)
{
  g_free (request->argument);
  g_free (request->next);
  g_free (request->detail);
  g_clear_pointer (&request->query, zhihui_query_free);
  g_clear_pointer (&request->content, g_bytes_unref);
}

/* Whether the answer was made from counts that an engine far away has still to give. */
static gboolean
lacks_counts (ZhihuiServer *self, ZhihuiExchange *exchange, ZhihuiEngineAhead *ahead)
{
  if (ahead == NULL || !zhihui_engine_ahead_end (ahead))
    return FALSE;

  zhihui_figures_forget (zhihui_platform_get_figures (self->platform));
  exchange->must_wait = TRUE;
  return TRUE;
}

/* Runs the route. NULL after a refusal, which has been sent, and when it must be run again. */
static ZhihuiAnswer *
ask_route (ZhihuiServer      *self,
           ZhihuiExchange    *exchange,
           const ZhihuiRoute *route,
           const char        *query,
           char              *argument)
{
  ZhihuiRequest      request = { .platform = self->platform,
                                 .pins = self->pins,
                                 .path = exchange->path + strlen (BASE),
                                 .argument = argument,
                                 .scopes = exchange->scopes,
                                 .asker = exchange->asker,
                                 .unit = exchange->unit != NULL ? exchange->unit : "",
                                 .content_type = zhihui_exchange_get_header (exchange, "Content-Type"),
                                 .region = exchange->region,
                                 .if_match = zhihui_exchange_get_header (exchange, "If-Match") };
  ZhihuiAnswer      *answer = NULL;
  ZhihuiEngineAhead *ahead = zhihui_platform_get_ahead (self->platform);
  char              *body;

  if (route->is_post || exchange->n_waits >= MAX_WAITS)
    ahead = NULL;
  request.query = zhihui_query_new (query);
  if (route->is_post)
    request.content =
      soup_message_body_flatten (soup_server_message_get_request_body (exchange->message));

  if (ahead != NULL)
    zhihui_engine_ahead_begin (ahead);
  body = route->answer (&request);
  if (lacks_counts (self, exchange, ahead))
    g_free (body);
  else if (body != NULL)
    answer = finish_answer (exchange, route, &request, body);
  else
    zhihui_exchange_send_problem (
      exchange,
      request.status,
      request.code,
      request.detail,
      request.status == 400 || route->is_post ? zhihui_query_finish (request.query) : NULL);

  request_clear (&request);
  return answer;
}

static void
answer_get (ZhihuiServer      *self,
            ZhihuiExchange    *exchange,
            const ZhihuiRoute *route,
            const char        *query,
            char              *argument)
{
  g_autofree char *key = g_strdup_printf ("%s?%s %u %s",
                                          exchange->path,
                                          query != NULL ? query : "",
                                          (guint) exchange->scopes,
                                          exchange->region);
  ZhihuiAnswer    *kept =
    zhihui_answer_cache_find (self->cache, zhihui_platform_get_moment (self->platform), key);
  g_autoptr (ZhihuiAnswer) answer = NULL;

  if (kept != NULL)
    {
      g_free (argument);
      zhihui_exchange_send_answer (exchange, kept);
      return;
    }

  answer = ask_route (self, exchange, route, query, argument);
  if (answer == NULL)
    return;

  if (!answer->is_logged)
    zhihui_answer_cache_keep (self->cache, key, answer);
  zhihui_exchange_send_answer (exchange, answer);
}

/* Who asks. FALSE when it has been refused. */
static gboolean
check_token (ZhihuiServer *self, ZhihuiExchange *exchange)
{
  const char      *header = zhihui_exchange_get_header (exchange, "Authorization");
  const char      *token = NULL;
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *hash = NULL;
  g_autoptr (ZhihuiGrant) grant = NULL;

  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    token = header + 7;
  if (token != NULL && strlen (token) <= 256)
    grant = zhihui_store_check_token (zhihui_platform_get_store (self->platform), token, now);

  if (grant == NULL || !zhihui_scopes_parse (grant->scope, &exchange->scopes, NULL))
    {
      zhihui_exchange_set_header (
        exchange, "WWW-Authenticate", token == NULL ? "Bearer" : "Bearer error=\"invalid_token\"");
      zhihui_exchange_send_problem (
        exchange, 401, "invalid_token", "a valid bearer token is needed", NULL);
      return FALSE;
    }

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  g_strlcpy (exchange->asker, hash, sizeof exchange->asker);
  g_strlcpy (exchange->region, grant->region, sizeof exchange->region);
  exchange->unit = g_strdup (grant->unit);
  if (zhihui_rate_limit_take (g_str_equal (exchange->method, "POST") ? self->write_limit
                                                                     : self->rate_limit,
                              exchange->asker,
                              exchange->start_us))
    return TRUE;

  zhihui_exchange_set_header (exchange, "Retry-After", RETRY_AFTER_S);
  zhihui_exchange_send_problem (
    exchange, 429, "too_many", "too many requests with this token", NULL);
  return FALSE;
}

/* Figures that stand still while the clock goes on are not told: whoever asks keeps what he has,
 * and sees its age. */
static gboolean
check_present (ZhihuiServer *self, ZhihuiExchange *exchange)
{
  if (self->n_failed_ticks < MAX_FAILED_TICKS)
    return TRUE;

  zhihui_exchange_set_header (exchange, "Retry-After", MEND_AFTER_S);
  zhihui_exchange_send_problem (
    exchange, 503, "maintenance", "the figures cannot be brought up to date", NULL);
  return FALSE;
}

static void
refuse_scope (ZhihuiExchange *exchange, const ZhihuiRoute *route)
{
  g_autofree char *scopes = zhihui_scopes_describe (route->scopes, ", ");
  g_autofree char *detail = g_strdup_printf ("this needs one of the scopes %s", scopes);

  zhihui_exchange_send_problem (exchange, 403, "insufficient_scope", detail, NULL);
}

static void
answer_question (ZhihuiServer *self, ZhihuiExchange *exchange, const char *query)
{
  gboolean is_post = g_str_equal (exchange->method, "POST");
  gboolean is_get = g_str_equal (exchange->method, "GET") || g_str_equal (exchange->method, "HEAD");
  const ZhihuiRoute *route;
  char              *argument;
  gboolean           known;
  g_autoptr (ZhihuiAnswer) answer = NULL;

  route = zhihui_route_find (exchange->path + strlen (BASE), is_post, &argument, &known);
  if (route == NULL || (!is_get && !is_post))
    {
      g_free (argument);
      if (known)
        zhihui_exchange_set_header (
          exchange, "Allow", is_post || route != NULL ? "GET, HEAD" : "POST");
      if (known)
        zhihui_exchange_send_problem (
          exchange, 405, "method_not_allowed", "not with this method", NULL);
      else
        zhihui_exchange_send_problem (exchange, 404, "not_found", "there is no such path", NULL);
      return;
    }

  if ((route->scopes & exchange->scopes) == 0)
    {
      g_free (argument);
      refuse_scope (exchange, route);
      return;
    }

  if (is_get)
    {
      answer_get (self, exchange, route, query, argument);
      return;
    }

  answer = ask_route (self, exchange, route, query, argument);
  if (answer != NULL)
    zhihui_exchange_send_answer (exchange, answer);
}

static void
answer_api (ZhihuiServer *self, ZhihuiExchange *exchange, const char *query)
{
  if (g_str_equal (exchange->path, BASE "/stream") && g_str_equal (exchange->method, "GET"))
    {
      zhihui_teller_listen (self->teller, exchange, query);
      return;
    }
  answer_question (self, exchange, query);
}

/* For who keeps the service running: without a token, and without a figure. */
static void
answer_health (ZhihuiServer *self, ZhihuiExchange *exchange)
{
  gboolean    is_present = self->n_failed_ticks < MAX_FAILED_TICKS;
  const char *words = is_present ? "ok\n" : "the figures stand still\n";
  g_autoptr (GBytes) body = g_bytes_new_static (words, strlen (words));

  zhihui_exchange_send (exchange, is_present ? 200 : 503, "text/plain", body);
}

static void
answer (ZhihuiServer *self, ZhihuiExchange *exchange)
{
  GUri       *uri = soup_server_message_get_uri (exchange->message);
  const char *query = g_uri_get_query (uri);

  zhihui_exchange_set_date (
    exchange, zhihui_platform_clock_get_now (zhihui_platform_get_clock (self->platform)));
  if (strlen (exchange->path) > MAX_PATH_BYTES ||
      (query != NULL && strlen (query) > MAX_QUERY_BYTES))
    {
      zhihui_exchange_send_problem (exchange, 413, "too_large", "the address is too long", NULL);
      return;
    }

  if (g_str_equal (exchange->path, "/healthz"))
    {
      answer_health (self, exchange);
      return;
    }

  if (!g_str_has_prefix (exchange->path, BASE "/"))
    {
      zhihui_exchange_send_problem (exchange, 404, "not_found", "there is no such path", NULL);
      return;
    }

  if (check_token (self, exchange) && check_present (self, exchange))
    answer_api (self, exchange, query);
}

static void
write_log (ZhihuiExchange *exchange)
{
  zhihui_exchange_write_log (exchange, g_str_has_prefix (exchange->path, BASE "/cases"));
}

/* A request whose answer waits for counts, and goes on when they are there. */
typedef struct
{
  ZhihuiServer  *server;   /* or NULL: it has ended */
  ZhihuiExchange exchange; /* its message is owned */
  char          *path;     /* owned */
  gboolean       is_gone;  /* the asker does not listen any more */
} Waiting;

static void
asker_gone_cb (SoupServerMessage *message, gpointer user_data)
{
  Waiting *self = user_data;

  self->is_gone = TRUE;
}

static void
waiting_free (Waiting *self)
{
  if (self->server != NULL)
    g_ptr_array_remove_fast (self->server->waiting, self);
  g_signal_handlers_disconnect_by_data (self->exchange.message, self);
  g_object_unref (self->exchange.message);
  g_free (self->exchange.unit);
  g_free (self->path);
  g_free (self);
}

/* The server ends: nobody is answered any more. */
static void
leave_waiting (ZhihuiServer *self, Waiting *waiting)
{
  ZhihuiEngineAhead *ahead = zhihui_platform_get_ahead (self->platform);

  g_ptr_array_remove_fast (self->waiting, waiting);
  waiting->server = NULL;
  if (ahead != NULL && zhihui_engine_ahead_wait_no_more (ahead, waiting))
    waiting_free (waiting);
}

static void
go_on_cb (gpointer user_data)
{
  Waiting *self = user_data;
  GUri    *uri = soup_server_message_get_uri (self->exchange.message);

  self->exchange.must_wait = FALSE;
  self->exchange.n_waits++;
  if (self->server != NULL && !self->is_gone)
    {
      zhihui_platform_catch_up (self->server->platform);
      answer_api (self->server, &self->exchange, g_uri_get_query (uri));
    }
  if (self->exchange.must_wait)
    {
      zhihui_engine_ahead_wait (zhihui_platform_get_ahead (self->server->platform), go_on_cb, self);
      return;
    }

  if (self->server != NULL && !self->is_gone)
    {
      write_log (&self->exchange);
      soup_server_message_unpause (self->exchange.message);
    }
  waiting_free (self);
}

static void
let_wait (ZhihuiServer *self, ZhihuiExchange *exchange)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->server = self;
  waiting->path = g_strdup (exchange->path);
  waiting->exchange = *exchange;
  waiting->exchange.path = waiting->path;
  exchange->unit = NULL;
  g_object_ref (exchange->message);
  g_signal_connect (exchange->message, "finished", G_CALLBACK (asker_gone_cb), waiting);
  g_signal_connect (exchange->message, "disconnected", G_CALLBACK (asker_gone_cb), waiting);
  g_ptr_array_add (self->waiting, waiting);
  soup_server_message_pause (exchange->message);
  zhihui_engine_ahead_wait (zhihui_platform_get_ahead (self->platform), go_on_cb, waiting);
}

static void
request_received_cb (SoupServer        *soup,
                     SoupServerMessage *message,
                     const char        *path,
                     GHashTable        *form,
                     gpointer           user_data)
{
  ZhihuiServer  *self = user_data;
  ZhihuiExchange exchange = { .message = message,
                              .method = soup_server_message_get_method (message),
                              .path = path,
                              .start_us = g_get_monotonic_time () };

  self->n_requests++;
  exchange.number = self->n_requests;
  if (self->is_stopping)
    zhihui_exchange_refuse_more (&exchange);
  else if (soup_server_message_get_status (message) == 0)
    answer (self, &exchange);
  if (exchange.must_wait)
    let_wait (self, &exchange);
  else
    write_log (&exchange);
  g_free (exchange.unit);
}

/**
 * zhihui_server_new:
 * @platform: (transfer none): must outlive the server; has ticked once
 */
ZhihuiServer *
zhihui_server_new (ZhihuiPlatform *platform, const ZhihuiServerOptions *options)
{
  ZhihuiServer *self = g_new0 (ZhihuiServer, 1);

  self->platform = platform;
  self->options = *options;
  self->cache = zhihui_answer_cache_new ();
  self->waiting = g_ptr_array_new ();
  self->pins = zhihui_pins_new ();
  self->rate_limit = zhihui_rate_limit_new (options->rate_limit);
  self->write_limit = zhihui_rate_limit_new (options->rate_limit * WRITES_A_READ);
  self->soup = soup_server_new ("server-header", "zhihui-platform", NULL);
  self->drain = zhihui_drain_new (self->soup);
  self->idle = zhihui_idle_connections_new (self->soup);
  self->teller = zhihui_teller_new (platform, self->pins);
  zhihui_content_limit_watch (self->soup, BASE "/events");
  soup_server_add_handler (self->soup, NULL, request_received_cb, self, NULL);
  return self;
}

void
zhihui_server_free (ZhihuiServer *self)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  zhihui_drain_free (self->drain);
  zhihui_idle_connections_free (self->idle);
  zhihui_teller_free (self->teller);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  while (self->waiting->len > 0)
    leave_waiting (self, self->waiting->pdata[self->waiting->len - 1]);
  g_ptr_array_unref (self->waiting);
  zhihui_answer_cache_free (self->cache);
  zhihui_pins_free (self->pins);
  zhihui_rate_limit_free (self->rate_limit);
  zhihui_rate_limit_free (self->write_limit);
  g_free (self);
}

/**
 * zhihui_server_listen:
 * @address: HOST:PORT, port 0 is any free one
 * @beyond: whether others than this machine may reach it
 */
gboolean
zhihui_server_listen (ZhihuiServer *self, const char *address, gboolean beyond, GError **error)
{
  return zhihui_listen (self->soup, address, beyond, error);
}

/**
 * zhihui_server_dup_url:
 *
 * Returns: (transfer full) (nullable): the base address of the API
 */
char *
zhihui_server_dup_url (ZhihuiServer *self)
{
  return zhihui_listen_dup_url (self->soup, BASE);
}

/* Counts that are being made are worth waiting for: the figures stay at their last good moment. */
static gboolean
tick_cb (gpointer user_data)
{
  ZhihuiServer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->n_held_ticks < MAX_HELD_TICKS && zhihui_platform_is_counting (self->platform))
    {
      self->n_held_ticks++;
      return G_SOURCE_CONTINUE;
    }
  self->n_held_ticks = 0;
  if (zhihui_platform_tick (self->platform, &error))
    {
      self->n_failed_ticks = 0;
      zhihui_teller_look (self->teller);
    }
  else if (self->n_failed_ticks++ == 0)
    g_warning ("the figures stand still: %s", error->message);

  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_server_start_ticking:
 *
 * From now on the platform moves with its clock.
 */
void
zhihui_server_start_ticking (ZhihuiServer *self)
{
  g_return_if_fail (self->tick_source == 0);

  self->tick_source =
    g_timeout_add_seconds (zhihui_platform_get_tick_s (self->platform), tick_cb, self);
}

/**
 * zhihui_server_stop:
 * @stopped: called once what was asked has been answered, after a few seconds at the latest
 *
 * The figures move no further.
 */
void
zhihui_server_stop (ZhihuiServer *self, ZhihuiDrainedFunc stopped, gpointer user_data)
{
  self->is_stopping = TRUE;
  g_clear_handle_id (&self->tick_source, g_source_remove);
  zhihui_listen_no_more (self->soup);
  zhihui_teller_end (self->teller);
  zhihui_drain_start (self->drain, STOP_PATIENCE_S, stopped, user_data);
}

/**
 * zhihui_server_get_teller:
 *
 * Returns: (transfer none): who tells the listeners of /stream
 */
ZhihuiTeller *
zhihui_server_get_teller (ZhihuiServer *self)
{
  return self->teller;
}
