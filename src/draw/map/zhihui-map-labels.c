/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-labels.h"

#include <math.h>
#include <stdlib.h>

/* What is placed already, in square cells, so that a new box looks at its neighbours alone. */
#define CELL 64.0
#define MAX_CELLS 4096

typedef struct
{
  const ZhihuiLabelField *field;
  GArray                 *boxes; /* (element-type ZhihuiMapBox), owned: all that is taken */
  guint                   across, down;
  double                  cell_width, cell_height;
  GArray                **cells; /* owned; NULL: nothing there; (element-type guint) of boxes */
} Plan;

static void
plan_init (Plan *self, const ZhihuiLabelField *field)
{
  double side = MAX (CELL, sqrt (field->box.width * field->box.height / MAX_CELLS));

  self->field = field;
  self->boxes = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapBox));
  self->across = (guint) MAX (field->box.width / side, 1);
  self->down = (guint) MAX (field->box.height / side, 1);
  self->cell_width = field->box.width / self->across;
  self->cell_height = field->box.height / self->down;
  self->cells = g_new0 (GArray *, (gsize) self->across * self->down);
}

static void
plan_clear (Plan *self)
{
  for (gsize i = 0; i < (gsize) self->across * self->down; i++)
    g_clear_pointer (&self->cells[i], g_array_unref);
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->boxes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* The cells that a box touches: first and last of both ways. */
static void
find_cells (const Plan *self, const ZhihuiMapBox *box, double gap, guint range[4])
{
  const ZhihuiMapBox *whole = &self->field->box;
  double              left = (box->x - gap - whole->x) / self->cell_width;
  double              top = (box->y - gap - whole->y) / self->cell_height;
  double              right = (box->x + box->width + gap - whole->x) / self->cell_width;
  double              bottom = (box->y + box->height + gap - whole->y) / self->cell_height;

  range[0] = (guint) CLAMP (left, 0, self->across - 1);
  range[1] = (guint) CLAMP (right, 0, self->across - 1);
  range[2] = (guint) CLAMP (top, 0, self->down - 1);
  range[3] = (guint) CLAMP (bottom, 0, self->down - 1);
}

static void
take (Plan *self, const ZhihuiMapBox *box)
{
  guint range[4], index = self->boxes->len;

  g_array_append_val (self->boxes, *box);
  find_cells (self, box, 0, range);
  for (guint row = range[2]; row <= range[3]; row++)
    for (guint column = range[0]; column <= range[1]; column++)
      {
        GArray **cell = &self->cells[row * self->across + column];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, index);
      }
}

static gboolean
is_free (const Plan *self, const ZhihuiMapBox *box)
{
  const ZhihuiMapBox *whole = &self->field->box;
  double              gap = self->field->gap;
  guint               range[4];

  if (box->x < whole->x || box->y < whole->y || box->x + box->width > whole->x + whole->width ||
      box->y + box->height > whole->y + whole->height)
    return FALSE;
  find_cells (self, box, gap, range);
  for (guint row = range[2]; row <= range[3]; row++)
    for (guint column = range[0]; column <= range[1]; column++)
      {
        const GArray *cell = self->cells[row * self->across + column];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (zhihui_map_box_meets (
                box,
                &g_array_index (self->boxes, ZhihuiMapBox, g_array_index (cell, guint, i)),
                gap))
            return FALSE;
      }
  return TRUE;
}

/* ---- order ---- */

