/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-board-table.h"
#include "zhihui-format.h"
#include "zhihui-paper-text.h"
#include "zhihui-paper-words.h"
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
#define SHRUNK_WIDTH 40.0
#define SHRUNK_DECIMALS 4 /* at most */
#define NAME_LEAST 52.0
#define NAME_SHARE 0.75 /* of what rank and figures leave; the marks get the rest */
#define NAME_LINES 8
#define NAME_STEP 9.4
#define BASELINE 9.4
#define BOARD_LEAST 212.0 /* width of one that can be read */
/* A table shorter than this is not begun at the foot of a page. */
#define FEWEST_ROWS 3
/* So few unranked units are set under the board; more of them are listed in the text. */
#define UNRANKED_IN_TABLE 3

static const ZhihuiFont title_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };
static const ZhihuiFont note_font = { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 };
static const ZhihuiFont cell_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 400 };
static const ZhihuiFont name_font = { .face = ZHIHUI_FACE_SANS, .size = 7.4, .weight = 400 };
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
  double graph_x,
    graph_width; /* of the line or bar; where a rank has a value of its own, of that */
  double value_right, whole_right;
  guint  decimals; /* of the value that a rank has of its own */

  ZhihuiScoreMark mark;
} Columns;

/* Boards beside each other; the paper owns them. */
typedef struct
{
  ZhihuiRanking *rankings[ZHIHUI_BOARDS_MAX]; /* owned */
  char          *titles[ZHIHUI_BOARDS_MAX];   /* owned */
  Columns        columns[ZHIHUI_BOARDS_MAX];
  guint          n, n_beside; /* how many there are, and for how many there is room */
} Boards;

/* A row of all of them. */
typedef struct
{
  const Boards *boards;
  guint         row;
} Row;

static void
free_boards (gpointer data)
{
  Boards *self = data;

  for (guint i = 0; i < self->n; i++)
    {
      zhihui_ranking_unref (self->rankings[i]);
      g_free (self->titles[i]);
    }
  g_free (self);
}

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
  guint            last = 0;
  int              largest = 0;
  double           rank, change = 0;
  g_autofree char *rank_text = NULL, *change_text = NULL;

  for (guint i = 0; i < count_rows (ranking); i++)
    {
      const ZhihuiScore *score = get_row (ranking, i);

      last = MAX (last, score->rank);
      if (score->has_delta_rank)
        largest = MAX (largest, ABS (score->delta_rank));
    }
  rank_text = zhihui_format_count (last);
  rank = zhihui_theme_measure (sheet->theme, rank_text, &bold_font);
  change_text = zhihui_format_count (largest);
  if (largest > 0)
    change = CHANGE_SIGN + zhihui_theme_measure (sheet->theme, change_text, &small_font);
  columns->change_x = columns->x + MAX (CHANGE_X, rank + RANK_GAP);
  columns->name_x = MAX (columns->x + RANK_WIDTH, columns->change_x + change + RANK_GAP);
}

/* The widest name of a board, by a guess that is good enough. */
static double
measure_names (const ZhihuiRanking *ranking, const ZhihuiSheet *sheet)
{
  const char *widest = "";
  gsize       weight = 0;

  for (guint i = 0; i < count_rows (ranking); i++)
    {
      const char *name = get_row (ranking, i)->unit->short_name;
      gsize       here = zhihui_paper_text_weigh (name);

      if (here > weight)
        {
          weight = here;
          widest = name;
        }
    }
  if (weight > 200)
    return G_MAXINT;
  return zhihui_theme_measure (sheet->theme, widest, &cell_font) + 4;
}

static char *
format_shrunk (const ZhihuiScore *score, guint decimals)
{
  return isfinite (score->shrunk) ? g_strdup_printf ("%.*f%%", (int) decimals, 100 * score->shrunk)
                                  : g_strdup ("—");
}

