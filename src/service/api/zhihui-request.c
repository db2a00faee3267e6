/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-region-code.h"

#define MAX_CODE_BYTES 64
#define FULL_STATUS 507 /* Insufficient Storage */

static const char *const scope_names[] = { "wall",     "wall:room", "desk",  "events",
                                           "instruct", "case:full", "admin", NULL };

/**
 * zhihui_scopes_describe:
 *
 * Returns: (transfer full): their names with @between between
 */
char *
zhihui_scopes_describe (ZhihuiScopes scopes, const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; scope_names[i] != NULL; i++)
    if ((scopes >> i & 1) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", scope_names[i]);
  return g_string_free (text, FALSE);
}

/**
 * zhihui_scopes_parse:
 * @text: scopes with spaces or commas between
 */
gboolean
zhihui_scopes_parse (const char *text, ZhihuiScopes *scopes, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,", -1);

  *scopes = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint name = 0;

      if (*words[i] == '\0')
        continue;
      while (scope_names[name] != NULL && !g_str_equal (words[i], scope_names[name]))
        name++;
      if (scope_names[name] == NULL)
        {
          g_set_error (
            error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("There is no scope '%s'"), words[i]);
          return FALSE;
        }
      *scopes |= 1u << name;
    }

  if (*scopes == 0)
    g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("No scope is named"));
  return *scopes != 0;
}

/**
 * zhihui_request_refuse:
 * @detail: in English: the API speaks one language, clients have their own
 *
 * Returns: always %NULL, so that a route can end with it
 */
char *
zhihui_request_refuse (ZhihuiRequest *self, int status, const char *code, const char *detail)
{
  self->status = status;
  self->code = code;
  g_free (self->detail);
  self->detail = g_strdup (detail);
  return NULL;
}

char *
zhihui_request_not_found (ZhihuiRequest *self)
{
  return zhihui_request_refuse (self, 404, "not_found", "there is nothing of this name");
}

/**
 * zhihui_request_refuse_writing:
 * @error: of the database: nothing happened, and the sender tells it again later
 *
 * Returns: always %NULL
 */
char *
zhihui_request_refuse_writing (ZhihuiRequest *self, const GError *error)
{
  g_warning ("nothing was written: %s", error->message);
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE))
    return zhihui_request_refuse (
      self, FULL_STATUS, "full", "there is no room left on the disk; nothing was taken");
  return zhihui_request_refuse (
    self, 503, "maintenance", "the database cannot be written; nothing was taken");
}

/**
 * zhihui_request_not_offered:
 * @detail: what, and why: the figure exists, but this platform does not count it
 *
 * Returns: always %NULL
 */
char *
zhihui_request_not_offered (ZhihuiRequest *self, const char *detail)
{
  return zhihui_request_refuse (self, 501, "not_offered", detail);
}

/**
 * zhihui_request_check:
 *
 * Call when all parameters have been asked for.
 *
 * Returns: whether the request may be answered; else it has been refused
 */
gboolean
zhihui_request_check (ZhihuiRequest *self)
{
  const GPtrArray        *faults = zhihui_query_finish (self->query);
  const ZhihuiQueryFault *first;
  g_autofree char        *detail = NULL;

  if (self->status != 0)
    return FALSE;
  if (faults->len == 0)
    return TRUE;

  first = faults->pdata[0];
  detail = g_strdup_printf ("parameter %s: %s", first->name, first->reason);
  zhihui_request_refuse (self, 400, "bad_parameter", detail);
  return FALSE;
}

/* What a village's own figures are is decided once, for its town as a whole, by /map/cases. */
static void
refuse_below_town (ZhihuiRequest *self, const char *region)
{
  if (!zhihui_request_sees_desk (self) && zhihui_region_code_is_below_town (region) &&
      !g_str_equal (region, zhihui_platform_get_region (self->platform)))
    zhihui_request_refuse (
      self, 403, "insufficient_scope", "a wall asks for townships and what is above them");
}

/**
 * zhihui_request_get_region:
 *
 * Returns: (transfer none): the code asked for, or the token's, or the deployment's
 */
