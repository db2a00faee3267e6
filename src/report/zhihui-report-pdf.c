/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-error.h"

#include "config.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A4 with the text width of GB/T 9704: 27 mm on both sides. */
#define A4_WIDTH ZHIHUI_MM (210.0)
#define A4_HEIGHT ZHIHUI_MM (297.0)

static const ZhihuiFont running_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 400 };
static const ZhihuiFont foot_font = { .face = ZHIHUI_FACE_SANS, .size = 7.5, .weight = 400 };

typedef struct
{
  const ZhihuiReportRequest *request;
  ZhihuiSheet                sheet;
  GPtrArray                 *blocks; /* (element-type ZhihuiBlock) owned */
  GArray                    *pages; /* (element-type guint) index of the first block of each page */
  char                      *digest; /* owned: SHA-256 of the canonical data */
  char                      *foot;   /* owned */
} Paper;

void
zhihui_block_free (ZhihuiBlock *self)
{
  g_clear_object (&self->layout);
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  g_free (self->text);
  g_free (self);
}

gboolean
zhihui_report_wants_board (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  return request->boards == 0 || (request->boards & (1u << board)) != 0;
}

/**
 * zhihui_report_list_peers:
 *
 * Returns: (transfer container) (element-type ZhihuiPeer): the peer groups wanted, as the
 *   platform orders them
 */
GPtrArray *
zhihui_report_list_peers (const ZhihuiReportRequest *request)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (request->situation);
  GPtrArray  *peers = g_ptr_array_new ();

  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    {
      ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);

      if (request->peers == NULL || g_strv_contains (request->peers, peer->id))
        g_ptr_array_add (peers, peer);
    }
  return peers;
}

/**
 * zhihui_report_check_marking:
 * @marking: (nullable): what is to stand at the head
 *
 * A document that is no state secret must not be marked as one (Law on Guarding State Secrets
 * 2024, art. 22).
 *
 * Returns: %TRUE, or %FALSE with %ZHIHUI_ERROR_INVALID
 */
gboolean
zhihui_report_check_marking (const char *marking, GError **error)
{
  static const char *const refused[] = { "绝密", "机密", "秘密" };

  for (guint i = 0; marking != NULL && i < G_N_ELEMENTS (refused); i++)
    if (strstr (marking, refused[i]) != NULL)
      {
        g_set_error (error,
                     ZHIHUI_ERROR,
                     ZHIHUI_ERROR_INVALID,
                     _ ("The marking must not contain “%s”: a report is no state secret"),
                     refused[i]);
        return FALSE;
      }
  return TRUE;
}

static void
cut_pages (Paper *paper)
{
  const ZhihuiSheet *sheet = &paper->sheet;
  double             first = sheet->height - sheet->top - sheet->bottom;
  double             later = first - ZHIHUI_REPORT_HEAD_HEIGHT;
  double             left = first;
  guint              start = 0;

  g_array_append_val (paper->pages, start);
  for (guint i = 0; i < paper->blocks->len; i++)
    {
      const ZhihuiBlock *block = g_ptr_array_index (paper->blocks, i);
      double             need = block->height;

      for (guint j = i; j + 1 < paper->blocks->len; j++)
        {
          const ZhihuiBlock *here = g_ptr_array_index (paper->blocks, j);
          const ZhihuiBlock *next = g_ptr_array_index (paper->blocks, j + 1);

          if (!here->keep_with_next || next->starts_page)
            break;
          need += next->height;
        }
      if (i > g_array_index (paper->pages, guint, paper->pages->len - 1) &&
          (block->starts_page || MIN (need, later) > left))
        {
          g_array_append_val (paper->pages, i);
          left = later;
        }
      left -= block->height;
    }
}

static void
paint_running_head (Paper *paper)
{
  ZhihuiSheet         *sheet = &paper->sheet;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);

  zhihui_sheet_text (sheet,
                     zhihui_report_get_title (paper->request),
                     &running_font,
                     palette->text2,
                     sheet->left,
                     sheet->top + 4,
                     ZHIHUI_ALIGN_LEFT,
                     zhihui_sheet_get_text_width (sheet));
  zhihui_sheet_rule (
    sheet, sheet->left, sheet->top + 10, zhihui_sheet_get_text_width (sheet), 1, palette->issuer);
}

static void
paint_foot (Paper *paper, guint page)
{
  ZhihuiSheet         *sheet = &paper->sheet;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               y = sheet->height - sheet->bottom + 16;
  double               width = zhihui_sheet_get_text_width (sheet);
  g_autofree char *number = g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, paper->pages->len);

  zhihui_sheet_rule (sheet, sheet->left, y, width, 0.6, palette->text3);
  zhihui_sheet_text (sheet,
                     paper->foot,
                     &foot_font,
                     palette->text2,
                     sheet->left,
                     y + 13,
                     ZHIHUI_ALIGN_LEFT,
                     width - 90);
  zhihui_sheet_text (
    sheet, number, &foot_font, palette->text2, sheet->left + width, y + 13, ZHIHUI_ALIGN_RIGHT, 0);
}

