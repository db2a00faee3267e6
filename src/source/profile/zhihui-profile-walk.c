/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-walk.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-secret.h"

#define DAY_S G_GINT64_CONSTANT (86400)
#define MIN_WINDOW_S 3600

/* Where a walk stands, as its cursor says it: "FROM TO STEP", FROM and TO 0 where there are no
 * spans of time; STEP is a page, an offset, a cursor, an address, or nothing at the start. */
typedef struct
{
  gint64      from, to;
  const char *step; /* borrowed */
} Stand;

static gint64
get_now (const ZhihuiProfile *profile)
{
  if (profile->as_of != ZHIHUI_NO_INSTANT)
    return profile->as_of;
  return profile->asked_at != ZHIHUI_NO_INSTANT ? profile->asked_at
                                                : g_get_real_time () / G_USEC_PER_SEC;
}

static Stand
read_cursor (const ZhihuiProfile *profile, const ZhihuiProfileTable *table, const char *cursor)
{
  const ZhihuiProfilePaging *paging = &table->paging;
  Stand                      stand = { 0, 0, "" };
  char                      *end;

  if (cursor != NULL)
    {
      stand.from = g_ascii_strtoll (cursor, &end, 10);
      stand.to = g_ascii_strtoll (end, &end, 10);
      stand.step = *end == ' ' ? end + 1 : end;
    }
  else if (paging->from_parameter != NULL)
    {
      stand.from = get_now (profile) - paging->history_s;
      stand.to = stand.from + paging->window_s;
    }

  return stand;
}

static char *
write_cursor (gint64 from, gint64 to, const char *step)
{
  return g_strdup_printf ("%" PRId64 " %" PRId64 " %s", (int64_t) from, (int64_t) to, step);
}

/* ---- what is asked ---- */

static void
add_parameter (GString *url, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (
    url, "%c%s=%s", strchr (url->str, '?') != NULL ? '&' : '?', name, escaped);
}

static char *
write_time (const ZhihuiProfile *profile, const char *format, gint64 instant)
{
  g_autofree char *text = NULL;

  if (g_str_equal (format, "s"))
    return g_strdup_printf ("%" PRId64, (int64_t) instant);
  if (g_str_equal (format, "ms"))
    return g_strdup_printf ("%" PRId64 "000", (int64_t) instant);

  text = zhihui_zone_format_rfc3339 (profile->time.zone, instant);
  return g_str_equal (format, "date") ? g_strndup (text, strlen ("2020-01-01"))
                                      : g_steal_pointer (&text);
}

static void
add_step (GString *url, const ZhihuiProfilePaging *paging, const char *step)
{
  g_autofree char *number = g_strdup_printf ("%" PRId64, (int64_t) paging->first_page);

  if (paging->style == ZHIHUI_PAGING_PAGE)
    add_parameter (url, paging->page_parameter, *step != '\0' ? step : number);
  else if (paging->style == ZHIHUI_PAGING_OFFSET)
    add_parameter (url, paging->offset_parameter, *step != '\0' ? step : "0");
  else if (paging->style == ZHIHUI_PAGING_CURSOR && *step != '\0')
    add_parameter (url, paging->cursor_parameter, step);
}

static char *
make_url (const ZhihuiProfile      *profile,
          const ZhihuiProfileTable *table,
          const char               *base,
          const Stand              *stand)
{
  const ZhihuiProfilePaging *paging = &table->paging;
  g_autoptr (GString) url = g_string_new (base);

  if ((paging->style == ZHIHUI_PAGING_LINK || paging->style == ZHIHUI_PAGING_NEXT) &&
      *stand->step != '\0')
    return g_strdup (stand->step);

  if (*table->path != '/' && *table->path != '?' && *table->path != '\0')
    g_string_append_c (url, '/');
  g_string_append (url, table->path);
  if (paging->limit > 0 && paging->style != ZHIHUI_PAGING_NONE)
    {
      g_autofree char *limit = g_strdup_printf ("%" PRId64, (int64_t) paging->limit);

      add_parameter (url, paging->limit_parameter, limit);
    }
  if (paging->from_parameter != NULL)
    {
      g_autofree char *from = write_time (profile, paging->time_format, stand->from);
      g_autofree char *to = write_time (profile, paging->time_format, stand->to);

      add_parameter (url, paging->from_parameter, from);
      add_parameter (url, paging->to_parameter, to);
    }
  add_step (url, paging, stand->step);
  return g_string_free (g_steal_pointer (&url), FALSE);
}