const char *
zhihui_request_get_region (ZhihuiRequest *self)
{
  const char *region = zhihui_query_get_text (self->query, "region", MAX_CODE_BYTES);

  if (region == NULL)
    {
      region =
        zhihui_request_is_bound (self) ? self->region : zhihui_platform_get_region (self->platform);
      refuse_below_town (self, region);
      return region;
    }

  if (!zhihui_figures_has_region (zhihui_platform_get_figures (self->platform), region))
    zhihui_request_refuse (self, 404, "not_found", "there is no such region");
  else if (!zhihui_request_sees_region (self, region))
    zhihui_request_refuse (self, 403, "insufficient_scope", "this token is for another region");
  else
    refuse_below_town (self, region);
  return region;
}

const char *
zhihui_request_get_peer (ZhihuiRequest *self)
{
  const char *peer = zhihui_query_get_text (self->query, "peer", MAX_CODE_BYTES);

  if (peer == NULL)
    return "all";

  if (!zhihui_figures_has_peer (zhihui_platform_get_figures (self->platform), peer))
    zhihui_request_refuse (self, 404, "not_found", "there is no such peer group");
  return peer;
}

static ZhihuiPeriod *
get_between (ZhihuiRequest *self)
{
  gint64   from, to;
  gboolean has_from = zhihui_query_get_instant (self->query, "from", &from);
  gboolean has_to = zhihui_query_get_instant (self->query, "to", &to);

  if (has_from && has_to && to > from)
    return zhihui_period_new_between (from, to);

  if (has_from && has_to)
    zhihui_query_add_fault (self->query, "to", "not_after_from");
  else if (has_from || has_to)
    zhihui_query_add_fault (self->query, has_from ? "to" : "from", "missing");
  return NULL;
}

/**
 * zhihui_request_get_period:
 * @fallback: when none is given
 * @between: whether from and to may stand for a period
 *
 * Returns: (transfer full): never %NULL; of @fallback where what was given is wrong
 */
ZhihuiPeriod *
zhihui_request_get_period (ZhihuiRequest *self, const char *fallback, gboolean between)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (self->platform);
  gint64         now = zhihui_figures_get_as_of (figures);
  ZhihuiZone    *zone = zhihui_figures_get_zone (figures);
  const char    *text = zhihui_query_get_text (self->query, "period", MAX_CODE_BYTES);
  ZhihuiPeriod  *period = between ? get_between (self) : NULL;

  if (period != NULL && text != NULL)
    zhihui_query_add_fault (self->query, "period", "not_with_from_and_to");
  if (period != NULL)
    {
      zhihui_period_find_year (period, now, zone);
      return period;
    }

  if (text != NULL)
    period = zhihui_period_parse (text, now, zone, NULL);
  if (text != NULL && period == NULL)
    zhihui_query_add_fault (self->query, "period", "not_a_period");

  return period != NULL ? period : zhihui_period_parse (fallback, now, zone, NULL);
}

gboolean
zhihui_request_sees_desk (ZhihuiRequest *self)
{
  return (self->scopes & ZHIHUI_SCOPES_CASES) != 0;
}

/**
 * zhihui_request_is_bound:
 *
 * Returns: whether the token is for a part of the deployment's region alone
 */
gboolean
zhihui_request_is_bound (ZhihuiRequest *self)
{
  return self->region != NULL && *self->region != '\0' &&
         !g_str_equal (self->region, zhihui_platform_get_region (self->platform));
}

/**
 * zhihui_request_sees_region:
 * @code: of a region
 *
 * Returns: whether it is the token's or lies in it
 */
gboolean
zhihui_request_sees_region (ZhihuiRequest *self, const char *code)
{
  return !zhihui_request_is_bound (self) || zhihui_region_code_covers (self->region, code);
}

/* For LIKE: everything within @code. */
static char *
make_pattern (const char *code)
{
  return g_strdup_printf ("%.*s%%", (int) zhihui_region_code_get_stem (code), code);
}

/**
 * zhihui_request_get_region_pattern:
 *
 * For lists of which each row is of a region, maybe of none. Reads the parameter region.
 *
 * Returns: (transfer full): for LIKE: the regions asked for, else those of the token
 */
