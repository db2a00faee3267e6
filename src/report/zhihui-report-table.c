/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-format.h"
#include "zhihui-score-mark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GUTTER 16.0
#define TITLE_ROW 15.0
#define ROW 13.2
#define AFTER 13.0
#define RANK_WIDTH 34.0
#define CHANGE_X 14.0 /* where the change of rank stands, where the ranks leave it that */
#define CHANGE_SIGN 6.6
#define RANK_GAP 4.0
#define WHOLE_WIDTH 42.0
#define VALUE_WIDTH 40.0
#define NAME_LEAST 52.0
#define NAME_MOST 92.0
#define BASELINE 9.4
/* A table shorter than this is not begun at the foot of a page. */
#define FEWEST_ROWS 3
/* So few unranked units are set under the board; more of them are listed in the text. */
#define UNRANKED_IN_TABLE 3

static const ZhihuiFont title_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };
static const ZhihuiFont note_font = { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 };
static const ZhihuiFont cell_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 400 };
static const ZhihuiFont head_font = { .face = ZHIHUI_FACE_SANS, .size = 7.2, .weight = 400 };
static const ZhihuiFont small_font = { .face = ZHIHUI_FACE_SANS, .size = 7.6, .weight = 400 };
static const ZhihuiFont bold_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 600 };
static const ZhihuiFont strong_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 700 };

/* Where the columns of one table stand, points. */
typedef struct
{
  double x, width;
  double change_x;
  double name_x, name_width;
  double graph_x, graph_width;
  double value_right, whole_right;

  ZhihuiScoreMark mark;
} Columns;

static guint
count_rows (const ZhihuiRanking *ranking)
{
  guint extra = ranking->n_unranked <= UNRANKED_IN_TABLE ? ranking->n_unranked_sent : 0;

  return ranking->n_scores + extra;
}

static const ZhihuiScore *
get_row (const ZhihuiRanking *ranking, guint index)
{
  return index < ranking->n_scores ? &ranking->scores[index]
                                   : &ranking->unranked[index - ranking->n_scores];
}

/* As wide as the last rank and the largest change of one. */
static void
measure_ranks (const ZhihuiRanking *ranking, const ZhihuiSheet *sheet, Columns *columns)
{
  guint  last = 0;
  int    largest = 0;
  double rank, change = 0;
  char   text[16];

  for (guint i = 0; i < count_rows (ranking); i++)
    {
      const ZhihuiScore *score = get_row (ranking, i);

      last = MAX (last, score->rank);
      if (score->has_delta_rank)
        largest = MAX (largest, ABS (score->delta_rank));
    }
  g_snprintf (text, sizeof text, "%u", last);
  rank = zhihui_theme_measure (sheet->theme, text, &bold_font);
  g_snprintf (text, sizeof text, "%d", largest);
  if (largest > 0)
    change = CHANGE_SIGN + zhihui_theme_measure (sheet->theme, text, &small_font);
  columns->change_x = columns->x + MAX (CHANGE_X, rank + RANK_GAP);
  columns->name_x = MAX (columns->x + RANK_WIDTH, columns->change_x + change + RANK_GAP);
}

static Columns
measure_columns (const ZhihuiBlock *block, const ZhihuiSheet *sheet, guint side)
{
  const ZhihuiRanking *ranking = block->rankings[side];
  Columns              columns;
  double               name = NAME_LEAST;

  columns.width = (zhihui_sheet_get_text_width (sheet) - GUTTER) / 2;
  columns.x = sheet->left + side * (columns.width + GUTTER);
  for (guint i = block->first_row; i < MIN (block->first_row + block->n_rows, count_rows (ranking));
       i++)
    name = MAX (
      name,
      zhihui_theme_measure (sheet->theme, get_row (ranking, i)->unit->short_name, &cell_font) + 4);

  columns.mark = zhihui_score_mark_for (ranking);
  measure_ranks (ranking, sheet, &columns);
  columns.name_width = MIN (name, NAME_MOST);
  columns.whole_right = columns.x + columns.width;
  columns.value_right = columns.whole_right - WHOLE_WIDTH;
  columns.graph_x = columns.name_x + columns.name_width + 2;
  columns.graph_width = columns.value_right - VALUE_WIDTH - columns.graph_x;
  return columns;
}