/* The value of a header; wiped by the caller. */
static char *
make_credential (const ZhihuiProfileAuth *auth, const char *token)
{
  char *pair, *code, *value;

  if (auth->kind == ZHIHUI_AUTH_BEARER)
    return g_strconcat ("Bearer ", token, NULL);
  if (auth->kind == ZHIHUI_AUTH_HEADER)
    return g_strconcat (auth->prefix, token, NULL);

  pair = *auth->user != '\0' ? g_strconcat (auth->user, ":", token, NULL) : g_strdup (token);
  code = g_base64_encode ((const guchar *) pair, strlen (pair));
  value = g_strconcat ("Basic ", code, NULL);
  zhihui_secret_wipe (pair);
  zhihui_secret_wipe (code);
  return value;
}

static void
dress (const ZhihuiProfileAuth *auth, const char *token, ZhihuiRequest *request)
{
  char *value;

  if (auth->kind == ZHIHUI_AUTH_NONE)
    return;

  zhihui_request_add_secret (request, token);
  if (auth->kind == ZHIHUI_AUTH_QUERY)
    {
      value = g_uri_escape_string (token, NULL, FALSE);
      zhihui_request_add_secret (request, value);
      request->secret_query = g_strconcat (auth->name, "=", value, NULL);
    }
  else
    {
      value = make_credential (auth, token);
      zhihui_request_add_header (
        request, auth->kind == ZHIHUI_AUTH_HEADER ? auth->name : "Authorization", value);
      if (auth->kind == ZHIHUI_AUTH_BASIC)
        zhihui_request_add_secret (request, strchr (value, ' ') + 1);
    }
  zhihui_secret_wipe (value);
}

/**
 * zhihui_profile_walk_request:
 * @base: address
 * @token: (nullable): goes where the profile says, never into the address
 * @cursor: (nullable): where the walk stands
 * @request: (out caller-allocates): zero before
 *
 * Returns: %TRUE: something is asked
 */
gboolean
zhihui_profile_walk_request (const ZhihuiProfile      *profile,
                             const ZhihuiProfileTable *table,
                             const char               *base,
                             const char               *token,
                             const char               *cursor,
                             ZhihuiRequest            *request)
{
  const char *const accepts[ZHIHUI_N_ROWS_FORMATS] = {
    [ZHIHUI_ROWS_XML] = "text/xml, application/xml",
    [ZHIHUI_ROWS_CSV] = "text/csv",
    [ZHIHUI_ROWS_ANY] = "application/json, text/xml;q=0.5",
  };
  const Stand stand = read_cursor (profile, table, cursor);

  request->url = make_url (profile, table, base, &stand);
  request->accept = g_strdup (table->accept != NULL ? table->accept : accepts[table->format]);
  request->takes_parts = table->paging.style != ZHIHUI_PAGING_NONE;
  for (guint i = 0; i + 1 < profile->headers->len; i += 2)
    zhihui_request_add_header (request, profile->headers->pdata[i], profile->headers->pdata[i + 1]);
  if (token != NULL)
    dress (&profile->auth, token, request);
  return TRUE;
}

/* ---- where it goes on ---- */