char *
zhihui_request_get_region_pattern (ZhihuiRequest *self)
{
  const char *asked = zhihui_query_get_text (self->query, "region", MAX_CODE_BYTES);

  if (asked == NULL)
    return make_pattern (zhihui_request_is_bound (self) ? self->region : "");

  for (const char *c = asked; *c != '\0'; c++)
    if (!g_ascii_isdigit (*c))
      {
        zhihui_query_add_fault (self->query, "region", "not_a_code");
        return g_strdup ("");
      }
  if (!zhihui_request_sees_region (self, asked))
    zhihui_request_refuse (self, 403, "insufficient_scope", "this token is for another region");
  refuse_below_town (self, asked);
  if (g_str_equal (asked, zhihui_platform_get_region (self->platform)))
    return g_strdup ("%"); /* with what is of no region */
  return make_pattern (asked);
}

/**
 * zhihui_request_sees_whole:
 *
 * For figures that there are of the whole deployment alone.
 *
 * Returns: whether the token may see them; else the request has been refused
 */
gboolean
zhihui_request_sees_whole (ZhihuiRequest *self)
{
  if (!zhihui_request_is_bound (self))
    return TRUE;

  zhihui_request_refuse (
    self, 403, "insufficient_scope", "this is of the whole region, the token is for a part of it");
  return FALSE;
}

gboolean
zhihui_request_sees_case (ZhihuiRequest *self, const ZhihuiCaseRow *one)
{
  const GPtrArray *regions = zhihui_platform_get_ledger (self->platform)->regions;

  return !zhihui_request_is_bound (self) ||
         (one->region < regions->len &&
          zhihui_request_sees_region (self,
                                      ((const ZhihuiRegion *) regions->pdata[one->region])->code));
}

gboolean
zhihui_request_sees_unit (ZhihuiRequest *self, const ZhihuiUnit *unit)
{
  return zhihui_request_sees_region (self, unit->region);
}

/**
 * zhihui_request_compares_unit:
 * @region: that is asked about
 * @peer: that is asked about
 *
 * Returns: whether a board of the same question has this unit
 */
gboolean
zhihui_request_compares_unit (ZhihuiRequest    *self,
                              const ZhihuiUnit *unit,
                              const char       *region,
                              const char       *peer)
{
  gboolean is_whole = g_str_equal (region, zhihui_platform_get_region (self->platform));

  return (is_whole || zhihui_region_code_covers (region, unit->region)) &&
         (g_str_equal (peer, "all") || g_str_equal (peer, unit->peer)) &&
         zhihui_request_sees_unit (self, unit);
}

/**
 * zhihui_request_sees_unit_named:
 *
 * Returns: whether a unit of this short name is one that the token may see
 */
