/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-document.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>
#include <poppler.h>
#include <string.h>

/* Poppler of Debian 12 has none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

#define AROUND 14 /* characters told of a place where two papers differ */
/* A paper of a province has some hundred pages. */
#define MOST_PAGES 20000
#define MOST_BYTES (512 * 1024 * 1024)

typedef struct
{
  char    *text; /* owned */
  gboolean is_appendix;
} Page;

struct _ZhihuiReportDocument
{
  char   *keywords, *creator; /* owned or NULL */
  GArray *pages;              /* (element-type Page), owned */
};

static void
clear_page (gpointer element)
{
  g_free (((Page *) element)->text);
}

void
zhihui_report_document_free (ZhihuiReportDocument *self)
{
  g_free (self->keywords);
  g_free (self->creator);
  g_array_unref (self->pages);
  g_free (self);
}

/* Whoever wrote the file, its texts need not be UTF-8. */
static char *
make_valid (char *text)
{
  char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  g_free (text);
  return valid;
}

static void
read_page (ZhihuiReportDocument *self, PopplerDocument *document, int index, int appendix)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, index);
  Page read = { 0 };

  read.text = page != NULL ? make_valid (poppler_page_get_text (page)) : NULL;
  if (read.text == NULL)
    read.text = g_strdup ("");
  read.is_appendix = index >= appendix;
  g_array_append_val (self->pages, read);
}

/* Where the canonical data begin: a name that the paper gives to that place. */
static int
find_appendix (PopplerDocument *document)
{
  PopplerDest *place = poppler_document_find_dest (document, "appendix");
  int          page = place != NULL && place->page_num > 0 ? place->page_num - 1 : G_MAXINT;

  if (place != NULL)
    poppler_dest_free (place);
  return page;
}

static GBytes *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MOST_BYTES)
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, _ ("%s is too large for a paper"), path);
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

/**
 * zhihui_report_document_read:
 * @path: of the file
 *
 * Returns: (transfer full) (nullable): what it says; %NULL with an error of #GIOErrorEnum where the
 *   file cannot be read, with %ZHIHUI_ERROR_MALFORMED where it is no PDF
 */
ZhihuiReportDocument *
zhihui_report_document_read (const char *path, GError **error)
{
  g_autoptr (ZhihuiReportDocument) self = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) bytes = load (path, error);
  int n_pages, appendix;

  if (bytes == NULL)
    return NULL;
  document = poppler_document_new_from_bytes (bytes, NULL, &fault);
  n_pages = document != NULL ? poppler_document_get_n_pages (document) : 0;
  if (n_pages <= 0 || n_pages > MOST_PAGES)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("%1$s is no PDF that can be read: %2$s"),
                   path,
                   fault != NULL ? fault->message : _ ("it has no pages"));
      return NULL;
    }
  self = g_new0 (ZhihuiReportDocument, 1);
  self->pages = g_array_sized_new (FALSE, FALSE, sizeof (Page), (guint) n_pages);
  g_array_set_clear_func (self->pages, clear_page);
  self->keywords = make_valid (poppler_document_get_keywords (document));
  self->creator = make_valid (poppler_document_get_creator (document));
  appendix = find_appendix (document);
  for (int i = 0; i < n_pages; i++)
    read_page (self, document, i, appendix);
  return g_steal_pointer (&self);
}

const char *
zhihui_report_document_get_keywords (const ZhihuiReportDocument *self)
{
  return self->keywords;
}

const char *
zhihui_report_document_get_creator (const ZhihuiReportDocument *self)
{
  return self->creator;
}

guint
zhihui_report_document_get_n_pages (const ZhihuiReportDocument *self)
{
  return self->pages->len;
}

/**
 * zhihui_report_document_get_text:
 *
 * Returns: (transfer none): lines of the page, in the order in which they stand
 */