typedef struct
{
  const ZhihuiProfile      *profile;
  const ZhihuiProfileTable *table;
  ZhihuiBundle             *bundle;
  const ZhihuiPage         *page;
  ZhihuiRows               *rows;
  const ZhihuiPageCount    *count;
  Stand                     stand;
} Turn;

static const char *
get_header (const Turn *turn, const char *name)
{
  return turn->page->headers != NULL && name != NULL
           ? soup_message_headers_get_list (turn->page->headers, name)
           : NULL;
}

/* −1: not told. Content-Range is "0-24/3573" or "0-24/ *". */
static gint64
get_total (const Turn *turn)
{
  g_autofree char *text = zhihui_rows_dup_at_root (turn->rows, turn->table->paging.total);
  const char      *header = get_header (turn, turn->table->paging.total_header);
  const char      *slash = header != NULL ? strrchr (header, '/') : NULL;
  guint64          total;

  if (text == NULL && header != NULL)
    text = g_strdup (slash != NULL ? slash + 1 : header);
  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &total, NULL))
    return (gint64) total;

  return -1;
}

/* The address of rel="next" in a Link header, RFC 8288. */
static char *
find_link (const char *header)
{
  for (const char *at = header; at != NULL && (at = strchr (at, '<')) != NULL;)
    {
      const char      *end = strchr (at, '>');
      const char      *stop = end != NULL ? strchr (end, '<') : NULL;
      g_autofree char *parameters = end == NULL    ? NULL
                                    : stop != NULL ? g_strndup (end, (gsize) (stop - end))
                                                   : g_strdup (end);

      if (end == NULL)
        return NULL;
      if (strstr (parameters, "rel=\"next\"") != NULL || strstr (parameters, "rel=next") != NULL)
        return g_strndup (at + 1, (gsize) (end - at - 1));
      at = end;
    }

  return NULL;
}

/* What a recorded answer says of its platform is meant of who answers in its place. */
static char *
dup_address (const ZhihuiProfile *profile, const char *address)
{
  g_autoptr (GUri) there = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) before = profile->recorded_base != NULL
                              ? g_uri_parse (profile->recorded_base, SOUP_HTTP_URI_FLAGS, NULL)
                              : NULL;
  const char *slash;

  if (there == NULL || before == NULL ||
      g_strcmp0 (g_uri_get_host (before), g_uri_get_host (there)) != 0 ||
      g_uri_get_port (before) != g_uri_get_port (there))
    return g_strdup (address);

  slash = strchr (strstr (address, "//") + 2, '/');
  return g_strdup (slash != NULL ? slash : "/");
}

/* The token is for one place: a page elsewhere is not asked for. */
static char *
resolve (const Turn *turn, const char *named, GError **error)
{
  g_autofree char *address = dup_address (turn->profile, named);
  g_autofree char *asked = make_url (turn->profile, turn->table, turn->profile->base, &turn->stand);
  g_autoptr (GUri) base = g_uri_parse (asked, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) there =
    base != NULL ? g_uri_parse_relative (base, address, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (there == NULL || g_strcmp0 (g_uri_get_scheme (base), g_uri_get_scheme (there)) != 0 ||
      g_strcmp0 (g_uri_get_host (base), g_uri_get_host (there)) != 0 ||
      g_uri_get_port (base) != g_uri_get_port (there) || g_uri_get_userinfo (there) != NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_MALFORMED,
                           _ ("the next page is said to be on another host"));
      return NULL;
    }

  return g_uri_to_string (there);
}

/* More than a page of numbered ones may still come: a short page is the last, but the first may be
 * short because the platform gives fewer than it was asked for. */
