/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-reader.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
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
paper_reader_make_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("zhihui-paper-XXXXXX", &error);

  g_assert_no_error (error);
  return g_build_filename (folder, "paper.pdf", NULL);
}

void
paper_reader_remove_path (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (path);
}

char *
paper_reader_run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) said = NULL;
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
  g_subprocess_communicate (reader, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  if (g_bytes_get_size (said) == 0)
    return g_strdup ("");
  /* pdftotext writes the title, where it has characters beyond the BMP, as no UTF-8. */
  return g_utf8_make_valid (g_bytes_get_data (said, NULL), (gssize) g_bytes_get_size (said));
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
paper_reader_get_text (const char *path)
{
  char *text = paper_reader_run ("pdftotext", "-raw", path, "-", NULL);

  paper_reader_remove_blanks (g_strdelimit (text, "\n\f\r", ' '));
  return text;
}

char *
paper_reader_get_page (const char *path, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  char *text = paper_reader_run ("pdftotext", "-raw", "-f", number, "-l", number, path, "-", NULL);

  paper_reader_remove_blanks (g_strdelimit (text, "\n\f\r", ' '));
  return text;
}

static void
clear_word (gpointer data)
{
  g_free (((PaperWord *) data)->text);
}

/* Of "<word xMin="…" …>text</word>", the signs of XML spelled out. */
static char *
dup_text (const char *line)
{
  static const char *const signs[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" }, { "&amp;", "&" }
  };
  const char *start = strchr (line, '>');
  const char *end = g_strrstr (line, "</word>");
  GString    *text;

  g_assert_true (start != NULL && end != NULL && end > start);
  text = g_string_new_len (start + 1, end - start - 1);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    g_string_replace (text, signs[i][0], signs[i][1], 0);
  return g_string_free (text, FALSE);
}

GArray *
paper_reader_list_words (const char *path)
{
  g_autofree char *text = paper_reader_run ("pdftotext", "-bbox", path, "-", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *words = g_array_new (FALSE, TRUE, sizeof (PaperWord));
  guint   n_pages = 0;

  g_array_set_clear_func (words, clear_word);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      PaperWord word = { 0 };

      if (sscanf (lines[i], " <page width=\"%lf\" height=\"%lf\">", &word.right, &word.bottom) == 2)
        n_pages++;
      else if (sscanf (lines[i],
                       " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">",
                       &word.left,
                       &word.top,
                       &word.right,
                       &word.bottom) == 4)
        word.text = dup_text (lines[i]);
      else
        continue;
      word.page = n_pages;
      g_array_append_val (words, word);
    }
  return words;
}

/* The reader makes words of letters that bear marks, and of the marks: they lie over each other. */
static gboolean
has_marks (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_ismark (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
check_word (const PaperWord *page, const PaperWord *word)
{
  if (word->left < page->left || word->top < page->top || word->right > page->right ||
      word->bottom > page->bottom)
    g_error ("“%s” is not on page %u", word->text, word->page);
  for (const PaperWord *other = page + 1; other < word; other++)
    {
      double middle = (other->top + other->bottom) / 2;

      if (middle > word->top && middle < word->bottom && word->left < other->right - 0.5 &&
          other->left < word->right - 0.5 && !has_marks (word->text) && !has_marks (other->text))
        g_error ("page %u, %.1f %.1f: “%s” lies over “%s”",
                 word->page,
                 word->left,
                 word->top,
                 word->text,
                 other->text);
    }
}

guint
paper_reader_check_overlap (const char *path)
{
  g_autoptr (GArray) words = paper_reader_list_words (path);
  const PaperWord *page = NULL;
  guint            n = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const PaperWord *word = &g_array_index (words, PaperWord, i);

      if (word->text == NULL)
        page = word;
      else
        {
          check_word (page, word);
          n++;
        }
    }
  return n;
}

void
paper_reader_check_file (const char *path)
{
  g_autofree char *said = NULL;

  if (paper_reader_lacks ("qpdf"))
    return;
  said = paper_reader_run ("qpdf", "--check", path, NULL);
  g_assert_nonnull (strstr (said, "No syntax or stream encoding errors found"));
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

void
paper_reader_check_faces (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdffonts");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (program == NULL)
    return;
  text = paper_reader_run ("pdffonts", path, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 2; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        n++;
        if (!g_regex_match_simple (
              "^[A-Z]{6}\\+(Inter|NotoSansCJKsc|NotoSerifCJKsc)-\\S+ .* yes +yes +yes ",
              lines[i],
              0,
              0))
          g_error ("another face, or not in the file: %s", lines[i]);
      }
  g_assert_cmpuint (n, >, 0);
}