gboolean
zhihui_request_sees_unit_named (ZhihuiRequest *self, const char *short_name)
{
  const GPtrArray *units = zhihui_platform_get_ledger (self->platform)->units;

  if (!zhihui_request_is_bound (self))
    return TRUE;
  for (guint i = 0; i < units->len; i++)
    if (g_strcmp0 (((const ZhihuiUnit *) units->pdata[i])->short_name, short_name) == 0 &&
        zhihui_request_sees_unit (self, units->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * zhihui_request_sees_meeting:
 *
 * Returns: whether the token may see @meeting: one that is bound sees those in which a unit of its
 *   region takes part
 */
gboolean
zhihui_request_sees_meeting (ZhihuiRequest *self, const ZhihuiMeeting *meeting)
{
  gboolean seen = zhihui_request_sees_unit_named (self, meeting->host);

  for (guint i = 0; i < meeting->units->len && !seen; i++)
    seen = zhihui_request_sees_unit_named (self, meeting->units->pdata[i]);
  return seen;
}

static gboolean
is_midnight (ZhihuiZone *zone, gint64 at)
{
  return zhihui_zone_day_start (zone, zhihui_zone_day_of (zone, at)) == at;
}

/**
 * zhihui_request_limit_window:
 * @is_named: whether it is that of a named period, or the default
 *
 * For a token of a desk nothing is limited. Faults are of from and to.
 */
void
zhihui_request_limit_window (ZhihuiRequest      *self,
                             const ZhihuiWindow *window,
                             gboolean            is_named,
                             ZhihuiAskable       askable)
{
  ZhihuiZone *zone = zhihui_platform_get_zone (self->platform);

  if (is_named || zhihui_request_sees_desk (self))
    return;

  if (askable == ZHIHUI_ASK_NAMES)
    zhihui_query_add_fault (self->query, "from", "not_for_this_scope");
  else if (!is_midnight (zone, window->from))
    zhihui_query_add_fault (self->query, "from", "not_whole_days");
  else if (!is_midnight (zone, window->to))
    zhihui_query_add_fault (self->query, "to", "not_whole_days");
}

/**
 * zhihui_request_open_answer:
 * @writer: (out caller-allocates): begins with the head that every answer has; the object is open
 */
void
zhihui_request_open_answer (ZhihuiRequest *self, ZhihuiWireWriter *writer)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (self->platform);

  zhihui_wire_writer_init (writer, zhihui_platform_get_zone (self->platform));
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_stamp (
    writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
}

void
zhihui_page_read (ZhihuiPage *page, ZhihuiRequest *request, guint fallback, guint max)
{
  const char *const except[] = { "limit", "cursor", NULL };
  g_autofree char  *asked = zhihui_query_describe (request->query, except);
  gint64            limit = fallback;

  zhihui_query_get_number (request->query, "limit", 1, max, &limit);
  page->limit = (guint) limit;
  page->place = 0;
  page->cursor = g_strdup (zhihui_query_get_text (request->query, "cursor", 64));
  page->question =
    g_strdup_printf ("%s %u %s %s", request->path, request->scopes, request->region, asked);
}

void
zhihui_page_clear (ZhihuiPage *page)
{
  g_free (page->cursor);
  g_free (page->question);
}

/**
 * zhihui_page_find:
 *
 * Returns: (transfer none) (nullable): the list that the cursor pins; %NULL on the first page, and
 * when the request was refused because the cursor is no longer good
 */
gpointer
zhihui_page_find (ZhihuiPage *page, ZhihuiRequest *request)
{
  gpointer list;

  if (page->cursor == NULL)
    return NULL;

  list = zhihui_pins_find (request->pins, page->question, page->cursor, &page->place);
  if (list == NULL)
    zhihui_request_refuse (
      request, 410, "cursor_expired", "the list of this cursor is no longer kept: start again");
  return list;
}

/**
 * zhihui_page_turn:
 * @list: (transfer full): on the first page: is pinned when there is another page, else freed; on
 * later ones what zhihui_page_find() gave
 * @n_items: of the whole list
 *
 * @list may be gone afterwards. Sets the request's cursor of the next page.
 */
void
zhihui_page_turn (
  ZhihuiPage *page, ZhihuiRequest *request, gpointer list, GDestroyNotify destroy, guint n_items)
{
  gboolean more = page->place < n_items && n_items - page->place > page->limit;
  guint    next = page->place + page->limit;

  if (page->cursor != NULL)
    request->next = more ? zhihui_pins_move (request->pins, page->cursor, next) : NULL;
  else if (more)
    request->next = zhihui_pins_add (request->pins, page->question, list, destroy, n_items, next);
  else
    destroy (list);
}

GPtrArray *
zhihui_page_borrow (const ZhihuiPage *page, const GPtrArray *items)
{
  GPtrArray *part = g_ptr_array_new ();

  for (guint i = page->place; i < items->len && i - page->place < page->limit; i++)
    g_ptr_array_add (part, items->pdata[i]);

  return part;
}

/**
 * zhihui_page_put_next:
 * @body: (transfer full): of an encoder that writes next as null, at the very end
 * @next: (nullable): the cursor of the next page
 *
 * Returns: (transfer full)
 */
char *
zhihui_page_put_next (char *body, const char *next)
{
  char            *end = next != NULL ? g_strrstr (body, "\"next\":null}") : NULL;
  g_autofree char *old = body;

  if (end == NULL)
    return g_steal_pointer (&old);

  *end = '\0';
  return g_strdup_printf ("%s\"next\":\"%s\"}", body, next);
}