static void
add_outline (cairo_surface_t *surface, const char *name, guint page)
{
  g_autofree char *attributes = g_strdup_printf ("page=%u", page + 1);

  cairo_pdf_surface_add_outline (
    surface, CAIRO_PDF_OUTLINE_ROOT, name, attributes, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static void
paint_page (Paper *paper, cairo_surface_t *surface, guint page)
{
  ZhihuiSheet *sheet = &paper->sheet;
  guint        start = g_array_index (paper->pages, guint, page);
  guint        end = page + 1 < paper->pages->len ? g_array_index (paper->pages, guint, page + 1)
                                                  : paper->blocks->len;
  double       y = sheet->top + (page == 0 ? 0 : ZHIHUI_REPORT_HEAD_HEIGHT);

  zhihui_sheet_watermark (sheet, paper->request->watermark);
  if (page > 0)
    paint_running_head (paper);
  for (guint i = start; i < end; i++)
    {
      const ZhihuiBlock *block = g_ptr_array_index (paper->blocks, i);

      if (block->heading != NULL)
        add_outline (surface, block->heading, page);
      block->paint (block, sheet, y);
      y += block->height;
    }
  paint_foot (paper, page);
  cairo_show_page (sheet->cr);
}

static void
set_metadata (Paper *paper, cairo_surface_t *surface, gint64 as_of)
{
  const ZhihuiReportRequest *request = paper->request;
  g_autoptr (ZhihuiZone) utc = zhihui_zone_new ("UTC", NULL);
  const char      *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64           made = epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) : as_of;
  g_autofree char *date = zhihui_zone_format_rfc3339 (utc, made);
  g_autofree char *keywords = g_strdup_printf ("sha256:%s", paper->digest);

  cairo_pdf_surface_set_metadata (
    surface, CAIRO_PDF_METADATA_TITLE, zhihui_report_get_title (request));
  cairo_pdf_surface_set_metadata (
    surface, CAIRO_PDF_METADATA_AUTHOR, zhihui_report_get_issuer (request));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Zhihui " VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static void
build_blocks (Paper *paper, gint64 as_of)
{
  const ZhihuiReportRequest *request = paper->request;
  ZhihuiZone                *zone = zhihui_situation_get_zone (request->situation);
  ZhihuiCivil                civil = zhihui_zone_to_civil (zone, as_of);

  if (request->is_map)
    zhihui_report_add_region_map (request, &paper->sheet, paper->blocks);
  else
    {
      zhihui_report_add_title (request, &paper->sheet, paper->blocks);
      zhihui_report_add_tables (request, &paper->sheet, paper->blocks);
      zhihui_report_add_maps (request, &paper->sheet, paper->blocks);
      zhihui_report_add_definitions (request, &paper->sheet, paper->blocks);
    }
  zhihui_report_add_signature (request, &paper->sheet, paper->blocks);
  cut_pages (paper);
  /* Translators: number of the snapshot (date-time), first half of the SHA-256 */
  paper->foot = g_strdup_printf (_ ("Snapshot %1$04d%2$02d%3$02d-%4$02d%5$02d   SHA-256 %6$.32s…"),
                                 civil.year,
                                 civil.month,
                                 civil.mday,
                                 civil.hour,
                                 civil.minute,
                                 paper->digest);
}

static gboolean
paint_paper (Paper *paper, const char *path, gint64 as_of, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, A4_WIDTH, A4_HEIGHT);
  cairo_status_t   status;

  set_metadata (paper, surface, as_of);
  paper->sheet.cr = cairo_create (surface);
  build_blocks (paper, as_of);
  for (guint page = 0; page < paper->pages->len; page++)
    paint_page (paper, surface, page);
  status = cairo_status (paper->sheet.cr);
  cairo_destroy (paper->sheet.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_FAILED,
                   _ ("The report could not be written to %s: %s"),
                   path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_to (Paper *paper, const char *path, gint64 as_of, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part", path);

  if (!paint_paper (paper, part, as_of, error))
    {
      g_unlink (part);
      return FALSE;
    }
  if (g_rename (part, path) != 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_FAILED,
                   _ ("The report could not be written to %s: %s"),
                   path,
                   g_strerror (errno));
      g_unlink (part);
      return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_report_write_pdf:
 * @request: what is to be printed; its situation must hold every board wanted, whole
 * @path: replaced in one step: a failure leaves what was there
 * @n_pages: (out) (optional): number of pages written
 *
 * Writes the ranking bulletin as PDF, A4 upright. Needs no display. Equal figures give equal
 * bytes: the dates in the file are those of the figures, or `SOURCE_DATE_EPOCH`.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_pdf (const ZhihuiReportRequest *request,
                         const char                *path,
                         guint                     *n_pages,
                         GError                   **error)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_PAPER, 1);
  g_autofree char    *title = NULL;
  ZhihuiReportRequest titled = *request;
  GString            *csv = NULL;
  Paper               paper = {
                  .request = &titled,
                  .sheet = { .theme = theme,
                             .width = A4_WIDTH,
                             .height = A4_HEIGHT,
                             .left = ZHIHUI_MM (27),
                             .right = ZHIHUI_MM (27),
                             .top = ZHIHUI_MM (22),
                             .bottom = ZHIHUI_MM (24) },
  };
  gboolean written;

  if (!zhihui_report_check_marking (request->marking, error))
    return FALSE;
  if (request->is_map && request->title == NULL)
    titled.title = title = zhihui_report_make_map_title (request);
  else if (request->title == NULL && zhihui_situation_get_region_path (request->situation) != NULL)
    titled.title = title = zhihui_report_make_part_title (request);
  csv = zhihui_report_build_csv (request, error);
  if (csv == NULL)
    return FALSE;

  paper.digest =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
  paper.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_block_free);
  paper.pages = g_array_new (FALSE, FALSE, sizeof (guint));
  written = write_to (&paper, path, zhihui_situation_get_as_of (request->situation), error);
  if (n_pages != NULL)
    *n_pages = paper.pages->len;

  g_string_free (csv, TRUE);
  g_ptr_array_unref (paper.blocks);
  g_array_unref (paper.pages);
  g_free (paper.digest);
  g_free (paper.foot);
  return written;
}
