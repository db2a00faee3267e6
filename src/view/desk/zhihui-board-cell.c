/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-cell.h"

#include "zhihui-board-words.h"
#include "zhihui-row-name.h"
#include "zhihui-sparkline.h"

#define SIDE 10.0          /* room for marks and arrowheads */
#define COURSE_PADDING 12  /* px over and under a course */
#define MOST_COURSE_PX 900 /* that a course is drawn wide */

/**
 * ZhihuiBoardCell:
 *
 * One cell of the table of units. It draws its text itself: a table has thousands of cells, and a
 * label for each would be measured whenever its figure changes.
 */
struct _ZhihuiBoardCell
{
  GtkWidget parent_instance;

  ZhihuiBoardCellKind kind;
  guint               slot;     /* of figures */
  ZhihuiBoardLook    *look;     /* owned */
  ZhihuiUnitRow      *row;      /* owned, nullable */
  char               *told;     /* owned, nullable: what a listener is told */
  PangoLayout        *lines[2]; /* owned, NULL before they are drawn */
  gboolean            is_ready; /* @lines are of what is shown now */
  gboolean            is_told;  /* @told is of what is shown now */
};

G_DEFINE_FINAL_TYPE (ZhihuiBoardCell, zhihui_board_cell, GTK_TYPE_WIDGET)

static char *
tell (ZhihuiBoardCell *self)
{
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self->row);

  if (unit == NULL && self->kind != ZHIHUI_BOARD_CELL_RANK)
    return g_strdup (zhihui_unit_row_get_head (self->row));
  switch (self->kind)
    {
    case ZHIHUI_BOARD_CELL_RANK:
      return zhihui_board_words_tell_rank (self->row, self->look);
    case ZHIHUI_BOARD_CELL_NAME:
      return g_strdup (unit->name);
    case ZHIHUI_BOARD_CELL_INTERVAL:
      return zhihui_board_words_tell_interval (self->row, self->look);
    case ZHIHUI_BOARD_CELL_THEN:
      return zhihui_board_words_tell_then (self->row, self->look);
    case ZHIHUI_BOARD_CELL_FIGURE:
      return zhihui_board_words_tell_figure (self->row, self->slot, self->look);
    case ZHIHUI_BOARD_CELL_COURSE:
    default:
      return zhihui_board_words_tell_course (self->row, self->look);
    }
}

/* The one cell of a row that says what the row is about. */
static void
name_row (ZhihuiBoardCell *self)
{
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self->row);
  g_autofree char  *rank = zhihui_board_words_tell_rank (self->row, self->look);
  g_autofree char  *figure = NULL, *words = NULL;

  if (unit != NULL)
    figure = zhihui_board_words_tell_figure (self->row, (guint) self->look->board, self->look);
  words = unit != NULL ? g_strjoin (", ", rank, unit->name, figure, NULL) : g_strdup (rank);
  zhihui_row_name (GTK_WIDGET (self), words);
}

/* ---- drawing ---- */

static void
set_line (ZhihuiBoardCell *self, guint line, const char *text, PangoAttrList *attributes)
{
  g_clear_object (&self->lines[line]);
  if (text == NULL || *text == '\0')
    return;
  self->lines[line] = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_attributes (self->lines[line], attributes);
}

static void
make_rank (ZhihuiBoardCell *self, const ZhihuiScore *score)
{
  g_autofree char *rank = NULL;
  g_autofree char *change =
    zhihui_board_words_write_change (self->row, self->look->board, self->look->compared);

  if (zhihui_unit_row_get_unit (self->row) == NULL)
    {
      set_line (self, 0, zhihui_unit_row_get_head (self->row), self->look->small_bold);
      set_line (self, 1, NULL, NULL);
      return;
    }
  rank = score != NULL && score->rank > 0 ? g_strdup_printf ("%u", score->rank) : g_strdup ("—");
  set_line (self, 0, rank, score != NULL && score->rank > 0 ? self->look->bold : self->look->plain);
  set_line (self, 1, change, self->look->small);
}

static void
make_name (ZhihuiBoardCell *self, const ZhihuiScore *score)
{
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (self->row);

  set_line (self,
            0,
            unit != NULL ? unit->short_name : NULL,
            score != NULL && score->rank > 0 ? self->look->bold : self->look->plain);
  if (self->lines[0] != NULL)
    pango_layout_set_ellipsize (self->lines[0], PANGO_ELLIPSIZE_END);
}

static void
make_figure (ZhihuiBoardCell *self, const ZhihuiScore *score)
{
  g_autofree char *value = zhihui_board_words_write_value (score, self->slot);
  g_autofree char *detail =
    zhihui_board_words_write_detail (self->row, self->slot, self->look->compared);
  gboolean is_flagged = score != NULL && score->rank > 0 && score->flag != ZHIHUI_FLAG_NONE &&
                        self->slot != ZHIHUI_SLOT_RATED;

  if (zhihui_unit_row_get_unit (self->row) == NULL)
    return;
  set_line (self, 0, value, is_flagged ? self->look->bold : self->look->plain);
  set_line (self, 1, detail, self->look->small);
}