typedef struct
{
  const ZhihuiLabelWish *wish;
  guint                  index;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const Ranked *one = a, *other = b;

  if (one->wish->alert != other->wish->alert)
    return one->wish->alert ? -1 : 1;
  if (one->wish->overdue != other->wish->overdue)
    return one->wish->overdue > other->wish->overdue ? -1 : 1;
  if (one->wish->size < other->wish->size || one->wish->size > other->wish->size)
    return one->wish->size > other->wish->size ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

static int
compare_heights (const void *a, const void *b)
{
  const Ranked *one = *(const Ranked *const *) a, *other = *(const Ranked *const *) b;

  if (one->wish->y < other->wish->y || one->wish->y > other->wish->y)
    return one->wish->y > other->wish->y ? 1 : -1;
  return (one->index > other->index) - (one->index < other->index);
}

/* ---- inside ---- */

/* The middle, then a little aside: a label that stands off its place by more belongs to another
 * region in the eye of the reader. */
static gboolean
place_inside (Plan *self, const Ranked *one, GArray *labels)
{
  static const double    offsets[][2] = { { 0, 0 },      { 0, -0.3 },   { 0, 0.3 },
                                          { -0.2, 0 },   { 0.2, 0 },    { -0.2, -0.3 },
                                          { 0.2, -0.3 }, { -0.2, 0.3 }, { 0.2, 0.3 } };
  const ZhihuiLabelWish *wish = one->wish;

  if (wish->room < wish->width)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      ZhihuiMapLabel label = { one->index, FALSE, FALSE, { 0 } };
      double         spare = MIN (wish->room - wish->width, wish->width) / wish->width;
      double         aside = offsets[i][0] * MIN (spare, 1);

      label.box = (ZhihuiMapBox){ wish->x + wish->width * (aside - 0.5),
                                  wish->y + wish->height * (offsets[i][1] - 0.5),
                                  wish->width,
                                  wish->height };
      if (!is_free (self, &label.box))
        continue;
      take (self, &label.box);
      g_array_append_val (labels, label);
      return TRUE;
    }
  return FALSE;
}

/* ---- led ---- */

static gboolean
is_beside_map (const Plan *self, const ZhihuiMapBox *box)
{
  const ZhihuiLabelField *field = self->field;

  for (gsize i = 0; i < field->n_led_obstacles; i++)
    if (zhihui_map_box_meets (box, &field->led_obstacles[i], field->gap))
      return FALSE;
  return TRUE;
}

static ZhihuiMapBox
make_row (const ZhihuiLabelField *field, const ZhihuiLabelWish *wish, double widest, double y)
{
  double end = MAX (field->led_end, field->box.x + widest);

  return (ZhihuiMapBox){ end - wish->row_width, y, wish->row_width, field->row_height };
}

/* Whether the line from a row to its region crosses no label that stands inside. */
static gboolean
is_line_clear (const ZhihuiMapBox    *row,
               const ZhihuiLabelWish *wish,
               gboolean               at_right,
               const GArray          *labels)
{
  double x = at_right ? row->x : row->x + row->width, y = row->y + row->height / 2;

  for (guint i = 0; i < labels->len; i++)
    {
      const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);
      const ZhihuiMapBox   *box = &label->box;
      double                share, at;

      if (label->led || ABS (wish->x - x) < 1)
        continue;
      /* Where the line is at the middle of the box. */
      share = (box->x + box->width / 2 - x) / (wish->x - x);
      at = y + CLAMP (share, 0, 1) * (wish->y - y);
      if (share > 0 && share < 1 && at > box->y && at < box->y + box->height)
        return FALSE;
    }
  return TRUE;
}

/* The free row nearest to the height of the region, one whose line is clear before all others. */
static gboolean
find_row (const Plan            *self,
          const ZhihuiLabelWish *wish,
          gboolean               at_right,
          double                 widest,
          const double           range[2],
          const GArray          *labels,
          ZhihuiMapBox          *best)
{
  const ZhihuiLabelField *field = self->field;
  double                  least = G_MAXDOUBLE, wished = wish->y - field->row_height / 2;

  for (double y = range[0]; y <= range[1]; y += field->row_height / 8)
    {
      ZhihuiMapBox row = make_row (field, wish, widest, y);
      double       cost = ABS (y - wished);

      if (at_right)
        row.x = field->led_start;
      if (!is_free (self, &row) || !is_beside_map (self, &row))
        continue;
      if (!is_line_clear (&row, wish, at_right, labels))
        cost += 4 * field->row_height;
      if (cost >= least)
        continue;
      least = cost;
      *best = row;
    }
  return least < G_MAXDOUBLE;
}

/* As high as their regions lie, one below the other, so that no two lines cross more than they
 * must; the first ones leave room for the rest. */
