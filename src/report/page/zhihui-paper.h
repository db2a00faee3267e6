/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sheet.h"

G_BEGIN_DECLS

/* A piece that stands on one page: it knows its height and how to write itself. Made by
 * zhihui_paper_add(); the fields below are set right after. */
typedef struct _ZhihuiBlock ZhihuiBlock;

typedef void (*ZhihuiBlockPaint) (const ZhihuiBlock *self, ZhihuiSheet *sheet, double y);

struct _ZhihuiBlock
{
  double           height; /* points */
  ZhihuiBlockPaint paint;
  gpointer         data;    /* owned when there is @destroy, else borrowed */
  GDestroyNotify   destroy; /* or NULL */

  gboolean     keep_with_next; /* a heading does not end a page */
  gboolean     starts_page;
  gboolean     is_space; /* needs no room at the foot of a page, and is not carried to the next */
  ZhihuiBlock *head;  /* borrowed from the paper, or NULL: written again where this begins a page */
  char        *entry; /* owned or NULL: of the outline */
  guint        level; /* of @entry, from 0 */
  char *anchor; /* owned or NULL: named destination, ASCII; the paper keeps it apart from others */
  const char
    *label; /* static or NULL: pages from here on are called so, and counted from 1: "A-" */
};

typedef enum
{
  ZHIHUI_PAPER_TITLE,
  ZHIHUI_PAPER_RUNNING_HEAD, /* behind the title on every page but the first: never shortened */
  ZHIHUI_PAPER_AUTHOR,
  ZHIHUI_PAPER_SUBJECT,
  ZHIHUI_PAPER_KEYWORDS,
  ZHIHUI_PAPER_FOOT,
  ZHIHUI_PAPER_DIGEST, /* of what is on the paper: a line of its own under the foot, never cut */
  ZHIHUI_PAPER_WATERMARK,
  ZHIHUI_N_PAPER_TEXTS,
} ZhihuiPaperText;

typedef enum
{
  ZHIHUI_PAPER_PDF,
  ZHIHUI_PAPER_PNG,
  ZHIHUI_PAPER_SVG,
} ZhihuiPaperKind;

/* Blocks, cut into pages. For one thread; what blocks borrow lives as long as the paper. */
typedef struct _ZhihuiPaper ZhihuiPaper;

ZhihuiPaper *zhihui_paper_new (const ZhihuiPaperFormat *format);
void         zhihui_paper_free (ZhihuiPaper *self);
void         zhihui_paper_set_text (ZhihuiPaper *self, ZhihuiPaperText which, const char *text);
void         zhihui_paper_set_glyph_finder (ZhihuiPaper *self, ZhihuiGlyphFinder *finder);
void         zhihui_paper_set_made (ZhihuiPaper *self, gint64 made);
void         zhihui_paper_own (ZhihuiPaper *self, gpointer thing, GDestroyNotify destroy);

const ZhihuiSheet *zhihui_paper_get_sheet (const ZhihuiPaper *self);
ZhihuiBlock       *zhihui_paper_add (
        ZhihuiPaper *self, double height, ZhihuiBlockPaint paint, gpointer data, GDestroyNotify destroy);
ZhihuiBlock *zhihui_paper_add_head (
  ZhihuiPaper *self, double height, ZhihuiBlockPaint paint, gpointer data, GDestroyNotify destroy);
guint        zhihui_paper_get_n_blocks (const ZhihuiPaper *self);
ZhihuiBlock *zhihui_paper_get_block (ZhihuiPaper *self, guint index);
guint        zhihui_paper_count_table (ZhihuiPaper *self);
guint        zhihui_paper_count_section (ZhihuiPaper *self);

guint zhihui_paper_get_n_pages (ZhihuiPaper *self);
void  zhihui_paper_get_size (const ZhihuiPaper *self, double *width, double *height);
void  zhihui_paper_paint_page (ZhihuiPaper *self, cairo_t *cr, guint page);
gboolean
zhihui_paper_write (ZhihuiPaper *self, const char *path, ZhihuiPaperKind kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPaper, zhihui_paper_free)

G_END_DECLS