static char *
step_by_number (const Turn *turn)
{
  const ZhihuiProfilePaging *paging = &turn->table->paging;
  ZhihuiBundle              *bundle = turn->bundle;
  gint64                     n = turn->count->n_rows;
  gboolean                   is_first = *turn->stand.step == '\0';
  gint64                     at = is_first ? 0 : g_ascii_strtoll (turn->stand.step, NULL, 10);

  if (n == 0 || (!is_first && n < bundle->page_rows))
    return NULL;
  if (!is_first && paging->limit > 0 && bundle->page_rows < paging->limit)
    zhihui_findings_note (&bundle->findings,
                          _ ("%" PRId64 " rows a page were asked for, at most %" PRId64 " came"),
                          (int64_t) paging->limit,
                          (int64_t) bundle->page_rows);
  if (paging->style == ZHIHUI_PAGING_OFFSET)
    return g_strdup_printf ("%" PRId64, (int64_t) (at + n));

  return g_strdup_printf ("%" PRId64, (int64_t) ((is_first ? paging->first_page : at) + 1));
}

static char *
find_step (const Turn *turn, GError **error)
{
  const ZhihuiProfilePaging *paging = &turn->table->paging;
  g_autofree char           *text = NULL;

  switch (paging->style)
    {
    case ZHIHUI_PAGING_PAGE:
    case ZHIHUI_PAGING_OFFSET:
      return step_by_number (turn);
    case ZHIHUI_PAGING_LINK:
      text = find_link (get_header (turn, "Link"));
      return text != NULL ? resolve (turn, text, error) : NULL;
    case ZHIHUI_PAGING_CURSOR:
    case ZHIHUI_PAGING_NEXT:
      text = zhihui_rows_dup_at_root (turn->rows, paging->next);
      if (text == NULL)
        text = g_strdup (get_header (turn, paging->next_header));
      if (text == NULL || *text == '\0' || g_str_equal (text, turn->stand.step))
        return NULL;
      return paging->style == ZHIHUI_PAGING_NEXT ? resolve (turn, text, error)
                                                 : g_steal_pointer (&text);
    case ZHIHUI_PAGING_NONE:
    case ZHIHUI_N_PAGINGS:
    default:
      return NULL;
    }
}

/* Whether the page has nothing that was not there before. */
static gboolean
is_repeated (const Turn *turn)
{
  ZhihuiBundle    *bundle = turn->bundle;
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, turn->page->body);
  gboolean         is_same = g_strcmp0 (digest, bundle->digest) == 0;

  g_free (bundle->digest);
  bundle->digest = g_steal_pointer (&digest);
  return *turn->stand.step != '\0' && turn->count->n_rows > 0 &&
         (is_same || turn->count->n_new == 0);
}

/* Figures of a part are wrong, and look right: they are not shown. */
static gboolean
check_bounds (const Turn *turn, GError **error)
{
  const ZhihuiProfilePaging *paging = &turn->table->paging;
  const ZhihuiFindings      *findings = &turn->bundle->findings;

  if ((gint64) findings->n_rows > paging->max_rows)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_TOO_LARGE,
                 _ ("more than %" PRId64 " rows: ask for less, or raise max_rows"),
                 (int64_t) paging->max_rows);
  else if (findings->n_pages > paging->max_pages)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_TOO_LARGE,
                 _ ("more than %u pages: ask for less, or raise max_pages"),
                 paging->max_pages);
  else
    return TRUE;

  return FALSE;
}

static gboolean
refuse_clamp (const Turn *turn, gint64 total, GError **error)
{
  g_set_error (
    error,
    ZHIHUI_ERROR,
    ZHIHUI_ERROR_MALFORMED,
    _ ("the platform repeats its rows after %" PRId64 " of %" PRId64 ": it does not page on"),
    (int64_t) turn->bundle->n_walked,
    (int64_t) total);
  return FALSE;
}

/* Rows that came twice do not count towards the total: where a platform adds rows while it is read,
 * others come again, and where it takes some away, others are passed over. Spans of time share
 * their borders, and may be asked for again in halves: in them all rows count. */
static gint64
count_distinct (const Turn *turn)
{
  return turn->bundle->n_walked -
         (turn->table->paging.from_parameter == NULL ? turn->bundle->n_moved : 0);
}

