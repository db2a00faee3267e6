/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-paper-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-picture-set.h"
#include "zhihui-report-file.h"
#include "zhihui-safe-text.h"
#include "zhihui-zone.h"

/* Of paper as a picture: what a screen shows and a printer prints well enough. */
#define DOTS_PER_INCH 150.0

/* cairo 1.16 crashes on the fonts of a PDF that could not be written: it is not told, the file
 * knows. */
static cairo_status_t
append_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  zhihui_report_file_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
refuse (cairo_status_t status, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("The page could not be painted: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
judge_status (cairo_status_t status, ZhihuiReportFile *file, GError **error)
{
  return status == CAIRO_STATUS_SUCCESS ? zhihui_report_file_sync (file, error)
                                        : refuse (status, error);
}

/* ---- PDF ---- */

static void
set_metadata (ZhihuiPaper *self, cairo_surface_t *surface)
{
  static const struct
  {
    ZhihuiPaperText      text;
    cairo_pdf_metadata_t metadata;
  } texts[] = {
    { ZHIHUI_PAPER_TITLE, CAIRO_PDF_METADATA_TITLE },
    { ZHIHUI_PAPER_AUTHOR, CAIRO_PDF_METADATA_AUTHOR },
    { ZHIHUI_PAPER_SUBJECT, CAIRO_PDF_METADATA_SUBJECT },
    { ZHIHUI_PAPER_KEYWORDS, CAIRO_PDF_METADATA_KEYWORDS },
  };
  g_autoptr (ZhihuiZone) utc = zhihui_zone_new ("UTC", NULL);
  const char      *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autofree char *date = zhihui_zone_format_rfc3339 (
    utc, epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) : self->made);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (self->texts[texts[i].text] != NULL)
      cairo_pdf_surface_set_metadata (surface, texts[i].metadata, self->texts[texts[i].text]);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Zhihui " VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* Before the numbers of usual pages. Cairo leaves out labels that are numbers alone, and where only
 * later pages have some, readers give those to the first pages. */
#define PLAIN " "

/* Where the outline of a file and the names of its pages have got to. */
typedef struct
{
  int         parent; /* last entry of the first level */
  const char *label;  /* of the pages; PLAIN: numbers */
  guint       number; /* of the page under @label */
} Outline;

static void
add_entries (ZhihuiPaper *self, cairo_surface_t *surface, guint page, Outline *outline)
{
  g_autofree char *target = g_strdup_printf ("page=%u", page + 1);
  g_autofree char *label = NULL;
  guint            start, end;

  zhihui_paper_list_page (self, page, &start, &end);
  outline->number++;
  for (guint i = start; i < end; i++)
    {
      const ZhihuiBlock *block = self->blocks->pdata[i];
      g_autofree char   *entry = NULL;

      if (block->label != NULL && i == start)
        {
          outline->label = block->label;
          outline->number = 1;
        }
      if (block->entry == NULL)
        continue;
      entry = zhihui_safe_text_make (block->entry);
      if (block->level == 0)
        outline->parent = cairo_pdf_surface_add_outline (
          surface, CAIRO_PDF_OUTLINE_ROOT, entry, target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
      else
        cairo_pdf_surface_add_outline (surface, outline->parent, entry, target, 0);
    }
  label = g_strdup_printf ("%s%u", outline->label, outline->number);
  cairo_pdf_surface_set_page_label (surface, label);
}

/* A name that stands twice would be one destination. */
static void
settle_anchors (ZhihuiPaper *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      ZhihuiBlock *block = self->blocks->pdata[i];

      if (block->anchor == NULL)
        continue;
      for (guint n = 2; g_hash_table_contains (names, block->anchor); n++)
        {
          g_autofree char *before = block->anchor;

          block->anchor = g_strdup_printf ("%s-%u", before, n);
        }
      g_hash_table_add (names, block->anchor);
    }
}

/* Paper is white. cairo keeps a region of all that was drawn on a page, to which each rectangle is
 * joined in a time that grows with their number, unless what is there already covers it. */
static void
paint_ground (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
}

static gboolean
write_pdf (ZhihuiPaper *self, const char *path, GError **error)
{
  g_autoptr (ZhihuiReportFile) file = zhihui_report_file_begin (path, error);
  Outline          outline = { CAIRO_PDF_OUTLINE_ROOT, PLAIN, 0 };
  guint            n_pages = zhihui_paper_get_n_pages (self);
  cairo_surface_t *surface;
  cairo_t         *cr;
  cairo_status_t   status;
  double           width, height;

  if (file == NULL)
    return FALSE;
  settle_anchors (self);
  zhihui_paper_get_size (self, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_bytes, file, width, height);
  set_metadata (self, surface);
  cr = cairo_create (surface);
  for (guint page = 0; page < n_pages; page++)
    {
      add_entries (self, surface, page, &outline);
      paint_ground (cr);
      zhihui_paper_paint_page (self, cr, page);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return judge_status (status, file, error) && zhihui_report_file_commit (file, error);
}

/* ---- pictures ---- */

static cairo_status_t
append_text (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_string_append_len (closure, (const char *) bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
append_signed (ZhihuiReportFile *file, GString *picture)
{
  zhihui_picture_set_sign (picture);
  zhihui_report_file_append (file, picture->str, picture->len);
}

/* cairo names things by numbers that count all that the process has drawn: here they count what is
 * in the file. Such a name stands in quotation marks, or in "#name" within them; all other text of
 * the file is outlines. */
static void
append_svg (ZhihuiReportFile *file, const GString *svg)
{
  static const char word[] = "surface";
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_sized_new (svg->len);
  const char *at = svg->str;
  const char *next;

  while ((next = strstr (at, word)) != NULL)
    {
      const char *digits = next + strlen (word);
      gsize       n = strspn (digits, "0123456789");

      g_string_append_len (text, at, digits - at);
      at = digits + n;
      if (n > 0)
        {
          char    *name = g_strndup (digits, n);
          gpointer known = g_hash_table_lookup (numbers, name);

          if (known == NULL)
            known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, name, known);
          g_string_append_printf (text, "%u", GPOINTER_TO_UINT (known));
        }
    }
  g_string_append (text, at);
  append_signed (file, text);
}

static cairo_surface_t *
begin_picture (ZhihuiPaper *self, ZhihuiPaperKind kind, GString *text, double *scale)
{
  double width, height;

  zhihui_paper_get_size (self, &width, &height);
  *scale = 1;
  if (kind == ZHIHUI_PAPER_SVG)
    return cairo_svg_surface_create_for_stream (append_text, text, width, height);
  if (!self->format.is_pixels)
    *scale = DOTS_PER_INCH / 72;
  return cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (width * *scale + 0.5), (int) (height * *scale + 0.5));
}

static gboolean
paint_picture (
  ZhihuiPaper *self, ZhihuiPaperKind kind, ZhihuiReportFile *file, guint page, GError **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  double           scale;
  cairo_surface_t *surface = begin_picture (self, kind, bytes, &scale);
  cairo_t         *cr = cairo_create (surface);
  cairo_status_t   status;

  paint_ground (cr);
  cairo_scale (cr, scale, scale);
  zhihui_paper_paint_page (self, cr, page);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && kind == ZHIHUI_PAPER_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_text, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (kind == ZHIHUI_PAPER_SVG)
    append_svg (file, bytes);
  else
    append_signed (file, bytes);
  return judge_status (status, file, error);
}

/* All pages are brought to disk before the first is seen. */
static gboolean
write_pictures (ZhihuiPaper *self, const char *path, ZhihuiPaperKind kind, GError **error)
{
  guint n_pages = zhihui_paper_get_n_pages (self);
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_report_file_free);

  if (!zhihui_picture_set_check (path, n_pages, error))
    return FALSE;
  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char  *name = zhihui_picture_set_name_page (path, page, n_pages);
      ZhihuiReportFile *file = zhihui_report_file_begin (name, error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (files, file);
      if (!paint_picture (self, kind, file, page, error))
        return FALSE;
    }
  for (guint page = 0; page < n_pages; page++)
    if (!zhihui_report_file_commit (files->pdata[page], error))
      return FALSE;
  zhihui_picture_set_remove_others (path, n_pages);
  return TRUE;
}

/**
 * zhihui_paper_write:
 * @path: replaced in one step: a failure leaves what was there; of pictures of several pages
 *   FILE.png stands for FILE-1.png, FILE-2.png …
 * @error: return location for %ZHIHUI_ERROR_FAILED
 *
 * Writes all pages. Equal blocks give equal bytes: the dates in a PDF are those of the figures, or
 * `SOURCE_DATE_EPOCH`.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_paper_write (ZhihuiPaper *self, const char *path, ZhihuiPaperKind kind, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  return kind == ZHIHUI_PAPER_PDF ? write_pdf (self, path, error)
                                  : write_pictures (self, path, kind, error);
}