/* So many that units of different ranks do not read alike, as far as there is room. */
static guint
count_decimals (const ZhihuiRanking *ranking)
{
  guint decimals = 2;

  for (guint i = 1; i < ranking->n_scores && decimals < SHRUNK_DECIMALS; i++)
    {
      const ZhihuiScore *one = &ranking->scores[i - 1], *other = &ranking->scores[i];
      g_autofree char   *first = format_shrunk (one, decimals);
      g_autofree char   *second = format_shrunk (other, decimals);

      if (one->rank == other->rank || !g_str_equal (first, second))
        continue;
      decimals++;
      i--;
    }
  return decimals;
}

static void
measure_columns (Boards *self, const ZhihuiSheet *sheet, guint side)
{
  const ZhihuiRanking *ranking = self->rankings[side];
  Columns             *columns = &self->columns[side];
  double               room, most;

  columns->width =
    (zhihui_sheet_get_text_width (sheet) - GUTTER * (self->n_beside - 1)) / self->n_beside;
  columns->x = sheet->left + side * (columns->width + GUTTER);
  columns->mark = zhihui_score_mark_for (ranking);
  columns->decimals = zhihui_board_table_is_shrunk (ranking) ? count_decimals (ranking) : 0;
  measure_ranks (ranking, sheet, columns);
  columns->whole_right = columns->x + columns->width;
  columns->value_right = columns->whole_right - WHOLE_WIDTH;
  room = columns->value_right - VALUE_WIDTH - columns->name_x - 2;
  most = zhihui_board_table_is_shrunk (ranking) ? room - SHRUNK_WIDTH : room * NAME_SHARE;
  columns->name_width = CLAMP (measure_names (ranking, sheet), NAME_LEAST, MAX (most, NAME_LEAST));
  columns->graph_x = columns->name_x + columns->name_width + 2;
  columns->graph_width = MAX (columns->value_right - VALUE_WIDTH - columns->graph_x, 0);
}

/* One line of a table; longer text than @room is set smaller, 0 is no limit. */
static void
write_left (ZhihuiSheet      *sheet,
            const ZhihuiFont *font,
            ZhihuiRgba        ink,
            const char       *text,
            double            x,
            double            y,
            double            room)
{
  if (room > 0)
    zhihui_sheet_fit (sheet, text, font, ink, x, y, ZHIHUI_ALIGN_LEFT, room);
  else
    zhihui_sheet_text (sheet, text, font, ink, x, y, ZHIHUI_ALIGN_LEFT, 0);
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
  return room > 0 ? zhihui_sheet_fit (sheet, text, font, ink, x, y, ZHIHUI_ALIGN_RIGHT, room)
                  : zhihui_sheet_text (sheet, text, font, ink, x, y, ZHIHUI_ALIGN_RIGHT, 0);
}

static void
paint_title (const Boards *self, ZhihuiSheet *sheet, guint side, double y)
{
  const ZhihuiPalette      *palette = zhihui_theme_get_palette (sheet->theme);
  const Columns            *columns = &self->columns[side];
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (self->rankings[side]->metric);
  const char               *order = traits->is_count ? _ ("most first") : _ ("rank 1 is best");
  g_autofree char          *again = g_strdup_printf (_ ("%s (continued)"), self->titles[side]);
  const char               *title;
  double                    wide, room;

  title = sheet->is_continued ? again : self->titles[side];
  wide = zhihui_theme_measure (sheet->theme, title, &title_font);
  room = columns->width - zhihui_theme_measure (sheet->theme, order, &note_font) - 8;
  /* A long name of a peer group is set smaller, and has the line for itself. */
  if (wide <= room)
    write_right (sheet, &note_font, palette->text2, order, columns->whole_right, y + 10, 0);
  else
    room = columns->width;
  write_left (sheet, &title_font, palette->text1, title, columns->x, y + 10, room);
  zhihui_sheet_rule (sheet, columns->x, y + TITLE_ROW - 1, columns->width, 0.9, palette->text1);
}

