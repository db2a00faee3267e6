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
  GBytes          *bytes;              /* owned */
  PopplerDocument *file;               /* owned */
  char            *keywords, *creator; /* owned or NULL */
  GArray          *pages;              /* (element-type Page), owned */
};

static void
clear_page (gpointer element)
{
  g_free (((Page *) element)->text);
}

void
zhihui_report_document_free (ZhihuiReportDocument *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
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
  self->bytes = g_steal_pointer (&bytes);
  self->file = g_steal_pointer (&document);
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
 * zhihui_report_document_dup_text_within:
 * @start: upper end of a stretch of the page, as a part of its height
 * @end: its lower end
 *
 * Returns: (transfer full): lines that stand there
 */
char *
zhihui_report_document_dup_text_within (const ZhihuiReportDocument *self,
                                        guint                       page,
                                        double                      start,
                                        double                      end)
{
  g_autoptr (PopplerPage) read = poppler_document_get_page (self->file, (int) page);
  g_autofree PopplerRectangle *places = NULL; /* of each character */
  const char                  *text = zhihui_report_document_get_text (self, page);
  GString                     *within = g_string_new (NULL);
  double                       width, height = 0;
  guint                        n_places = 0, i = 0;

  if (read != NULL)
    {
      poppler_page_get_size (read, &width, &height);
      poppler_page_get_text_layout (read, &places, &n_places);
    }
  for (const char *p = text; *p != '\0' && i < n_places; p = g_utf8_next_char (p), i++)
    {
      double middle = (places[i].y1 + places[i].y2) / 2;

      if (*p == '\n' || (middle >= start * height && middle <= end * height))
        g_string_append_len (within, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (within, FALSE);
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

/* ---- what is drawn ---- */

#define DOTS 100 /* an inch: the smallest figure has tens of them */

static cairo_surface_t *
draw_page (const ZhihuiReportDocument *self, guint page)
{
  g_autoptr (PopplerPage) read = poppler_document_get_page (self->file, (int) page);
  cairo_surface_t *surface;
  cairo_t         *cr;
  double           width, height;

  if (read == NULL)
    return NULL;
  poppler_page_get_size (read, &width, &height);
  surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (width * DOTS / 72) + 1, (int) (height * DOTS / 72) + 1);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DOTS / 72.0, DOTS / 72.0);
  poppler_page_render (read, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Two drawings of the same are the same in every dot: what is painted over one digit is a few. */
static gboolean
look_alike (cairo_surface_t *one, cairo_surface_t *other)
{
  int width = cairo_image_surface_get_width (one), height = cairo_image_surface_get_height (one);
  int stride = cairo_image_surface_get_stride (one);

  if (width != cairo_image_surface_get_width (other) ||
      height != cairo_image_surface_get_height (other))
    return FALSE;
  for (int y = 0; y < height; y++)
    {
      const guint32 *first = (gpointer) (cairo_image_surface_get_data (one) + y * stride);
      const guint32 *second = (gpointer) (cairo_image_surface_get_data (other) + y * stride);

      for (int x = 0; x < width; x++)
        if (((first[x] ^ second[x]) & 0xffffff) != 0) /* the fourth byte is no colour */
          return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_report_document_compare_drawing:
 * @other: the same paper, made again, of which zhihui_report_document_compare() tells nothing
 * @is_whole: (out): whether every page could be compared: one that says another time of the day
 *   cannot, as boards of one paper may be some seconds apart
 *
 * A text may be painted over, and is read all the same.
 *
 * Returns: number of the first page that looks otherwise, from 1; 0 where none does
 */
guint
zhihui_report_document_compare_drawing (const ZhihuiReportDocument *self,
                                        const ZhihuiReportDocument *other,
                                        gboolean                   *is_whole)
{
  guint strange = 0;

  *is_whole = TRUE;
  if (g_bytes_equal (self->bytes, other->bytes))
    return 0;
  for (guint i = 0; i < MIN (self->pages->len, other->pages->len) && strange == 0; i++)
    {
      cairo_surface_t *one, *two;

      /* Also of the times of the day, which are drawn otherwise where they are others. */
      if (!g_str_equal (zhihui_report_document_get_text (self, i),
                        zhihui_report_document_get_text (other, i)))
        {
          *is_whole = FALSE;
          continue;
        }
      one = draw_page (self, i);
      two = draw_page (other, i);
      if (one == NULL || two == NULL || !look_alike (one, two))
        strange = i + 1;
      g_clear_pointer (&one, cairo_surface_destroy);
      g_clear_pointer (&two, cairo_surface_destroy);
    }
  return strange;
}
