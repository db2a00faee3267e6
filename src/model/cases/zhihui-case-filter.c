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

/* Of the parameter "list"; the others that a desk calls so are asked for by other parameters. */
static const char *const lists[] = { "returned", "sent_back", "suspended", "co", NULL };
static const char *const dues[] = { "over", "soon", NULL };

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

static char *
join_marks (void)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    g_string_append_printf (
      words, "%s%s", i > 0 ? ", " : "", zhihui_case_mark_get_id ((ZhihuiCaseMarks) (1u << i)));
  return g_string_free (words, FALSE);
}

/* (transfer full) (nullable): the words that a field has, if @text is none of them */
static char *
find_words (ZhihuiCaseFilterField field, const char *text)
{
  g_autofree const char **states = NULL;
  const char *const      *words = NULL;

  if (field == ZHIHUI_CASE_FILTER_MARK)
    return zhihui_case_mark_from_id (text) == 0 ? join_marks () : NULL;
  if (field == ZHIHUI_CASE_FILTER_DUE)
    words = dues;
  else if (field == ZHIHUI_CASE_FILTER_LIST)
    words = lists;
  else if (field == ZHIHUI_CASE_FILTER_STATE)
    words = states = zhihui_case_list_states ();
  if (words == NULL || g_strv_contains (words, text))
    return NULL;
  return g_strjoinv (", ", (char **) words);
}

/* A platform may pass over what it does not know, and tell all. */
static gboolean
check_value (const ZhihuiCaseFilter *self, ZhihuiCaseFilterField field, GError **error)
{
  const char      *text = self->texts[field];
  g_autofree char *words = text != NULL ? find_words (field, text) : NULL;

  if (words == NULL)
    return TRUE;
  /* Translators: a field of cases, a value that it never has, those that it may have */
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("Cases are chosen by %1$s with one of %3$s, not with “%2$s”"),
               names[field],
               text,
               words);
  return FALSE;
}

/* @seen: bits 1 << field of the parameters before */
static gboolean
take_parameter (
  ZhihuiCaseFilter *self, const char *name, const char *text, guint *seen, GError **error)
{
  for (guint i = 0; i < ZHIHUI_N_CASE_FILTERS; i++)
    if (g_str_equal (names[i], name))
      {
        if ((*seen & 1u << i) != 0)
          {
            g_set_error (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_INVALID,
                         _ ("Cases are chosen by one %s, not by two"),
                         name);
            return FALSE;
          }
        *seen |= 1u << i;
        zhihui_case_filter_set (self, i, text);
        return check_value (self, i, error);
      }
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("Cases are not chosen by “%s”; by region, unit, state, type, channel, due, list, "
                  "mark and q they are"),
               name);
  return FALSE;
}

/* A list is named by one of both: zhihui_case_filter_get_list(). */
static gboolean
check_list (const ZhihuiCaseFilter *self, GError **error)
{
  if (self->texts[ZHIHUI_CASE_FILTER_DUE] == NULL || self->texts[ZHIHUI_CASE_FILTER_LIST] == NULL)
    return TRUE;
  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("Cases are chosen by due or by list, not by both"));
  return FALSE;
}

/**
 * zhihui_case_filter_parse_query:
 * @query: as zhihui_case_filter_make_query() makes it
 * @error: return location: it is no query, or asks for what is none of the fields, or for what they
 *   never have, or for one of them twice
 *
 * Returns: (transfer full) (nullable): which cases it asks for
 */
ZhihuiCaseFilter *
zhihui_case_filter_parse_query (const char *query, GError **error)
{
  g_autoptr (ZhihuiCaseFilter) self = zhihui_case_filter_new ();
  GUriParamsIter iter;
  GError        *fault = NULL;
  guint          seen = 0;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (fault == NULL)
    {
      g_autofree char *name = NULL, *text = NULL;

      if (!g_uri_params_iter_next (&iter, &name, &text, &fault))
        break;
      take_parameter (self, name, text, &seen, &fault);
    }
  if (fault == NULL && check_list (self, &fault))
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