static void
place_side (Plan *self, GPtrArray *led, gboolean at_right, GArray *labels)
{
  const ZhihuiLabelField *field = self->field;
  double                  pitch = field->row_height + field->gap, widest = 0;
  double                  range[2] = { field->box.y, 0 };

  for (guint i = 0; i < led->len; i++)
    widest = MAX (widest, ((const Ranked *) led->pdata[i])->wish->row_width);
  qsort (led->pdata, led->len, sizeof *led->pdata, compare_heights);
  for (guint i = 0; i < led->len; i++)
    {
      const Ranked  *one = led->pdata[i];
      ZhihuiMapLabel label = { one->index, TRUE, at_right, { 0 } };

      range[1] = field->box.y + field->box.height - pitch * (led->len - i - 1) - field->row_height;
      if (!find_row (self, one->wish, at_right, widest, range, labels, &label.box))
        continue;
      take (self, &label.box);
      g_array_append_val (labels, label);
      range[0] = label.box.y + pitch;
    }
}

static void
place_led (Plan *self, const Ranked *ranked, const gboolean *is_led, gsize n, GArray *labels)
{
  const ZhihuiLabelField *field = self->field;

  for (guint at_right = 0; at_right < 2; at_right++)
    {
      g_autoptr (GPtrArray) side = g_ptr_array_new ();

      for (gsize i = 0; i < n; i++)
        if (is_led[i] &&
            (field->led_start > 0 && ranked[i].wish->x > field->led_middle) == (at_right == 1))
          g_ptr_array_add (side, (gpointer) &ranked[i]);
      place_side (self, side, at_right == 1, labels);
    }
}

static gboolean
is_on_field (const ZhihuiLabelField *field, const ZhihuiLabelWish *wish)
{
  return isfinite (wish->x) && isfinite (wish->y) && wish->width > 0 && wish->height > 0 &&
         wish->x >= field->box.x && wish->x <= field->box.x + field->box.width &&
         wish->y >= field->box.y && wish->y <= field->box.y + field->box.height;
}

/**
 * zhihui_map_labels_place:
 * @field: where labels may stand
 * @wishes: (array length=n): what wants a label
 *
 * Regions under alert come first, then those with more overdue work, then the larger ones. A label
 * that has no room at its place is led out to a side as long as there are rows; what is left has
 * none. Labels neither overlap nor leave the field, and the same wishes always give the same
 * places.
 *
 * Returns: (transfer full) (element-type ZhihuiMapLabel): those placed, the led ones last
 */
GArray *
zhihui_map_labels_place (const ZhihuiLabelField *field, const ZhihuiLabelWish *wishes, gsize n)
{
  GArray              *labels = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapLabel));
  g_autofree Ranked   *ranked = g_new (Ranked, n + 1);
  g_autofree gboolean *is_led = g_new0 (gboolean, n + 1);
  gsize                n_ranked = 0, n_led = 0;
  g_auto (Plan) plan = { 0 };

  g_return_val_if_fail (field != NULL && (wishes != NULL || n == 0), labels);

  plan_init (&plan, field);
  if (field->box.width <= 0 || field->box.height <= 0)
    return labels;
  for (gsize i = 0; i < field->n_obstacles; i++)
    take (&plan, &field->obstacles[i]);
  for (gsize i = 0; i < n; i++)
    if (is_on_field (field, &wishes[i]))
      ranked[n_ranked++] = (Ranked){ &wishes[i], (guint) i };
  qsort (ranked, n_ranked, sizeof *ranked, compare_ranked);
  for (gsize i = 0; i < n_ranked; i++)
    if (!place_inside (&plan, &ranked[i], labels) && ranked[i].wish->row_width > 0 &&
        n_led < field->max_led)
      {
        is_led[i] = TRUE;
        n_led++;
      }
  place_led (&plan, ranked, is_led, n_ranked, labels);
  return labels;
}

/**
 * zhihui_map_labels_cover:
 * @labels: (element-type ZhihuiMapLabel)
 * @margin: px around each label
 *
 * Returns: whether a point lies under one of them, where it would make the label hard to read
 */
gboolean
zhihui_map_labels_cover (const GArray *labels, double x, double y, double margin)
{
  const ZhihuiMapBox point = { x, y, 0, 0 };

  for (guint i = 0; i < labels->len; i++)
    if (zhihui_map_box_meets (&g_array_index (labels, ZhihuiMapLabel, i).box, &point, margin))
      return TRUE;
  return FALSE;
}
