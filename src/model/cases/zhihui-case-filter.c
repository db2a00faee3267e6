/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-case-words.h"
#include "zhihui-error.h"

/* What a platform takes of one parameter, in bytes. */
#define MAX_TEXT 128

static const char *const names[ZHIHUI_N_CASE_FILTERS] = {
  [ZHIHUI_CASE_FILTER_REGION] = "region",
  [ZHIHUI_CASE_FILTER_UNIT] = "unit",
  [ZHIHUI_CASE_FILTER_STATE] = "state",
  [ZHIHUI_CASE_FILTER_TYPE] = "type",
  [ZHIHUI_CASE_FILTER_CHANNEL] = "channel",
  [ZHIHUI_CASE_FILTER_DUE] = "due",
  [ZHIHUI_CASE_FILTER_LIST] = "list",
  [ZHIHUI_CASE_FILTER_MARK] = "mark",
  [ZHIHUI_CASE_FILTER_Q] = "q",
};

ZhihuiCaseFilter *
zhihui_case_filter_new (void)
{
  return g_new0 (ZhihuiCaseFilter, 1);
}

ZhihuiCaseFilter *
zhihui_case_filter_copy (const ZhihuiCaseFilter *self)
{
  ZhihuiCaseFilter *copy = zhihui_case_filter_new ();

  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    copy->texts[i] = g_strdup (self->texts[i]);
  return copy;
}

void
zhihui_case_filter_free (ZhihuiCaseFilter *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

gboolean
zhihui_case_filter_equal (const ZhihuiCaseFilter *self, const ZhihuiCaseFilter *other)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    if (g_strcmp0 (self->texts[i], other->texts[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * zhihui_case_filter_is_any:
 *
 * Returns: whether every case of the region passes
 */
gboolean
zhihui_case_filter_is_any (const ZhihuiCaseFilter *self)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    if (i != ZHIHUI_CASE_FILTER_REGION && self->texts[i] != NULL)
      return FALSE;
  return TRUE;
}

const char *
zhihui_case_filter_get (const ZhihuiCaseFilter *self, ZhihuiCaseFilterField field)
{
  return self->texts[field];
}

/**
 * zhihui_case_filter_set:
 * @text: (nullable): NULL, or blank: any. What is too long for a platform is cut between
 *   characters.
 */
void
zhihui_case_filter_set (ZhihuiCaseFilter *self, ZhihuiCaseFilterField field, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text != NULL ? text : ""));
  gsize            length = strlen (clean);

  if (length > MAX_TEXT)
    *g_utf8_find_prev_char (clean, clean + MAX_TEXT + 1) = '\0';
  g_free (self->texts[field]);
  self->texts[field] = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

/**
 * zhihui_case_filter_set_list:
 * @list: (nullable): "overdue", "soon", "returned", "sent_back", "suspended", "co", or a mark
 *   ("supervised" …); %NULL: all
 *
 * Returns: %FALSE when there is no such list; it stays as it was then
 */
gboolean
zhihui_case_filter_set_list (ZhihuiCaseFilter *self, const char *list)
{
  const char *const     lists[] = { "returned", "sent_back", "suspended", "co", NULL };
  ZhihuiCaseFilterField field = ZHIHUI_CASE_FILTER_DUE;
  const char           *word = list;

  if (g_strcmp0 (list, "overdue") == 0)
    word = "over";
  else if (list != NULL && g_strv_contains (lists, list))
    field = ZHIHUI_CASE_FILTER_LIST;
  else if (zhihui_case_mark_from_id (list) != 0)
    field = ZHIHUI_CASE_FILTER_MARK;
  else if (list != NULL && !g_str_equal (list, "soon"))
    return FALSE;

  zhihui_case_filter_set (self, ZHIHUI_CASE_FILTER_DUE, NULL);
  zhihui_case_filter_set (self, ZHIHUI_CASE_FILTER_LIST, NULL);
  zhihui_case_filter_set (self, ZHIHUI_CASE_FILTER_MARK, NULL);
  zhihui_case_filter_set (self, field, word);
  return TRUE;
}

/**
 * zhihui_case_filter_get_list:
 *
 * Returns: (transfer none) (nullable): as zhihui_case_filter_set_list() takes it; of a mark %NULL
 */
const char *
zhihui_case_filter_get_list (const ZhihuiCaseFilter *self)
{
  const char *due = self->texts[ZHIHUI_CASE_FILTER_DUE];

  if (due != NULL)
    return g_str_equal (due, "over") ? "overdue" : due;
  return self->texts[ZHIHUI_CASE_FILTER_LIST];
}

static void
append_query (const ZhihuiCaseFilter *self, GString *query)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    if (self->texts[i] != NULL)
      {
        g_string_append_printf (query, "&%s=", names[i]);
        g_string_append_uri_escaped (query, self->texts[i], NULL, FALSE);
      }
}

/**
 * zhihui_case_filter_make_query:
 *
 * Returns: (transfer full): the parameters as they are asked for, "due=over&unit=u001"; "" any
 */
char *
zhihui_case_filter_make_query (const ZhihuiCaseFilter *self)
{
  GString *query = g_string_new (NULL);

  append_query (self, query);
  if (query->len > 0)
    g_string_erase (query, 0, 1);
  return g_string_free (query, FALSE);
}

static gboolean
take_parameter (ZhihuiCaseFilter *self, const char *name, const char *text, GError **error)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    if (g_str_equal (names[i], name))
      {
        zhihui_case_filter_set (self, i, text);
        return TRUE;
      }
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("Cases are not chosen by “%s”; by region, unit, state, type, channel, due, list, "
                  "mark and q they are"),
               name);
  return FALSE;
}

/**
 * zhihui_case_filter_parse_query:
 * @query: as zhihui_case_filter_make_query() makes it
 * @error: return location: it is no query, or asks for what is none of the fields
 *
 * Returns: (transfer full) (nullable): which cases it asks for
 */
ZhihuiCaseFilter *
zhihui_case_filter_parse_query (const char *query, GError **error)
{
  g_autoptr (ZhihuiCaseFilter) self = zhihui_case_filter_new ();
  GUriParamsIter iter;
  GError        *fault = NULL;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (fault == NULL)
    {
      g_autofree char *name = NULL, *text = NULL;

      if (!g_uri_params_iter_next (&iter, &name, &text, &fault))
        break;
      take_parameter (self, name, text, &fault);
    }
  if (fault == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, fault);
  return NULL;
}

/**
 * zhihui_case_filter_make_path:
 * @limit: so many at once
 * @cursor: (nullable): where the page before ended
 *
 * Returns: (transfer full): the path of the request, with everything in it escaped
 */
char *
zhihui_case_filter_make_path (const ZhihuiCaseFilter *self, guint limit, const char *cursor)
{
  GString *path = g_string_new (NULL);

  g_string_printf (path, "/cases?limit=%u", limit);
  append_query (self, path);
  if (cursor != NULL)
    {
      g_string_append (path, "&cursor=");
      g_string_append_uri_escaped (path, cursor, NULL, FALSE);
    }
  return g_string_free (path, FALSE);
}
