/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-exchange.h"

#include <string.h>

#include "zhihui-wire.h"

static const char *
get_title (int status)
{
  const char *title = soup_status_get_phrase ((guint) status);

  return title != NULL ? title : "Error";
}

void
zhihui_exchange_set_header (ZhihuiExchange *self, const char *name, const char *value)
{
  soup_message_headers_replace (
    soup_server_message_get_response_headers (self->message), name, value);
}

const char *
zhihui_exchange_get_header (ZhihuiExchange *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

/**
 * zhihui_exchange_set_date:
 * @now: the platform's clock: clients count ages from it
 */
void
zhihui_exchange_set_date (ZhihuiExchange *self, gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now);
  g_autofree char *text = NULL;

  if (date == NULL)
    return;

  text = soup_date_time_to_string (date, SOUP_DATE_HTTP);
  zhihui_exchange_set_header (self, "Date", text);
}

/**
 * zhihui_exchange_send:
 * @type: of the body
 * @body: (nullable): not for 304
 */
void
zhihui_exchange_send (ZhihuiExchange *self, int status, const char *type, GBytes *body)
{
  SoupMessageBody *content = soup_server_message_get_response_body (self->message);

  soup_server_message_set_status (self->message, (guint) status, NULL);
  if (body == NULL)
    return;

  zhihui_exchange_set_header (self, "Content-Type", type);
  soup_message_body_append_bytes (content, body);
}