static void
paint_head (const Boards *self, ZhihuiSheet *sheet, guint side, double y)
{
  const ZhihuiPalette      *palette = zhihui_theme_get_palette (sheet->theme);
  const Columns            *columns = &self->columns[side];
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (self->rankings[side]->metric);
  ZhihuiRgba                ink = palette->text2;
  double                    baseline = y + BASELINE + 0.6;
  const char               *value = _ (traits->title);
  double                    room = WHOLE_WIDTH - 2, value_right = columns->value_right;
  g_autofree char          *parts =
    traits->is_count ? g_strdup (_ ("Change"))
                              : g_strdup_printf ("%s/%s", _ (traits->part_label), _ (traits->whole_label));
  double wide = zhihui_theme_measure (sheet->theme, parts, &head_font);

  /* The title of the board says which rate it is. */
  if (!traits->is_count && wide > room)
    {
      value = _ ("Rate");
      room = WHOLE_WIDTH + VALUE_WIDTH - zhihui_theme_measure (sheet->theme, value, &head_font) - 4;
      value_right = MIN (value_right, columns->whole_right - MIN (wide, room) - 4);
    }

  write_left (sheet, &head_font, ink, _ ("Rank"), columns->x, baseline, RANK_WIDTH);
  write_left (sheet, &head_font, ink, _ ("Unit"), columns->name_x, baseline, columns->name_width);
  if (zhihui_board_table_is_shrunk (self->rankings[side]))
    write_right (sheet,
                 &head_font,
                 ink,
                 _ ("Shrunk"),
                 MIN (columns->graph_x + columns->graph_width,
                      value_right - zhihui_theme_measure (sheet->theme, value, &head_font) - 5),
                 baseline,
                 columns->graph_width);
  else if (!traits->is_count)
    write_left (
      sheet, &head_font, ink, _ ("interval"), columns->graph_x, baseline, columns->graph_width + 6);
  write_right (sheet, &head_font, ink, value, value_right, baseline, VALUE_WIDTH + 6);
  write_right (sheet, &head_font, ink, parts, columns->whole_right, baseline, room);
  zhihui_sheet_rule (sheet, columns->x, y + ROW - 0.6, columns->width, 0.4, palette->line);
}

static void
paint_rank_change (ZhihuiSheet *sheet, const ZhihuiScore *score, double x, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  g_autofree char     *text = NULL;

  if (!score->has_delta_rank)
    return;
  if (score->delta_rank == 0)
    {
      zhihui_sheet_text (
        sheet, "–", &small_font, palette->text2, x, y + BASELINE, ZHIHUI_ALIGN_LEFT, 0);
      return;
    }
  text = zhihui_format_count (ABS (score->delta_rank));
  zhihui_sheet_text (
    sheet, text, &small_font, palette->text2, x + CHANGE_SIGN, y + BASELINE, ZHIHUI_ALIGN_LEFT, 0);
  zhihui_score_mark_paint_change (
    sheet->cr, x, y + 3.4, 5.4, score->delta_rank > 0, palette->text3);
}

static void
paint_mark (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  gboolean is_count = zhihui_metric_get_traits (columns->mark.ranking->metric)->is_count;

  zhihui_score_mark_paint (&columns->mark,
                           sheet->cr,
                           zhihui_theme_get_palette (sheet->theme),
                           score,
                           columns->graph_x,
                           y,
                           columns->graph_width - (is_count ? 0 : 4),
                           ROW);
}

static void
write_count (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  g_autofree char     *value = zhihui_format_count (score->n);
  g_autofree char     *change = score->has_delta ? zhihui_format_change (score->delta_value) : NULL;

  write_right (sheet, &cell_font, palette->text1, value, columns->value_right, y + BASELINE, 0);
  if (change != NULL)
    write_right (sheet, &small_font, palette->text2, change, columns->whole_right, y + BASELINE, 0);
}

static void
write_too_few (ZhihuiSheet *sheet, const Columns *columns, double y)
{
  ZhihuiRgba ink = zhihui_theme_get_palette (sheet->theme)->text3;

  write_left (
    sheet, &small_font, ink, _ ("too few"), columns->graph_x, y + BASELINE, columns->graph_width);
  write_right (sheet, &cell_font, ink, "—", columns->value_right, y + BASELINE, 0);
}

/* By what it is ranked, where that is not the rate: there is no room for both this and a line. */
static void
write_shrunk (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  g_autofree char *value = format_shrunk (score, columns->decimals);

  write_right (sheet,
               &cell_font,
               zhihui_theme_get_palette (sheet->theme)->text2,
               value,
               columns->graph_x + columns->graph_width,
               y + BASELINE,
               0);
}