const char *
zhihui_report_document_get_text (const ZhihuiReportDocument *self, guint page)
{
  return g_array_index (self->pages, Page, page).text;
}

/**
 * zhihui_report_document_is_appendix:
 *
 * Returns: whether the canonical data stand there
 */
gboolean
zhihui_report_document_is_appendix (const ZhihuiReportDocument *self, guint page)
{
  return g_array_index (self->pages, Page, page).is_appendix;
}

/* ---- two of them ---- */

/* "14:05:12" becomes "hh:mm:ss". */
static void
hide_times (GString *text)
{
  static const char shape[] = "hh:mm:ss";
  const gsize       length = sizeof shape - 1;

  for (gsize i = 0; i + length <= text->len; i++)
    {
      gsize n = 0;

      while (n < length &&
             (shape[n] == ':' ? text->str[i + n] == ':' : g_ascii_isdigit (text->str[i + n])))
        n++;
      if (n == length)
        memcpy (text->str + i, shape, length);
    }
}

/* Readers set blanks by how far letters stand apart; and boards of one paper may be some seconds
 * apart, which no figure is: of times of the day nothing but their shape is kept, and the digest at
 * the foot, which they are in, is only whether it is that of its own paper. */
static char *
squeeze (const char *text, const char *digest)
{
  GString *squeezed = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (squeezed, c);
    }
  hide_times (squeezed);
  if (*digest != '\0')
    g_string_replace (squeezed, digest, "#", 0);
  return g_string_free (squeezed, FALSE);
}

/* (transfer full): what stands around the place where the text begins to differ */
static char *
excerpt (const char *text, gsize at)
{
  const char *from = text + at, *to = text + at;

  while (from > text && ((guchar) *from & 0xc0) == 0x80)
    from--;
  to = from;
  for (guint i = 0; i < AROUND && from > text; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < AROUND && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  return g_strndup (from, (gsize) (to - from));
}

/* (nullable) */
static char *
compare_page (
  guint page, const char *one, const char *digest, const char *other, const char *other_digest)
{
  g_autofree char *first = squeeze (one, digest);
  g_autofree char *second = squeeze (other, other_digest);
  g_autofree char *there = NULL, *here = NULL;
  gsize            at = 0;

  while (first[at] != '\0' && first[at] == second[at])
    at++;
  if (first[at] == second[at])
    return NULL;
  there = excerpt (first, at);
  here = excerpt (second, at);
  /* Translators: number of the page, text of the file, text that the figures give */
  return g_strdup_printf (
    _ ("page %1$u of the file says “%2$s” where the figures give “%3$s”"), page + 1, there, here);
}

static guint
count_pages (const ZhihuiReportDocument *self, gboolean has_appendix)
{
  guint n = 0;

  while (n < self->pages->len && (has_appendix || !zhihui_report_document_is_appendix (self, n)))
    n++;
  return n;
}

/**
 * zhihui_report_document_compare:
 * @digest: that @self names
 * @other: what the figures give
 * @other_digest: that this names
 * @has_appendix: whether the canonical data at the end are compared too
 *
 * Returns: (transfer full) (nullable): the first place where the text of @self is another, blanks
 *   and times of the day apart
 */
char *
zhihui_report_document_compare (const ZhihuiReportDocument *self,
                                const char                 *digest,
                                const ZhihuiReportDocument *other,
                                const char                 *other_digest,
                                gboolean                    has_appendix)
{
  guint n = count_pages (self, has_appendix), n_other = count_pages (other, has_appendix);

  for (guint i = 0; i < MIN (n, n_other); i++)
    {
      char *difference = compare_page (i,
                                       zhihui_report_document_get_text (self, i),
                                       digest,
                                       zhihui_report_document_get_text (other, i),
                                       other_digest);

      if (difference != NULL)
        return difference;
    }
  if (n == n_other)
    return NULL;
  return g_strdup_printf (_ ("the file has %1$u pages where the figures give %2$u"), n, n_other);
}
