/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-word-lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-words-resources.h"

static const struct
{
  const char *section;
  ZhihuiSensitiveClass class;
} sections[] = {
  { "[self_harm]", ZHIHUI_SENSITIVE_SELF_HARM }, { "[violence]", ZHIHUI_SENSITIVE_VIOLENCE },
  { "[mass]", ZHIHUI_SENSITIVE_MASS },           { "[minor]", ZHIHUI_SENSITIVE_MINOR },
  { "[secret]", ZHIHUI_SENSITIVE_SECRET },       { "[crowd]", ZHIHUI_SENSITIVE_CROWD },
};

typedef void (*WordFunc) (const char *section, const char *word, gpointer user_data);

static void
visit_words (const char *list, WordFunc visit, gpointer user_data)
{
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);
  const char *section = "";

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;

      g_strstrip (lines[i]);
      if (lines[i][0] == '[')
        section = lines[i];
      if (lines[i][0] == '[' || lines[i][0] == '#')
        continue;

      words = g_strsplit (lines[i], " ", -1);
      for (guint j = 0; words[j] != NULL; j++)
        if (words[j][0] != '\0')
          visit (section, words[j], user_data);
    }
}

static void
add_term (const char *section, const char *word, gpointer user_data)
{
  ZhihuiWordLists *self = user_data;

  if (!g_str_equal (section, "[ordinary]"))
    g_ptr_array_add (self->terms, g_strdup (word));
}

static void
add_ordinary (const char *section, const char *word, gpointer user_data)
{
  ZhihuiWordLists *self = user_data;

  if (g_str_equal (section, "[ordinary]"))
    g_ptr_array_add (self->terms, g_strdup (word));
}

static void
add_stop (const char *section, const char *word, gpointer user_data)
{
  ZhihuiWordLists *self = user_data;

  g_hash_table_add (self->stop, g_strdup (word));
}

static void
add_sensitive (const char *section, const char *word, gpointer user_data)
{
  ZhihuiWordLists *self = user_data;
  guint8           bits = 0;
  guint            index;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (section, sections[i].section))
      bits = (guint8) sections[i].class;

  if (g_ptr_array_find_with_equal_func (self->sensitive, word, g_str_equal, &index))
    {
      g_array_index (self->classes, guint8, index) |= bits;
      return;
    }
  g_ptr_array_add (self->sensitive, g_strdup (word));
  g_array_append_val (self->classes, bits);
}

/**
 * zhihui_word_lists_parse:
 * @terms: as data/words/terms.txt
 * @stop: as data/words/stop.txt
 * @sensitive: as data/words/sensitive.txt
 *
 * Returns: (transfer full) (nullable): the lists; %NULL with INVALID when a sensitive word stands
 * in no known section
 */
ZhihuiWordLists *
zhihui_word_lists_parse (const char *terms, const char *stop, const char *sensitive, GError **error)
{
  g_autoptr (ZhihuiWordLists) self = g_new0 (ZhihuiWordLists, 1);

  self->terms = g_ptr_array_new_with_free_func (g_free);
  self->stop = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sensitive = g_ptr_array_new_with_free_func (g_free);
  self->classes = g_array_new (FALSE, FALSE, sizeof (guint8));

  visit_words (terms, add_term, self);
  self->n_terms = self->terms->len;
  visit_words (terms, add_ordinary, self);
  visit_words (stop, add_stop, self);
  visit_words (sensitive, add_sensitive, self);
  for (guint i = 0; i < self->classes->len; i++)
    if (g_array_index (self->classes, guint8, i) == 0)
      {
        g_set_error (error,
                     ZHIHUI_ERROR,
                     ZHIHUI_ERROR_INVALID,
                     _ ("Word %u of the list of sensitive words has no class"),
                     i + 1);
        return NULL;
      }
  return g_steal_pointer (&self);
}

static char *
read_resource (const char *name)
{
  g_autofree char *path = g_strconcat ("/cn/zhihui/Zhihui/words/", name, NULL);
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (zhihui_words_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * zhihui_word_lists_new:
 *
 * Returns: (transfer full): the lists that came with the program
 */
ZhihuiWordLists *
zhihui_word_lists_new (void)
{
  g_autofree char *terms = read_resource ("terms.txt");
  g_autofree char *stop = read_resource ("stop.txt");
  g_autofree char *sensitive = read_resource ("sensitive.txt");
  g_autoptr (GError) error = NULL;
  ZhihuiWordLists *self = zhihui_word_lists_parse (terms, stop, sensitive, &error);

  if (self == NULL)
    g_error ("%s", error->message);
  return self;
}

void
zhihui_word_lists_free (ZhihuiWordLists *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->terms);
  g_hash_table_unref (self->stop);
  g_ptr_array_unref (self->sensitive);
  g_array_unref (self->classes);
  g_free (self);
}