static gboolean
check_total (const Turn *turn, gint64 total, GError **error)
{
  gint64 n = count_distinct (turn);

  if (total <= n)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_MALFORMED,
               _ ("only %" PRId64 " of %" PRId64 " rows came"),
               (int64_t) n,
               (int64_t) total);
  return FALSE;
}

/* The step inside the same span of time, or NULL. FALSE: the walk fails. */
static gboolean
go_on_inside (const Turn *turn, char **step, GError **error)
{
  ZhihuiBundle *bundle = turn->bundle;
  gint64        total = get_total (turn);
  GError       *failure = NULL;

  *step = NULL;
  bundle->n_walked += turn->count->n_rows;
  bundle->n_moved += turn->count->n_moved;
  bundle->page_rows = MAX (bundle->page_rows, turn->count->n_rows);
  if (is_repeated (turn))
    {
      bundle->n_walked -= turn->count->n_rows;
      bundle->n_moved -= turn->count->n_moved;
      if (total > count_distinct (turn))
        return refuse_clamp (turn, total, error);
      zhihui_findings_note (&bundle->findings,
                            _ ("page %u repeats what came before: reading ended there"),
                            bundle->findings.n_pages);
      return TRUE;
    }
  if (total >= 0 && count_distinct (turn) >= total)
    return TRUE;

  *step = find_step (turn, &failure);
  if (failure == NULL)
    return *step != NULL || check_total (turn, total, error);

  g_propagate_error (error, failure);
  return FALSE;
}

/* The span of time after this one; the same again, in halves, when it was too full. */
static char *
go_on_in_time (const Turn *turn)
{
  const ZhihuiProfilePaging *paging = &turn->table->paging;
  const Stand               *stand = &turn->stand;
  gint64                     span_s = stand->to - stand->from;
  gint64                     end = get_now (turn->profile) + DAY_S; /* whatever our clock says */

  if (paging->from_parameter == NULL)
    return NULL;

  if (paging->window_rows > 0 && turn->bundle->n_walked >= paging->window_rows)
    {
      if (span_s > MIN_WINDOW_S)
        return write_cursor (stand->from, stand->from + span_s / 2, "");
      zhihui_findings_note (&turn->bundle->findings,
                            _ ("%" PRId64 " rows and more within an hour: some are cut off"),
                            (int64_t) paging->window_rows);
    }
  if (stand->to >= end)
    return NULL;

  return write_cursor (stand->to, MIN (stand->to + paging->window_s, end), "");
}

/**
 * zhihui_profile_walk_go_on:
 * @bundle: what there is so far; remembers the walk
 * @count: of the page that was just read
 * @next: (out) (transfer full) (nullable): where the walk goes on, %NULL: it is over
 * @error: return location
 *
 * Returns: %FALSE with @error: what came is not the whole, and cannot be made whole
 */
gboolean
zhihui_profile_walk_go_on (const ZhihuiProfile      *profile,
                           const ZhihuiProfileTable *table,
                           ZhihuiBundle             *bundle,
                           const ZhihuiPage         *page,
                           ZhihuiRows               *rows,
                           const ZhihuiPageCount    *count,
                           char                    **next,
                           GError                  **error)
{
  Turn turn = {
    .profile = profile, .table = table, .bundle = bundle, .page = page, .rows = rows, .count = count
  };
  g_autofree char *step = NULL;

  turn.stand = read_cursor (profile, table, page->cursor);
  bundle->findings.n_pages++;
  if (!go_on_inside (&turn, &step, error))
    return FALSE;

  if (step != NULL)
    {
      *next = write_cursor (turn.stand.from, turn.stand.to, step);
    }
  else
    {
      *next = go_on_in_time (&turn);
      bundle->n_walked = 0;
      bundle->n_moved = 0;
      bundle->page_rows = 0;
    }

  return check_bounds (&turn, error);
}