/* One line of a table; longer text than @room ends in an ellipsis, 0 is no limit. */
static void
write_left (ZhihuiSheet      *sheet,
            const ZhihuiFont *font,
            ZhihuiRgba        ink,
            const char       *text,
            double            x,
            double            y,
            double            room)
{
  zhihui_sheet_text (sheet, text, font, ink, x, y, ZHIHUI_ALIGN_LEFT, room);
}

static double
write_right (ZhihuiSheet      *sheet,
             const ZhihuiFont *font,
             ZhihuiRgba        ink,
             const char       *text,
             double            x,
             double            y,
             double            room)
{
  return zhihui_sheet_text (sheet, text, font, ink, x, y, ZHIHUI_ALIGN_RIGHT, room);
}

static const char *
find_peer_label (const ZhihuiBlock *block, const char *peer)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (block->request);
  const ZhihuiPeer *one = zhihui_peer_find (peers, peer);

  return one != NULL ? one->label : peer;
}

static void
paint_title (
  const ZhihuiBlock *block, ZhihuiSheet *sheet, const Columns *columns, guint side, double y)
{
  const ZhihuiPalette      *palette = zhihui_theme_get_palette (sheet->theme);
  const ZhihuiRanking      *ranking = block->rankings[side];
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);
  const char               *order = traits->is_count ? _ ("most first") : _ ("rank 1 is best");
  const char               *peer = find_peer_label (block, ranking->peer);
  /* Translators: number of the table, peer group, title of the board */
  g_autofree char *title =
    g_strdup_printf (_ ("Table %1$u   %2$s: %3$s"), block->numbers[side], peer, _ (traits->title));

  write_left (sheet, &title_font, palette->text1, title, columns->x, y + 10, columns->width * 0.68);
  write_right (
    sheet, &note_font, palette->text2, order, columns->whole_right, y + 10, columns->width * 0.45);
  zhihui_sheet_rule (sheet, columns->x, y + TITLE_ROW - 1, columns->width, 0.9, palette->text1);
}

static void
paint_head (
  const ZhihuiBlock *block, ZhihuiSheet *sheet, const Columns *columns, guint side, double y)
{
  const ZhihuiPalette      *palette = zhihui_theme_get_palette (sheet->theme);
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (block->rankings[side]->metric);
  ZhihuiRgba                ink = palette->text2;
  double                    baseline = y + BASELINE + 0.6;
  g_autofree char          *parts =
    traits->is_count ? g_strdup (_ ("Change"))
                              : g_strdup_printf ("%s/%s", _ (traits->part_label), _ (traits->whole_label));

  write_left (sheet, &head_font, ink, _ ("Rank"), columns->x, baseline, RANK_WIDTH);
  write_left (sheet, &head_font, ink, _ ("Unit"), columns->name_x, baseline, columns->name_width);
  if (!traits->is_count)
    write_left (
      sheet, &head_font, ink, _ ("interval"), columns->graph_x, baseline, columns->graph_width + 6);
  write_right (
    sheet, &head_font, ink, _ (traits->title), columns->value_right, baseline, VALUE_WIDTH + 6);
  write_right (sheet, &head_font, ink, parts, columns->whole_right, baseline, WHOLE_WIDTH - 2);
  zhihui_sheet_rule (sheet, columns->x, y + ROW - 0.6, columns->width, 0.4, palette->line);
}

static void
paint_rank_change (ZhihuiSheet *sheet, const ZhihuiScore *score, double x, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  char                 text[16];

  if (!score->has_delta_rank)
    return;
  if (score->delta_rank == 0)
    {
      zhihui_sheet_text (
        sheet, "–", &small_font, palette->text2, x, y + BASELINE, ZHIHUI_ALIGN_LEFT, 0);
      return;
    }
  zhihui_score_mark_paint_change (
    sheet->cr, x, y + 3.4, 5.4, score->delta_rank > 0, palette->text3);
  g_snprintf (text, sizeof text, "%d", ABS (score->delta_rank));
  zhihui_sheet_text (
    sheet, text, &small_font, palette->text2, x + CHANGE_SIGN, y + BASELINE, ZHIHUI_ALIGN_LEFT, 0);
}