static void
make_then (ZhihuiBoardCell *self)
{
  g_autofree char *detail = NULL;
  g_autofree char *value = zhihui_board_words_write_then (self->row, self->look->board, &detail);

  set_line (self, 0, value, self->look->plain);
  set_line (self, 1, detail, self->look->small);
}

static void
make_lines (ZhihuiBoardCell *self, const ZhihuiScore *score)
{
  if (self->is_ready)
    return;
  g_clear_object (&self->lines[0]);
  g_clear_object (&self->lines[1]);
  if (self->kind == ZHIHUI_BOARD_CELL_RANK)
    make_rank (self, score);
  else if (self->kind == ZHIHUI_BOARD_CELL_NAME)
    make_name (self, score);
  else if (self->kind == ZHIHUI_BOARD_CELL_FIGURE)
    make_figure (self, score);
  else if (self->kind == ZHIHUI_BOARD_CELL_THEN)
    make_then (self);
  self->is_ready = TRUE;
}

static ZhihuiRgba
choose_colour (ZhihuiBoardCell *self, const ZhihuiScore *score)
{
  const ZhihuiPalette *palette = self->look->palette;

  if (score == NULL || score->rank == 0 || self->kind == ZHIHUI_BOARD_CELL_THEN)
    return palette->text3;
  if (self->kind != ZHIHUI_BOARD_CELL_FIGURE || self->slot == ZHIHUI_SLOT_RATED)
    return palette->text1;
  if (score->flag == ZHIHUI_FLAG_WORSE)
    return palette->attention;
  return score->flag == ZHIHUI_FLAG_BETTER ? palette->good : palette->text1;
}

/* Side by side in the middle: rank and change, or a name alone. */
static void
draw_beside (ZhihuiBoardCell *self, GtkSnapshot *snapshot, const ZhihuiScore *score, int height)
{
  int      width = 0, high = 0, small = 0;
  gboolean is_head = zhihui_unit_row_get_unit (self->row) == NULL;

  if (self->lines[0] == NULL)
    return;
  if (self->kind == ZHIHUI_BOARD_CELL_NAME)
    pango_layout_set_width (self->lines[0], gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->lines[0], &width, &high);
  zhihui_board_look_draw (snapshot,
                          self->lines[0],
                          0,
                          (height - high) / 2.0,
                          is_head ? self->look->palette->text2 : choose_colour (self, score));
  if (self->lines[1] == NULL)
    return;
  pango_layout_get_pixel_size (self->lines[1], NULL, &small);
  zhihui_board_look_draw (snapshot,
                          self->lines[1],
                          width + self->look->digit_width * 0.6,
                          (height - small) / 2.0,
                          self->look->palette->text3);
}

/* One over the other, to the right. */
static void
draw_stacked (
  ZhihuiBoardCell *self, GtkSnapshot *snapshot, const ZhihuiScore *score, int width, int height)
{
  int sizes[2][2] = { { 0, 0 }, { 0, 0 } };
  int top;

  for (guint i = 0; i < 2; i++)
    if (self->lines[i] != NULL)
      pango_layout_get_pixel_size (self->lines[i], &sizes[i][0], &sizes[i][1]);
  top =
    (height - sizes[0][1] - sizes[1][1] - (self->lines[1] != NULL ? ZHIHUI_BOARD_LINE_GAP : 0)) / 2;
  if (self->lines[0] != NULL)
    zhihui_board_look_draw (
      snapshot, self->lines[0], width - sizes[0][0], top, choose_colour (self, score));
  if (self->lines[1] != NULL)
    zhihui_board_look_draw (snapshot,
                            self->lines[1],
                            width - sizes[1][0],
                            top + sizes[0][1] + ZHIHUI_BOARD_LINE_GAP,
                            self->look->palette->text3);
}

static void
draw_interval (
  ZhihuiBoardCell *self, GtkSnapshot *snapshot, const ZhihuiScore *score, int width, int height)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  double          room = MIN (height, 34);
  cairo_t        *cr;

  if (score == NULL || score->rank == 0 || self->look->mark.ranking == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  zhihui_score_mark_paint (&self->look->mark,
                           cr,
                           self->look->palette,
                           score,
                           SIDE,
                           (height - room) / 2 + SIDE / 2,
                           width - 2 * SIDE,
                           room - SIDE);
  cairo_destroy (cr);
}