/* Returns: points that it takes */
static double
write_rate (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text1;
  gboolean         flagged = score->flag != ZHIHUI_FLAG_NONE;
  g_autofree char *value = zhihui_format_rate (score->k, score->n);

  return write_right (
    sheet, flagged ? &strong_font : &cell_font, ink, value, columns->value_right, y + BASELINE, 0);
}

static void
write_whole (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text2;
  g_autofree char *fraction = zhihui_format_fraction (score->k, score->n);

  write_right (sheet, &small_font, ink, fraction, columns->whole_right, y + BASELINE, 0);
}

/* Long names are set smaller, then in several lines: none is cut that names anything. */
static PangoLayout *
wrap_name (const ZhihuiSheet *sheet, const Columns *columns, const char *name)
{
  double wide = zhihui_paper_text_weigh (name) * cell_font.size / 2;

  if (wide < columns->name_width - 4 ||
      (wide < 4 * columns->name_width &&
       zhihui_theme_measure (sheet->theme, name, &cell_font) <= columns->name_width))
    return g_object_ref (zhihui_theme_get_layout (sheet->theme, name, &cell_font, 0));
  return zhihui_sheet_wrap (sheet, name, &name_font, columns->name_width, NAME_LINES);
}

/* Returns: points that its rate takes */
static double
write_figures (ZhihuiSheet *sheet, const Columns *columns, const ZhihuiScore *score, double y)
{
  double wide = 0;

  if (zhihui_metric_get_traits (columns->mark.ranking->metric)->is_count)
    {
      write_count (sheet, columns, score, y);
      return 0;
    }
  if (score->rank > 0 && zhihui_board_table_is_shrunk (columns->mark.ranking))
    write_shrunk (sheet, columns, score, y);
  if (score->rank > 0)
    wide = write_rate (sheet, columns, score, y);
  else
    write_too_few (sheet, columns, y);
  write_whole (sheet, columns, score, y);
  return wide;
}

/* What is written first, what is of one ink together: in a file each change of ink and each mark
 * between two words says all again that they have in common. */
static void
paint_row (
  ZhihuiSheet *sheet, const Columns *columns, gboolean is_count, const ZhihuiScore *score, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  g_autoptr (PangoLayout) name = wrap_name (sheet, columns, score->unit->short_name);
  gboolean         is_ranked = score->rank > 0;
  ZhihuiRgba       ink = is_ranked ? palette->text1 : palette->text3;
  double           wide;
  g_autofree char *rank = zhihui_format_count (score->rank);

  write_left (sheet, &bold_font, ink, is_ranked ? rank : "—", columns->x, y + BASELINE, 0);
  zhihui_sheet_lines (
    sheet, name, ink, columns->name_x, y + BASELINE, NAME_STEP, ZHIHUI_ALIGN_LEFT);
  wide = write_figures (sheet, columns, score, y);
  paint_rank_change (sheet, score, columns->change_x, y);
  if (!zhihui_board_table_is_shrunk (columns->mark.ranking) && (is_count || is_ranked))
    paint_mark (sheet, columns, score, y);
  if (!is_count && is_ranked && score->flag != ZHIHUI_FLAG_NONE)
    zhihui_score_mark_paint_flag (
      sheet->cr, score->flag, columns->value_right - wide - 7.4, y + ROW / 2, 5.4, ink);
}

/* ---- blocks ---- */

static void
paint_opening (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Row *self = block->data;

  for (guint side = 0; side < self->boards->n; side++)
    {
      /* A board that has ended does not go on. */
      if (sheet->is_continued && self->row >= count_rows (self->boards->rankings[side]))
        continue;
      paint_title (self->boards, sheet, side, y);
      paint_head (self->boards, sheet, side, y + TITLE_ROW);
    }
}