static void
paint_count (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  g_autofree char     *value = zhihui_format_count (score->n);
  g_autofree char     *change = score->has_delta ? zhihui_format_change (score->delta_value) : NULL;

  zhihui_score_mark_paint (&columns->mark,
                           sheet->cr,
                           zhihui_theme_get_palette (sheet->theme),
                           score,
                           columns->graph_x,
                           y,
                           columns->graph_width,
                           ROW);
  write_right (sheet, &cell_font, palette->text1, value, columns->value_right, y + BASELINE, 0);
  if (change != NULL)
    write_right (sheet, &small_font, palette->text2, change, columns->whole_right, y + BASELINE, 0);
}

static void
paint_too_few (ZhihuiSheet *sheet, const Columns *columns, double y)
{
  ZhihuiRgba ink = zhihui_theme_get_palette (sheet->theme)->text3;

  write_left (
    sheet, &small_font, ink, _ ("too few"), columns->graph_x, y + BASELINE, columns->graph_width);
  write_right (sheet, &cell_font, ink, "—", columns->value_right, y + BASELINE, 0);
}

static void
paint_rate (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text1;
  gboolean         flagged = score->flag != ZHIHUI_FLAG_NONE;
  g_autofree char *value = zhihui_format_rate (score->k, score->n);
  double           wide;

  wide = write_right (
    sheet, flagged ? &strong_font : &cell_font, ink, value, columns->value_right, y + BASELINE, 0);
  zhihui_score_mark_paint (&columns->mark,
                           sheet->cr,
                           zhihui_theme_get_palette (sheet->theme),
                           score,
                           columns->graph_x,
                           y,
                           columns->graph_width - 4,
                           ROW);
  if (flagged)
    zhihui_score_mark_paint_flag (
      sheet->cr, score->flag, columns->value_right - wide - 7.4, y + ROW / 2, 5.4, ink);
}

static void
paint_whole (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text2;
  g_autofree char *fraction = zhihui_format_fraction (score->k, score->n);

  write_right (sheet, &small_font, ink, fraction, columns->whole_right, y + BASELINE, 0);
}

static void
paint_row (ZhihuiSheet         *sheet,
           const Columns       *columns,
           const ZhihuiRanking *ranking,
           const ZhihuiScore   *score,
           double               y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  char                 rank[16];

  g_snprintf (rank, sizeof rank, "%u", score->rank);
  zhihui_sheet_text (sheet,
                     score->rank == 0 ? "—" : rank,
                     &bold_font,
                     score->rank == 0 ? palette->text3 : palette->text1,
                     columns->x,
                     y + BASELINE,
                     ZHIHUI_ALIGN_LEFT,
                     0);
  paint_rank_change (sheet, score, columns->change_x, y);
  zhihui_sheet_text (sheet,
                     score->unit->short_name,
                     &cell_font,
                     score->rank == 0 ? palette->text3 : palette->text1,
                     columns->name_x,
                     y + BASELINE,
                     ZHIHUI_ALIGN_LEFT,
                     columns->name_width);
  if (zhihui_metric_get_traits (ranking->metric)->is_count)
    paint_count (sheet, columns, score, y);
  else
    {
      paint_whole (sheet, columns, score, y);
      if (score->rank == 0)
        paint_too_few (sheet, columns, y);
      else
        paint_rate (sheet, columns, score, y);
    }
  zhihui_sheet_rule (sheet, columns->x, y + ROW - 0.5, columns->width, 0.35, palette->row_rule);
}

static void
paint_tables (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  for (guint side = 0; side < 2; side++)
    {
      ZhihuiRanking *ranking = block->rankings[side];
      Columns        columns;
      guint          end;

      if (ranking == NULL || (block->first_row > 0 && block->first_row >= count_rows (ranking)))
        continue;
      columns = measure_columns (block, sheet, side);
      paint_title (block, sheet, &columns, side, y);
      paint_head (block, sheet, &columns, side, y + TITLE_ROW);
      end = MIN (block->first_row + block->n_rows, count_rows (ranking));
      if (count_rows (ranking) == 0)
        zhihui_sheet_text (sheet,
                           _ ("No unit is ranked in this period."),
                           &small_font,
                           zhihui_theme_get_palette (sheet->theme)->text2,
                           columns.x,
                           y + TITLE_ROW + ROW + BASELINE,
                           ZHIHUI_ALIGN_LEFT,
                           columns.width);
      for (guint i = block->first_row; i < end; i++)
        paint_row (sheet,
                   &columns,
                   ranking,
                   get_row (ranking, i),
                   y + TITLE_ROW + ROW * (1 + i - block->first_row));
    }
}