static void
draw_course (ZhihuiBoardCell *self, GtkSnapshot *snapshot, int room, int height)
{
  int                width = MIN (room, MOST_COURSE_PX);
  graphene_rect_t    area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  guint              n = 0;
  const ZhihuiTally *course = zhihui_unit_row_get_course (self->row, &n);
  ZhihuiSparkline    line = {
       .low = self->look->course_low,
       .high = self->look->course_high,
       .is_count = zhihui_metric_get_traits (zhihui_board_get_metric (self->look->board))->is_count,
  };
  cairo_t *cr;

  if (n == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  zhihui_sparkline_paint (&line,
                          cr,
                          self->look->palette,
                          course,
                          n,
                          SIDE / 2,
                          COURSE_PADDING,
                          width - SIDE,
                          height - 2 * COURSE_PADDING);
  cairo_destroy (cr);
}

static void
zhihui_board_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiBoardCell   *self = ZHIHUI_BOARD_CELL (widget);
  int                width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const ZhihuiScore *score;

  if (self->row == NULL)
    return;
  score = zhihui_unit_row_get_score (
    self->row, self->kind == ZHIHUI_BOARD_CELL_FIGURE ? self->slot : self->look->board);
  make_lines (self, score);
  switch (self->kind)
    {
    case ZHIHUI_BOARD_CELL_INTERVAL:
      draw_interval (self, snapshot, score, width, height);
      break;
    case ZHIHUI_BOARD_CELL_THEN:
    case ZHIHUI_BOARD_CELL_FIGURE:
      draw_stacked (self, snapshot, score, width, height);
      break;
    case ZHIHUI_BOARD_CELL_COURSE:
      draw_course (self, snapshot, width, height);
      break;
    case ZHIHUI_BOARD_CELL_RANK:
    case ZHIHUI_BOARD_CELL_NAME:
    default:
      draw_beside (self, snapshot, score, height);
      break;
    }
}

/* All rows are of one height and columns have a width: what is shown never asks for room. */
static void
zhihui_board_cell_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  ZhihuiBoardCell *self = ZHIHUI_BOARD_CELL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? self->look->row_height : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zhihui_board_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (zhihui_board_cell_parent_class)->css_changed (widget, change);
  ZHIHUI_BOARD_CELL (widget)->is_ready = FALSE;
}

static void
zhihui_board_cell_dispose (GObject *object)
{
  ZhihuiBoardCell *self = ZHIHUI_BOARD_CELL (object);

  g_clear_object (&self->row);
  g_clear_object (&self->lines[0]);
  g_clear_object (&self->lines[1]);
  g_clear_pointer (&self->told, g_free);
  g_clear_pointer (&self->look, zhihui_board_look_unref);

  G_OBJECT_CLASS (zhihui_board_cell_parent_class)->dispose (object);
}

static void
zhihui_board_cell_class_init (ZhihuiBoardCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_board_cell_dispose;
  widget_class->snapshot = zhihui_board_cell_snapshot;
  widget_class->measure = zhihui_board_cell_measure;
  widget_class->css_changed = zhihui_board_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "board-cell");
}

static void
zhihui_board_cell_init (ZhihuiBoardCell *self)
{
}

/**
 * zhihui_board_cell_new:
 * @slot: of a figure
 * @look: what all cells of the table have in common; a reference is taken
 *
 * Returns: (transfer floating): a cell of no unit
 */
GtkWidget *
zhihui_board_cell_new (ZhihuiBoardCellKind kind, guint slot, ZhihuiBoardLook *look)
{
  gboolean is_drawing = kind == ZHIHUI_BOARD_CELL_INTERVAL || kind == ZHIHUI_BOARD_CELL_COURSE;
  ZhihuiBoardCell *self =
    g_object_new (ZHIHUI_TYPE_BOARD_CELL,
                  "accessible-role",
                  is_drawing ? GTK_ACCESSIBLE_ROLE_IMG : GTK_ACCESSIBLE_ROLE_LABEL,
                  NULL);

  self->kind = kind;
  self->slot = slot;
  self->look = zhihui_board_look_ref (look);
  return GTK_WIDGET (self);
}

/**
 * zhihui_board_cell_set_row:
 * @row: (nullable): the unit to be shown from now on
 */
void
zhihui_board_cell_set_row (ZhihuiBoardCell *self, ZhihuiUnitRow *row)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_CELL (self));

  if (g_set_object (&self->row, row) && row != NULL)
    zhihui_board_cell_refresh (self);
}

ZhihuiUnitRow *
zhihui_board_cell_get_row (ZhihuiBoardCell *self)
{
  g_return_val_if_fail (ZHIHUI_IS_BOARD_CELL (self), NULL);

  return self->row;
}

/**
 * zhihui_board_cell_refresh:
 *
 * The figures of the row or the look are others. Who listens is told by zhihui_board_cell_tell().
 */
void
zhihui_board_cell_refresh (ZhihuiBoardCell *self)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_CELL (self));

  self->is_ready = FALSE;
  self->is_told = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_board_cell_tell:
 *
 * Tells who listens what is shown, if that is not done.
 */
void
zhihui_board_cell_tell (ZhihuiBoardCell *self)
{
  g_autofree char *told = NULL;

  g_return_if_fail (ZHIHUI_IS_BOARD_CELL (self));

  if (self->row == NULL || self->is_told)
    return;
  self->is_told = TRUE;
  if (self->kind == ZHIHUI_BOARD_CELL_NAME)
    name_row (self);
  told = tell (self);
  if (g_strcmp0 (self->told, told) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  g_free (self->told);
  self->told = g_steal_pointer (&told);
}