/* What is wrong with parameters, behind the members that every problem has. */
static char *
add_errors (char *problem, const GPtrArray *faults)
{
  g_autofree char *old = problem;
  char            *end = strrchr (problem, '}');
  GString         *text;

  if (faults == NULL || faults->len == 0 || end == NULL)
    return g_steal_pointer (&old);

  text = g_string_new_len (problem, end - problem);
  g_string_append (text, ",\"errors\":[");
  for (guint i = 0; i < faults->len; i++)
    {
      const ZhihuiQueryFault *fault = faults->pdata[i];
      g_autofree char        *name = g_strescape (fault->name, NULL);

      /* Names beyond ASCII are not ours: only told that there are such. */
      g_string_append_printf (text,
                              "%s{\"name\":\"%s\",\"reason\":\"%s\"}",
                              i > 0 ? "," : "",
                              g_str_is_ascii (fault->name) ? name : "",
                              fault->reason);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/**
 * zhihui_exchange_send_problem:
 * @detail: in English
 * @faults: (nullable) (element-type ZhihuiQueryFault): what is wrong with parameters
 */
void
zhihui_exchange_send_problem (
  ZhihuiExchange *self, int status, const char *code, const char *detail, const GPtrArray *faults)
{
  g_autofree char *instance = g_strdup_printf ("/req/%" G_GINT64_MODIFIER "x", self->number);
  char *problem = zhihui_wire_encode_problem (status, get_title (status), code, detail, instance);
  g_autofree char *body = add_errors (problem, faults);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  zhihui_exchange_set_header (self, "Cache-Control", "no-store");
  zhihui_exchange_send (self, status, "application/problem+json", bytes);
}

static gboolean
accepts_gzip (ZhihuiExchange *self)
{
  const char *accepted = zhihui_exchange_get_header (self, "Accept-Encoding");
  GSList     *refused = NULL;
  GSList     *codings;
  gboolean    found = FALSE;

  if (accepted == NULL)
    return FALSE;

  codings = soup_header_parse_quality_list (accepted, &refused);
  for (GSList *link = codings; link != NULL; link = link->next)
    found |= g_ascii_strcasecmp (link->data, "gzip") == 0 || g_str_equal (link->data, "*");
  for (GSList *link = refused; link != NULL; link = link->next)
    found &= g_ascii_strcasecmp (link->data, "gzip") != 0;

  soup_header_free_list (codings);
  soup_header_free_list (refused);
  return found;
}

/* RFC 9110 13.1.2: weak comparison with each tag of the list. */
static gboolean
is_known_to (ZhihuiExchange *self, const char *etag)
{
  const char *tags = zhihui_exchange_get_header (self, "If-None-Match");
  GSList     *list;
  gboolean    found = FALSE;
  const char *strong = g_str_has_prefix (etag, "W/") ? etag + 2 : etag;

  if (tags == NULL)
    return FALSE;
  if (g_str_equal (tags, "*"))
    return TRUE;

  list = soup_header_parse_list (tags);
  for (GSList *link = list; link != NULL && !found; link = link->next)
    {
      const char *tag = link->data;

      found = g_str_equal (g_str_has_prefix (tag, "W/") ? tag + 2 : tag, strong);
    }
  soup_header_free_list (list);
  return found;
}

static void
set_link (ZhihuiExchange *self, const ZhihuiAnswer *answer)
{
  g_autofree char *link = NULL;

  if (answer->next == NULL)
    return;

  link = g_strdup_printf ("<%s>; rel=\"next\"", answer->next);
  zhihui_exchange_set_header (self, "Link", link);
}

/**
 * zhihui_exchange_send_answer:
 *
 * Sends the answer, or 304 when the asker has it, compressed when that is wanted.
 */
void
zhihui_exchange_send_answer (ZhihuiExchange *self, ZhihuiAnswer *answer)
{
  g_autofree char *age =
    answer->is_logged
      ? g_strdup ("no-store")
      : g_strdup_printf ("private, max-age=%u, stale-if-error=86400", answer->max_age_s);

  self->n_rows = answer->n_rows;
  zhihui_exchange_set_header (self, "Cache-Control", age);
  zhihui_exchange_set_header (self, "Vary", "Accept-Encoding, Authorization");
  if (answer->etag != NULL)
    zhihui_exchange_set_header (self, "ETag", answer->etag);
  set_link (self, answer);

  if (answer->etag != NULL && is_known_to (self, answer->etag))
    {
      zhihui_exchange_send (self, 304, NULL, NULL);
      return;
    }

  if (g_bytes_get_size (answer->body) >= ZHIHUI_GZIP_MIN_BYTES && accepts_gzip (self))
    {
      zhihui_exchange_set_header (self, "Content-Encoding", "gzip");
      zhihui_exchange_send (self, answer->status, answer->type, zhihui_answer_get_gzip (answer));
      return;
    }

  zhihui_exchange_send (self, answer->status, answer->type, answer->body);
}

/* What was read or refused, by whom, without the question: it may name people. Polls that went well
 * are told to those who listen closely only. */
void
zhihui_exchange_write_log (ZhihuiExchange *exchange, gboolean is_of_cases)
{
  guint            status = soup_server_message_get_status (exchange->message);
  gboolean         is_poll = g_str_equal (exchange->method, "GET") && status < 400 && !is_of_cases;
  gint64           took_us = g_get_monotonic_time () - exchange->start_us;
  const char      *asker = exchange->asker[0] != '\0' ? exchange->asker : "-";
  g_autofree char *code = g_strdup_printf ("%u", status);
  g_autofree char *rows = g_strdup_printf ("%u", exchange->n_rows);
  g_autofree char *took = g_strdup_printf ("%" G_GINT64_FORMAT, took_us);

  g_log_structured (G_LOG_DOMAIN,
                    is_poll ? G_LOG_LEVEL_DEBUG : G_LOG_LEVEL_INFO,
                    "ZHIHUI_TOKEN",
                    asker,
                    "ZHIHUI_METHOD",
                    exchange->method,
                    "ZHIHUI_PATH",
                    exchange->path,
                    "ZHIHUI_STATUS",
                    code,
                    "ZHIHUI_ROWS",
                    rows,
                    "ZHIHUI_MICROSECONDS",
                    took,
                    "MESSAGE",
                    "%s %s %s %u %u rows %.1f ms",
                    asker,
                    exchange->method,
                    exchange->path,
                    status,
                    exchange->n_rows,
                    (double) took_us / 1000);
}

/**
 * zhihui_exchange_refuse_more:
 *
 * The platform is about to end: whoever asks shall come again, by another connection.
 */
void
zhihui_exchange_refuse_more (ZhihuiExchange *self)
{
  zhihui_exchange_set_header (self, "Connection", "close");
  zhihui_exchange_set_header (self, "Retry-After", "2");
  zhihui_exchange_send_problem (self, 503, "maintenance", "the platform is about to end", NULL);
}
