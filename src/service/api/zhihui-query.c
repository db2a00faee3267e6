/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-query.h"

#include <string.h>

#include "zhihui-zone.h"

typedef struct
{
  char    *name, *value; /* owned */
  gboolean asked;
} Parameter;

struct _ZhihuiQuery
{
  GArray    *parameters; /* (element-type Parameter) */
  GPtrArray *faults;     /* (element-type ZhihuiQueryFault) */
};

static void
parameter_clear (Parameter *parameter)
{
  g_free (parameter->name);
  g_free (parameter->value);
}

static void
fault_free (ZhihuiQueryFault *fault)
{
  g_free (fault->name);
  g_free (fault);
}

static Parameter *
find (ZhihuiQuery *self, const char *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = &g_array_index (self->parameters, Parameter, i);

      if (g_str_equal (parameter->name, name))
        return parameter;
    }

  return NULL;
}

/* Percent-encoding and "+" undone; NULL when it is broken, not UTF-8 or has control characters. */
static char *
decode (const char *text, gsize length)
{
  g_autofree char *spaced = g_strndup (text, length);
  g_autofree char *decoded = NULL;

  g_strdelimit (spaced, "+", ' ');
  decoded = g_uri_unescape_string (spaced, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;

  for (const char *c = decoded; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return NULL;

  return g_steal_pointer (&decoded);
}

static void
add_pair (ZhihuiQuery *self, const char *pair)
{
  const char *equals = strchr (pair, '=');
  gsize       name_length = equals != NULL ? (gsize) (equals - pair) : strlen (pair);
  Parameter   parameter = { decode (pair, name_length),
                          equals != NULL ? decode (equals + 1, strlen (equals + 1))
                                           : g_strdup ("") };

  if (parameter.name == NULL)
    zhihui_query_add_fault (self, "", "bad_encoding");
  else if (parameter.value == NULL)
    zhihui_query_add_fault (self, parameter.name, "bad_encoding");
  else if (find (self, parameter.name) != NULL)
    zhihui_query_add_fault (self, parameter.name, "repeated");
  else
    {
      g_array_append_val (self->parameters, parameter);
      return;
    }

  parameter_clear (&parameter);
}

/**
 * zhihui_query_new:
 * @text: (nullable): the part of the address behind "?", still encoded
 */
ZhihuiQuery *
zhihui_query_new (const char *text)
{
  ZhihuiQuery *self = g_new0 (ZhihuiQuery, 1);

  self->parameters = g_array_new (FALSE, FALSE, sizeof (Parameter));
  g_array_set_clear_func (self->parameters, (GDestroyNotify) parameter_clear);
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);

  if (text != NULL && *text != '\0')
    {
      g_auto (GStrv) pairs = g_strsplit (text, "&", -1);

      for (guint i = 0; pairs[i] != NULL; i++)
        if (*pairs[i] != '\0')
          add_pair (self, pairs[i]);
    }

  return self;
}

void
zhihui_query_free (ZhihuiQuery *self)
{
  g_array_unref (self->parameters);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * zhihui_query_add_fault:
 * @name: the parameter
 * @reason: (transfer none): one word, a literal
 */
void
zhihui_query_add_fault (ZhihuiQuery *self, const char *name, const char *reason)
{
  ZhihuiQueryFault *fault = g_new0 (ZhihuiQueryFault, 1);
  g_autofree char  *cut = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 40));

  fault->name = g_steal_pointer (&cut);
  fault->reason = reason;
  g_ptr_array_add (self->faults, fault);
}

/**
 * zhihui_query_get_text:
 * @max_length: in bytes
 *
 * Returns: (nullable): the value, or %NULL when it is not given or too long
 */
const char *
zhihui_query_get_text (ZhihuiQuery *self, const char *name, gsize max_length)
{
  Parameter *parameter = find (self, name);

  if (parameter == NULL)
    return NULL;

  parameter->asked = TRUE;
  if (strlen (parameter->value) <= max_length)
    return parameter->value;

  zhihui_query_add_fault (self, name, "too_long");
  return NULL;
}

/**
 * zhihui_query_get_number:
 * @number: (out): only set when a number in the range is given
 */
gboolean
zhihui_query_get_number (
  ZhihuiQuery *self, const char *name, gint64 min, gint64 max, gint64 *number)
{
  const char *text = zhihui_query_get_text (self, name, 256);
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return FALSE;

  if (g_ascii_string_to_signed (text, 10, min, max, number, &error))
    return TRUE;

  zhihui_query_add_fault (
    self,
    name,
    g_error_matches (error, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS)
      ? "out_of_range"
      : "not_a_number");
  return FALSE;
}

/**
 * zhihui_query_get_word:
 * @words: %NULL-terminated: what may be said
 * @index: (out): which of @words it is; only set when one is given
 */
gboolean
zhihui_query_get_word (ZhihuiQuery *self, const char *name, const char *const *words, guint *index)
{
  const char *text = zhihui_query_get_text (self, name, 256);

  if (text == NULL)
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (text, words[i]))
      {
        *index = i;
        return TRUE;
      }

  zhihui_query_add_fault (self, name, "unknown_value");
  return FALSE;
}

gboolean
zhihui_query_get_instant (ZhihuiQuery *self, const char *name, gint64 *instant)
{
  const char      *text = zhihui_query_get_text (self, name, 64);
  g_autofree char *mended = NULL;

  if (text == NULL)
    return FALSE;

  /* "+08:00" that was not percent-encoded has become " 08:00". */
  mended = g_strdelimit (g_strdup (text), " ", '+');
  if (zhihui_instant_parse_rfc3339 (mended, instant, NULL))
    return TRUE;

  zhihui_query_add_fault (self, name, "not_an_instant");
  return FALSE;
}

/**
 * zhihui_query_finish:
 *
 * Call when everything that the route knows has been asked for.
 *
 * Returns: (element-type ZhihuiQueryFault): what is wrong; empty when the request may be answered
 */
const GPtrArray *
zhihui_query_finish (ZhihuiQuery *self)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = &g_array_index (self->parameters, Parameter, i);

      if (!parameter->asked)
        zhihui_query_add_fault (self, parameter->name, "unknown");
      parameter->asked = TRUE;
    }

  return self->faults;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * zhihui_query_describe:
 * @except: %NULL-terminated: parameters left out
 *
 * Returns: (transfer full): what was asked, the same for the same parameters in another order
 */
char *
zhihui_query_describe (ZhihuiQuery *self, const char *const *except)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->parameters->len; i++)
    {
      const Parameter *parameter = &g_array_index (self->parameters, Parameter, i);

      if (!g_strv_contains (except, parameter->name))
        g_ptr_array_add (pairs, g_strdup_printf ("%s=%s", parameter->name, parameter->value));
    }

  g_ptr_array_sort (pairs, compare_texts);
  g_ptr_array_add (pairs, NULL);
  return g_strjoinv ("\n", (char **) pairs->pdata);
}
