/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

gboolean
paper_reader_lacks (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  if (path == NULL)
    g_test_skip_printf ("%s is not installed", name);
  return path == NULL;
}

char *
paper_reader_run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) reader = NULL;
  g_autoptr (GError) error = NULL;
  char   *text = NULL;
  va_list more;

  va_start (more, first);
  for (const char *word = first; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer) word);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  reader = g_subprocess_newv ((const char *const *) arguments->pdata,
                              G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  return text;
}

void
paper_reader_remove_blanks (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
}

char *
paper_reader_get_page (const char *path, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  char *text = paper_reader_run ("pdftotext", "-raw", "-f", number, "-l", number, path, "-", NULL);

  paper_reader_remove_blanks (g_strdelimit (text, "\n\f\r", ' '));
  return text;
}

/* A word of a page as another program finds it. */
typedef struct
{
  double left, top, right, bottom;
} Word;

static gboolean
read_word (const char *line, Word *word)
{
  return sscanf (line,
                 " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">",
                 &word->left,
                 &word->top,
                 &word->right,
                 &word->bottom) == 4;
}

static void
check_word (const GArray *words, const Word *word, const char *line)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *other = &g_array_index (words, Word, i);
      double      middle = (other->top + other->bottom) / 2;

      if (middle > word->top && middle < word->bottom && word->left < other->right - 0.5 &&
          other->left < word->right - 0.5)
        g_error ("%s lies over the word at %.1f %.1f", line, other->left, other->top);
    }
}

guint
paper_reader_check_overlap (const char *path)
{
  g_autofree char *text = paper_reader_run ("pdftotext", "-bbox", path, "-", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      Word word;

      if (strstr (lines[i], "<page ") != NULL)
        g_array_set_size (words, 0);
      if (!read_word (lines[i], &word))
        continue;
      check_word (words, &word, lines[i]);
      g_array_append_val (words, word);
      n++;
    }
  return n;
}

void
paper_reader_check_folder (const char *folder, ...)
{
  g_autoptr (GHashTable) expected = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  va_list     names;

  va_start (names, folder);
  while ((name = va_arg (names, const char *)) != NULL)
    g_hash_table_add (expected, (gpointer) name);
  va_end (names);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_hash_table_remove (expected, name))
      g_error ("%s is in the folder", name);
  g_assert_cmpuint (g_hash_table_size (expected), ==, 0);
}