/* Cuts one pair of tables to the pages: @left_on_page is what the page before leaves. */
static void
add_pair (const ZhihuiReportRequest *request,
          const ZhihuiSheet         *sheet,
          ZhihuiRanking *const       rankings[2],
          const guint                numbers[2],
          double                    *left_on_page,
          GPtrArray                 *blocks)
{
  double page = sheet->height - sheet->top - sheet->bottom - ZHIHUI_REPORT_HEAD_HEIGHT;
  guint  rows = 1;
  guint  done = 0;

  for (guint side = 0; side < 2; side++)
    if (rankings[side] != NULL)
      rows = MAX (rows, count_rows (rankings[side]));

  while (done < rows)
    {
      double       room = *left_on_page - TITLE_ROW - ROW;
      guint        fit = room > 0 ? (guint) (room / ROW) : 0;
      ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

      if (fit < MIN (rows - done, FEWEST_ROWS))
        {
          block->starts_page = TRUE;
          fit = (guint) ((page - TITLE_ROW - ROW) / ROW);
          *left_on_page = page;
        }
      block->paint = paint_tables;
      block->request = request;
      for (guint side = 0; side < 2; side++)
        {
          block->rankings[side] = rankings[side];
          block->numbers[side] = numbers[side];
        }
      block->first_row = done;
      block->n_rows = MIN (fit, rows - done);
      /* One widowed row is drawn back with another. */
      if (rows - done - block->n_rows == 1 && block->n_rows > FEWEST_ROWS)
        block->n_rows--;
      block->height = TITLE_ROW + ROW * (1 + block->n_rows) + AFTER;
      *left_on_page -= block->height;
      done += block->n_rows;
      g_ptr_array_add (blocks, block);
    }
}

/* How to read the marks, once, under the first group. */
static void
add_note (const ZhihuiSheet *sheet, double *left_on_page, GPtrArray *blocks)
{
  guint before = blocks->len;

  zhihui_report_add_paragraph (
    _ ("◆ significantly worse than the group, △ significantly better: the 95 % Wilson interval "
       "excludes the group’s rate. Otherwise neighbouring ranks do not show a difference. The line "
       "is the interval, the upright stroke the group’s rate. Definitions and units not ranked "
       "stand at the end."),
    &note_font,
    12,
    FALSE,
    sheet,
    blocks);
  for (guint i = before; i < blocks->len; i++)
    *left_on_page -= ((ZhihuiBlock *) g_ptr_array_index (blocks, i))->height;
}

/* The boards of each peer group, two beside each other. */
void
zhihui_report_add_tables (const ZhihuiReportRequest *request,
                          const ZhihuiSheet         *sheet,
                          GPtrArray                 *blocks)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  double left_on_page = sheet->height - sheet->top - sheet->bottom;
  guint  number = 0;

  for (guint i = 0; i < blocks->len; i++)
    left_on_page -= ((ZhihuiBlock *) g_ptr_array_index (blocks, i))->height;

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
      ZhihuiRanking    *pair[2] = { NULL, NULL };
      guint             numbers[2] = { 0, 0 };
      guint             side = 0;

      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        {
          if (!zhihui_report_wants_board (request, board) ||
              zhihui_report_is_absent (request, board, peer->id))
            continue;
          pair[side] = zhihui_situation_get_ranking (request->situation, board, peer->id);
          numbers[side++] = ++number;
          if (side < 2)
            continue;
          add_pair (request, sheet, pair, numbers, &left_on_page, blocks);
          pair[0] = pair[1] = NULL;
          side = 0;
        }
      if (side == 1)
        add_pair (request, sheet, pair, numbers, &left_on_page, blocks);
      if (i == 0)
        add_note (sheet, &left_on_page, blocks);
    }
}