static void
paint_rows (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Row           *self = block->data;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);

  for (guint side = 0; side < self->boards->n; side++)
    {
      const ZhihuiRanking *ranking = self->boards->rankings[side];
      const Columns       *columns = &self->boards->columns[side];

      if (self->row < count_rows (ranking))
        {
          paint_row (sheet,
                     columns,
                     zhihui_metric_get_traits (ranking->metric)->is_count,
                     get_row (ranking, self->row),
                     y);
          zhihui_sheet_rule (
            sheet, columns->x, y + block->height - 0.5, columns->width, 0.35, palette->row_rule);
        }
      else if (self->row == 0)
        write_left (sheet,
                    &small_font,
                    palette->text2,
                    _ ("No unit is ranked in this period."),
                    columns->x,
                    y + BASELINE,
                    columns->width);
    }
}

static Row *
make_row (const Boards *boards, guint row)
{
  Row *self = g_new (Row, 1);

  *self = (Row){ boards, row };
  return self;
}

static double
measure_row (const Boards *self, const ZhihuiSheet *sheet, guint row)
{
  int lines = 1;

  for (guint side = 0; side < self->n; side++)
    {
      const Columns *columns = &self->columns[side];
      const char    *name;
      g_autoptr (PangoLayout) layout = NULL;

      if (row >= count_rows (self->rankings[side]))
        continue;
      name = get_row (self->rankings[side], row)->unit->short_name;
      if (zhihui_paper_text_weigh (name) * cell_font.size / 2 < columns->name_width - 4)
        continue;
      layout = wrap_name (sheet, columns, name);
      lines = MAX (lines, pango_layout_get_line_count (layout));
    }
  return ROW + (lines - 1) * NAME_STEP;
}

/* The head of each board says whether it goes on: it is another where one of them has ended. */
static void
add_rows (ZhihuiPaper *paper, const Boards *boards)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  ZhihuiBlock       *head = NULL;
  guint              rows = 1;

  for (guint side = 0; side < boards->n; side++)
    rows = MAX (rows, count_rows (boards->rankings[side]));
  for (guint row = 0; row < rows; row++)
    {
      ZhihuiBlock *block;
      gboolean     has_ended = head == NULL;

      for (guint side = 0; side < boards->n; side++)
        has_ended |= row == count_rows (boards->rankings[side]);
      if (has_ended)
        head = zhihui_paper_add_head (
          paper, TITLE_ROW + ROW, paint_opening, make_row (boards, row), g_free);
      block = zhihui_paper_add (
        paper, measure_row (boards, sheet, row), paint_rows, make_row (boards, row), g_free);
      block->head = head;
      block->keep_with_next = row + 1 < rows && (row + 1 < FEWEST_ROWS || row + 2 == rows);
    }
}

/**
 * zhihui_board_block_count_beside:
 *
 * Returns: how many boards stand beside each other on the sheet: all four, or two
 */
guint
zhihui_board_block_count_beside (const ZhihuiSheet *sheet)
{
  double width = zhihui_sheet_get_text_width (sheet);

  return width + GUTTER >= 4 * (BOARD_LEAST + GUTTER) ? 4 : 2;
}

/**
 * zhihui_board_block_add:
 * @boards: (array length=n_boards): their titles are taken
 * @n_boards: at most what there is room for
 *
 * Adds boards beside each other: names are whole, the heads are written again on each page, and no
 * row stands alone.
 */
void
zhihui_board_block_add (ZhihuiPaper *paper, const ZhihuiPrintedBoard *boards, guint n_boards)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  Boards            *self = g_new0 (Boards, 1);
  ZhihuiBlock       *opening;

  g_return_if_fail (n_boards >= 1 && n_boards <= ZHIHUI_BOARDS_MAX);

  self->n = n_boards;
  self->n_beside = zhihui_board_block_count_beside (sheet);
  zhihui_paper_own (paper, self, free_boards);
  for (guint side = 0; side < n_boards; side++)
    {
      self->rankings[side] = zhihui_ranking_ref (boards[side].ranking);
      self->titles[side] = boards[side].title;
      measure_columns (self, sheet, side);
    }
  opening = zhihui_paper_add (paper, TITLE_ROW + ROW, paint_opening, make_row (self, 0), g_free);
  opening->keep_with_next = TRUE;
  add_rows (paper, self);
  zhihui_paper_add_space (paper, AFTER);
}
